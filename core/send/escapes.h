#pragma once

#include <QString>

#include <optional>

namespace callsheet::send {

//! The text with everything as the letters that it stands for: "\u00fc", "&uuml;", "&#252;", "%C3%BC" and "\xc3\xbc"
//! are all "ü", also where they were written so twice. Nothing: it was done more often than anybody does, and goes on.
//! For searching, not for showing: some of what it takes away may have stood for itself.
std::optional<QString> withoutEscapes(const QString &text);

//! Where an "&name;" stands whose letter is not known here, the whole word as "‹?›".
QString withoutUnknownNames(const QString &text);

} // namespace callsheet::send
