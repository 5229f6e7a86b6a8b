#include "core/sheet/xml_reader.h"
#include "tests/fuzz/target.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace callsheet::fuzz {

using namespace Qt::StringLiterals;
using sheet::XmlOutcome;

namespace {

// Writes down what it is given; texts that come in pieces are put together.
class Recorder final : public sheet::XmlSink {
public:
    std::string events;

    bool startElement(std::string_view name, const sheet::XmlAttributes &attributes) override
    {
        append('<', name);
        for (const sheet::XmlAttribute &attribute : attributes.all()) {
            append('@', attribute.name);
            append('=', attribute.value);
        }
        m_inText = false;
        return true;
    }
    bool endElement(std::string_view name) override
    {
        append('>', name);
        m_inText = false;
        return true;
    }
    bool text(std::string_view text) override
    {
        if (!m_inText && !text.empty())
            events += "\1\"";
        m_inText = m_inText || !text.empty();
        events += text;
        return true;
    }

private:
    // The mark is a character that no document may hold.
    void append(char what, std::string_view text)
    {
        events += '\1';
        events += what;
        events += text;
    }
    bool m_inText = false;
};

struct Reading {
    XmlOutcome outcome;
    std::string events;
};

using Engine = XmlOutcome (*)(const sheet::XmlSource &, sheet::XmlSink &);

Reading readWith(Engine engine, std::string_view document, std::size_t piece)
{
    std::size_t position = 0;
    const sheet::XmlSource source = [&](char *target, std::size_t size) -> std::optional<std::size_t> {
        const std::size_t count = std::min({size, piece, document.size() - position});
        std::memcpy(target, document.data() + position, count);
        position += count;
        return count;
    };
    Recorder recorder;
    XmlOutcome outcome = engine(source, recorder);
    return {std::move(outcome), std::move(recorder.events)};
}

// The tokenizer is only given what readXmlPart() gives it: no UTF-16, no zero bytes and no other encoding by name.
bool isForTokenizer(std::string_view document)
{
    return document.find("encoding") == std::string_view::npos && document.find('\0') == std::string_view::npos
        && !document.starts_with("\xFE\xFF") && !document.starts_with("\xFF\xFE");
}

// Why expat may refuse what the tokenizer reads to its end. Each of these is a rule of XML that no cell's text depends
// on, and that costs a look at every character; whoever breaks it still means what stands there.
bool mayBeReadAllTheSame(const QString &expatSays)
{
    static const std::array allowed = {
        "not well-formed (invalid token)"_L1, // characters of names, control characters, "]]>" in text, blanks in tags
        "duplicate attribute"_L1, // the readers take the first
        "XML or text declaration not at start of entity"_L1, // skipped like any other instruction
        "XML declaration not well-formed"_L1,
        "reference to invalid character number"_L1, // shown as U+FFFD
        "unclosed token"_L1, // an instruction without its name
        "illegal character(s) in public id"_L1,
    };
    return std::any_of(
        allowed.begin(), allowed.end(), [&](QLatin1StringView reason) { return expatSays.startsWith(reason); });
}

std::string describe(const Reading &reading)
{
    return std::to_string(static_cast<int>(reading.outcome.end)) + ' ' + reading.outcome.detail.toStdString();
}

Finding run(std::string_view input)
{
    if (input.empty() || !isForTokenizer(input.substr(1)))
        return {};
    const std::string_view document = input.substr(1);
    const std::size_t piece = 1 + static_cast<unsigned char>(input[0]);
    const Reading expat = readWith(sheet::readWithExpat, document, document.size());
    const Reading own = readWith(sheet::readWithTokenizer, document, document.size() + 1);
    const Reading inPieces = readWith(sheet::readWithTokenizer, document, piece);

    // Which of two defects is met first may depend on the pieces.
    const auto isWhole = [](const Reading &reading) { return reading.outcome.end == XmlOutcome::End::Whole; };
    if (isWhole(own) != isWhole(inPieces))
        return "ends differently when it comes in pieces of " + std::to_string(piece) + ": " + describe(own) + " / "
            + describe(inPieces);
    if (isWhole(own) && own.events != inPieces.events)
        return "reads differently when it comes in pieces of " + std::to_string(piece);
    if (isWhole(expat)) {
        if (!isWhole(own))
            return "refused, but expat reads it: " + own.outcome.detail.toStdString();
        if (own.events != expat.events)
            return "expat reads it differently";
        return {};
    }
    if (!isWhole(own))
        return {};
    if (expat.outcome.end != XmlOutcome::End::Malformed || !mayBeReadAllTheSame(expat.outcome.detail))
        return "read, but expat says: " + expat.outcome.detail.toStdString();
    // Up to where expat gave up, both saw the same.
    if (!own.events.starts_with(expat.events))
        return "expat reads the beginning differently";
    return {};
}

std::vector<std::string> seeds()
{
    std::string deep = "~";
    for (int i = 0; i < 100; ++i)
        deep += "<d>";
    for (int i = 0; i < 100; ++i)
        deep += "</d>";
    std::string wide = "~<a";
    for (int i = 0; i < 60; ++i)
        wide += " a" + std::to_string(i) + "='" + std::to_string(i) + '\'';
    return {deep, wide + "/>", "~<a>" + std::string(600, 'x') + "&amp;" + std::string(600, '\r') + "</a>"};
}

} // namespace

Target xmlTarget()
{
    return {"xml", run, seeds};
}

} // namespace callsheet::fuzz
