#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace callsheet::base {

//! Rows of the sheet as a person writes them: "2-501,503,510-1002". Keeps the order of the list.
QString toRowRanges(const std::vector<std::uint32_t> &rows);
//! The reverse; nothing when the text is not of that form.
std::optional<std::vector<std::uint32_t>> fromRowRanges(const QString &text);

} // namespace callsheet::base
