#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace callsheet::sheet {

//! What a workbook's number format means for the text of a cell.
struct NumberFormat {
    enum class Kind : std::uint8_t {
        General,
        Date,
        Time,
        DateTime,
        DateOrTime, // one of the formats that mean the one or the other depending on the language of the program
        Elapsed, // hours beyond 24
        Percent,
        Digits, // a mask such as 00000 or +0 (000) 000000
    };
    Kind kind = Kind::General;
    std::string mask; // of Digits: '0' and '#' stand for digits, all else for itself

    bool operator==(const NumberFormat &) const = default;
};

NumberFormat builtInFormat(int id);
//! `code` as the file holds it, for example `[$-409]d\-mmm\-yy;@`.
NumberFormat customFormat(std::string_view code);

} // namespace callsheet::sheet
