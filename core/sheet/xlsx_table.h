#pragma once

#include "core/sheet/input_file.h"
#include "core/sheet/zip_archive.h"

#include <memory>

namespace callsheet::sheet {

//! Reads the chosen sheet of a workbook into a table and the workbook's part of the report.
base::Result<std::shared_ptr<const Table>> readXlsx(const InputFile &file, ZipArchive &archive,
    const ReadingOptions &options, base::Progress *progress, ReadingReport &report);

} // namespace callsheet::sheet
