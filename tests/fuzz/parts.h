#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace callsheet::fuzz {

//! The parts of an archive by name, in order.
using Parts = std::vector<std::pair<std::string, std::string>>;

//! A ZIP archive with these parts as they are, not deflated: what the fuzzer changes in a part arrives there.
std::string storedZip(const Parts &parts);

//! An input for a reader of workbooks names the parts that it brings, each after a line "@@NAME"; those of `good` that
//! it does not name stay as they are there. So a few bytes change one part of a good workbook. "@@-NAME" leaves one
//! out.
Parts withParts(const Parts &good, std::string_view input);

} // namespace callsheet::fuzz
