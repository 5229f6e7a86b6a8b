#include "core/send/wire.h"

#include "core/send/json_member.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <vector>

namespace callsheet::send::wire {

namespace {

using rapidjson::Value;

constexpr auto errorTextKeys = std::array{"error", "errorMessage", "message", "reason"};
constexpr auto deepestErrorText = 4; // answers may nest as deep as they like, the stack may not

// Servers of this family put a text, a list of texts, or an object with a text where an error belongs.
QString errorText(const Value &value, int depth = 0)
{
    if (value.IsString())
        return textOf(value);
    if (depth == deepestErrorText)
        return {};
    if (value.IsArray()) {
        QStringList texts;
        for (const Value &entry : value.GetArray()) {
            const QString text = errorText(entry, depth + 1);
            if (!text.isEmpty())
                texts += text;
        }
        return texts.join(u"; "_s);
    }
    if (!value.IsObject())
        return {};
    for (const char *key : errorTextKeys) {
        const Member member = memberOf(value, key);
        const QString text = member.value ? errorText(*member.value, depth + 1) : QString();
        if (!text.isEmpty())
            return text;
    }
    return {};
}

bool readText(const Value &object, const char *key, QString &text)
{
    const Member member = memberOf(object, key);
    if (member.value)
        text = errorText(*member.value);
    return !member.twice;
}

bool readCallIds(const Value &object, QStringList &callIds)
{
    const Member member = memberOf(object, "callIds");
    if (member.twice)
        return false;
    if (!member.value)
        return true;
    if (!member.value->IsArray())
        return false;
    std::vector<std::string_view> ids;
    ids.reserve(member.value->Size());
    callIds.reserve(member.value->Size());
    for (const Value &entry : member.value->GetArray()) {
        if (!entry.IsString() || entry.GetStringLength() == 0)
            return false;
        ids.emplace_back(entry.GetString(), entry.GetStringLength());
        callIds += textOf(entry);
    }
    if (!std::is_sorted(ids.begin(), ids.end())) // as most services make them
        std::sort(ids.begin(), ids.end());
    return std::adjacent_find(ids.begin(), ids.end()) == ids.end();
}

bool readAdded(const Value &object, std::optional<qint64> &added)
{
    const Member member = memberOf(object, "added");
    if (member.twice)
        return false;
    if (!member.value)
        return true;
    if (!member.value->IsInt64() || member.value->GetInt64() < 0)
        return false;
    added = member.value->GetInt64();
    return true;
}

bool readFailedChunks(const Value &object, Envelope &envelope)
{
    const Member member = memberOf(object, "failedChunks");
    if (member.twice)
        return false;
    if (!member.value)
        return true;
    if (!member.value->IsArray() || envelope.hasFailedChunks)
        return false;
    envelope.hasFailedChunks = true;
    for (const Value &entry : member.value->GetArray()) {
        if (!entry.IsObject())
            return false;
        const Member number = memberOf(entry, "chunkNum");
        if (number.twice || (number.value && !number.value->IsInt64()))
            return false;
        Envelope::FailedChunk failed;
        if (number.value)
            failed.chunkNumber = number.value->GetInt64();
        failed.error = errorText(entry);
        envelope.failedChunks += failed;
    }
    return true;
}

bool readStatusAndCode(const Value &object, Envelope &envelope)
{
    const Member status = memberOf(object, "status");
    const Member code = memberOf(object, "code");
    if (!status.value || status.twice || !status.value->IsBool())
        return false;
    if (!code.value || code.twice || !code.value->IsInt())
        return false;
    envelope.status = status.value->GetBool();
    envelope.code = code.value->GetInt();
    return true;
}

bool readData(const Value &object, Envelope &envelope)
{
    const Member data = memberOf(object, "data");
    if (data.twice)
        return false;
    // createBatch answers a text here, refusals often null: neither holds anything of a chunk.
    if (!data.value || !data.value->IsObject())
        return true;
    return readAdded(*data.value, envelope.added) && readCallIds(*data.value, envelope.callIds)
        && readFailedChunks(*data.value, envelope);
}

} // namespace

const char *arrayKeyName(connection::ArrayKey key)
{
    return key == connection::ArrayKey::CallDataUnderscore ? "call_data" : "callData";
}

std::optional<Envelope> parseEnvelope(const QByteArray &answer)
{
    QByteArray text = answer;
    rapidjson::Document document;
    if (!parseObject(text, document))
        return std::nullopt;

    Envelope envelope;
    const bool whole = readStatusAndCode(document, envelope) && readText(document, "message", envelope.message)
        && readText(document, "errorMessage", envelope.errorMessage) && readFailedChunks(document, envelope)
        && readData(document, envelope);
    if (!whole)
        return std::nullopt;
    return envelope;
}

std::string quoted(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.String(bytes.constData(), static_cast<rapidjson::SizeType>(bytes.size()));
    return {buffer.GetString(), buffer.GetSize()};
}

std::string bodyHead(const QString &batchId, connection::ArrayKey key)
{
    std::string head = "{\"";
    head += batchIdKey;
    head += "\":";
    head += quoted(batchId);
    head += ",\"";
    head += arrayKeyName(key);
    head += "\":[";
    return head;
}

std::string bodyTail()
{
    return "]}";
}

} // namespace callsheet::send::wire
