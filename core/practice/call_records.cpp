#include "core/practice/call_records.h"

#include "core/send/wire.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>

namespace callsheet::practice {

namespace {

using namespace Qt::StringLiterals;
using namespace send;
using rapidjson::Value;

constexpr auto mostFields = 500;

const Value *find(const Value &object, const char *name)
{
    const auto member = object.FindMember(name);
    return member == object.MemberEnd() ? nullptr : &member->value;
}

QString textOf(const Value &value)
{
    return QString::fromUtf8(value.GetString(), static_cast<qsizetype>(value.GetStringLength()));
}

bool isEmptyText(const Value &value)
{
    return value.IsString() && value.GetStringLength() == 0;
}

QString problemOf(const Value &record, const QList<AgentVariable> &variables)
{
    if (!record.IsObject())
        return u"a record is not an object"_s;
    if (record.MemberCount() > mostFields)
        return u"a record has more than %1 fields"_s.arg(mostFields);
    for (const auto &member : record.GetObject()) {
        if (member.value.IsObject() || member.value.IsArray())
            return u"a field of a record is neither text, number nor boolean"_s;
    }
    const Value *phone = find(record, wire::phoneNumberKey);
    if (!phone || !phone->IsString() || isEmptyText(*phone))
        return u"phoneNumber is missing"_s;
    for (const AgentVariable &variable : variables) {
        if (!variable.required)
            continue;
        const QByteArray key = variable.key.toUtf8();
        const Value *value = find(record, key.constData());
        if (!value || value->IsNull() || isEmptyText(*value))
            return u"required variable %1 is missing"_s.arg(variable.key);
    }
    return {};
}

CallRecord readRecord(const Value &value, const QList<AgentVariable> &variables)
{
    CallRecord record;
    record.problem = problemOf(value, variables);
    if (!record.problem.isEmpty())
        return record;
    const Value &phone = value[wire::phoneNumberKey];
    record.phoneNumber = QByteArray(phone.GetString(), static_cast<qsizetype>(phone.GetStringLength()));
    rapidjson::StringBuffer text;
    rapidjson::Writer<rapidjson::StringBuffer> writer(text);
    value.Accept(writer);
    record.json = QByteArray(text.GetString(), static_cast<qsizetype>(text.GetSize()));
    return record;
}

} // namespace

AddCallsBody readAddCallsBody(const QByteArray &body, const QList<AgentVariable> &variables)
{
    AddCallsBody result;
    rapidjson::Document document;
    constexpr auto flags = rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag;
    document.Parse<flags>(body.constData(), static_cast<std::size_t>(body.size()));
    // The parser takes a NUL for the end of the text, and JSON has none.
    if (document.HasParseError() || !document.IsObject() || body.contains('\0')) {
        result.problem = u"The body is not a JSON object"_s;
        return result;
    }
    const Value *batchId = find(document, wire::batchIdKey);
    if (batchId && batchId->IsString())
        result.batchId = textOf(*batchId);
    const Value *newer = find(document, wire::arrayKeyName(connection::ArrayKey::CallData));
    const Value *older = find(document, wire::arrayKeyName(connection::ArrayKey::CallDataUnderscore));
    const Value *array = newer ? newer : older;
    const bool isArray = array && array->IsArray();
    if (isArray)
        result.recordCount = static_cast<int>(array->Size());

    if (result.batchId.isEmpty())
        result.problem = u"batchId is required"_s;
    else if (newer && older)
        result.problem = u"callData and call_data exclude each other"_s;
    else if (!isArray || array->Empty())
        result.problem = u"callData must be an array that is not empty"_s;
    if (!result.problem.isEmpty())
        return result;
    result.records.reserve(array->Size());
    for (const Value &value : array->GetArray())
        result.records.push_back(readRecord(value, variables));
    return result;
}

QByteArray jsonQuoted(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    rapidjson::StringBuffer quoted;
    rapidjson::Writer<rapidjson::StringBuffer> writer(quoted);
    writer.String(utf8.constData(), static_cast<rapidjson::SizeType>(utf8.size()));
    return QByteArray(quoted.GetString(), static_cast<qsizetype>(quoted.GetSize()));
}

} // namespace callsheet::practice
