#include "core/practice/http_request.h"

#include <QUrl>

#include <algorithm>
#include <string_view>

namespace callsheet::practice {

namespace {

constexpr auto longestChunkLine = 1024;

// The characters of RFC 9110 for methods and header names.
bool isToken(const QByteArray &text)
{
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || marks.find(c) != std::string_view::npos;
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), allowed);
}

bool isDigits(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Bytes that no line of a head may hold; where CR and LF may stand is seen to elsewhere.
bool isStrange(char c)
{
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == '\x7f';
}

bool listHas(const QByteArray &list, QByteArrayView word)
{
    const QList<QByteArray> words = list.toLower().split(',');
    return std::any_of(words.begin(), words.end(), [word](const QByteArray &w) { return w.trimmed() == word; });
}

} // namespace

QString HttpRequest::path() const
{
    const qsizetype question = target.indexOf('?');
    return QUrl::fromPercentEncoding(question < 0 ? target : target.left(question));
}

QUrlQuery HttpRequest::query() const
{
    const qsizetype question = target.indexOf('?');
    QByteArray text = question < 0 ? QByteArray() : target.mid(question + 1);
    text.replace('+', "%20"); // forms write blanks so; a plus that is meant comes as %2B
    return QUrlQuery(QString::fromUtf8(text));
}

qsizetype RequestParser::feed(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (m_stage == Stage::Head || m_stage == Stage::Body) {
        const QByteArrayView rest = bytes.sliced(taken);
        if (rest.isEmpty())
            break;
        taken += readsLines() ? feedLine(rest) : feedBody(rest);
    }
    return taken;
}

qsizetype RequestParser::feedHead(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (m_stage == Stage::Head && taken < bytes.size())
        taken += feedLine(bytes.sliced(taken));
    return taken;
}

qsizetype RequestParser::feedLine(QByteArrayView bytes)
{
    const bool inHead = m_stage == Stage::Head;
    const qsizetype most = inHead || m_part == Part::Trailer ? m_limits.headerBytes : longestChunkLine;
    const qsizetype newline = bytes.indexOf('\n');
    const qsizetype length = newline < 0 ? bytes.size() : newline + 1;
    if (m_lineBytes + length > most) {
        fail(inHead ? 431 : 400);
        return bytes.size();
    }
    m_lineBytes += length;
    // Looked at before the line is whole, so that a stranger who speaks TLS is told at once.
    const QByteArrayView piece = bytes.first(length);
    m_line.append(piece.data(), length);
    const bool ended = newline >= 0;
    const bool endsWell = !ended || (m_line.endsWith("\r\n") && m_line.indexOf('\r') == m_line.size() - 2);
    if (!endsWell || std::any_of(piece.begin(), piece.end(), isStrange)) {
        fail(400);
    } else if (ended) {
        const QByteArray line = m_line.chopped(2);
        m_line.clear();
        takeLine(line);
    }
    return length;
}

void RequestParser::takeLine(const QByteArray &line)
{
    switch (m_part) {
    case Part::RequestLine:
        if (!line.isEmpty())
            takeRequestLine(line);
        return;
    case Part::Headers:
        if (line.isEmpty())
            endHead();
        else
            takeHeader(line);
        return;
    case Part::ChunkSize:
        takeChunkSize(line);
        return;
    case Part::ChunkEnd:
        if (!line.isEmpty())
            return fail(400);
        m_part = Part::ChunkSize;
        m_lineBytes = 0;
        return;
    case Part::Trailer:
        if (line.isEmpty())
            m_stage = Stage::Done;
        else if (!isToken(line.left(std::max<qsizetype>(line.indexOf(':'), 0))))
            fail(400);
        return;
    case Part::Fixed:
    case Part::ChunkData:
        return;
    }
}

void RequestParser::takeRequestLine(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3 || !isToken(words[0]))
        return fail(400);
    m_request.method = words[0];
    if (!takeTarget(words[1]))
        return fail(400);
    const QByteArray &version = words[2];
    const bool isVersion = version.size() == 8 && version.startsWith("HTTP/") && version[6] == '.'
        && isDigits(version.mid(5, 1)) && isDigits(version.mid(7, 1));
    if (!isVersion)
        return fail(400);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return fail(505);
    m_request.keepAlive = version == "HTTP/1.1";
    m_part = Part::Headers;
}

