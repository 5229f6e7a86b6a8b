#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace callsheet::sheet {

//! From & to ; of what we read: longer ones are not of the known five nor a character's number.
constexpr std::size_t longestXmlEntity = 16;

//! Appends the text with its entities resolved and its line breaks as XML wants them. False when an entity is unknown
//! or cut off.
bool appendXmlText(std::string_view raw, std::string &target);

//! Where the text ends (at '<' or at `end`). Sets `needsDecoding` when it holds anything for appendXmlText() to do.
const char *findXmlMarkup(const char *from, const char *end, bool &needsDecoding);

} // namespace callsheet::sheet
