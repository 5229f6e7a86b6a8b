#pragma once

#include "core/sheet/table.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace callsheet::sheet {

//! The row numbers of the sheet for the data rows, rising. Only the places where rows are left out take memory.
class SheetRows {
public:
    void add(std::uint32_t sheetRow)
    {
        if (m_gaps.empty() || sheetRow - m_count != m_gaps.back().shift)
            m_gaps.push_back({m_count, sheetRow - m_count});
        ++m_count;
    }
    RowIndex count() const { return m_count; }
    std::uint32_t operator[](RowIndex row) const
    {
        const auto next = std::upper_bound(
            m_gaps.begin(), m_gaps.end(), row, [](RowIndex wanted, const Gap &gap) { return wanted < gap.from; });
        return next == m_gaps.begin() ? 0 : row + std::prev(next)->shift;
    }
    //! The first data row whose row number of the sheet is this one or larger.
    RowIndex firstFrom(std::uint32_t sheetRow) const
    {
        RowIndex first = 0;
        for (RowIndex end = m_count; first < end;) {
            const RowIndex middle = first + (end - first) / 2;
            if ((*this)[middle] < sheetRow)
                first = middle + 1;
            else
                end = middle;
        }
        return first;
    }
    //! Calls `sink(first, last)` with the row numbers of the sheet for every run of rows without a gap.
    template <typename Sink>
    void forEachRun(Sink &&sink) const
    {
        for (std::size_t i = 0; i < m_gaps.size(); ++i) {
            const RowIndex end = i + 1 < m_gaps.size() ? m_gaps[i + 1].from : m_count;
            sink(m_gaps[i].from + m_gaps[i].shift, end - 1 + m_gaps[i].shift);
        }
    }
    //! Rows that were left out between the first and the last.
    std::uint32_t leftOut() const { return m_count == 0 ? 0 : (*this)[m_count - 1] - (*this)[0] + 1 - m_count; }
    std::size_t memoryUsed() const { return m_gaps.capacity() * sizeof(Gap); }

private:
    struct Gap {
        RowIndex from = 0;
        std::uint32_t shift = 0; // sheet row minus row index, from here on
    };
    std::vector<Gap> m_gaps;
    RowIndex m_count = 0;
};

} // namespace callsheet::sheet
