#include "ui/check/find_row.h"

#include <algorithm>

namespace callsheet::ui {

std::optional<std::size_t> findRow(
    const check::CheckInput &input, const std::vector<sheet::RowIndex> &rows, std::size_t from, const QString &text)
{
    std::vector<std::size_t> columns;
    for (const match::Assignment &assignment : input.mapping.assignments) {
        if (assignment.source == match::Source::Column && assignment.isUsed())
            columns.push_back(static_cast<std::size_t>(assignment.column));
    }
    sheet::RowCells cells;
    for (std::size_t i = 0; i < rows.size() && !text.isEmpty(); ++i) {
        const std::size_t place = (from + i) % rows.size();
        input.table->readRow(rows[place], cells);
        const bool found = std::any_of(columns.begin(), columns.end(), [&](std::size_t column) {
            const std::string_view cell = cells[column];
            return QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()))
                .contains(text, Qt::CaseInsensitive);
        });
        if (found)
            return place;
    }
    return std::nullopt;
}

} // namespace callsheet::ui
