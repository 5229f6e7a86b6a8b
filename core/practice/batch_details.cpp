#include "core/practice/batch_details.h"

#include "core/send/wire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace callsheet::practice {

namespace {

using namespace Qt::StringLiterals;

QString isoTime(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, QTimeZone::utc()).toString(Qt::ISODateWithMs);
}

QJsonObject fieldsOf(const StoredCall &call)
{
    return QJsonDocument::fromJson(call.json).object();
}

QJsonObject entryOf(const StoredCall &call)
{
    QJsonArray logs;
    for (std::size_t i = 0; i < call.logs.size(); ++i) {
        const PhoneLog &log = call.logs[i];
        logs += QJsonObject{{u"requestUUID"_s, phoneLogUuid(call.number, i)}, {u"callStatus"_s, statusWord(log.status)},
            {u"callDuration"_s, log.seconds}, {u"recordingUrl"_s, QString()}, {u"transcript"_s, QString()},
            {u"createdAt"_s, isoTime(log.createdAt)}};
    }
    QJsonObject entry = fieldsOf(call);
    // After the record's own fields: these names are the service's, and a record that brings one does not get its way.
    entry.insert(u"_id"_s, callId(call.number));
    entry.insert(u"callStatus"_s, call.logs.empty() ? QString() : statusWord(call.logs.back().status));
    entry.insert(u"phoneLogs"_s, logs);
    entry.insert(u"createdAt"_s, isoTime(call.createdAt));
    return entry;
}

// Whether a look into the record can be spared: a text that a filter wants must stand in it, quotes and all.
bool mayMatch(const StoredCall &call, const QList<QByteArray> &wantedTexts)
{
    return std::all_of(
        wantedTexts.begin(), wantedTexts.end(), [&call](const QByteArray &text) { return call.json.contains(text); });
}

bool matchesFilter(const QJsonObject &entry, const QJsonObject &filter)
{
    for (auto wanted = filter.begin(); wanted != filter.end(); ++wanted) {
        if (entry.value(wanted.key()) != wanted.value())
            return false;
    }
    return true;
}

bool matchesSearch(const StoredCall &call, const QString &search)
{
    if (search.isEmpty() || QString::fromUtf8(call.phoneNumber).contains(search, Qt::CaseInsensitive))
        return true;
    const QJsonObject fields = fieldsOf(call);
    return std::any_of(fields.begin(), fields.end(), [&search](const QJsonValue &value) {
        return value.toVariant().toString().contains(search, Qt::CaseInsensitive);
    });
}

std::vector<const StoredCall *> matching(const Batch &batch, const DetailsQuery &query)
{
    constexpr auto ownNames = std::array{"_id"_L1, "callStatus"_L1, "createdAt"_L1, "phoneLogs"_L1};
    QList<QByteArray> wantedTexts;
    for (auto wanted = query.filter.begin(); wanted != query.filter.end(); ++wanted) {
        const bool isOwn = std::any_of(
            ownNames.begin(), ownNames.end(), [&wanted](QLatin1StringView name) { return wanted.key() == name; });
        if (wanted.value().isString() && !isOwn)
            wantedTexts += jsonQuoted(wanted.value().toString());
    }
    std::vector<const StoredCall *> found;
    for (const StoredCall &call : batch.calls) {
        if (!mayMatch(call, wantedTexts) || !matchesSearch(call, query.search))
            continue;
        if (query.filter.isEmpty() || matchesFilter(entryOf(call), query.filter))
            found.push_back(&call);
    }
    return found;
}

void sortByField(std::vector<const StoredCall *> &calls, const QString &field, bool descending)
{
    std::vector<std::pair<QString, const StoredCall *>> keyed;
    keyed.reserve(calls.size());
    for (const StoredCall *call : calls)
        keyed.emplace_back(entryOf(*call).value(field).toVariant().toString(), call);
    std::stable_sort(keyed.begin(), keyed.end(),
        [descending](const auto &a, const auto &b) { return descending ? b.first < a.first : a.first < b.first; });
    std::transform(keyed.begin(), keyed.end(), calls.begin(), [](const auto &entry) { return entry.second; });
}

bool readPositive(const QUrlQuery &query, const QString &name, int &value)
{
    if (!query.hasQueryItem(name))
        return true;
    bool isNumber = false;
    const int number = query.queryItemValue(name).toInt(&isNumber);
    if (isNumber && number > 0)
        value = number;
    return isNumber && number > 0;
}

} // namespace

std::optional<DetailsQuery> readDetailsQuery(const QUrlQuery &query, QString *problem)
{
    DetailsQuery result;
    if (!readPositive(query, u"page"_s, result.page) || !readPositive(query, u"limit"_s, result.limit)) {
        *problem = u"page and limit must be whole numbers from 1"_s;
        return std::nullopt;
    }
    result.limit = std::min(result.limit, mostPerPage);
    const QString filter = query.queryItemValue(u"filter"_s, QUrl::FullyDecoded);
    if (!filter.isEmpty()) {
        const QJsonDocument document = QJsonDocument::fromJson(filter.toUtf8());
        if (!document.isObject()) {
            *problem = u"filter must be a JSON object"_s;
            return std::nullopt;
        }
        result.filter = document.object();
    }
    const QString order = query.queryItemValue(u"sortOrder"_s, QUrl::FullyDecoded);
    if (!QStringList{QString(), u"asc"_s, u"desc"_s, u"1"_s, u"-1"_s}.contains(order)) {
        *problem = u"sortOrder must be asc or desc"_s;
        return std::nullopt;
    }
    result.descending = order == "desc"_L1 || order == "-1"_L1;
    result.sortBy = query.queryItemValue(u"sortBy"_s, QUrl::FullyDecoded);
    result.search = query.queryItemValue(u"search"_s, QUrl::FullyDecoded);
    return result;
}

QJsonObject batchDetails(const Batch &batch, const DetailsQuery &query)
{
    std::vector<const StoredCall *> found = matching(batch, query);
    if (!query.sortBy.isEmpty())
        sortByField(found, query.sortBy, query.descending);
    else if (query.descending)
        std::reverse(found.begin(), found.end());

    const auto total = static_cast<qint64>(found.size());
    const qint64 begin = std::min((qint64{query.page} - 1) * query.limit, total);
    const qint64 end = std::min(begin + query.limit, total);
    QJsonArray entries;
    for (qint64 i = begin; i < end; ++i)
        entries += entryOf(*found[static_cast<std::size_t>(i)]);
    return {{u"batchId"_s, batch.summary.id}, {u"batchName"_s, batch.settings.name},
        {u"batchStatus"_s, statusWord(batch.summary.status)}, {u"page"_s, query.page}, {u"limit"_s, query.limit},
        {u"total"_s, total}, {u"totalPages"_s, (total + query.limit - 1) / query.limit}, {u"data"_s, entries}};
}

} // namespace callsheet::practice
