#pragma once

#include "core/sheet/table.h"

#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace callsheet::ui {

//! Rows of a sheet that somebody wants to look at alone. A row may be in several groups.
enum class SheetRowGroup {
    All,
    Damaged,
    DifferentCells, // more or fewer cells than the header
    StrayQuote,
    UnclosedQuote,
    InvalidText,
    NulByte,
    FormulaWithoutValue,
    LineBreakInCell,
    DoubtfulText, // letters of another encoding than the rest
    Hidden,
};

struct CountedGroup {
    SheetRowGroup group = SheetRowGroup::All;
    qint64 rows = 0;

    bool operator==(const CountedGroup &) const = default;
};

//! The groups that have rows, `All` first. `Damaged` stands there only where it is more than one kind of damage.
QList<CountedGroup> groupsOf(const sheet::Table &table);
//! The rows of the group, rising; nothing for `All`.
std::optional<std::vector<sheet::RowIndex>> rowsOf(const sheet::Table &table, SheetRowGroup group);
//! "Rows with a different number of cells (14)"
QString describe(const CountedGroup &group);
//! What is wrong with a row and where it stands, in one line: "Row 212: …". Empty for a row without damage.
QString remarkOn(const sheet::Table &table, sheet::RowIndex row);
//! The sentences alone.
QStringList damagesOf(const sheet::Table &table, sheet::RowIndex row);

} // namespace callsheet::ui
