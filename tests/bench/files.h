#pragma once

#include <QString>

#include <cstdint>

namespace callsheet::bench {

enum class Kind { Csv, XlsxShared, XlsxInline, Ods, Xls };

//! A sheet of so many contacts, written into the folder when it is not there yet; gives its path. The bytes are the
//! same on every machine with the same libraries. Ends the program when it cannot be written.
QString contactsFile(const QString &folder, Kind kind, std::uint32_t rows);

} // namespace callsheet::bench
