#pragma once

#include "core/sheet/reading_job.h"
#include "core/sheet/zip_archive.h"

#include <memory>

namespace callsheet::sheet {

//! Reads the chosen sheet of a workbook into a table and the workbook's part of the report.
base::Result<std::shared_ptr<const Table>> readXlsx(const ReadingJob &job, ZipArchive &archive);

} // namespace callsheet::sheet
