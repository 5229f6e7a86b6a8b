#include "core/practice/http_request.h"
#include "tests/fuzz/target.h"

#include <algorithm>

namespace callsheet::fuzz {

using practice::HttpRequest;
using practice::RequestLimits;
using practice::RequestParser;

namespace {

//! What came of the bytes of one connection.
struct Conversation {
    std::vector<HttpRequest> requests;
    int errorStatus = 0;
    bool hasRest = false; // a request has begun and is not over
};

RequestLimits limitsFor(bool asProxy)
{
    return {2048, 4096, asProxy};
}

// As a connection feeds it: the head alone first, what is left over again.
Conversation readInPieces(std::string_view bytes, std::size_t piece, bool asProxy)
{
    Conversation conversation;
    RequestParser parser(limitsFor(asProxy));
    QByteArray unread;
    for (std::size_t position = 0; position < bytes.size();) {
        const std::string_view next = bytes.substr(position, piece);
        position += next.size();
        unread.append(next.data(), static_cast<qsizetype>(next.size()));
        for (bool goesOn = true; goesOn;) {
            qsizetype taken = 0;
            if (!parser.headArrived())
                taken += parser.feedHead(unread);
            taken += parser.feed(QByteArrayView(unread).sliced(taken));
            unread.remove(0, taken);
            goesOn = parser.stage() == RequestParser::Stage::Done;
            if (goesOn) {
                conversation.requests.push_back(parser.takeRequest());
                parser.reset();
            }
        }
        if (parser.stage() == RequestParser::Stage::Failed)
            break;
    }
    conversation.errorStatus = parser.errorStatus();
    conversation.hasRest = parser.begun();
    return conversation;
}

bool isSame(const HttpRequest &one, const HttpRequest &other)
{
    return one.method == other.method && one.target == other.target && one.proxyFor == other.proxyFor
        && one.headers == other.headers && one.body == other.body && one.keepAlive == other.keepAlive;
}

// Written down again, it is the same request, and only one.
Finding checkRewritten(const HttpRequest &request, bool asProxy)
{
    const QByteArray target
        = request.proxyFor.isEmpty() ? request.target : "http://" + request.proxyFor + request.target;
    QByteArray written = request.method + ' ' + target + " HTTP/1.1\r\nHost: h\r\n";
    for (auto header = request.headers.begin(); header != request.headers.end(); ++header) {
        const bool isOurs = header.key() == "host" || header.key() == "content-length"
            || header.key() == "transfer-encoding" || header.key() == "expect";
        if (!isOurs)
            written += header.key() + ": " + header.value() + "\r\n";
    }
    written += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n\r\n" + request.body;
    if (written.size() - request.body.size() > limitsFor(asProxy).headerBytes)
        return {};
    const Conversation again = readInPieces(written.toStdString(), 4096, asProxy);
    if (again.requests.size() != 1 || again.errorStatus != 0 || again.hasRest)
        return "written down again, it is not one request";
    const HttpRequest &read = again.requests[0];
    if (read.method != request.method || read.target != request.target || read.body != request.body)
        return "written down again, it is another request";
    return {};
}

Finding check(const HttpRequest &request, bool asProxy)
{
    if (request.body.size() > limitsFor(asProxy).bodyBytes)
        return "a body beyond the limit";
    for (auto header = request.headers.begin(); header != request.headers.end(); ++header) {
        if (header.key() != header.key().toLower() || (header.key() + header.value()).contains('\n'))
            return "a header that is none";
    }
    if (request.path().size() > request.target.size() || request.query().queryItems().size() > request.target.size())
        return "a path or a query out of nothing";
    return checkRewritten(request, asProxy);
}

// The first byte says how large the pieces are, and whether the parser is a proxy's.
Finding run(std::string_view input)
{
    if (input.empty())
        return {};
    const auto first = static_cast<unsigned char>(input[0]);
    const bool asProxy = first >= 128;
    const std::string_view bytes = input.substr(1);
    const Conversation whole = readInPieces(bytes, bytes.size() + 1, asProxy);
    const Conversation pieces = readInPieces(bytes, 1 + first % 64, asProxy);
    if (!std::equal(
            whole.requests.begin(), whole.requests.end(), pieces.requests.begin(), pieces.requests.end(), isSame))
        return "other requests when it comes in pieces";
    if (whole.errorStatus != pieces.errorStatus || whole.hasRest != pieces.hasRest)
        return "ends differently when it comes in pieces: " + std::to_string(whole.errorStatus) + " / "
            + std::to_string(pieces.errorStatus);
    for (const HttpRequest &request : whole.requests) {
        if (Finding finding = check(request, asProxy); !finding.empty())
            return finding;
    }
    return {};
}

std::vector<std::string> seeds()
{
    const std::string post
        = "POST /api/call/addCallsToBatch?a=%20b HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello";
    return {" " + post, "\x01" + post + post,
        " POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nDigest: z\r\n\r\n",
        "\x05GET / HTTP/1.0\r\n\r\n",
        " \r\n\r\nGET /a?b+c HTTP/1.1\r\nHost: h\r\nConnection: foo, close\r\nX: 1\r\nX: 2\r\n\r\n",
        "\x80"
        "CONNECT 127.0.0.1:443 HTTP/1.1\r\nHost: h\r\n\r\n",
        "\x80POST http://127.0.0.1:80/a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok",
        " GARBAGE\r\n\r\n"};
}

} // namespace

Target httpTarget()
{
    return {"http", run, seeds};
}

} // namespace callsheet::fuzz
