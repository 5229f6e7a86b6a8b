#pragma once

#include "core/sheet/csv_records.h"

namespace callsheet::sheet {

//! Goes from record to record and gives what readRecord() gives, without the fields. Records that hold nothing unusual,
//! cut by the usual marks, are passed over in strides of 64 bytes; all others are left to readRecord().
class CsvSkipper {
public:
    //! The marks have to live as long as the skipper.
    CsvSkipper(std::string_view text, const CsvMarks &marks)
        : m_text(text)
        , m_marks(marks)
        , m_cursor(text, marks)
        , m_hasUsualMarks(marks.separatorRest.empty() && marks.separator != ' ' && marks.escape == CsvEscape::Doubled
              && marks.lineEnd == CsvLineEnd::Any)
    {
    }

    //! The record that begins at `start`, which lies in the text.
    CsvRecord skip(std::size_t start)
    {
        CsvRecord record;
        if (m_hasUsualMarks && skipUsual(start, record))
            return record;
        m_cursor.seek(start);
        return readRecord(m_cursor, start, [](const CsvField &) {});
    }

private:
    static constexpr std::size_t none = std::string_view::npos;

    // False for a record that has a quote out of place or a zero byte.
    bool skipUsual(std::size_t start, CsvRecord &record)
    {
        record.fields = 1;
        for (std::size_t position = start; position < m_text.size();) {
            moveTo(position);
            const std::uint64_t from = ~std::uint64_t(0) << (position - m_start);
            const std::uint64_t separators = m_block.separators & from;
            const std::uint64_t others = m_block.others & from;
            if (others == 0) {
                record.fields += static_cast<std::size_t>(std::popcount(separators));
                position = m_start + CsvBlock::size;
                continue;
            }
            const std::uint64_t before = (others & (~others + 1)) - 1;
            record.fields += static_cast<std::size_t>(std::popcount(separators & before));
            position = m_start + static_cast<std::size_t>(std::countr_zero(others));
            const char c = m_text[position];
            if (c == '\n' || c == '\r') {
                record.end = position;
                record.next = position + lineEndLength(m_text, position, CsvLineEnd::Any);
                return true;
            }
            const bool opens = c == m_marks.quote && (position == start || m_text[position - 1] == m_marks.separator);
            position = opens && c != '\0' ? behindQuotes(position, record) : none;
            if (position == none)
                return false;
        }
        record.end = record.next = m_text.size();
        return true;
    }

    // The end of the field whose quote opens here; none when it is for readRecord() to say what it is.
    std::size_t behindQuotes(std::size_t opened, CsvRecord &record)
    {
        bool overLineEnd = false;
        for (std::size_t position = opened + 1; position < m_text.size();) {
            moveTo(position);
            const std::uint64_t others = m_block.others & (~std::uint64_t(0) << (position - m_start));
            if (others == 0) {
                position = m_start + CsvBlock::size;
                continue;
            }
            position = m_start + static_cast<std::size_t>(std::countr_zero(others));
            const char c = m_text[position];
            const char next = position + 1 < m_text.size() ? m_text[position + 1] : '\n';
            if (c == '\n' || c == '\r') {
                overLineEnd = true;
                const bool pairFollows = c == '\r' && next == '\n' && position + 1 < m_text.size();
                record.lineBreaks += pairFollows ? 0U : 1U;
                ++position;
            } else if (c == '\0') {
                return none;
            } else if (next == m_marks.quote && position + 1 < m_text.size()) {
                position += 2;
            } else {
                const bool isClosed = next == m_marks.separator || next == '\n' || next == '\r';
                const bool isTooLong = overLineEnd && position - opened > mostQuotedBytes;
                return isClosed && !isTooLong ? position + 1 : none;
            }
        }
        return none;
    }

    void moveTo(std::size_t position)
    {
        const std::size_t start = position - position % CsvBlock::size;
        if (start == m_start)
            return;
        m_start = start;
        m_block = CsvBlock::at(m_text, start, m_marks);
    }

    std::string_view m_text;
    const CsvMarks &m_marks;
    CsvCursor m_cursor;
    bool m_hasUsualMarks;
    std::size_t m_start = none;
    CsvBlock m_block;
};

} // namespace callsheet::sheet
