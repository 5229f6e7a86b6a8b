#pragma once

#include "core/sheet/reading_job.h"
#include "core/sheet/zip_archive.h"

#include <memory>

namespace callsheet::sheet {

//! True for an OpenDocument spreadsheet, by what the archive says of itself.
bool isOpenDocumentSpreadsheet(ZipArchive &archive);

//! Reads the chosen sheet of an OpenDocument spreadsheet into a table and the workbook's part of the report.
base::Result<std::shared_ptr<const Table>> readOds(const ReadingJob &job, ZipArchive &archive);

} // namespace callsheet::sheet
