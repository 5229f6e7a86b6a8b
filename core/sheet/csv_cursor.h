#pragma once

#include "core/sheet/open_sheet.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace callsheet::sheet {

//! What a CSV file is cut by.
struct CsvMarks {
    char separator = ','; // or its first byte
    char quote = '"'; // '\0': none
    std::string separatorRest = {}; // of a separator of several bytes
    CsvEscape escape = CsvEscape::Doubled;
    CsvLineEnd lineEnd = CsvLineEnd::Any;

    std::string wholeSeparator() const { return separator + separatorRest; }
    bool operator==(const CsvMarks &) const = default;
};

//! Where in 64 bytes of a text the marks stand: bit 0 for the first byte.
struct CsvBlock {
    static constexpr std::size_t size = 64;

    std::uint64_t separators = 0; // their first bytes
    std::uint64_t others = 0; // quotes, line breaks and zero bytes

    //! The block that begins at `start`, which lies in the text.
    static CsvBlock at(std::string_view text, std::size_t start, const CsvMarks &marks)
    {
        if (start + size <= text.size())
            return of(text.data() + start, marks);
        std::array<char, size> tail;
        tail.fill(' ');
        const std::size_t rest = text.size() - start;
        std::memcpy(tail.data(), text.data() + start, rest);
        CsvBlock block = of(tail.data(), marks);
        const std::uint64_t inside = (std::uint64_t(1) << rest) - 1;
        block.separators &= inside;
        block.others &= inside;
        return block;
    }

private:
    static CsvBlock of(const char *bytes, const CsvMarks &marks)
    {
        // Without a quote character its place is taken by one that is looked for anyway.
        const char quote = marks.quote == '\0' ? '\n' : marks.quote;
        CsvBlock block;
#if defined(__SSE2__)
        const __m128i separators = _mm_set1_epi8(marks.separator);
        const __m128i quotes = _mm_set1_epi8(quote);
        const __m128i newlines = _mm_set1_epi8('\n');
        const __m128i returns = _mm_set1_epi8('\r');
        const __m128i zeros = _mm_setzero_si128();
        for (int i = 0; i < 4; ++i) {
            const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + 16 * i));
            const __m128i breaks = _mm_or_si128(_mm_cmpeq_epi8(part, newlines), _mm_cmpeq_epi8(part, returns));
            const __m128i odd = _mm_or_si128(_mm_cmpeq_epi8(part, quotes), _mm_cmpeq_epi8(part, zeros));
            const auto bits
                = [](__m128i found) { return std::uint64_t(static_cast<std::uint32_t>(_mm_movemask_epi8(found))); };
            block.separators |= bits(_mm_cmpeq_epi8(part, separators)) << (16 * i);
            block.others |= bits(_mm_or_si128(breaks, odd)) << (16 * i);
        }
#else
        for (std::size_t i = 0; i < size; ++i) {
            const char c = bytes[i];
            block.separators |= std::uint64_t(c == marks.separator) << i;
            block.others |= std::uint64_t(c == quote || c == '\n' || c == '\r' || c == '\0') << i;
        }
#endif
        return block;
    }
};

//! Finds the first byte of the next separator, or the next quote, line break or zero byte, 64 bytes at a time.
class CsvCursor {
public:
    //! The marks have to live as long as the cursor.
    CsvCursor(std::string_view text, const CsvMarks &marks)
        : m_text(text)
        , m_marks(marks)
    {
        seek(0);
    }

    //! Position of the next such character, or the size of the text.
    std::size_t next()
    {
        while (m_found == 0) {
            m_block += blockSize;
            if (m_block >= m_text.size())
                return m_text.size();
            m_found = findInBlock();
        }
        const auto bit = static_cast<std::size_t>(std::countr_zero(m_found));
        m_found &= m_found - 1;
        return m_block + bit;
    }
    void seek(std::size_t position)
    {
        if (position >= m_text.size()) {
            m_block = m_text.size();
            m_found = 0;
            return;
        }
        const std::size_t block = position - position % blockSize;
        m_block = block;
        m_found = findInBlock() & (~std::uint64_t(0) << (position - block));
    }
    //! Leaves out what stands directly before `position`, which is not behind the last one found.
    void skipTo(std::size_t position)
    {
        if (position < m_block + blockSize)
            m_found &= position > m_block ? ~std::uint64_t(0) << (position - m_block) : ~std::uint64_t(0);
        else
            seek(position);
    }
    std::string_view text() const { return m_text; }
    const CsvMarks &marks() const { return m_marks; }

private:
    static constexpr std::size_t blockSize = CsvBlock::size;

    std::uint64_t findInBlock() const
    {
        const CsvBlock block = CsvBlock::at(m_text, m_block, m_marks);
        return block.separators | block.others;
    }

    std::string_view m_text;
    const CsvMarks &m_marks;
    std::size_t m_block = 0;
    std::uint64_t m_found = 0;
};

} // namespace callsheet::sheet
