#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QUrlQuery>

namespace callsheet::practice {

//! One request as it came over the wire; header names are lower case.
struct HttpRequest {
    QByteArray method;
    QByteArray target; // as sent, with the query; of CONNECT: host and port
    QByteArray proxyFor; // host and port of a whole address, as a client asks a proxy for it
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;
    bool keepAlive = true; // HTTP/1.1 without "Connection: close"

    QString path() const;
    QUrlQuery query() const;
};

struct RequestLimits {
    qsizetype headerBytes = 32 * 1024;
    qsizetype bodyBytes = 64 * 1024 * 1024;
    bool asProxy = false; // takes CONNECT and whole addresses too
};

//! Reads HTTP/1.x requests from bytes that come in pieces of any size. Strict where laxness lets two readers disagree
//! about where a request ends: lengths are digits and stand once, lines end in CR LF, a length and chunks exclude each
//! other.
class RequestParser {
public:
    enum class Stage { Head, Body, Done, Failed };

    explicit RequestParser(RequestLimits limits = {})
        : m_limits(limits)
    {
    }

    //! Takes what belongs to the current request and returns how many bytes that was. Takes nothing when Done or
    //! Failed.
    qsizetype feed(QByteArrayView bytes);
    //! The same, but nothing behind the head.
    qsizetype feedHead(QByteArrayView bytes);
    //! Makes ready for the next request of the connection.
    void reset() { *this = RequestParser(m_limits); }

    Stage stage() const { return m_stage; }
    bool headArrived() const { return m_headArrived; }
    //! True while the client may hold the body back until it is told "100 Continue".
    bool awaitsContinue() const { return m_awaitsContinue && m_stage == Stage::Body; }
    //! True when a byte of a request has come (empty lines before it do not count).
    bool begun() const { return m_part != Part::RequestLine || !m_line.isEmpty(); }
    qint64 bodyBytes() const { return m_request.body.size(); }
    //! How long the body will be, by the word of the head; 0 when it does not say.
    qint64 promisedBytes() const { return m_promised; }
    //! With Failed: 400, 411, 413, 417, 431, 501 or 505.
    int errorStatus() const { return m_errorStatus; }
    const HttpRequest &request() const { return m_request; }
    HttpRequest takeRequest() { return std::move(m_request); }

private:
    enum class Part { RequestLine, Headers, Fixed, ChunkSize, ChunkData, ChunkEnd, Trailer };

    qsizetype feedLine(QByteArrayView bytes);
    qsizetype feedBody(QByteArrayView bytes);
    void takeLine(const QByteArray &line);
    void takeRequestLine(const QByteArray &line);
    bool takeTarget(const QByteArray &target);
    void takeHeader(const QByteArray &line);
    void takeChunkSize(const QByteArray &line);
    void endHead();
    void expectFixedBody(const QByteArray &length);
    void fail(int status);
    bool readsLines() const { return m_part != Part::Fixed && m_part != Part::ChunkData; }

    RequestLimits m_limits;
    Stage m_stage = Stage::Head;
    Part m_part = Part::RequestLine;
    HttpRequest m_request;
    QByteArray m_line;
    qsizetype m_lineBytes = 0; // of the head, or of the trailer
    qint64 m_promised = 0;
    qsizetype m_left = 0; // of the body, or of the chunk at hand
    int m_errorStatus = 0;
    bool m_headArrived = false;
    bool m_awaitsContinue = false;
};

} // namespace callsheet::practice
