#include "core/check/sentence.h"

#include "core/check/cell_text.h"
#include "core/check/record_maker.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <queue>

namespace callsheet::check {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestSpoken = 60; // letters of one value that a person still listens to

//! The opening line cut at its braces.
struct Part {
    QString text; // as it stands, or what the braces hold
    int variable = -1;
    bool isBraced = false;
};

int variableCalled(const QString &name, const match::VariableSet &variables)
{
    for (int i = 0; i < static_cast<int>(variables.variables.size()); ++i) {
        const match::Variable &variable = variables.variables[i];
        if (variable.key.compare(name, Qt::CaseInsensitive) == 0
            || variable.label.compare(name, Qt::CaseInsensitive) == 0)
            return i;
    }
    return -1;
}

QList<Part> partsOf(const QString &line, const match::VariableSet &variables)
{
    static const QRegularExpression braces(u"\\{\\{\\s*([^{}]*?)\\s*\\}\\}|\\{\\s*([^{}]*?)\\s*\\}"_s);
    QList<Part> parts;
    qsizetype copied = 0;
    auto matches = braces.globalMatch(line);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        parts.append({line.mid(copied, match.capturedStart() - copied)});
        copied = match.capturedEnd();
        const QString name = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
        parts.append({name, variableCalled(name, variables), true});
    }
    parts.append({line.mid(copied)});
    return parts;
}

bool isAllCaps(const QString &value)
{
    int upper = 0;
    for (const QChar c : value) {
        if (c.isLower())
            return false;
        upper += c.isUpper() ? 1 : 0;
    }
    // "UK" and "ACC-1001" are said as they are.
    return upper >= 4 && std::none_of(value.begin(), value.end(), [](QChar c) { return c.isDigit(); });
}

bool isDateSerial(const QString &value)
{
    bool isNumber = false;
    const int days = value.toInt(&isNumber);
    return isNumber && value.size() == 5 && days >= 36526 && days <= 54788; // 2000 to 2049
}

std::optional<Oddity> oddityOf(const QString &value, match::VariableType type)
{
    static const QRegularExpression markup(u"<[a-zA-Z/][^>]*>|&[a-z]+;"_s);
    const QString text = value.trimmed();
    const QByteArray bytes = text.toUtf8();
    if (text.isEmpty())
        return Oddity::Blank;
    if (isExponentForm({bytes.constData(), static_cast<std::size_t>(bytes.size())}, false))
        return Oddity::Exponent;
    if (type != match::VariableType::Number && isDateSerial(text))
        return Oddity::DateSerial;
    if (text.contains(u'{') || text.contains(u'}'))
        return Oddity::LeftoverBraces;
    if (markup.match(text).hasMatch())
        return Oddity::Markup;
    if (text.size() > longestSpoken)
        return Oddity::TooLong;
    return isAllCaps(text) ? std::optional(Oddity::AllCaps) : std::nullopt;
}

Sentence filled(const QList<Part> &parts, const match::VariableSet &variables, const QStringList &values)
{
    Sentence sentence;
    for (const Part &part : parts) {
        if (!part.isBraced) {
            sentence.text += part.text;
            continue;
        }
        if (part.variable < 0) {
            sentence.text += u"{{"_s + part.text + u"}}"_s;
            sentence.odd.append({Oddity::LeftoverBraces, part.text});
            continue;
        }
        const match::Variable &variable = variables.variables[part.variable];
        const QString value = values.value(part.variable).trimmed();
        sentence.text += value;
        if (const auto oddity = oddityOf(value, variable.type))
            sentence.odd.append({*oddity, variable.label.isEmpty() ? variable.key : variable.label});
    }
    return sentence;
}

QStringList textsOf(const std::vector<Field> &fields, qsizetype variables)
{
    QStringList values(variables);
    for (const Field &field : fields)
        values[field.variable] = QString::fromStdString(field.text);
    return values;
}

} // namespace

Sentence fillSentence(const QString &openingLine, const match::VariableSet &variables, const QStringList &values)
{
    return filled(partsOf(openingLine, variables), variables, values);
}

int oddness(const Sentence &sentence)
{
    int sum = 0;
    for (const OddValue &odd : sentence.odd)
        sum += oddityCount - static_cast<int>(odd.oddity);
    return sum;
}

QString describe(const OddValue &odd)
{
    switch (odd.oddity) {
    case Oddity::Blank:
        return QCoreApplication::translate("check", "“%1” is blank").arg(odd.what);
    case Oddity::Exponent:
        return QCoreApplication::translate("check", "“%1” is a number that has lost its digits").arg(odd.what);
    case Oddity::DateSerial:
        return QCoreApplication::translate("check", "“%1” looks like a date that became a number").arg(odd.what);
    case Oddity::Markup:
        return QCoreApplication::translate("check", "“%1” holds markup of a web page").arg(odd.what);
    case Oddity::LeftoverBraces:
        return QCoreApplication::translate("check", "“%1” in braces is no variable").arg(odd.what);
    case Oddity::AllCaps:
        return QCoreApplication::translate("check", "“%1” is all capitals").arg(odd.what);
    case Oddity::TooLong:
        return QCoreApplication::translate("check", "“%1” is long to listen to").arg(odd.what);
    }
    return {};
}

QStringList valuesOf(const CheckInput &input, const Report *report, sheet::RowIndex row)
{
    sheet::RowCells cells;
    std::vector<Field> fields;
    input.table->readRow(row, cells);
    const std::uint64_t phone = report && row < report->phones.size() ? report->phones[row] : 0;
    makeFields(valueSources(input.variables, input.mapping), input.settings, phone, cells, fields);
    return textsOf(fields, input.variables.variables.size());
}

base::Result<std::vector<sheet::RowIndex>> oddestRows(
    const CheckInput &input, std::shared_ptr<const Report> report, int most, std::stop_token stop)
{
    struct Odd {
        int oddness = 0;
        sheet::RowIndex row = 0;
        // The least odd and latest one is the first to go.
        bool operator<(const Odd &other) const
        {
            return oddness != other.oddness ? oddness > other.oddness : row < other.row;
        }
    };
    const QList<Part> parts = partsOf(input.variables.openingLine, input.variables);
    const std::vector<ValueSource> sources = valueSources(input.variables, input.mapping);
    std::priority_queue<Odd> oddest;
    sheet::RowCells cells;
    std::vector<Field> fields;
    for (sheet::RowIndex row = 0; row < input.table->rowCount(); ++row) {
        if (row % 1024 == 0 && stop.stop_requested())
            return base::Error{base::ErrorKind::Cancelled, {}, {}};
        if (report && row < report->states.size() && report->states[row] > RowState::Warning)
            continue; // nobody will hear it
        input.table->readRow(row, cells);
        makeFields(
            sources, input.settings, report && row < report->phones.size() ? report->phones[row] : 0, cells, fields);
        const int score = oddness(filled(parts, input.variables, textsOf(fields, input.variables.variables.size())));
        if (score == 0)
            continue;
        oddest.push({score, row});
        if (oddest.size() > static_cast<std::size_t>(most))
            oddest.pop();
    }
    std::vector<sheet::RowIndex> rows(oddest.size());
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        *row = oddest.top().row;
        oddest.pop();
    }
    return rows;
}

} // namespace callsheet::check
