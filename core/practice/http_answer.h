#pragma once

#include "core/practice/http_cut.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <chrono>
#include <optional>
#include <utility>

namespace callsheet::practice {

enum class LengthHeader { Right, TooLong, TooShort, Missing, Twice };

struct HttpAnswer {
    int status = 200; // below 200: an interim answer, which has no body
    QByteArray contentType = "application/json; charset=utf-8";
    LengthHeader length = LengthHeader::Right;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
};

//! Where a tunnel through the service leads.
struct TunnelTarget {
    QHostAddress address;
    quint16 port = 0;
};

//! What to do with a request that has come whole.
struct Reaction {
    enum class Kind { Answer, Close, Reset, Hang };
    Kind kind = Kind::Answer;
    HttpAnswer answer;
    std::optional<Cut> cut; // of the answer
    std::optional<Pace> pace; // of the answer
    std::optional<TunnelTarget> tunnel; // with Answer: what it says holds once the target is reached
    std::chrono::milliseconds after{0};
    bool closeAfterwards = false;
};

const char *reasonPhrase(int status);

//! Head and body as they go over the wire. `withBody` false: as HEAD wants it, with the length of the body that is left
//! out.
QByteArray wireForm(const HttpAnswer &answer, bool keepAlive, bool withBody = true);

//! An answer of the server itself, before any page was asked: no envelope of the API, as real servers answer here.
HttpAnswer plainAnswer(int status);

} // namespace callsheet::practice
