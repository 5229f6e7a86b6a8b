#include "core/send/http_answer.h"
#include "tests/fuzz/target.h"

#include <algorithm>

namespace callsheet::fuzz {

using send::AnswerLimits;
using send::AnswerParser;

namespace {

constexpr AnswerLimits limits{1024, 16, 4, 2048};

AnswerParser::Asked askedBy(unsigned char first)
{
    return first >= 128 ? AnswerParser::Asked::ForATunnel : AnswerParser::Asked::Ordinarily;
}

//! What came of the bytes of one connection.
struct Read {
    AnswerParser parser;
    qsizetype taken = 0;
};
Read readInPieces(std::string_view bytes, std::size_t piece, AnswerParser::Asked asked)
{
    Read read{AnswerParser(limits, asked)};
    for (std::size_t position = 0; position < bytes.size(); position += piece) {
        const std::string_view next = bytes.substr(position, piece);
        read.taken += read.parser.feed(QByteArrayView(next.data(), static_cast<qsizetype>(next.size())));
    }
    return read;
}

Finding compare(const AnswerParser &one, const AnswerParser &other)
{
    if (one.stage() != other.stage())
        return "another end when it comes in pieces";
    if (one.status() != other.status() || one.body() != other.body())
        return "another answer when it comes in pieces";
    for (const char *name : {"date", "retry-after", "location"}) {
        if (one.header(name) != other.header(name))
            return "other headers when it comes in pieces";
    }
    return {};
}

Finding check(const AnswerParser &parser)
{
    if (parser.body().size() > limits.bodyBytes)
        return "a body beyond the limit";
    if (parser.status() != 0 && (parser.status() < 200 || parser.status() > 599))
        return "a status that nobody has";
    if (parser.stage() == AnswerParser::Stage::Whole && parser.status() == 0)
        return "whole, and without a status";
    if (parser.stage() == AnswerParser::Stage::Head && parser.status() != 0)
        return "a status before the head's end";
    return {};
}

// A whole answer, written down again in the plainest way, is the same one.
Finding checkRewritten(const AnswerParser &parser)
{
    if (parser.stage() != AnswerParser::Stage::Whole || parser.status() == 204 || parser.status() == 304)
        return {};
    const QByteArray written = "HTTP/1.1 " + QByteArray::number(parser.status())
        + " x\r\nContent-Length: " + QByteArray::number(parser.body().size()) + "\r\n\r\n" + parser.body();
    AnswerParser again(limits);
    if (again.feed(written) != written.size() || again.stage() != AnswerParser::Stage::Whole
        || again.status() != parser.status() || again.body() != parser.body())
        return "written down again, it is another answer";
    return {};
}

// The first byte says how large the pieces are, and whether a tunnel was asked for.
Finding run(std::string_view input)
{
    if (input.empty())
        return {};
    const auto first = static_cast<unsigned char>(input[0]);
    const std::string_view bytes = input.substr(1);
    Read whole = readInPieces(bytes, bytes.size() + 1, askedBy(first));
    Read pieces = readInPieces(bytes, 1 + first % 64, askedBy(first));
    for (const bool isOver : {false, true}) {
        if (isOver) {
            whole.parser.endOfConnection();
            pieces.parser.endOfConnection();
        }
        for (const Finding &finding :
            {compare(whole.parser, pieces.parser), check(whole.parser), checkRewritten(whole.parser)}) {
            if (!finding.empty())
                return finding;
        }
    }
    const bool isWhole = whole.parser.stage() == AnswerParser::Stage::Whole;
    if (whole.taken > static_cast<qsizetype>(bytes.size()) || (isWhole && whole.taken != pieces.taken))
        return "it ends somewhere else when it comes in pieces";
    return {};
}

std::vector<std::string> seeds()
{
    const std::string ok = "HTTP/1.1 200 OK\r\nDate: Wed, 01 Jul 2026 12:00:00 GMT\r\n";
    return {" " + ok + "Content-Length: 5\r\n\r\nhello",
        "\x01HTTP/1.1 100 Continue\r\n\r\n" + ok + "Content-Length: 0\r\n\r\n",
        "\x05" + ok + "Transfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nDigest: z\r\n\r\n",
        " " + ok + "\r\nto the end",
        " HTTP/1.0 429 Slow\r\nRetry-After: 7\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok",
        "\x80HTTP/1.1 200 Go\r\n\r\nbytes of the tunnel", "\x82HTTP/1.1 407 No\r\nContent-Length: 2\r\n\r\nno",
        " HTTP/1.1 307 Moved\r\nLocation: http://other.example/\r\nContent-Length: 3000\r\n\r\n", " <html>"};
}

} // namespace

Target answerTarget()
{
    return {"answer", run, seeds};
}

} // namespace callsheet::fuzz
