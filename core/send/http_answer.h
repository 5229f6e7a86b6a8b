#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <utility>

namespace callsheet::send {

struct AnswerLimits {
    qsizetype headBytes = 64 * 1024; // of each head, and of what follows the last chunk
    int headers = 256; // of each head
    int interims = 16; // answers of 1xx before the one that counts
    qint64 bodyBytes = 1024 * 1024;
};

//! Reads one answer of HTTP/1.x from bytes that come in pieces of any size; how they are cut makes no difference.
//! Strict: where two readers could disagree about what was answered, nothing was. What a proxy or a service sends
//! behind the end of its answer is not looked at.
class AnswerParser {
public:
    enum class Stage {
        Head,
        Body,
        Whole,
        Broken, // no answer of HTTP, or one that contradicts itself
        TooLarge, // a body beyond the limit, or the promise of one
    };
    enum class Asked {
        Ordinarily,
        ForATunnel, // by CONNECT: where it succeeds, what follows its head is no body
    };

    explicit AnswerParser(AnswerLimits limits = {}, Asked asked = Asked::Ordinarily)
        : m_limits(limits)
        , m_asked(asked)
    {
    }

    //! Returns how many bytes belonged to the answer: fewer than came only where it is over.
    qsizetype feed(QByteArrayView bytes);
    //! Nothing more will come: that ends an answer without a length, and makes no other one whole.
    void endOfConnection();

    Stage stage() const { return m_stage; }
    bool isOver() const { return m_stage != Stage::Head && m_stage != Stage::Body; }
    //! 200 to 599; 0 until its head is whole. Never that of an interim answer.
    int status() const { return m_status; }
    //! The first of that name, in lower case; empty where there is none, and before the head is whole.
    QByteArray header(QByteArrayView name) const;
    //! As much of it as came. Empty where the answer says that it is packed: it was not asked to be, and a packed one
    //! can be a million times as large.
    QByteArray body() const { return m_isPacked ? QByteArray() : m_body; }
    //! With Broken: in what way, for the log.
    const char *fault() const { return m_fault; }

private:
    enum class Part { StatusLine, Headers, Fixed, ToTheEnd, ChunkSize, ChunkData, ChunkEnd, Trailer };

    bool readsLines() const;
    qsizetype feedLine(QByteArrayView bytes);
    qsizetype feedBody(QByteArrayView bytes);
    void takeLine(const QByteArray &line);
    void takeStatusLine(const QByteArray &line);
    void takeHeader(const QByteArray &line);
    void endHead();
    void endInterim();
    void expectBody();
    void expectFixedBody(const QByteArray &length);
    void takeChunkSize(const QByteArray &line);
    qsizetype count(QByteArrayView name) const;
    void begin(Part part);
    void fail(const char *fault);

    AnswerLimits m_limits;
    Asked m_asked;
    Stage m_stage = Stage::Head;
    Part m_part = Part::StatusLine;
    QByteArray m_line; // what has come of it
    qsizetype m_lineBytes = 0; // of this head, chunk size or trailer
    int m_interims = 0;
    int m_statusOfHead = 0; // which may be an interim one
    int m_status = 0;
    bool m_isOld = false; // HTTP/1.0
    QList<std::pair<QByteArray, QByteArray>> m_headers; // names in lower case
    int m_trailers = 0;
    qint64 m_left = 0; // of the body or the chunk
    bool m_isPacked = false;
    QByteArray m_body;
    const char *m_fault = "";
};

} // namespace callsheet::send
