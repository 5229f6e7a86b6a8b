#include "core/sheet/header_row.h"

#include "core/sheet/table.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

qsizetype filledCells(const SampleRow &row)
{
    return std::count_if(
        row.cells.begin(), row.cells.end(), [](const QString &cell) { return !cell.trimmed().isEmpty(); });
}

// How many cells the rows of the table usually fill: the median, so that a few title lines or sparse rows do not count.
qsizetype usualWidth(const std::vector<SampleRow> &rows)
{
    std::vector<qsizetype> widths;
    for (const SampleRow &row : rows)
        widths.push_back(filledCells(row));
    const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
    std::nth_element(widths.begin(), middle, widths.end());
    return *middle;
}

bool isPhoneOrMail(const QString &cell)
{
    const qsizetype at = cell.indexOf(u'@');
    if (at > 0 && cell.indexOf(u'.', at) > at + 1 && !cell.contains(u' '))
        return true;
    qsizetype digits = 0;
    for (const QChar c : cell) {
        if (c.isDigit())
            ++digits;
        else if (!u" +-()./\u00A0"_s.contains(c))
            return false;
    }
    return digits >= 7;
}

bool isTitle(const SampleRow &row, qsizetype width)
{
    const qsizetype filled = filledCells(row);
    // A title stands alone in its row; in a table of two columns a header with one blank name still has both cells.
    const bool alone = filled == 1 && width >= 2 && row.cells.size() == 1;
    return alone || filled * 3 <= width;
}

} // namespace

HeaderChoice findHeaderRow(const std::vector<SampleRow> &rows)
{
    if (rows.empty())
        return {};
    const qsizetype width = usualWidth(rows);
    const auto header
        = std::find_if(rows.begin(), rows.end(), [width](const SampleRow &row) { return !isTitle(row, width); });
    if (header == rows.end() || std::any_of(header->cells.begin(), header->cells.end(), isPhoneOrMail)) {
        return {0,
            QCoreApplication::translate("sheet",
                "The first row already holds a phone number or an e-mail address, so the columns have no names.")};
    }
    const int row = static_cast<int>(header->sheetRow);
    if (header != rows.begin()) {
        return {row,
            QCoreApplication::translate(
                "sheet", "Row %1 is the first that is about as wide as the table; the rows above it are titles.")
                .arg(row)};
    }
    if (row == 1)
        return {row, QCoreApplication::translate("sheet", "The first row names the columns.")};
    return {row, QCoreApplication::translate("sheet", "Row %1 is the first row with text.").arg(row)};
}

QString chosenByHand(int headerRow)
{
    if (headerRow == 0)
        return QCoreApplication::translate("sheet", "It was set by hand that no row names the columns.");
    return QCoreApplication::translate("sheet", "Row %1 was chosen by hand.").arg(headerRow);
}

QStringList columnNames(const QStringList &headings, int columns)
{
    QStringList names;
    names.reserve(columns);
    for (int column = 0; column < columns; ++column) {
        const QString heading = headings.value(column);
        names += heading.trimmed().isEmpty()
            ? QCoreApplication::translate("sheet", "Column %1").arg(columnLetters(column))
            : heading;
    }
    return names;
}

} // namespace callsheet::sheet
