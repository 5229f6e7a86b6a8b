#include "core/sheet/xls_layout.h"

#include "core/sheet/little_endian.h"

#include <algorithm>

namespace callsheet::sheet {

namespace {

enum class Record : std::uint16_t {
    Columns = 0x007D,
    FilterMode = 0x009B,
    FilterOfColumn = 0x009E,
    MergedAreas = 0x00E5,
    Row = 0x0208,
    OtherRows = 0x0225,
};

// The count at the beginning is not believed: the areas end where the record ends.
void takeMergedAreas(std::string_view data, XlsReceiver &receiver)
{
    constexpr std::size_t headSize = 2;
    constexpr std::size_t areaSize = 8;
    for (std::size_t at = headSize; at + areaSize <= data.size(); at += areaSize) {
        const auto firstRow = littleEndian<std::uint16_t>(data, at);
        const auto lastRow = littleEndian<std::uint16_t>(data, at + 2);
        if (lastRow > firstRow) // an area of one row needs no decision
            receiver.merge(firstRow, lastRow, littleEndian<std::uint16_t>(data, at + 4));
    }
}

} // namespace

void XlsLayout::take(const BiffRecord &record, XlsReceiver &receiver)
{
    constexpr unsigned othersHidden = 2;
    switch (static_cast<Record>(record.type)) {
    case Record::Row:
        takeRow(record.data);
        break;
    case Record::OtherRows:
        m_hidesOtherRows = record.data.size() >= 2 && (littleEndian<std::uint16_t>(record.data, 0) & othersHidden) != 0;
        break;
    case Record::Columns:
        takeColumns(record.data);
        break;
    case Record::FilterMode:
    case Record::FilterOfColumn:
        m_isFiltered = true;
        break;
    case Record::MergedAreas:
        takeMergedAreas(record.data, receiver);
        break;
    }
}

bool XlsLayout::isRowHidden(std::uint16_t row) const
{
    return m_rows[row] == RowState::Hidden || (m_rows[row] == RowState::Unknown && m_hidesOtherRows);
}

void XlsLayout::takeRow(std::string_view data)
{
    constexpr std::size_t heightAt = 6;
    constexpr std::size_t flagsAt = 12;
    constexpr unsigned isHidden = 0x20;
    if (data.size() < flagsAt + 2)
        return;
    const bool hidden = (littleEndian<std::uint16_t>(data, flagsAt) & isHidden) != 0
        || littleEndian<std::uint16_t>(data, heightAt) == 0;
    m_rows[littleEndian<std::uint16_t>(data, 0)] = hidden ? RowState::Hidden : RowState::Shown;
}

void XlsLayout::takeColumns(std::string_view data)
{
    constexpr std::size_t widthAt = 4;
    constexpr std::size_t flagsAt = 8;
    if (data.size() < flagsAt + 2)
        return;
    const bool isHidden
        = (littleEndian<std::uint16_t>(data, flagsAt) & 1) != 0 || littleEndian<std::uint16_t>(data, widthAt) == 0;
    const std::size_t end = std::min<std::size_t>(m_hiddenColumns.size(), littleEndian<std::uint16_t>(data, 2) + 1U);
    for (std::size_t column = littleEndian<std::uint16_t>(data, 0); isHidden && column < end; ++column)
        m_hiddenColumns[column] = true;
}

void XlsLayout::finish(XlsReceiver &receiver) const
{
    if (m_isFiltered)
        receiver.filtered();
    for (std::uint32_t column = 0; column < m_hiddenColumns.size(); ++column) {
        if (m_hiddenColumns[column])
            receiver.hideColumns(column, column);
    }
}

} // namespace callsheet::sheet
