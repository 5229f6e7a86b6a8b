#include "core/practice/record_schema.h"

#include "core/practice/record_text.h"
#include "core/practice/zone_name.h"
#include "core/send/wire.h"

#include <QDateTime>

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

using Kind = RecordField::Kind;

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

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

// The service keeps a record as one flat document, and a document has no such names.
bool isStorableKey(std::string_view key)
{
    constexpr std::string_view notInside(".\0", 2);
    return !key.empty() && key.front() != '$' && key.find_first_of(notInside) == std::string_view::npos;
}

bool isNumber(std::string_view text)
{
    const bool isWord = text.find_first_of("nN") != std::string_view::npos; // "inf" and "nan" are none to JSON
    return !isWord && numberOf(text);
}

bool isDate(std::string_view text)
{
    constexpr std::size_t dayOnly = 10; // YYYY-MM-DD
    if (text.size() < dayOnly)
        return false;
    int parts[3] = {0, 0, 0};
    int part = 0;
    for (std::size_t i = 0; i < dayOnly; ++i) {
        const bool isDash = i == 4 || i == 7;
        const bool isDigit = text[i] >= '0' && text[i] <= '9';
        if (isDash ? text[i] != '-' : !isDigit)
            return false;
        part += isDash ? 1 : 0;
        if (isDigit)
            parts[part] = parts[part] * 10 + (text[i] - '0');
    }
    if (!QDate::isValid(parts[0], parts[1], parts[2]))
        return false;
    return text.size() == dayOnly
        || QDateTime::fromString(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), Qt::ISODate)
               .isValid();
}

bool hasDigit(std::string_view text)
{
    return text.find_first_of("0123456789") != std::string_view::npos;
}

QString problemOfFields(const std::vector<RecordField> &record)
{
    constexpr auto mostFields = 500;
    if (record.size() > mostFields)
        return u"a record has more than %1 fields"_s.arg(mostFields);
    const auto isNested = [](const RecordField &field) { return field.kind == Kind::Nested; };
    if (std::any_of(record.begin(), record.end(), isNested))
        return u"a field of a record is neither text, number nor boolean"_s;
    const auto isStorable = [](const RecordField &field) { return isStorableKey(field.key); };
    if (!std::all_of(record.begin(), record.end(), isStorable))
        return u"the name of a field is empty, begins with $ or has a dot in it"_s;
    const RecordField *phone = findField(record, send::wire::phoneNumberKey);
    if (!phone || phone->kind != Kind::Text || phone->isEmpty())
        return u"phoneNumber is missing"_s;
    return hasDigit(phone->value) ? QString() : u"phoneNumber has no digits"_s;
}

} // namespace

RecordSchema::RecordSchema(const QList<AgentVariable> &variables)
{
    for (const AgentVariable &variable : variables) {
        const bool isFree = variable.type == VariableType::Text || variable.type == VariableType::Phone;
        if (variable.required || !isFree)
            m_wanted.push_back({variable.key.toUtf8(), variable.required, variable.type});
    }
}

QString RecordSchema::problemOf(const std::vector<RecordField> &record)
{
    const QString problem = problemOfFields(record);
    if (!problem.isEmpty())
        return problem;
    for (const Wanted &wanted : m_wanted) {
        const QString ofVariable = problemOfVariable(findField(record, viewOf(wanted.key)), wanted);
        if (!ofVariable.isEmpty())
            return ofVariable;
    }
    return {};
}

QString RecordSchema::problemOfVariable(const RecordField *field, const Wanted &wanted)
{
    if (!field || field->isEmpty())
        return wanted.required ? u"required variable %1 is missing"_s.arg(QString::fromUtf8(wanted.key)) : QString();
    return fits(*field, wanted.type)
        ? QString()
        : u"variable %1 must be %2"_s.arg(QString::fromUtf8(wanted.key), wordFor(wanted.type));
}

//! A value may come as a text, whatever its type: that is all that the API's examples show.
bool RecordSchema::fits(const RecordField &field, VariableType type)
{
    const bool isText = field.kind == Kind::Text;
    switch (type) {
    case VariableType::Number:
        return field.kind == Kind::Number || (isText && isNumber(field.value));
    case VariableType::Boolean:
        return field.kind == Kind::Boolean || (isText && (field.value == "true" || field.value == "false"));
    case VariableType::Date:
        return isText && isDate(field.value);
    case VariableType::TimeZone:
        return isText && isTimeZone(field.value);
    case VariableType::Text:
    case VariableType::Phone:
        return true;
    }
    return true;
}

bool RecordSchema::isTimeZone(std::string_view name)
{
    const auto place = std::lower_bound(m_knownZones.begin(), m_knownZones.end(), name,
        [](const QByteArray &known, std::string_view wanted) { return viewOf(known) < wanted; });
    if (place != m_knownZones.end() && viewOf(*place) == name)
        return true;
    const QByteArray zone(name.data(), static_cast<qsizetype>(name.size()));
    if (!isZoneName(zone))
        return false;
    m_knownZones.insert(place, zone);
    return true;
}

} // namespace callsheet::practice
