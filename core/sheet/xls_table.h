#pragma once

#include "core/sheet/reading_job.h"

#include <memory>

namespace callsheet::sheet {

//! Reads the chosen sheet of a workbook of Excel 5 to 2003 into a table and the workbook's part of the report. Says
//! what the file really is when it is another one of the many that begin alike.
base::Result<std::shared_ptr<const Table>> readXls(const ReadingJob &job);

} // namespace callsheet::sheet
