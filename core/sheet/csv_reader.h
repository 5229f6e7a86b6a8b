#pragma once

#include "core/sheet/reading_job.h"

#include <memory>

namespace callsheet::sheet {

//! Reads a CSV file into a table and the CSV part of the report.
base::Result<std::shared_ptr<const Table>> readCsv(const ReadingJob &job);

} // namespace callsheet::sheet
