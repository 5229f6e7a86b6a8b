#pragma once

#include "core/sheet/input_file.h"

#include <memory>
#include <stop_token>

namespace callsheet::sheet {

//! Reads the chosen sheet of a workbook of Excel 5 to 2003 into a table and the workbook's part of the report. Says
//! what the file really is when it is another one of the many that begin alike.
base::Result<std::shared_ptr<const Table>> readXls(const InputFile &file, const ReadingOptions &options,
    base::Progress *progress, const std::stop_token &stop, ReadingReport &report);

} // namespace callsheet::sheet
