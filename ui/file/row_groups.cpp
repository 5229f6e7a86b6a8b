#include "ui/file/row_groups.h"

#include "ui/common/numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <span>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using sheet::DamagedRow;
using sheet::RowDamage;
using sheet::RowIndex;

namespace {

struct KindOfDamage {
    SheetRowGroup group;
    std::array<RowDamage, 2> damages; // the same twice where it is only one
};
constexpr KindOfDamage kinds[] = {
    {SheetRowGroup::DifferentCells, {RowDamage::TooFewCells, RowDamage::TooManyCells}},
    {SheetRowGroup::StrayQuote, {RowDamage::StrayQuote, RowDamage::StrayQuote}},
    {SheetRowGroup::UnclosedQuote, {RowDamage::UnclosedQuote, RowDamage::UnclosedQuote}},
    {SheetRowGroup::InvalidText, {RowDamage::InvalidText, RowDamage::InvalidText}},
    {SheetRowGroup::NulByte, {RowDamage::NulByte, RowDamage::NulByte}},
    {SheetRowGroup::FormulaWithoutValue, {RowDamage::FormulaWithoutValue, RowDamage::FormulaWithoutValue}},
    {SheetRowGroup::LineBreakInCell, {RowDamage::LineBreakInCell, RowDamage::LineBreakInCell}},
    {SheetRowGroup::DoubtfulText, {RowDamage::DoubtfulText, RowDamage::DoubtfulText}},
};

bool isOf(const DamagedRow &damaged, const KindOfDamage &kind)
{
    return std::find(kind.damages.begin(), kind.damages.end(), damaged.damage) != kind.damages.end();
}

// Calls `take` once for each row that has such a damage.
template <typename Wanted, typename Take>
void eachRow(const sheet::Table &table, Wanted isWanted, Take take)
{
    std::optional<RowIndex> last;
    for (const DamagedRow &damaged : table.damagedRows()) {
        if (damaged.row != last && isWanted(damaged)) {
            last = damaged.row;
            take(damaged.row);
        }
    }
}

} // namespace

QList<CountedGroup> groupsOf(const sheet::Table &table)
{
    QList<CountedGroup> groups{{SheetRowGroup::All, qint64(table.rowCount())}};
    const auto count = [&](auto isWanted) {
        qint64 rows = 0;
        eachRow(table, isWanted, [&rows](RowIndex) { ++rows; });
        return rows;
    };
    const qint64 damaged = count([](const DamagedRow &) { return true; });
    if (damaged > 0) {
        for (const KindOfDamage &kind : kinds) {
            if (const qint64 rows = count([&kind](const DamagedRow &row) { return isOf(row, kind); }); rows > 0)
                groups.append({kind.group, rows});
        }
        if (groups.size() != 2 || groups.last().rows != damaged)
            groups.insert(1, {SheetRowGroup::Damaged, damaged});
    }
    if (!table.hiddenRows().empty())
        groups.append({SheetRowGroup::Hidden, static_cast<qint64>(table.hiddenRows().size())});
    return groups;
}

std::optional<std::vector<RowIndex>> rowsOf(const sheet::Table &table, SheetRowGroup group)
{
    if (group == SheetRowGroup::All)
        return std::nullopt;
    if (group == SheetRowGroup::Hidden)
        return table.hiddenRows();
    std::vector<RowIndex> rows;
    const auto add = [&rows](RowIndex row) { rows.push_back(row); };
    if (group == SheetRowGroup::Damaged)
        eachRow(
            table, [](const DamagedRow &) { return true; }, add);
    for (const KindOfDamage &kind : kinds) {
        if (kind.group == group)
            eachRow(
                table, [&kind](const DamagedRow &row) { return isOf(row, kind); }, add);
    }
    return rows;
}

QString describe(const CountedGroup &group)
{
    QString text;
    switch (group.group) {
    case SheetRowGroup::All:
        text = QCoreApplication::translate("rows", "All rows (%1)");
        break;
    case SheetRowGroup::Damaged:
        text = QCoreApplication::translate("rows", "Rows with any damage (%1)");
        break;
    case SheetRowGroup::DifferentCells:
        text = QCoreApplication::translate("rows", "Rows with a different number of cells (%1)");
        break;
    case SheetRowGroup::StrayQuote:
        text = QCoreApplication::translate("rows", "Rows with a quote out of place (%1)");
        break;
    case SheetRowGroup::UnclosedQuote:
        text = QCoreApplication::translate("rows", "Rows with a quote that is never closed (%1)");
        break;
    case SheetRowGroup::InvalidText:
        text = QCoreApplication::translate("rows", "Rows with characters that cannot be read (%1)");
        break;
    case SheetRowGroup::NulByte:
        text = QCoreApplication::translate("rows", "Rows with zero bytes (%1)");
        break;
    case SheetRowGroup::FormulaWithoutValue:
        text = QCoreApplication::translate("rows", "Rows with a formula without its result (%1)");
        break;
    case SheetRowGroup::LineBreakInCell:
        text = QCoreApplication::translate("rows", "Rows with a line break inside a cell (%1)");
        break;
    case SheetRowGroup::DoubtfulText:
        text = QCoreApplication::translate("rows", "Rows with doubtful letters (%1)");
        break;
    case SheetRowGroup::Hidden:
        text = QCoreApplication::translate("rows", "Rows that the sheet hides (%1)");
        break;
    }
    return text.arg(number(group.rows));
}

namespace {

// The damages of one row.
std::span<const DamagedRow> damagesIn(const sheet::Table &table, RowIndex row)
{
    const auto &damaged = table.damagedRows();
    const auto [first, last] = std::equal_range(damaged.begin(), damaged.end(), DamagedRow{row},
        [](const DamagedRow &a, const DamagedRow &b) { return a.row < b.row; });
    return {first, last};
}

} // namespace

QStringList damagesOf(const sheet::Table &table, RowIndex row)
{
    QStringList sentences;
    for (const DamagedRow &damaged : damagesIn(table, row))
        sentences.append(sheet::describe(damaged.damage));
    return sentences;
}

QString remarkOn(const sheet::Table &table, RowIndex row)
{
    const std::span<const DamagedRow> damages = damagesIn(table, row);
    return damages.empty() ? QString()
                           : sheet::placeOf(damages.front(), table) + u": "_s + damagesOf(table, row).join(u' ');
}

} // namespace callsheet::ui
