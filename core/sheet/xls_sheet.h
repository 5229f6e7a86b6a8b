#pragma once

#include "core/base/progress.h"
#include "core/sheet/worksheet_rows.h"
#include "core/sheet/xls_workbook.h"

#include <stop_token>

namespace callsheet::sheet {

//! Reads the cells of a sheet into rows. Progress counts the bytes of the stream.
base::Result<void> readXlsSheet(std::string_view stream, const XlsWorkbook &workbook, const XlsSheet &sheet,
    RowBuilder &rows, base::Progress *progress, const std::stop_token &stop);

} // namespace callsheet::sheet
