#pragma once

#include "core/base/progress.h"
#include "core/sheet/input_file.h"
#include "core/sheet/open_sheet.h"

#include <limits>
#include <stop_token>

namespace callsheet::sheet {

//! What one reading of a file is given, and where it says what it found.
struct ReadingJob {
    const InputFile &file;
    const ReadingOptions &options;
    ReadingReport &report;
    base::Progress *progress = nullptr; // counts bytes
    std::stop_token stop;
    //! Rows with text after which the reading ends, as if the sheet ended there: for openBeginning().
    std::size_t mostRows = std::numeric_limits<std::size_t>::max();

    bool isWhole() const { return mostRows == std::numeric_limits<std::size_t>::max(); }
};

} // namespace callsheet::sheet
