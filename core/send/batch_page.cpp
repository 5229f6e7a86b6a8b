#include "core/send/batch_page.h"

#include "core/send/json_member.h"
#include "core/send/wire.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace callsheet::send::wire {

namespace {

using rapidjson::Value;

std::string_view viewOf(const Value &text)
{
    return {text.GetString(), text.GetStringLength()};
}

bool readCount(const Value &data, std::string_view name, qint64 &count)
{
    const Member member = memberOf(data, name);
    if (!member.value || member.twice || !member.value->IsInt64() || member.value->GetInt64() < 0)
        return false;
    count = member.value->GetInt64();
    return true;
}

//! "1212***0001" and "anonymous" are no numbers, and what is left of their digits would be somebody else's.
bool isWholeNumber(std::string_view text)
{
    return text.find_first_not_of("0123456789+-().,/ ") == std::string_view::npos;
}

//! A number that a service keeps as a number is read as its digits: 447700900123, and never 4.477e11.
QByteArray phoneOf(const Value &record)
{
    const Member phone = memberOf(record, phoneNumberKey);
    if (!phone.value || phone.twice)
        return {};
    if (phone.value->IsString()) {
        const std::string_view text = viewOf(*phone.value);
        return isWholeNumber(text) ? canonicalDigits(QByteArray(text.data(), static_cast<qsizetype>(text.size())))
                                   : QByteArray();
    }
    return phone.value->IsUint64() ? QByteArray::number(static_cast<qulonglong>(phone.value->GetUint64()))
                                   : QByteArray();
}

QDateTime timeOf(const Value &record)
{
    const Member time = memberOf(record, "createdAt");
    return time.value && !time.twice && time.value->IsString()
        ? QDateTime::fromString(textOf(*time.value), Qt::ISODateWithMs)
        : QDateTime();
}

BatchEntry entryFrom(const Value &record)
{
    BatchEntry entry;
    if (const Member id = memberOf(record, "_id"); id.value && !id.twice && id.value->IsString())
        entry.id = textOf(*id.value).toUtf8();
    entry.phone = phoneOf(record);
    entry.newestAt = timeOf(record);
    if (const Member status = memberOf(record, "callStatus"); status.value && !status.twice && status.value->IsString())
        entry.callStatus = textOf(*status.value).toUtf8();
    const Member logs = memberOf(record, "phoneLogs");
    if (!logs.value || logs.twice || !logs.value->IsArray())
        return entry;
    for (const Value &log : logs.value->GetArray()) {
        if (!log.IsObject())
            continue;
        const QDateTime at = timeOf(log);
        if (at.isValid() && (!entry.newestAt.isValid() || at > entry.newestAt))
            entry.newestAt = at;
    }
    return entry;
}

//! The records of a body of ours, whatever its array is called.
const Value *recordsOf(const rapidjson::Document &body)
{
    for (const auto key : {connection::ArrayKey::CallData, connection::ArrayKey::CallDataUnderscore}) {
        const Member records = memberOf(body, arrayKeyName(key));
        if (records.value && !records.twice && records.value->IsArray())
            return records.value;
    }
    return nullptr;
}

QString shownValue(const Value &value)
{
    if (value.IsString())
        return textOf(value);
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    value.Accept(writer);
    return QString::fromUtf8(buffer.GetString(), static_cast<qsizetype>(buffer.GetSize()));
}

} // namespace

std::optional<BatchPage> parseBatchPage(const QByteArray &answer, const QString &batchId)
{
    QByteArray bytes = answer;
    rapidjson::Document document;
    if (!parseObject(bytes, document))
        return std::nullopt;
    const Member status = memberOf(document, "status");
    const Member data = memberOf(document, "data");
    if (!status.value || status.twice || !status.value->IsTrue() || !data.value || data.twice
        || !data.value->IsObject())
        return std::nullopt;
    const Member id = memberOf(*data.value, batchIdKey);
    if (!id.value || id.twice || !id.value->IsString() || textOf(*id.value) != batchId)
        return std::nullopt;
    BatchPage page;
    const Member list = memberOf(*data.value, "data");
    if (!readCount(*data.value, "total", page.total) || !readCount(*data.value, "totalPages", page.totalPages)
        || !list.value || list.twice || !list.value->IsArray())
        return std::nullopt;
    page.entries.reserve(list.value->Size());
    for (const Value &record : list.value->GetArray()) {
        if (!record.IsObject())
            return std::nullopt;
        page.entries.push_back(entryFrom(record));
    }
    return page;
}

QByteArray canonicalDigits(const QByteArray &phone)
{
    QByteArray digits;
    for (const char c : phone) {
        if (c >= '0' && c <= '9')
            digits += c;
    }
    return digits.startsWith("00") ? digits.sliced(2) : digits;
}

std::optional<std::vector<QByteArray>> phonesOfBody(const QByteArray &body)
{
    QByteArray bytes = body;
    rapidjson::Document document;
    const Value *records = parseObject(bytes, document) ? recordsOf(document) : nullptr;
    if (!records)
        return std::nullopt;
    std::vector<QByteArray> phones;
    for (const Value &record : records->GetArray()) {
        if (!record.IsObject())
            return std::nullopt;
        phones.push_back(phoneOf(record));
    }
    return phones;
}

QString SentRecord::phone() const
{
    for (const auto &[key, text] : values) {
        if (key == QLatin1String(phoneNumberKey))
            return text;
    }
    return {};
}

std::optional<std::vector<SentRecord>> recordsOfBody(const QByteArray &body)
{
    QByteArray bytes = body;
    rapidjson::Document document;
    const Value *records = parseObject(bytes, document) ? recordsOf(document) : nullptr;
    if (!records)
        return std::nullopt;
    std::vector<SentRecord> sent;
    for (const Value &record : records->GetArray()) {
        if (!record.IsObject())
            return std::nullopt;
        SentRecord &one = sent.emplace_back();
        for (const auto &member : record.GetObject())
            one.values.emplace_back(textOf(member.name), shownValue(member.value));
    }
    return sent;
}

std::optional<QString> commonText(const QByteArray &body, const QString &key)
{
    QByteArray bytes = body;
    rapidjson::Document document;
    const Value *records = parseObject(bytes, document) ? recordsOf(document) : nullptr;
    if (!records || records->Empty() || key.isEmpty())
        return std::nullopt;
    const QByteArray name = key.toUtf8();
    std::string_view common;
    for (const Value &record : records->GetArray()) {
        if (!record.IsObject())
            return std::nullopt;
        const Member text = memberOf(record, {name.constData(), static_cast<std::size_t>(name.size())});
        if (!text.value || text.twice || !text.value->IsString() || text.value->GetStringLength() == 0)
            return std::nullopt;
        if (!common.empty() && viewOf(*text.value) != common)
            return std::nullopt;
        common = viewOf(*text.value);
    }
    return QString::fromUtf8(common.data(), static_cast<qsizetype>(common.size()));
}

} // namespace callsheet::send::wire
