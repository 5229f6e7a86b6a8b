#include "core/practice/fault_answers.h"

#include "core/practice/batch_api.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

#include <zlib.h>

#include <algorithm>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

QByteArray httpDate(const QDateTime &when)
{
    return QLocale::c().toString(when.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

// Two names of the same computer are two hosts to a client: whoever follows to the other one shows itself as an arrival
// all the same.
QByteArray otherHostOf(const HttpRequest &request)
{
    const QByteArray host = request.headers.value("host");
    const qsizetype colon = host.lastIndexOf(':');
    const bool isLocalhost = host.startsWith("localhost");
    const QByteArray port = colon > host.indexOf(']') ? host.mid(colon) : QByteArray();
    return "http://" + QByteArray(isLocalhost ? "127.0.0.1" : "localhost") + port;
}

QByteArray locationFor(const Fault &fault, const HttpRequest &request)
{
    const QByteArray path = QUrl::toPercentEncoding(request.path(), "/"); // a line end in it would begin another header
    if (fault.location == "loop"_L1)
        return path;
    if (fault.location == "otherHost"_L1)
        return otherHostOf(request) + "/moved" + path;
    if (fault.location.isEmpty() || fault.location == "moved"_L1)
        return "/moved" + path; // a page of its own: a client that follows shows itself as an arrival there
    return fault.location.toUtf8();
}

QJsonArray madeUpIds(int count)
{
    QJsonArray ids;
    for (int i = 0; i < count; ++i)
        ids += u"ffffffff%1"_s.arg(i + 1, 16, 16, QChar(u'0'));
    return ids;
}

QJsonValue failedChunksOf(const PartialAnswer &partial)
{
    using P = PartialAnswer;
    if (partial.failedChunks == P::FailedChunks::NoList)
        return u"chunk 1 failed"_s;
    if (partial.failedChunks == P::FailedChunks::Empty)
        return QJsonArray();
    QJsonObject entry;
    if (partial.chunkNumber == P::ChunkNumber::Number)
        entry.insert(u"chunkNum"_s, partial.chunk);
    else if (partial.chunkNumber == P::ChunkNumber::Text)
        entry.insert(u"chunkNum"_s, u"first"_s);
    const QString text = u"The records of this chunk could not be enqueued"_s;
    if (partial.errorAsObject)
        entry.insert(partial.errorKey, QJsonObject{{u"message"_s, text}});
    else
        entry.insert(partial.errorKey, text);
    return QJsonArray{entry};
}

} // namespace

HttpAnswer statusAnswer(const Fault &fault, const HttpRequest &request)
{
    const QString text = fault.message.isEmpty() ? QString::fromLatin1(reasonPhrase(fault.status)) : fault.message;
    HttpAnswer answer;
    if (fault.withEnvelope) {
        const bool isGood = fault.status < 300 && fault.status != 207;
        answer = envelope(fault.status, text, isGood ? QString() : text, QJsonValue::Null);
    } else {
        answer.status = fault.status;
        answer.contentType = "text/html; charset=utf-8";
        answer.body = "<html><head><title>" + QByteArray::number(fault.status) + "</title></head><body><h1>"
            + text.toHtmlEscaped().toUtf8() + "</h1></body></html>\n";
    }
    if (!fault.retryAfterText.isEmpty())
        answer.headers.append({"Retry-After", fault.retryAfterText.toUtf8()});
    else if (fault.retryAfterSeconds)
        answer.headers.append({"Retry-After", QByteArray::number(*fault.retryAfterSeconds)});
    else if (fault.retryAfterDate)
        answer.headers.emplaceBack(
            "Retry-After", httpDate(QDateTime::currentDateTimeUtc().addSecs(*fault.retryAfterDate)));
    if (fault.status >= 300 && fault.status < 400 && fault.status != 304)
        answer.headers.append({"Location", locationFor(fault, request)});
    if (fault.status == 407)
        answer.headers.emplaceBack("Proxy-Authenticate", "Basic realm=\"practice\"");
    return answer;
}

HttpAnswer pageAnswer()
{
    HttpAnswer answer;
    answer.contentType = "text/html; charset=utf-8";
    answer.body = "<html><body><h1>Welcome</h1><p>Sign in to use this network.</p></body></html>\n";
    return answer;
}

HttpAnswer claimedAnswer(int records)
{
    const int count = std::max(records, 0);
    return envelope(
        200, u"Calls enqueued successfully"_s, {}, QJsonObject{{u"added"_s, count}, {u"callIds"_s, madeUpIds(count)}});
}

HttpAnswer partialAnswer(const PartialAnswer &partial, int added)
{
    using P = PartialAnswer;
    QJsonObject data{{u"added"_s, added}};
    if (partial.callIds == P::CallIds::Fewer)
        data.insert(u"callIds"_s, madeUpIds(std::max(added - 1, 0)));
    else if (partial.callIds != P::CallIds::Missing)
        data.insert(u"callIds"_s, madeUpIds(partial.callIds == P::CallIds::More ? added + 1 : added));
    if (partial.failedChunks != P::FailedChunks::Missing)
        data.insert(u"failedChunks"_s, failedChunksOf(partial));
    HttpAnswer answer = envelope(207, u"Some chunks failed"_s, u"Some chunks could not be enqueued"_s, data);
    answer.status = partial.httpStatus;
    return answer;
}

HttpAnswer withDuplicateKeys(HttpAnswer answer)
{
    if (answer.body.startsWith('{')) {
        const bool isGood = answer.status == 200;
        const QByteArray opposite = isGood ? R"("status":false,"code":500,"errorMessage":"Server error",)"
                                           : R"("status":true,"code":200,"errorMessage":"",)";
        answer.body.insert(1, opposite);
    }
    return answer;
}

HttpAnswer padded(HttpAnswer answer, qint64 size)
{
    if (answer.body.size() < size)
        answer.body.append(size - answer.body.size(), ' ');
    return answer;
}

HttpAnswer declaredAsGzip(HttpAnswer answer, bool compressed)
{
    answer.headers.emplaceBack("Content-Encoding", "gzip");
    if (!compressed)
        return answer;
    z_stream stream{};
    constexpr int gzipWindow = 15 + 16; // zlib's way of asking for gzip's header and end
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return answer;
    QByteArray small(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(answer.body.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(answer.body.data());
    stream.avail_in = static_cast<uInt>(answer.body.size());
    stream.next_out = reinterpret_cast<Bytef *>(small.data());
    stream.avail_out = static_cast<uInt>(small.size());
    if (deflate(&stream, Z_FINISH) == Z_STREAM_END)
        answer.body = small.first(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return answer;
}

} // namespace callsheet::practice
