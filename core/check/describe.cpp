#include "core/check/describe.h"

#include "core/base/example_number.h"
#include "core/check/cell_text.h"
#include "core/check/record_maker.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace callsheet::check {

using namespace Qt::StringLiterals;

namespace {

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString damageOf(sheet::RowIndex row, const sheet::Table &table)
{
    QStringList sentences;
    const auto &damaged = table.damagedRows();
    const auto isBefore = [](const sheet::DamagedRow &entry, sheet::RowIndex other) { return entry.row < other; };
    for (auto entry = std::lower_bound(damaged.begin(), damaged.end(), row, isBefore);
         entry != damaged.end() && entry->row == row; ++entry)
        sentences.append(sheet::describe(entry->damage));
    if (sentences.isEmpty())
        sentences.append(sheet::describe(sheet::RowDamage::InvalidText));
    sentences.removeDuplicates();
    return sentences.join(u' ');
}

QString allowedValues(const Problem &problem, const CheckInput &input)
{
    constexpr qsizetype mostValuesNamed = 8;
    const QStringList allowed = input.variables.variables.value(problem.variable).allowedValues;
    return QStringList(allowed.mid(0, mostValuesNamed)).join(u", "_s)
        + (allowed.size() > mostValuesNamed ? u", …"_s : QString());
}

QString whenQueued(const Problem &problem, const CheckInput &input)
{
    if (problem.otherRow >= input.alreadyQueued.size())
        return QCoreApplication::translate("check", "An earlier run has queued this number already.");
    const QueuedNumber &queued = input.alreadyQueued.at(problem.otherRow);
    const QDate day = QDateTime::fromSecsSinceEpoch(queued.at).date();
    const auto days = static_cast<int>(day.daysTo(input.alreadyQueued.asked().toLocalTime().date()));
    const QString ago = days <= 0 ? QCoreApplication::translate("check", "today")
                                  : QCoreApplication::translate("check", "%n day(s) ago", nullptr, days);
    //: %1 is "today" or "3 days ago", %2 the number of a run
    const QString fact = queued.isCertain
        ? QCoreApplication::translate("check", "Queued %1, in run %2.")
        : QCoreApplication::translate("check", "May have been queued %1, in run %2, whose outcome is unknown.");
    return fact.arg(ago, QString::number(queued.run)) + u' '
        + QCoreApplication::translate(
            "check", "Left out when you send, unless you choose on the Send page to call these people again.");
}

//! A row number without thousands separators, so that it can be typed into the spreadsheet's "go to" box.
QString rowNumber(const sheet::Table &table, sheet::RowIndex row)
{
    return QString::number(table.sheetRow(row));
}

QString messageOf(const Problem &problem, const CheckInput &input, const QString &label)
{
    switch (problem.code) {
    case ProblemCode::BlankPhone:
        return QCoreApplication::translate("check", "The phone number is blank. Fill it in or leave the row out.");
    case ProblemCode::BlankRequired:
        return QCoreApplication::translate(
            "check", "“%1” is blank, and the agent needs it. Fill it in or leave the row out.")
            .arg(label);
    case ProblemCode::PhoneNotANumber:
        return QCoreApplication::translate(
            "check", "This is not a phone number. Write one with digits only, such as %1.")
            .arg(base::exampleNumber);
    case ProblemCode::PhoneTooShort:
        return QCoreApplication::translate(
            "check", "This phone number has too few digits. Complete it, for example with its area code.");
    case ProblemCode::PhoneTooLong:
        return QCoreApplication::translate(
            "check", "This phone number has too many digits. Take out those that do not belong to it.");
    case ProblemCode::PhoneInvalid:
        return QCoreApplication::translate(
            "check", "No such phone number can exist. Check its country code and area code.");
    case ProblemCode::PhoneNoCountry:
        return QCoreApplication::translate("check",
            "This phone number has no country code. Choose a default country, or write it with + and the country "
            "code.");
    case ProblemCode::PhoneDigitsLost:
        return QCoreApplication::translate("check",
            "The spreadsheet has cut digits off this phone number. Take the number from where it came from, "
            "and format the column as text first.");
    case ProblemCode::PhoneSeveral:
        return QCoreApplication::translate(
            "check", "There is more than one phone number in this cell. Keep the one to call.");
    case ProblemCode::PhoneEmergency:
        return QCoreApplication::translate(
            "check", "This is an emergency or short number, which is never called. Put in the person's own number.");
    case ProblemCode::PhonePremium:
        return QCoreApplication::translate(
            "check", "This is a premium-rate number, which is never called. Put in the person's own number.");
    case ProblemCode::PhoneExtension:
        return QCoreApplication::translate(
            "check", "The extension will not be dialled. Leave the row out if nobody can be reached without it.");
    case ProblemCode::PhonePossible:
        return QCoreApplication::translate("check",
            "This phone number has the right length, but its range is not known. Check it if you can; it will be "
            "called.");
    case ProblemCode::Duplicate:
        return QCoreApplication::translate("check",
            "Row %1 has the same phone number and the same data. This row is left out, so that nobody is called twice.")
            .arg(rowNumber(*input.table, problem.otherRow));
    case ProblemCode::DuplicateDifferent:
        return QCoreApplication::translate("check",
            "Row %1 has the same phone number but other data, and is the one that is "
            "called. Compare the two rows and keep the right one.")
            .arg(rowNumber(*input.table, problem.otherRow));
    case ProblemCode::NotANumber:
        return QCoreApplication::translate("check",
            "“%1” has to be a plain number, such as 1234.50. Write it without thousands "
            "separators, currency signs or exponents.")
            .arg(label);
    case ProblemCode::NotABoolean:
        return QCoreApplication::translate("check", "“%1” has to be yes or no. Write true, false, yes, no, 1 or 0.")
            .arg(label);
    case ProblemCode::NotADate:
        return QCoreApplication::translate(
            "check", "“%1” has to be a date that exists, written as year-month-day, such as 2024-05-31.")
            .arg(label);
    case ProblemCode::NotATimeZone:
        return QCoreApplication::translate(
            "check", "“%1” has to be the name of a time zone, such as Europe/London or America/New_York.")
            .arg(label);
    case ProblemCode::DigitsLost:
        return QCoreApplication::translate("check",
            "The spreadsheet seems to have cut digits off “%1”. Take the value from "
            "where it came from, and format the column as text first.")
            .arg(label);
    case ProblemCode::ControlCharacters:
        return QCoreApplication::translate("check",
            "“%1” holds control characters, which nobody can see and which will be sent. Take them out if the agent "
            "reads this text aloud.")
            .arg(label);
    case ProblemCode::DamagedRow:
        return damageOf(problem.row, *input.table);
    case ProblemCode::PhoneLetters:
        return QCoreApplication::translate("check",
            "There are letters in this phone number, and nobody says which digits they stand for. Write the digits.");
    case ProblemCode::PhoneOtherDigits:
        return problem.severity == Severity::Error
            ? QCoreApplication::translate(
                "check", "This phone number mixes digits of different scripts. Write it again with one kind of digits.")
            : QCoreApplication::translate(
                "check", "This phone number is written with digits of another script. They are sent as 0 to 9.");
    case ProblemCode::PhoneDirectionMarks:
        return problem.severity == Severity::Error
            ? QCoreApplication::translate("check",
                "Invisible marks in this cell make a screen show its digits in another order than they stand. Type "
                "the number again.")
            : QCoreApplication::translate(
                "check", "There are invisible marks for the direction of text in this cell. They are not sent.");
    case ProblemCode::PhoneTrunkZero:
        return QCoreApplication::translate(
            "check", "The 0 behind the country code is only dialled within the country. It is not sent.");
    case ProblemCode::PhoneAbroadPrefix:
        return QCoreApplication::translate("check", "The number begins with 00 instead of +. It means the same.");
    case ProblemCode::PhoneApostrophe:
        return QCoreApplication::translate(
            "check", "The spreadsheet's mark that keeps the number as text stands in the cell. It is not sent.");
    case ProblemCode::PhoneFloatTail:
        return QCoreApplication::translate("check", "The spreadsheet has put “.0” behind this number. It is not sent.");
    case ProblemCode::PatternMismatch:
        return QCoreApplication::translate(
            "check", "“%1” does not have the form that the agent expects. Write it as in the other rows.")
            .arg(label);
    case ProblemCode::NotAllowed:
        return QCoreApplication::translate("check", "“%1” has to be one of: %2.")
            .arg(label, allowedValues(problem, input));
    case ProblemCode::ValueTooLong:
        return QCoreApplication::translate("check", "“%1” is longer than the agent takes. Shorten it.").arg(label);
    case ProblemCode::OnDoNotCallList:
        return QCoreApplication::translate(
            "check", "This number is on your list of numbers not to call. The row is left out.");
    case ProblemCode::AlreadyQueued:
        return whenQueued(problem, input);
    case ProblemCode::CleanUpGaveUp:
        return QCoreApplication::translate("check",
            "The clean-up of “%1” takes too long over this value and was given up. Change its regular expression on "
            "the "
            "Match page.")
            .arg(label);
    case ProblemCode::RecordTooLarge:
        return QCoreApplication::translate("check",
            "The data of this row is larger than %1, the most that one request can carry. Shorten its longest cell.")
            .arg(QLocale().formattedDataSize(input.settings.mostBytesPerRecord));
    }
    return {};
}

} // namespace

