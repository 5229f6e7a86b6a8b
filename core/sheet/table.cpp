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
    }
    return {};
}

} // namespace callsheet::sheet
