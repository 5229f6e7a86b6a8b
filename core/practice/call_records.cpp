#include "core/practice/call_records.h"

#include "core/send/wire.h"

#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <numeric>

namespace callsheet::practice {

namespace {

using namespace Qt::StringLiterals;
using namespace send;

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;
using Kind = RecordField::Kind;

constexpr std::size_t mostFields = 1'000'000; // of a request; a body of nothing but short fields fills the memory

// Takes the records out of a body in one pass, without a tree: a request of a thousand people has ten thousand members.
class BodyHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, BodyHandler> {
public:
    BodyHandler(AddCallsBody &result, rapidjson::InsituStringStream &stream)
        : m_result(result)
        , m_stream(stream)
    {
    }

    bool Null() { return take(Kind::Null, {}); }
    bool Bool(bool value) { return take(Kind::Boolean, value ? "true" : "false"); }
    bool RawNumber(const char *text, rapidjson::SizeType length, bool) { return take(Kind::Number, {text, length}); }
    bool String(const char *text, rapidjson::SizeType length, bool)
    {
        if (m_depth == 1 && m_key == wire::batchIdKey)
            m_result.batchId = QString::fromUtf8(text, static_cast<qsizetype>(length));
        return take(Kind::Text, {text, length});
    }
    bool Key(const char *text, rapidjson::SizeType length, bool)
    {
        m_key = {text, length};
        if (m_depth == 1) {
            m_sawNewer = m_sawNewer || m_key == wire::arrayKeyName(connection::ArrayKey::CallData);
            m_sawOlder = m_sawOlder || m_key == wire::arrayKeyName(connection::ArrayKey::CallDataUnderscore);
            m_keyIsArray = m_key == wire::arrayKeyName(connection::ArrayKey::CallData)
                || m_key == wire::arrayKeyName(connection::ArrayKey::CallDataUnderscore);
        }
        return true;
    }
    bool StartObject()
    {
        const bool isRecord = m_depth == 2 && m_inArray;
        if (isRecord) {
            m_result.records.push_back({m_result.fields.size(), 0, {}});
            m_recordBegin = m_stream.Tell();
        } else if (!take(Kind::Nested, {})) {
            return false;
        }
        m_isObject = m_isObject || m_depth == 0;
        m_inRecord = m_inRecord || isRecord;
        ++m_depth;
        return true;
    }
    bool EndObject(rapidjson::SizeType)
    {
        --m_depth;
        if (m_depth == 2 && m_inRecord) {
            m_inRecord = false;
            AddCallsBody::Range &record = m_result.records.back();
            record.fields = m_result.fields.size() - record.firstField;
            record.source = {m_result.body.constData() + m_recordBegin, m_stream.Tell() + 1 - m_recordBegin};
        }
        return true;
    }
    bool StartArray()
    {
        if (m_depth == 1 && m_keyIsArray) {
            m_inArray = true;
            m_result.recordCount = 0;
            m_result.records.clear(); // a name that comes twice: the last one holds, as with every other member
            m_result.fields.clear();
        } else if (!take(Kind::Nested, {})) {
            return false;
        }
        ++m_depth;
        return true;
    }
    bool EndArray(rapidjson::SizeType)
    {
        --m_depth;
        if (m_depth == 1 && m_inArray) {
            m_inArray = false;
            m_result.recordCount = static_cast<int>(m_result.records.size());
        }
        return true;
    }

    bool isObject() const { return m_isObject; }
    bool hasBothArrays() const { return m_sawNewer && m_sawOlder; }
    bool usesOlderKey() const { return m_sawOlder; }

private:
    bool take(Kind kind, std::string_view value)
    {
        if (m_depth == 3 && m_inRecord)
            m_result.fields.push_back({m_key, kind, value});
        else if (m_depth == 2 && m_inArray)
            m_result.records.push_back({});
        return m_result.fields.size() <= mostFields;
    }

