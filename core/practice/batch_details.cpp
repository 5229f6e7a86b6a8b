#include "core/practice/batch_details.h"

#include "core/practice/record_text.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <utility>

namespace callsheet::practice {

namespace {

using namespace Qt::StringLiterals;

//! Writes the entries of a page one after the other.
class PageWriter {
public:
    PageWriter(QByteArray &out, const CallTable &calls)
        : m_out(out)
        , m_calls(calls)
    {
    }

    void write(CallTable::Place place);

private:
    void writeLogs(CallTable::Place place);
    const QByteArray &isoTime(qint64 milliseconds);

    QByteArray &m_out;
    const CallTable &m_calls;
    qint64 m_lastTime = -1; // most calls of a page came in one request
    QByteArray m_lastText;
};

// These names are the service's, and a record that brings one does not get its way.
bool isOwnName(std::string_view key)
{
    constexpr auto ownNames = std::array<std::string_view, 4>{"_id", "callStatus", "phoneLogs", "createdAt"};
    return std::find(ownNames.begin(), ownNames.end(), key) != ownNames.end();
}

const QByteArray &PageWriter::isoTime(qint64 milliseconds)
{
    if (std::exchange(m_lastTime, milliseconds) != milliseconds) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
        m_lastText = time.toString(Qt::ISODateWithMs).toLatin1();
    }
    return m_lastText;
}

void PageWriter::writeLogs(CallTable::Place place)
{
    const std::vector<PhoneLog> logs = m_calls.logs(place);
    m_out += R"("phoneLogs":[)";
    for (std::size_t i = 0; i < logs.size(); ++i) {
        m_out += i == 0 ? R"({"requestUUID":")" : R"(,{"requestUUID":")";
        m_out += phoneLogUuid(m_calls.state(place).number, i).toLatin1();
        m_out += R"(","callStatus":")";
        m_out += statusWord(logs[i].status).toLatin1();
        m_out += R"(","callDuration":)";
        m_out += QByteArray::number(logs[i].seconds);
        m_out += R"(,"recordingUrl":"","transcript":"","createdAt":")";
        m_out += isoTime(logs[i].createdAt);
        m_out += "\"}";
    }
    m_out += ']';
}

void PageWriter::write(CallTable::Place place)
{
    m_out += R"({"_id":")";
    m_out += callId(m_calls.state(place).number).toLatin1();
    m_out += "\",";
    forEachField(m_calls.json(place), [this](std::string_view key, std::string_view value) {
        if (isOwnName(key))
            return;
        m_out += '"';
        m_out.append(key.data(), static_cast<qsizetype>(key.size()));
        m_out += "\":";
        m_out.append(value.data(), static_cast<qsizetype>(value.size()));
        m_out += ',';
    });
    m_out += R"("callStatus":")";
    m_out += statusWord(m_calls.statuses()[place]).toLatin1();
    m_out += "\",";
    writeLogs(place);
    m_out += R"(,"createdAt":")";
    m_out += isoTime(m_calls.state(place).createdAt);
    m_out += "\"}";
}

} // namespace

std::optional<DetailsQuery> readDetailsQuery(const QUrlQuery &query, QString *problem)
{
    DetailsQuery result;
    const std::optional<Paging> paging = readPaging(query);
    if (!paging) {
        *problem = u"page and limit must be whole numbers from 1"_s;
        return std::nullopt;
    }
    result.paging = *paging;
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
    const auto total = static_cast<qsizetype>(found.total);
    const auto [begin, end] = rangeOf(query.paging, total);
    QByteArray out = R"({"batchId":)" + jsonQuoted(batch.summary.id) + R"(,"batchName":)"
        + jsonQuoted(batch.settings.name) + R"(,"batchStatus":")" + statusWord(batch.summary.status).toLatin1()
        + R"(","page":)" + QByteArray::number(query.paging.page) + R"(,"limit":)"
        + QByteArray::number(query.paging.limit) + R"(,"total":)" + QByteArray::number(total) + R"(,"totalPages":)"
        + QByteArray::number((total + query.paging.limit - 1) / query.paging.limit) + R"(,"data":[)";
    PageWriter writer(out, batch.calls);
    for (qsizetype i = begin; i < end; ++i) {
        if (i > begin)
            out += ',';
        writer.write(found.at(static_cast<std::size_t>(i)));
    }
    return out += "]}";
}

} // namespace callsheet::practice
