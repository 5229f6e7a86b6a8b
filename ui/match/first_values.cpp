#include "ui/match/first_values.h"

#include "core/check/record.h"
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
    return oneLine(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed());
}

} // namespace

QStringList firstValues(const check::CheckInput &input, const check::Report *report)
{
    const auto variables = input.variables.variables.size();
    QList<QStringList> values(variables);
    sheet::RowCells cells;
    sheet::RowCells scratch;
    std::vector<check::Field> fields;
    const sheet::RowIndex rows = input.table ? std::min(rowsLookedAt, input.table->rowCount()) : 0;
    for (sheet::RowIndex row = 0; row < rows; ++row) {
        input.table->readRow(row, cells);
        bool recordMade = false;
        for (qsizetype i = 0; i < variables && i < input.mapping.assignments.size(); ++i) {
            const match::Assignment &assignment = input.mapping.assignments[i];
            if (assignment.source != match::Source::Column || values[i].size() >= valuesShown)
                continue;
            const QString raw = toText(cells[static_cast<std::size_t>(assignment.column)]);
            if (raw.isEmpty())
                continue;
            QString sent;
            if (report) {
                if (!recordMade)
                    check::makeRecord(input, *report, row, scratch, fields);
                recordMade = true;
                for (const check::Field &field : fields)
                    sent = field.variable == i ? toText(field.text) : sent;
            }
            values[i].append(sent.isEmpty() || sent == raw ? raw : u"%1 → %2"_s.arg(raw, sent));
        }
    }
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

} // namespace callsheet::ui