    AddCallsBody &m_result;
    rapidjson::InsituStringStream &m_stream;
    std::string_view m_key;
    std::size_t m_recordBegin = 0;
    int m_depth = 0;
    bool m_isObject = false;
    bool m_inArray = false;
    bool m_inRecord = false;
    bool m_keyIsArray = false;
    bool m_sawNewer = false;
    bool m_sawOlder = false;
};

QByteArray toBytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

// How long the record is when nothing in it needs an escape and no blank stands between its members.
std::size_t compactSize(const std::vector<RecordField> &record)
{
    constexpr std::size_t braces = 2;
    const auto sizeOf = [](const RecordField &field) {
        const std::size_t quotes = field.kind == Kind::Text ? 2 : 0;
        const std::size_t value = field.kind == Kind::Null ? 4 : field.value.size();
        return field.key.size() + 2 + 1 + value + quotes;
    };
    const auto add = [&sizeOf](std::size_t sum, const RecordField &field) { return sum + sizeOf(field); };
    return std::accumulate(record.begin(), record.end(), braces + (record.empty() ? 0 : record.size() - 1), add);
}

void write(JsonWriter &writer, const RecordField &field)
{
    writer.Key(field.key.data(), static_cast<rapidjson::SizeType>(field.key.size()));
    switch (field.kind) {
    case Kind::Text:
        writer.String(field.value.data(), static_cast<rapidjson::SizeType>(field.value.size()));
        break;
    case Kind::Number:
        writer.RawValue(field.value.data(), field.value.size(), rapidjson::kNumberType);
        break;
    case Kind::Boolean:
        writer.Bool(field.value == "true");
        break;
    case Kind::Null:
    case Kind::Nested: // a record with one is not taken
        writer.Null();
        break;
    }
}

// Most clients write a record as the service does, and then it is taken as it stands.
QByteArray compactJson(const std::vector<RecordField> &record, std::string_view source)
{
    if (source.size() == compactSize(record) && source.find('\\') == std::string_view::npos)
        return toBytes(source);
    rapidjson::StringBuffer text;
    JsonWriter writer(text);
    writer.StartObject();
    for (const RecordField &field : record)
        write(writer, field);
    writer.EndObject();
    return QByteArray(text.GetString(), static_cast<qsizetype>(text.GetSize()));
}

CallRecord checkedRecord(const std::vector<RecordField> &fields, std::string_view source, RecordSchema &schema)
{
    CallRecord record;
    record.problem = source.empty() ? u"a record is not an object"_s : schema.problemOf(fields);
    if (!record.problem.isEmpty())
        return record;
    record.phoneNumber = toBytes(findField(fields, wire::phoneNumberKey)->value);
    record.json = compactJson(fields, source);
    const RecordField *timezone = findField(fields, "timezone");
    record.namesTimezone = timezone != nullptr;
    if (timezone && timezone->kind == Kind::Text)
        record.timezone = toBytes(timezone->value);
    return record;
}

} // namespace

AddCallsBody readAddCallsBody(const QByteArray &body)
{
    AddCallsBody result;
    result.body = body;
    result.decoded = QByteArray(body.constData(), body.size()); // decoded in its place
    rapidjson::InsituStringStream stream(result.decoded.data());
    rapidjson::Reader reader;
    BodyHandler handler(result, stream);
    constexpr auto flags = rapidjson::kParseInsituFlag | rapidjson::kParseValidateEncodingFlag
        | rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
    // The parser takes a NUL for the end of the text, and JSON has none.
    const bool isJson = !body.contains('\0') && !reader.Parse<flags>(stream, handler).IsError();
    result.usesOlderKey = handler.usesOlderKey();
    if (result.fields.size() > mostFields)
        result.problem = u"The body holds more than %1 fields"_s.arg(mostFields);
    else if (!isJson || !handler.isObject())
        result.problem = u"The body is not a JSON object"_s;
    else if (result.batchId.isEmpty())
        result.problem = u"batchId is required"_s;
    else if (handler.hasBothArrays())
        result.problem = u"callData and call_data exclude each other"_s;
    else if (result.recordCount <= 0)
        result.problem = u"callData must be an array that is not empty"_s;
    return result;
}

std::vector<CallRecord> checkedRecords(const AddCallsBody &body, const QList<AgentVariable> &variables)
{
    std::vector<CallRecord> records;
    records.reserve(body.records.size());
    RecordSchema schema(variables);
    std::vector<RecordField> fields;
    for (const AddCallsBody::Range &range : body.records) {
        const auto first = body.fields.begin() + static_cast<std::ptrdiff_t>(range.firstField);
        fields.assign(first, first + static_cast<std::ptrdiff_t>(range.fields));
        records.push_back(checkedRecord(fields, range.source, schema));
    }
    return records;
}

QByteArray jsonQuoted(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    rapidjson::StringBuffer quoted;
    JsonWriter writer(quoted);
    writer.String(utf8.constData(), static_cast<rapidjson::SizeType>(utf8.size()));
    return QByteArray(quoted.GetString(), static_cast<qsizetype>(quoted.GetSize()));
}

} // namespace callsheet::practice
