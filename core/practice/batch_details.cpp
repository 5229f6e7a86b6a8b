#include "core/practice/batch_details.h"

#include "core/practice/record_text.h"

#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace callsheet::practice {

namespace {

using namespace Qt::StringLiterals;

QByteArray isoTime(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, QTimeZone::utc()).toString(Qt::ISODateWithMs).toLatin1();
}

// These names are the service's, and a record that brings one does not get its way.
bool isOwnName(std::string_view key)
{
    constexpr auto ownNames = std::array<std::string_view, 4>{"_id", "callStatus", "phoneLogs", "createdAt"};
    return std::find(ownNames.begin(), ownNames.end(), key) != ownNames.end();
}

void appendLogs(QByteArray &out, const CallTable &calls, CallTable::Place place)
{
    const std::vector<PhoneLog> logs = calls.logs(place);
    out += R"("phoneLogs":[)";
    for (std::size_t i = 0; i < logs.size(); ++i) {
        out += i == 0 ? R"({"requestUUID":")" : R"(,{"requestUUID":")";
        out += phoneLogUuid(calls.state(place).number, i).toLatin1() + R"(","callStatus":")"
            + statusWord(logs[i].status).toLatin1() + R"(","callDuration":)" + QByteArray::number(logs[i].seconds)
            + R"(,"recordingUrl":"","transcript":"","createdAt":")" + isoTime(logs[i].createdAt) + "\"}";
    }
    out += ']';
}

void appendEntry(QByteArray &out, const CallTable &calls, CallTable::Place place)
{
    out += R"({"_id":")" + callId(calls.state(place).number).toLatin1() + "\",";
    forEachField(calls.json(place), [&out](std::string_view key, std::string_view value) {
        if (isOwnName(key))
            return;
        out += '"';
        out.append(key.data(), static_cast<qsizetype>(key.size()));
        out += "\":";
        out.append(value.data(), static_cast<qsizetype>(value.size()));
        out += ',';
    });
    out += R"("callStatus":")" + statusWord(calls.statuses()[place]).toLatin1() + "\",";
    appendLogs(out, calls, place);
    out += R"(,"createdAt":")" + isoTime(calls.state(place).createdAt) + "\"}";
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
        result.order.filter = document.object();
    }
    const QString order = query.queryItemValue(u"sortOrder"_s, QUrl::FullyDecoded);
    if (!QStringList{QString(), u"asc"_s, u"desc"_s, u"1"_s, u"-1"_s}.contains(order)) {
        *problem = u"sortOrder must be asc or desc"_s;
        return std::nullopt;
    }
    result.order.descending = order == "desc"_L1 || order == "-1"_L1;
    result.order.sortBy = query.queryItemValue(u"sortBy"_s, QUrl::FullyDecoded);
    result.order.search = query.queryItemValue(u"search"_s, QUrl::FullyDecoded);
    return result;
}

QByteArray batchDetails(const Batch &batch, const DetailsQuery &query, const DetailsSearch &search)
{
    const FoundCalls found = search.find(batch, query.order);
    const auto total = static_cast<qint64>(found.total);
    const qint64 begin = std::min((qint64{query.page} - 1) * query.limit, total);
    const qint64 end = std::min(begin + query.limit, total);
    QByteArray out = R"({"batchId":)" + jsonQuoted(batch.summary.id) + R"(,"batchName":)"
        + jsonQuoted(batch.settings.name) + R"(,"batchStatus":")" + statusWord(batch.summary.status).toLatin1()
        + R"(","page":)" + QByteArray::number(query.page) + R"(,"limit":)" + QByteArray::number(query.limit)
        + R"(,"total":)" + QByteArray::number(total) + R"(,"totalPages":)"
        + QByteArray::number((total + query.limit - 1) / query.limit) + R"(,"data":[)";
    for (qint64 i = begin; i < end; ++i) {
        if (i > begin)
            out += ',';
        appendEntry(out, batch.calls, found.at(static_cast<std::size_t>(i)));
    }
    return out += "]}";
}

} // namespace callsheet::practice
