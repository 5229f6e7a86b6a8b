#pragma once

#include "core/check/repair.h"

namespace callsheet::check {

//! What a spreadsheet does to numbers that it takes for something else.
enum class DamageKind {
    LostZero, // zeros at the front are gone
    MissingPlus, // a country code without its +
    Exponent, // 4.47911E+11: the digits are gone, no repair
    DateIfied, // a number or a code that became a date, no repair
    DaySerial, // a date that became a day number
    FloatTail, // 1234.0
};

struct DamagedCell {
    sheet::RowIndex row = 0;
    int column = -1;
    std::string before; // as in the sheet
    std::string after; // empty: no repair
};

//! Cells of one variable's column or columns that were damaged in the same way.
struct DamageGroup {
    DamageKind kind = DamageKind::LostZero;
    int variable = -1;
    std::vector<sheet::RowIndex> rows; // rising
    std::uint32_t wholeCells = 0; // what the damage is told by
    int width = 0; // LostZero among codes: how long they are
    std::vector<DamagedCell> samples; // the first few
    std::optional<RepairStep> repair;
};

//! Looks at every used column of the input as a whole: one cell alone tells nothing. Biggest group first. Errors:
//! Cancelled.
base::Result<std::vector<DamageGroup>> findDamage(const CheckInput &input, const Report &report, std::stop_token stop);

//! "Zeros lost at the front of “zip”"
QString damageTitle(const DamageGroup &group, const CheckInput &input);
//! Why it is thought to be damage: "312 cells have 4 digits, where 9,120 others have 5, some with a 0 in front."
QString damageEvidence(const DamageGroup &group);
//! "D212", where a person finds the cell.
QString cellAddress(const sheet::Table &table, sheet::RowIndex row, int column);

} // namespace callsheet::check
