#pragma once

#include "core/sheet/xls_receiver.h"
#include "core/sheet/xls_workbook.h"

#include <stop_token>

namespace callsheet::sheet {

//! What the reading of a sheet needs beside the sheet itself.
struct XlsSource {
    std::string_view stream;
    const QString &fileName;
    const XlsWorkbook &workbook;
    TextArena &texts; // with the shared ones
    std::size_t mostRows; // more of them need not be read
    const std::stop_token &stop;
};

//! Gives the rows of a sheet to the receiver. Progress counts the bytes of the stream.
base::Result<void> readXlsSheet(const XlsSource &source, const XlsSheet &sheet, XlsReceiver &receiver);

} // namespace callsheet::sheet
