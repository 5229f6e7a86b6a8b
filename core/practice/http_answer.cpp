#include "core/practice/http_answer.h"

#include <QDateTime>
#include <QLocale>

namespace callsheet::practice {

const char *reasonPhrase(int status)
{
    switch (status) {
    case 100:
        return "Continue";
    case 101:
        return "Switching Protocols";
    case 102:
        return "Processing";
    case 103:
        return "Early Hints";
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 207:
        return "Multi-Status";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 407:
        return "Proxy Authentication Required";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 417:
        return "Expectation Failed";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    case 507:
        return "Insufficient Storage";
    default:
        return "Status";
    }
}

namespace {

QByteArray lengthHeaders(const HttpAnswer &answer)
{
    const auto line = [](qsizetype length) { return "Content-Length: " + QByteArray::number(length) + "\r\n"; };
    const qsizetype right = answer.body.size();
    switch (answer.length) {
    case LengthHeader::Right:
        break;
    case LengthHeader::TooLong:
        return line(right + 100);
    case LengthHeader::TooShort:
        return line(right / 2);
    case LengthHeader::Missing:
        return {};
    case LengthHeader::Twice:
        return line(right) + line(right + 100);
    }
    return line(right);
}

//! RFC 9110, 5.6.7; a client that settles an unknown outcome measures time by it.
QByteArray httpDate(const QDateTime &utc)
{
    return QLocale::c().toString(utc, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1();
}

} // namespace

QByteArray wireForm(const HttpAnswer &answer, bool keepAlive, bool withBody)
{
    const bool isInterim = answer.status < 200;
    const bool mayCarryBody = !isInterim && answer.status != 204 && answer.status != 304;
    QByteArray wire;
    wire.reserve(answer.body.size() + 256);
    wire += "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonPhrase(answer.status) + "\r\n";
    if (!isInterim)
        wire += "Date: " + httpDate(QDateTime::currentDateTimeUtc()) + "\r\n";
    for (const auto &[name, value] : answer.headers)
        wire += name + ": " + value + "\r\n";
    if (mayCarryBody) {
        if (!answer.contentType.isEmpty())
            wire += "Content-Type: " + answer.contentType + "\r\n";
        wire += lengthHeaders(answer);
    }
    if (!keepAlive && !isInterim)
        wire += "Connection: close\r\n";
    wire += "\r\n";
    if (mayCarryBody && withBody)
        wire += answer.body;
    return wire;
}

HttpAnswer plainAnswer(int status)
{
    HttpAnswer answer;
    answer.status = status;
    answer.contentType = "text/plain; charset=utf-8";
    answer.body = QByteArray::number(status) + ' ' + reasonPhrase(status) + '\n';
    return answer;
}

} // namespace callsheet::practice
