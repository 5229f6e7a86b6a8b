#include "ui/match/first_values.h"

#include "core/check/describe.h"
#include "core/check/phone_number.h"
#include "core/check/record_maker.h"
#include "ui/common/table_setup.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr sheet::RowIndex rowsLookedAt = 200;
constexpr qsizetype valuesShown = 3;

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

//! What the sheet holds for it: in the first of its columns that has something, else in the first.
QString rawValue(const match::Assignment &assignment, const sheet::RowCells &cells)
{
    for (const int column : QList<int>{assignment.column} + assignment.furtherColumns) {
        const QString value = toText(cells[static_cast<std::size_t>(column)]);
        if (!value.trimmed().isEmpty())
            return value;
    }
    return toText(cells[static_cast<std::size_t>(assignment.column)]);
}

//! Why the number cannot be called, in the place of what is sent: rows with one are never sent.
QString whyNotCalled(const check::PhoneFinding &finding)
{
    return QCoreApplication::translate("ui", "not called: %1")
        .arg(check::groupTitle(finding.code.value_or(check::ProblemCode::PhoneInvalid)));
}

//! Of the first rows, with what each variable's value becomes: visit(row, variable, as in the sheet, as sent).
template <typename Visit>
void forFirstRows(const check::CheckInput &input, const check::Report *report, Visit visit)
{
    const std::vector<check::ValueSource> sources = check::valueSources(input.variables, input.mapping);
    const int phone = input.variables.indexOf(match::phoneNumberKey);
    const bool hasPhone = phone >= 0 && static_cast<std::size_t>(phone) < sources.size()
        && sources[static_cast<std::size_t>(phone)].isUsed();
    const QString &country = input.settings.defaultCountry;
    sheet::RowCells cells;
    std::vector<check::Field> fields;
    const sheet::RowIndex rows = input.table ? std::min(rowsLookedAt, input.table->rowCount()) : 0;
    for (sheet::RowIndex row = 0; row < rows; ++row) {
        input.table->readRow(row, cells);
        check::PhoneFinding number;
        if (report && row < report->phones.size())
            number.number = report->phones[row];
        if (number.number == 0 && hasPhone)
            number = check::parsePhone(sources[static_cast<std::size_t>(phone)].valueIn(cells), country);
        check::makeFields(sources, input.settings, number.number, cells, fields);
        QStringList sent(input.variables.variables.size());
        for (const check::Field &field : fields)
            sent[field.variable] = QString::fromStdString(field.text);
        if (hasPhone && number.number == 0 && !sent[phone].trimmed().isEmpty())
            sent[phone] = whyNotCalled(number);
        for (qsizetype i = 0; i < sent.size() && i < input.mapping.assignments.size(); ++i) {
            if (input.mapping.assignments[i].source == match::Source::Column)
                visit(row, i, rawValue(input.mapping.assignments[i], cells), sent[i]);
        }
    }
}

} // namespace

QStringList firstValues(const check::CheckInput &input, const check::Report *report)
{
    const auto variables = input.variables.variables.size();
    QList<QStringList> values(variables);
    forFirstRows(input, report, [&](sheet::RowIndex, qsizetype variable, const QString &before, const QString &after) {
        const QString raw = oneLine(before.trimmed());
        const QString sent = oneLine(after.trimmed()); // blanks at the ends are not to be seen on either side
        if (values[variable].size() >= valuesShown || (raw.isEmpty() && sent.isEmpty()))
            return;
        const bool waits = !input.mapping.assignments[variable].isUsed();
        values[variable].append(waits || sent == raw ? raw : u"%1 → %2"_s.arg(raw, sent.isEmpty() ? u"–"_s : sent));
    });
    QStringList lines;
    for (qsizetype i = 0; i < variables; ++i) {
        const match::Assignment assignment = input.mapping.assignments.value(i);
        if (assignment.source == match::Source::FixedValue)
            lines.append(QCoreApplication::translate("ui", "the same for every row"));
        else
            lines.append(values[i].join(u"   ·   "_s));
    }
    return lines;
}

ValuesBeforeAndAfter valuesBeforeAndAfter(const check::CheckInput &input, std::size_t most)
{
    ValuesBeforeAndAfter result;
    std::vector<ValueBeforeAndAfter> same;
    forFirstRows(input, nullptr, [&](sheet::RowIndex row, qsizetype, const QString &before, const QString &after) {
        if (before == after) {
            same.push_back({row, before, after});
        } else {
            ++result.changed;
            result.first.push_back({row, before, after});
        }
    });
    result.first.insert(result.first.end(), same.begin(), same.end());
    if (result.first.size() > most)
        result.first.resize(most);
    return result;
}

} // namespace callsheet::ui
