#pragma once

#include "core/sheet/reading_job.h"
#include "core/sheet/workbook.h"
#include "core/sheet/worksheet_rows.h"
#include "core/sheet/zip_archive.h"

#include <cstddef>
#include <optional>
#include <string>

namespace callsheet::sheet {

//! How a part is divided between threads. The result is the same for every division.
struct BlockReading {
    std::size_t blockBytes = std::size_t(1) << 20;
    std::size_t threads = 0; // 0: as many as it is worth
    int *partsInOrder = nullptr; // counts the parts that were not for this way of reading
};

//! All rows of a worksheet: in blocks by several threads, or, where something in it is unusual, from the beginning by
//! the tokenizer or by expat.
base::Result<WorksheetRows> readAllRows(
    ZipArchive &archive, const Workbook &workbook, const std::string &part, const BlockReading &reading = {});
//! The reference for it: one piece of the parts after the other, in the calling thread.
base::Result<WorksheetRows> readAllRowsInOrder(ZipArchive &archive, const Workbook &workbook, const std::string &part);
//! The first rows that hold text, with as much of the shared strings as they need.
base::Result<WorksheetRows> readFirstRows(
    ZipArchive &archive, const Workbook &workbook, const std::string &part, std::size_t rows);

} // namespace callsheet::sheet
