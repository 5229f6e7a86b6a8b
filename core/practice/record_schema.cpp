#include "core/practice/record_schema.h"

#include "core/send/wire.h"

#include <algorithm>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

const RecordField *findField(const std::vector<RecordField> &record, std::string_view key)
{
    const auto found
        = std::find_if(record.rbegin(), record.rend(), [key](const RecordField &field) { return field.key == key; });
    return found == record.rend() ? nullptr : &*found;
}

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
        if (!variable.required)
            continue;
        const QByteArray key = variable.key.toUtf8();
        const RecordField *field = findField(record, {key.constData(), static_cast<std::size_t>(key.size())});
        if (!field || field->isEmpty())
            return u"required variable %1 is missing"_s.arg(variable.key);
    }
    return {};
}

} // namespace callsheet::practice
