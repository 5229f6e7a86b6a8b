#pragma once

#include <cstddef>
#include <cstdint>

namespace callsheet::sheet {

// How the reading process tells the program what it found: frames, each with its length in four bytes before it, and in
// them items of a tag and fixed numbers, little-endian; a text follows its length. The program believes none of it.

enum class PipeTag : std::uint8_t {
    Progress = 1, // bytes done, all bytes
    Sheet, // name, rows, columns, hidden
    Choice, // encoding, number of the sheet
    HiddenColumns, // first, last
    MergedArea, // first row, last row, first column
    Filter,
    SharedText, // text
    Row, // number, hidden
    Cell, // column, text
    SharedCell, // column, number of the text
    Damage, // which
    RowEnd,
    Error, // kind, message, detail
    End,
};

constexpr std::size_t pipeLengthSize = 4;
constexpr std::size_t mostPipeFrameBytes = 1 << 20;

} // namespace callsheet::sheet