Description describe(const Problem &problem, const CheckInput &input)
{
    Description description;
    if (problem.variable >= 0 && problem.variable < input.variables.variables.size()) {
        const match::Variable &variable = input.variables.variables[problem.variable];
        const match::Assignment assignment = input.mapping.assignments.value(problem.variable);
        description.variable = variable.label.isEmpty() ? variable.key : variable.label;
        if (assignment.source == match::Source::Column) {
            sheet::RowCells cells;
            input.table->readRow(problem.row, cells);
            const int column = ValueSource(variable, assignment).columnOf(cells);
            description.column = input.table->header().value(column);
            description.value = fromUtf8(cells[static_cast<std::size_t>(column)]);
        } else if (assignment.source == match::Source::FixedValue) {
            description.value = assignment.fixedValue;
        }
    }
    description.message = messageOf(problem, input, description.variable);
    return description;
}

void appendProblemJson(const Problem &problem, const CheckInput &input, std::string &json)
{
    const Description description = describe(problem, input);
    const QString key = problem.variable >= 0 ? input.variables.variables.value(problem.variable).key : QString();
    const auto append = [&json](const char *name, const QString &value) {
        json.append(",\"").append(name).append("\":");
        appendJsonString(value.toStdString(), json);
    };
    json += "{\"row\":" + std::to_string(input.table->sheetRow(problem.row));
    append("column", description.column);
    append("variable", key);
    append("code", codeName(problem.code));
    append("severity", severityName(problem.severity));
    append("value", description.value);
    append("message", description.message);
    json += '}';
}

} // namespace callsheet::check