bool RequestParser::takeTarget(const QByteArray &target)
{
    const bool isTunnel = m_limits.asProxy && m_request.method == "CONNECT";
    m_request.target = target;
    if (isTunnel)
        return target.lastIndexOf(':') > 0;
    if (target.startsWith('/'))
        return true;
    static constexpr std::string_view scheme = "http://";
    if (!m_limits.asProxy || !target.startsWith(scheme.data()))
        return false;
    const auto begin = static_cast<qsizetype>(scheme.size());
    const qsizetype slash = target.indexOf('/', begin);
    m_request.proxyFor = target.mid(begin, slash < 0 ? -1 : slash - begin);
    m_request.target = slash < 0 ? QByteArray("/") : target.mid(slash);
    return !m_request.proxyFor.isEmpty();
}

void RequestParser::takeHeader(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = line.left(std::max<qsizetype>(colon, 0)).toLower();
    if (!isToken(name)) // also a folded line, and a blank before the colon
        return fail(400);
    const QByteArray value = line.mid(colon + 1).trimmed();
    const auto known = m_request.headers.find(name);
    if (known == m_request.headers.end()) {
        m_request.headers.insert(name, value);
        return;
    }
    if (name == "content-length" || name == "transfer-encoding" || name == "host")
        return fail(400);
    *known += ", " + value;
}

void RequestParser::endHead()
{
    const bool newest = m_request.keepAlive;
    const auto &headers = m_request.headers;
    if (newest && !headers.contains("host"))
        return fail(400);
    m_request.keepAlive = newest && !listHas(headers.value("connection"), "close");
    const bool chunked = headers.contains("transfer-encoding");
    const bool measured = headers.contains("content-length");
    const bool carriesBody = m_request.method == "POST" || m_request.method == "PUT" || m_request.method == "PATCH";
    if (chunked && (measured || !newest))
        return fail(400);
    m_headArrived = true;
    m_stage = Stage::Body;
    m_lineBytes = 0;
    if (headers.contains("expect") && newest) {
        if (headers.value("expect").toLower() != "100-continue")
            return fail(417);
        m_awaitsContinue = true;
    }
    if (chunked) {
        if (headers.value("transfer-encoding").toLower() != "chunked")
            return fail(501);
        m_part = Part::ChunkSize;
    } else if (measured) {
        expectFixedBody(headers.value("content-length"));
    } else if (carriesBody) {
        fail(411);
    } else {
        m_stage = Stage::Done;
    }
}

void RequestParser::expectFixedBody(const QByteArray &length)
{
    if (!isDigits(length))
        return fail(400);
    bool fits = false;
    m_left = length.toLongLong(&fits);
    if (!fits || m_left > m_limits.bodyBytes)
        return fail(413);
    m_part = Part::Fixed;
    m_promised = m_left;
    // A promised length is not yet a body: a hostile one must not take memory by its word.
    m_request.body.reserve(std::min<qsizetype>(m_left, 1024 * 1024));
    if (m_left == 0)
        m_stage = Stage::Done;
}

void RequestParser::takeChunkSize(const QByteArray &line)
{
    const qsizetype semicolon = line.indexOf(';'); // extensions are allowed, and mean nothing here
    const QByteArray digits = (semicolon < 0 ? line : line.left(semicolon)).trimmed();
    constexpr auto isHex
        = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), isHex))
        return fail(400);
    bool fits = false;
    m_left = digits.toLongLong(&fits, 16);
    if (!fits || m_left > m_limits.bodyBytes - m_request.body.size())
        return fail(413);
    m_part = m_left == 0 ? Part::Trailer : Part::ChunkData;
    m_lineBytes = 0;
}

qsizetype RequestParser::feedBody(QByteArrayView bytes)
{
    const qsizetype length = std::min(m_left, bytes.size());
    QByteArray &body = m_request.body;
    const qsizetype needed = body.size() + length;
    if (m_part == Part::Fixed && needed > body.capacity()) // at most what was promised, and twice what has come
        body.reserve(std::min<qsizetype>(m_promised, 2 * needed));
    body.append(bytes.data(), length);
    m_left -= length;
    if (m_left == 0 && m_part == Part::Fixed)
        m_stage = Stage::Done;
    else if (m_left == 0)
        m_part = Part::ChunkEnd;
    return length;
}

void RequestParser::fail(int status)
{
    m_stage = Stage::Failed;
    m_errorStatus = status;
    m_line.clear();
}

} // namespace callsheet::practice
