#include "core/send/request_head.h"

#include "core/send/http_text.h"

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

int usualPort(const QUrl &url)
{
    return url.scheme() == "https"_L1 ? 443 : 80;
}

QByteArray bracketed(const QString &host)
{
    const QByteArray bytes = host.toLatin1();
    return bytes.contains(':') && !bytes.startsWith('[') ? '[' + bytes + ']' : bytes;
}

//! Path and query, as they stand in a request line.
QByteArray targetOf(const QUrl &url)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (!target.startsWith('/'))
        target.prepend('/');
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    return target;
}

} // namespace

std::optional<QByteArray> requestHead(const QByteArray &method, const QUrl &url, const std::vector<HeaderLine> &headers)
{
    const QString host = url.host(QUrl::FullyEncoded);
    std::vector<HeaderLine> lines{
        {"Host", portOf(url) == usualPort(url) ? bracketed(host) : hostAndPort(host, portOf(url))},
        {"User-Agent", "Callsheet/" CALLSHEET_VERSION}, {"Accept", "application/json"},
        {"Accept-Encoding", "identity"}, // no unpacking of bombs
        {"Connection", "close"}};
    lines.insert(lines.end(), headers.begin(), headers.end());
    QByteArray head = method + ' ' + targetOf(url) + " HTTP/1.1\r\n";
    for (const HeaderLine &line : lines) {
        if (!isToken(line.name) || holdsControls(line.value))
            return std::nullopt;
        head += line.name + ": " + line.value + "\r\n";
    }
    return head + "\r\n";
}

QByteArray hostAndPort(const QString &host, int port)
{
    return bracketed(host) + ':' + QByteArray::number(port);
}

int portOf(const QUrl &url)
{
    return url.port(usualPort(url));
}

} // namespace callsheet::send
