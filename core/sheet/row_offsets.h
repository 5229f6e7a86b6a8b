#pragma once

#include "core/sheet/table.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace callsheet::sheet {

//! Where each row begins in a text, rising. Four bytes a row, whatever the size of the text: they count from the start
//! of a section, and a new section begins only when they run out.
class RowOffsets {
public:
    void reserve(std::size_t rows) { m_offsets.reserve(rows); }
    void add(std::uint64_t offset)
    {
        if (m_sections.empty() || offset - m_sections.back().start > std::numeric_limits<std::uint32_t>::max())
            m_sections.push_back({static_cast<RowIndex>(m_offsets.size()), offset});
        m_offsets.push_back(static_cast<std::uint32_t>(offset - m_sections.back().start));
    }
    std::uint64_t operator[](RowIndex row) const
    {
        const auto next = std::upper_bound(m_sections.begin(), m_sections.end(), row,
            [](RowIndex wanted, const Section &section) { return wanted < section.from; });
        return std::prev(next)->start + m_offsets[row];
    }
    RowIndex count() const { return static_cast<RowIndex>(m_offsets.size()); }
    //! The row that holds this place of the text: the last one that begins at or before it. To be asked only where one
    //! does.
    RowIndex rowAt(std::uint64_t offset) const
    {
        RowIndex first = 0;
        for (RowIndex end = count(); first < end;) {
            const RowIndex middle = first + (end - first) / 2;
            if ((*this)[middle] <= offset)
                first = middle + 1;
            else
                end = middle;
        }
        return first - 1;
    }
    void shrink()
    {
        // What was reserved in vain takes no memory, but a copy does while it is made: only where much is left over.
        if (m_offsets.capacity() > m_offsets.size() + m_offsets.size() / 2)
            m_offsets.shrink_to_fit();
    }
    std::size_t memoryUsed() const
    {
        return m_offsets.capacity() * sizeof(m_offsets[0]) + m_sections.capacity() * sizeof(Section);
    }

private:
    struct Section {
        RowIndex from = 0;
        std::uint64_t start = 0;
    };
    std::vector<Section> m_sections;
    std::vector<std::uint32_t> m_offsets;
};

} // namespace callsheet::sheet
