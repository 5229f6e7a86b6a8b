#include "core/practice/http_answer.h"

namespace callsheet::practice {

const char *reasonPhrase(int status)
{
    switch (status) {
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

QByteArray wireForm(const HttpAnswer &answer, bool keepAlive, bool withBody)
{
    const bool mayCarryBody = answer.status != 204 && answer.status != 304;
    QByteArray wire;
    wire.reserve(answer.body.size() + 256);
    wire += "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonPhrase(answer.status) + "\r\n";
    for (const auto &[name, value] : answer.headers)
        wire += name + ": " + value + "\r\n";
    if (mayCarryBody) {
        wire += "Content-Type: " + answer.contentType + "\r\n";
        wire += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    }
    if (!keepAlive)
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
