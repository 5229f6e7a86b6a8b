#include "core/sheet/table.h"

#include <QCoreApplication>

namespace callsheet::sheet {

QString Table::text(RowIndex row, int column) const
{
    if (row >= rowCount() || column < 0)
        return {};
    RowCells cells;
    readRow(row, cells);
    const std::string_view cell = cells[static_cast<std::size_t>(column)];
    return QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
}

QString columnLetters(int column)
{
    QString letters;
    for (int rest = column; rest >= 0; rest = rest / 26 - 1)
        letters.prepend(QChar(u'A' + rest % 26));
    return letters;
}

QString describe(RowDamage damage)
{
    switch (damage) {
    case RowDamage::TooFewCells:
        return QCoreApplication::translate("sheet", "This row has fewer cells than the table has columns.");
    case RowDamage::TooManyCells:
        return QCoreApplication::translate("sheet", "This row has more cells than the table has columns.");
    case RowDamage::StrayQuote:
        return QCoreApplication::translate(
            "sheet", "A cell of this row has a quote where none belongs; it was read as it stands.");
    case RowDamage::UnclosedQuote:
        return QCoreApplication::translate(
            "sheet", "A quote opens in this row and is never closed; the row was read to the end of its line.");
    case RowDamage::InvalidText:
        return QCoreApplication::translate("sheet", "Some text of this row is damaged and could not be read.");
    case RowDamage::NulByte:
        return QCoreApplication::translate("sheet", "This row holds zero bytes, which no text should have.");
    case RowDamage::FormulaWithoutValue:
        return QCoreApplication::translate("sheet",
            "A formula of this row has no stored result; open the file in a spreadsheet program and save it again.");
    case RowDamage::LineBreakInCell:
        return QCoreApplication::translate(
            "sheet", "A cell of this row holds a line break without quotes; it was read as part of the cell.");
    case RowDamage::DoubtfulText:
        return QCoreApplication::translate("sheet",
            "Some letters of this row seem to be written in another encoding than the rest of the file; look at them.");
    }
    return {};
}

QString placeOf(const DamagedRow &damaged, const Table &table)
{
    const std::uint32_t row = table.sheetRow(damaged.row);
    if (damaged.line == 0 || damaged.line == row)
        return QCoreApplication::translate("sheet", "Row %1").arg(row);
    return QCoreApplication::translate("sheet", "Row %1 (line %2 of the file)").arg(row).arg(damaged.line);
}

} // namespace callsheet::sheet
