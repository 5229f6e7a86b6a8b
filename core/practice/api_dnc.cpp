#include "core/practice/api_pages.h"
#include "core/send/wire.h"

#include <QJsonArray>
#include <QUrlQuery>

#include <algorithm>

namespace callsheet::practice {

using namespace Qt::StringLiterals;
using namespace send;

namespace {

constexpr auto mostTextLength = 500;

bool matches(const DncEntry &entry, const QString &search)
{
    const QStringList searched{entry.request.phoneNumber, entry.request.type, entry.request.requestUuid};
    return std::any_of(searched.begin(), searched.end(),
        [&search](const QString &text) { return text.contains(search, Qt::CaseInsensitive); });
}

//! Nobody speaks in practice, so there is neither a recording nor a transcription.
QJsonObject entryOf(const DncEntry &entry, const QString &organisation)
{
    return {{u"_id"_s, entry.id}, {u"phoneNumber"_s, entry.request.phoneNumber}, {u"type"_s, entry.request.type},
        {u"orgId"_s, organisation}, {u"batchId"_s, entry.request.batchId},
        {u"requestUUID"_s, entry.request.requestUuid}, {u"callRecording"_s, QString()}, {u"transcription"_s, QString()},
        {u"createdAt"_s, entry.createdAt.toUTC().toString(Qt::ISODateWithMs)}};
}

ApiResult done(const QString &message)
{
    ApiResult result;
    result.answer = bareEnvelope(200, message);
    result.applied = true;
    return result;
}

} // namespace

ApiResult addToDnc(const ApiRequest &request)
{
    const std::optional<QJsonObject> body = objectIn(request.request.body);
    if (!body)
        return refusal(400, u"The body is not a JSON object"_s);
    const DncRequest entry{body->value(QLatin1StringView(wire::phoneNumberKey)).toString(),
        body->value(QLatin1StringView(wire::batchIdKey)).toString(), body->value("requestUUID"_L1).toString(),
        body->value("type"_L1).toString()};
    if (entry.phoneNumber.isEmpty() || entry.batchId.isEmpty() || entry.requestUuid.isEmpty())
        return refusal(400, u"phoneNumber, batchId and requestUUID are required"_s);
    const auto isLong = [](const QString &text) { return text.size() > mostTextLength; };
    if (isLong(entry.phoneNumber) || isLong(entry.requestUuid) || isLong(entry.type))
        return refusal(400, u"phoneNumber, requestUUID and type have %1 characters at most"_s.arg(mostTextLength));
    const auto answer = request.store.addToDnc(request.workspace, entry, request.now);
    if (!answer)
        return notStored(answer.error());
    switch (*answer) {
    case BatchStore::DncAnswer::Added:
        return done(u"Phone number added to DNC successfully"_s);
    case BatchStore::DncAnswer::AlreadyThere:
        return refusal(400, u"The phone number is already in the DNC list"_s);
    case BatchStore::DncAnswer::NoBatch:
        return refusal(404, u"Batch not found"_s);
    case BatchStore::DncAnswer::NoCall:
        return refusal(404, u"Call record not found"_s);
    }
    return {};
}

ApiResult listDnc(const ApiRequest &request)
{
    const QUrlQuery query = request.request.query();
    const std::optional<Paging> paging = readPaging(query);
    if (!paging)
        return refusal(400, u"page and limit must be whole numbers from 1"_s);
    const QString search = query.queryItemValue(u"search"_s, QUrl::FullyDecoded);
    QList<DncEntry> entries = request.store.dncEntries(request.workspace);
    entries.removeIf([&search](const DncEntry &entry) { return !matches(entry, search); });
    std::reverse(entries.begin(), entries.end()); // the newest first
    const QString organisation = request.store.workspaces().value(request.workspace).userId;
    QJsonArray list;
    const auto [first, last] = rangeOf(*paging, entries.size());
    for (qsizetype i = first; i < last; ++i)
        list += entryOf(entries[i], organisation);
    return success(u"DNC list fetched successfully"_s,
        QJsonObject{{u"dncList"_s, list}, {u"pagination"_s, paginationOf(*paging, entries.size())}});
}

ApiResult deleteFromDnc(const ApiRequest &request)
{
    if (!isId(request.id))
        return refusal(400, u"The DNC id is not an id"_s);
    const auto removal = request.store.removeFromDnc(request.workspace, request.id);
    if (!removal)
        return notStored(removal.error());
    switch (*removal) {
    case BatchStore::DncRemoval::Removed:
        return done(u"DNC record deleted successfully"_s);
    case BatchStore::DncRemoval::NotOwned:
        return refusal(403, u"The DNC record belongs to another organisation"_s);
    case BatchStore::DncRemoval::NotFound:
        return refusal(404, u"DNC record not found"_s);
    }
    return {};
}

ApiResult enableDnc(const ApiRequest &request)
{
    const std::optional<QJsonObject> body = objectIn(request.request.body);
    const QJsonValue enable = body ? body->value("enable"_L1) : QJsonValue();
    if (!enable.isBool())
        return refusal(400, u"enable must be true or false"_s);
    const base::Result<void> changed = request.store.setDncEnabled(request.workspace, enable.toBool());
    if (!changed)
        return notStored(changed.error());
    return done(u"DNC setting updated successfully"_s);
}

} // namespace callsheet::practice
