#include "core/practice/record_schema.h"

#include "core/send/wire.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

const RecordField *findField(const std::vector<RecordField> &record, std::string_view key)
{
    const auto found
        = std::find_if(record.rbegin(), record.rend(), [key](const RecordField &field) { return field.key == key; });
    return found == record.rend() ? nullptr : &*found;
}

namespace {

QString wordFor(VariableType type)
{
    switch (type) {
    case VariableType::Number:
        return u"a number"_s;
    case VariableType::Boolean:
        return u"true or false"_s;
    case VariableType::Date:
        return u"a date as YYYY-MM-DD"_s;
    case VariableType::TimeZone:
        return u"the name of a time zone"_s;
    case VariableType::Text:
    case VariableType::Phone:
        break;
    }
    return u"a text"_s;
}

//! A value may come as a text, whatever its type: that is all that the API's examples show.
bool fits(const RecordField &field, VariableType type)
{
    using Kind = RecordField::Kind;
    const QByteArray text = QByteArray::fromRawData(field.value.data(), static_cast<qsizetype>(field.value.size()));
    bool isNumber = false;
    switch (type) {
    case VariableType::Number:
        text.toDouble(&isNumber);
        return field.kind == Kind::Number || (field.kind == Kind::Text && isNumber);
    case VariableType::Boolean:
        return field.kind == Kind::Boolean || (field.kind == Kind::Text && (text == "true" || text == "false"));
    case VariableType::Date:
        return field.kind == Kind::Text && QDateTime::fromString(QString::fromUtf8(text), Qt::ISODate).isValid();
    case VariableType::TimeZone:
        return field.kind == Kind::Text && QTimeZone(text).isValid();
    case VariableType::Text:
    case VariableType::Phone:
        return true;
    }
    return true;
}

QString problemOfVariable(const RecordField *field, const AgentVariable &variable)
{
    if (!field || field->isEmpty())
        return variable.required ? u"required variable %1 is missing"_s.arg(variable.key) : QString();
    return fits(*field, variable.type) ? QString()
                                       : u"variable %1 must be %2"_s.arg(variable.key, wordFor(variable.type));
}

} // namespace

QString problemOf(const std::vector<RecordField> &record, const QList<AgentVariable> &variables)
{
    constexpr auto mostFields = 500;
    if (record.size() > mostFields)
        return u"a record has more than %1 fields"_s.arg(mostFields);
    const auto isNested = [](const RecordField &field) { return field.kind == RecordField::Kind::Nested; };
    if (std::any_of(record.begin(), record.end(), isNested))
        return u"a field of a record is neither text, number nor boolean"_s;
    const RecordField *phone = findField(record, send::wire::phoneNumberKey);
    if (!phone || phone->kind != RecordField::Kind::Text || phone->isEmpty())
        return u"phoneNumber is missing"_s;
    for (const AgentVariable &variable : variables) {
        if (!variable.required && variable.type == VariableType::Text)
            continue;
        const QByteArray key = variable.key.toUtf8();
        const RecordField *field = findField(record, {key.constData(), static_cast<std::size_t>(key.size())});
        const QString problem = problemOfVariable(field, variable);
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace callsheet::practice
