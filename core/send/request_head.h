#pragma once

#include <QByteArray>
#include <QUrl>

#include <optional>
#include <vector>

namespace callsheet::send {

struct HeaderLine {
    QByteArray name;
    QByteArray value;
};

//! The head of one request on a connection of its own, to its empty line. The rest of a request line, "Host" and what
//! every request of the program says of itself are its own; `headers` are what is special about this one.
//! Nothing where a value holds a line end or another control character: whoever pasted that would write headers.
std::optional<QByteArray> requestHead(
    const QByteArray &method, const QUrl &url, const std::vector<HeaderLine> &headers);

//! "host:port" as it stands in CONNECT, in Host and in front of people.
QByteArray hostAndPort(const QString &host, int port);

int portOf(const QUrl &url); // also where it is not written

} // namespace callsheet::send
