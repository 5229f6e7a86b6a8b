#pragma once

#include "core/sheet/input_file.h"
#include "core/sheet/xls_receiver.h"

#include <stop_token>

namespace callsheet::sheet {

//! Reads the sheet that the receiver chooses of a workbook of Excel 5 to 2003. `fileName` is for sentences. Says what
//! the file really is when it is another one of the many that begin alike.
base::Result<void> readXlsFile(const InputFile &file, const QString &fileName, std::size_t mostRows,
    XlsReceiver &receiver, const std::stop_token &stop);

} // namespace callsheet::sheet
