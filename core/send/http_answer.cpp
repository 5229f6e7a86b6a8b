#include "core/send/http_answer.h"

#include "core/send/http_text.h"

#include <algorithm>

namespace callsheet::send {

namespace {

constexpr qsizetype longestChunkLine = 1024;
constexpr qsizetype mostChunkDigits = 15; // what fits in 64 bits with room to add

bool isHex(const QByteArray &text)
{
    constexpr auto isDigit
        = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

//! Name and value; an empty name where it is no header.
std::pair<QByteArray, QByteArray> headerOf(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = colon < 0 ? QByteArray() : line.left(colon);
    if (!isToken(name)) // also the line that goes on with the one before it, which nobody may send any more
        return {};
    return {name.toLower(), line.mid(colon + 1).trimmed()};
}

} // namespace

qsizetype AnswerParser::feed(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (!isOver() && taken < bytes.size()) {
        const QByteArrayView rest = bytes.sliced(taken);
        taken += readsLines() ? feedLine(rest) : feedBody(rest);
    }
    return taken;
}

void AnswerParser::endOfConnection()
{
    if (m_stage == Stage::Body && m_part == Part::ToTheEnd)
        m_stage = Stage::Whole;
}

QByteArray AnswerParser::header(QByteArrayView name) const
{
    if (m_status == 0)
        return {};
    const auto found
        = std::find_if(m_headers.begin(), m_headers.end(), [name](const auto &header) { return header.first == name; });
    return found == m_headers.end() ? QByteArray() : found->second;
}

bool AnswerParser::readsLines() const
{
    return m_part != Part::Fixed && m_part != Part::ToTheEnd && m_part != Part::ChunkData;
}

// Refused at the first byte that does not belong there, so that it makes no difference how the bytes come.
qsizetype AnswerParser::feedLine(QByteArrayView bytes)
{
    const qsizetype newline = bytes.indexOf('\n');
    const QByteArrayView piece = newline < 0 ? bytes : bytes.first(newline + 1);
    const bool isChunkLine = m_part == Part::ChunkSize || m_part == Part::ChunkEnd;
    m_lineBytes += piece.size();
    if (m_lineBytes > (isChunkLine ? longestChunkLine : m_limits.headBytes)) {
        fail("a line or a head without end");
        return bytes.size();
    }
    const bool isCut = m_line.endsWith('\r') && newline != 0; // a CR that no LF follows
    QByteArrayView text = newline < 0 ? piece : piece.chopped(1);
    if (text.endsWith('\r'))
        text.chop(1);
    m_line.append(piece.data(), piece.size());
    if (isCut || holdsControls(text) || (newline >= 0 && !m_line.endsWith("\r\n")))
        fail("a line that holds what no line may");
    else if (newline >= 0)
        takeLine(std::exchange(m_line, {}).chopped(2));
    return piece.size();
}

void AnswerParser::takeLine(const QByteArray &line)
{
    switch (m_part) {
    case Part::StatusLine:
        return takeStatusLine(line);
    case Part::Headers:
        return line.isEmpty() ? endHead() : takeHeader(line);
    case Part::ChunkSize:
        return takeChunkSize(line);
    case Part::ChunkEnd:
        return line.isEmpty() ? begin(Part::ChunkSize) : fail("a chunk that does not end where it says");
    case Part::Trailer:
        if (line.isEmpty())
            m_stage = Stage::Whole;
        else if (++m_trailers > m_limits.headers || headerOf(line).first.isEmpty())
            fail("no header behind the last chunk");
        return;
    case Part::Fixed:
    case Part::ToTheEnd:
    case Part::ChunkData:
        return;
    }
}

// "HTTP/1.1 200 OK"; the words are often left out, and then the blank before them too.
void AnswerParser::takeStatusLine(const QByteArray &line)
{
    constexpr qsizetype withoutWords = 12;
    const bool isOne = line.size() >= withoutWords && line.startsWith("HTTP/1.") && isDigits(line.mid(7, 1))
        && line[8] == ' ' && isDigits(line.mid(9, 3)) && (line.size() == withoutWords || line[withoutWords] == ' ');
    m_statusOfHead = isOne ? line.mid(9, 3).toInt() : 0;
    if (m_statusOfHead < 100 || m_statusOfHead > 599)
        return fail("no status line");
    m_isOld = line[7] == '0';
    m_part = Part::Headers;
}

void AnswerParser::takeHeader(const QByteArray &line)
{
    auto header = headerOf(line);
    if (header.first.isEmpty())
        return fail("a header that is none");
    if (m_headers.size() == m_limits.headers)
        return fail("too many headers");
    m_headers.append(std::move(header));
}

void AnswerParser::endHead()
{
    if (m_statusOfHead < 200)
        return endInterim();
    m_status = m_statusOfHead;
    m_stage = Stage::Body;
    const QByteArray coding = header("content-encoding").toLower();
    m_isPacked = !coding.isEmpty() && (coding != "identity" || count("content-encoding") > 1);
    const bool isTunnel = m_asked == Asked::ForATunnel && m_status < 300;
    if (isTunnel || m_status == 204 || m_status == 304)
        m_stage = Stage::Whole;
    else
        expectBody();
}

void AnswerParser::endInterim()
{
    if (m_statusOfHead == 101) // nobody asked for another protocol
        return fail("a change of protocol");
    if (++m_interims > m_limits.interims)
        return fail("interim answers without end");
    m_headers.clear();
    begin(Part::StatusLine);
}

void AnswerParser::expectBody()
{
    const qsizetype lengths = count("content-length");
    const qsizetype codings = count("transfer-encoding");
    if (lengths + codings > 1)
        return fail("two words about the length");
    if (lengths == 1)
        return expectFixedBody(header("content-length"));
    if (codings == 0)
        return begin(Part::ToTheEnd);
    if (m_isOld || header("transfer-encoding").toLower() != "chunked")
        return fail("a coding that was not asked for");
    begin(Part::ChunkSize);
}

void AnswerParser::expectFixedBody(const QByteArray &length)
{
    if (!isDigits(length))
        return fail("a length that is no number");
    bool fits = false;
    m_left = length.toLongLong(&fits);
    if (!fits || m_left > m_limits.bodyBytes) {
        m_stage = Stage::TooLarge;
        return;
    }
    m_body.reserve(std::min<qsizetype>(m_left, 64 * 1024)); // a promise is not yet a body
    begin(Part::Fixed);
    if (m_left == 0)
        m_stage = Stage::Whole;
}

void AnswerParser::takeChunkSize(const QByteArray &line)
{
    const qsizetype semicolon = line.indexOf(';'); // extensions are allowed, and mean nothing here
    QByteArray digits = semicolon < 0 ? line : line.left(semicolon);
    while (semicolon >= 0 && (digits.endsWith(' ') || digits.endsWith('\t')))
        digits.chop(1);
    if (!isHex(digits) || digits.size() > mostChunkDigits)
        return fail("a chunk without a size");
    m_left = digits.toLongLong(nullptr, 16);
    if (m_left > m_limits.bodyBytes - m_body.size())
        m_stage = Stage::TooLarge;
    else
        begin(m_left == 0 ? Part::Trailer : Part::ChunkData);
}

qsizetype AnswerParser::feedBody(QByteArrayView bytes)
{
    if (m_part == Part::ToTheEnd) {
        const qsizetype length = std::min<qint64>(bytes.size(), m_limits.bodyBytes - m_body.size());
        m_body.append(bytes.data(), length);
        if (length < bytes.size())
            m_stage = Stage::TooLarge;
        return bytes.size();
    }
    const qsizetype length = std::min<qint64>(m_left, bytes.size());
    m_body.append(bytes.data(), length);
    m_left -= length;
    if (m_left == 0 && m_part == Part::Fixed)
        m_stage = Stage::Whole;
    else if (m_left == 0)
        begin(Part::ChunkEnd);
    return length;
}

qsizetype AnswerParser::count(QByteArrayView name) const
{
    return std::count_if(
        m_headers.begin(), m_headers.end(), [name](const auto &header) { return header.first == name; });
}

void AnswerParser::begin(Part part)
{
    m_part = part;
    m_lineBytes = 0;
}

void AnswerParser::fail(const char *fault)
{
    m_stage = Stage::Broken;
    m_fault = fault;
    m_line.clear();
}

} // namespace callsheet::send
