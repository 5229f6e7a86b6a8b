#include "core/sheet/csv_table.h"

#include "core/sheet/limits.h"
#include "core/sheet/utf8.h"

#include <algorithm>

namespace callsheet::sheet {

void CsvTable::readRow(RowIndex row, RowCells &cells) const
{
    cells.clear();
    // No further than to the next data row: in a file that another program cut, the rows have no ends.
    const std::size_t start = m_offsets[row];
    const std::size_t limit = row + 1 < rowCount() ? m_offsets[row + 1] : m_decoded.text.size();
    const std::string_view text = m_decoded.text.substr(start, limit - start);
    CsvCursor cursor(text, m_marks);
    const bool mayBeInvalid = m_decoded.hasInvalidBytes();
    std::string &scratch = cells.scratch();
    // No cell may move the text of those before it: all of them together are no longer than the row, or three times as
    // long when each byte becomes a replacement character.
    const auto reserve = [&](const CsvField &field) {
        if (!scratch.empty())
            return;
        const auto before = static_cast<std::size_t>(field.text.data() - text.data());
        const std::size_t rest = std::min(text.size() - before, mostRowBytes);
        scratch.reserve(std::max<std::size_t>(64, mayBeInvalid ? 3 * rest : rest));
    };
    readRecord(cursor, 0, [&](const CsvField &field) {
        const bool isInvalid = mayBeInvalid && !isValidUtf8(field.text);
        if (!field.hasEscapes && !isInvalid) {
            cells.add(field.text);
            return;
        }
        reserve(field);
        const std::size_t from = scratch.size();
        if (isInvalid) {
            std::string literal;
            appendField(field, m_marks, literal);
            appendValidUtf8(literal, scratch);
        } else {
            appendField(field, m_marks, scratch);
        }
        cells.add(std::string_view(scratch).substr(from));
    });
}

std::size_t CsvTable::memoryUsed() const
{
    return m_offsets.memoryUsed() + m_sheetRows.memoryUsed() + m_decoded.converted.capacity()
        + m_decoded.places.capacity() * sizeof(TextPlace) + m_damagedRows.capacity() * sizeof(DamagedRow)
        + (m_file->isCopy() ? m_file->bytes().size() : 0);
}

} // namespace callsheet::sheet
