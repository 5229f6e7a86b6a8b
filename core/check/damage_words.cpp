#include "core/check/damage.h"

#include <QCoreApplication>
#include <QLocale>

namespace callsheet::check {

namespace {

//! The heading that a person finds in the sheet, or the variable where its values come from several columns.
QString placeOf(const DamageGroup &group, const CheckInput &input)
{
    const match::Assignment &assignment = input.mapping.assignments[group.variable];
    const match::Variable &variable = input.variables.variables[group.variable];
    return assignment.furtherColumns.isEmpty() ? input.table->header().value(assignment.column)
        : variable.label.isEmpty()             ? variable.key
                                               : variable.label;
}

} // namespace

QString damageTitle(const DamageGroup &group, const CheckInput &input)
{
    const QString column = placeOf(group, input);
    switch (group.kind) {
    case DamageKind::LostZero:
        return QCoreApplication::translate("check", "Zeros lost in “%1”").arg(column);
    case DamageKind::MissingPlus:
        return QCoreApplication::translate("check", "Country code without + in “%1”").arg(column);
    case DamageKind::Exponent:
        return QCoreApplication::translate("check", "Digits lost in “%1”").arg(column);
    case DamageKind::DateIfied:
        return QCoreApplication::translate("check", "Turned into dates in “%1”").arg(column);
    case DamageKind::DaySerial:
        return QCoreApplication::translate("check", "Dates as day numbers in “%1”").arg(column);
    case DamageKind::FloatTail:
        return QCoreApplication::translate("check", "“.0” at the end in “%1”").arg(column);
    }
    return {};
}

QString damageEvidence(const DamageGroup &group)
{
    const QLocale locale;
    const QString count
        = QCoreApplication::translate("check", "%Ln cell(s)", nullptr, static_cast<int>(group.rows.size()));
    const QString whole = locale.toString(group.wholeCells);
    switch (group.kind) {
    case DamageKind::LostZero:
        if (group.width > 0)
            //: %1 is "312 cells", %2 a number of cells, %3 a number of digits
            return QCoreApplication::translate(
                "check", "%1 are shorter than the %2 others, which have %3 digits and some of which begin with 0.")
                .arg(count, whole, locale.toString(group.width));
        //: %1 is "312 cells"
        return QCoreApplication::translate("check",
            "%1 are no phone numbers as they stand, and are with a 0 in front: the spreadsheet took them for numbers.")
            .arg(count);
    case DamageKind::MissingPlus:
        //: %1 is "312 cells"
        return QCoreApplication::translate("check",
            "%1 are no phone numbers of the default country, and are phone numbers of another one with a + in front.")
            .arg(count);
    case DamageKind::Exponent:
        //: %1 is "312 cells"
        return QCoreApplication::translate("check",
            "%1 hold a number without its last digits, such as 4.47911E+11. They are not in this file, so nothing can "
            "mend them here: export the data again with the column formatted as text.")
            .arg(count);
    case DamageKind::DateIfied:
        //: %1 is "312 cells"
        return QCoreApplication::translate("check",
            "%1 hold a date where other cells hold none: the spreadsheet took a number or a code for a day. What stood "
            "there is not in this file.")
            .arg(count);
    case DamageKind::DaySerial:
        //: %1 is "312 cells"
        return QCoreApplication::translate(
            "check", "%1 hold the number by which a spreadsheet counts days, instead of the date.")
            .arg(count);
    case DamageKind::FloatTail:
        //: %1 is "312 cells"
        return QCoreApplication::translate("check",
            "%1 end in “.0” in a column that holds whole numbers otherwise: some program took them for decimals.")
            .arg(count);
    }
    return {};
}

QString cellAddress(const sheet::Table &table, sheet::RowIndex row, int column)
{
    return sheet::columnLetters(column) + QString::number(table.sheetRow(row));
}

} // namespace callsheet::check
