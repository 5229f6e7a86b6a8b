#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>
#include <utility>

namespace callsheet::practice {

struct HttpAnswer {
    int status = 200;
    QByteArray contentType = "application/json; charset=utf-8";
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
};

//! What to do with a request that has come whole.
struct Reaction {
    enum class Kind { Answer, HalfAnswer, Close, Reset, Hang };
    Kind kind = Kind::Answer;
    HttpAnswer answer;
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
