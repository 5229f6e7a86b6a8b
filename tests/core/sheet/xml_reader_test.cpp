#include "core/sheet/xml_reader.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

namespace callsheet::sheet {
namespace {

// Writes down what it is given; texts that come in pieces are put together.
class Recorder final : public XmlSink {
public:
    std::string events;

    bool startElement(std::string_view name, const XmlAttributes &attributes) override
    {
        events += '<';
        events += name;
        for (const XmlAttribute &attribute : attributes.all()) {
            events += ' ';
            events += attribute.name;
            events += '=';
            events += attribute.value;
        }
        events += '>';
        return true;
    }
    bool endElement(std::string_view name) override
    {
        events += "</";
        events += name;
        events += '>';
        return true;
    }
    bool text(std::string_view text) override
    {
        events += text;
        return true;
    }
};

using Engine = XmlOutcome (*)(const XmlSource &, XmlSink &);

struct Reading {
    XmlOutcome::End end;
    std::string events;

    bool operator==(const Reading &) const = default;
};
void PrintTo(const Reading &reading, std::ostream *out)
{
    *out << static_cast<int>(reading.end) << ' ' << reading.events;
}

Reading readWith(Engine engine, std::string_view document, std::size_t pieceSize)
{
    std::size_t position = 0;
    const XmlSource source = [&](char *target, std::size_t size) -> std::optional<std::size_t> {
        const std::size_t count = std::min({size, pieceSize, document.size() - position});
        std::memcpy(target, document.data() + position, count);
        position += count;
        return count;
    };
    Recorder recorder;
    const XmlOutcome outcome = engine(source, recorder);
    return {outcome.end, recorder.events};
}

class SameAsExpat : public testing::TestWithParam<const char *> { };

TEST_P(SameAsExpat, atEveryCut)
{
    const std::string document = GetParam();
    const Reading expected = readWith(readWithExpat, document, document.size());
    for (std::size_t piece = 1; piece <= document.size(); ++piece) {
        const Reading reading = readWith(readWithTokenizer, document, piece);
        ASSERT_EQ(reading.end, expected.end) << piece;
        if (expected.end == XmlOutcome::End::Whole) {
            ASSERT_EQ(reading.events, expected.events) << piece;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(WellFormed, SameAsExpat,
    testing::Values("<a/>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"1\" c='2'><d>x</d></a>\n",
        "\xEF\xBB\xBF<a>x</a>", "<x:a xmlns:x=\"u\"><x:b x:c=\"1\"/></x:a>",
        "<a>&amp;&lt;&gt;&quot;&apos;&#65;&#x1F600;</a>", "<a b=\"&amp;&#10; \n\t&quot;\"/>",
        "<a>line\r\nline\rline\n</a>", "<a>one<!-- > - --><b/>two</a>", "<a>one<!-- < & --><b/>two</a>",
        "<a><![CDATA[<&]]>]]&gt;x\r\ny]]</a>", "<a>é東😀&#233;</a>", "<a b='>' c=\"'\">></a>",
        "<a  b = \"1\"\n c\t=\r\n'2' ></a >", "<?p i?><a><?p > ?></a><!-- end -->", "<a><b><c><d>1</d></c></b></a>"));

INSTANTIATE_TEST_SUITE_P(Malformed, SameAsExpat,
    testing::Values("", "   ", "<a>", "<a></b>", "<a/><b/>", "x<a/>", "<a/>x", "<a", "<a b", "<a b=", "<a b=\"1",
        "<a b=1/>", "<a b=\"<\"/>", "<a>&unknown;</a>", "<a>&amp</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>\xFF</a>",
        "<a>\xC3</a>", "</a>", "<a><![CDATA[x</a>", "<a><!-- x</a>", "<a><!-- x -- --></a>", "<a><!-- x ---></a>",
        "<a b=\"1\"c=\"2\"/>", "<a/ >", "<><a/></>", "<!ELEMENT a>", "<a><b></a></b>"));

// Tags that come again are known by their bytes.
#define LONG_TAG "<t:cell o:value-type=\"string\" c:value-type=\"string\""
INSTANTIATE_TEST_SUITE_P(Repeated, SameAsExpat,
    testing::Values("<a>" LONG_TAG ">1</t:cell>" LONG_TAG ">2</t:cell>" LONG_TAG "/>" LONG_TAG "/>" LONG_TAG
                    "></t:cell></a>",
        "<a>" LONG_TAG ">" LONG_TAG ">x</t:cell >y</t:cell></a>",
        "<a>" LONG_TAG " a=\"&amp;\"/>" LONG_TAG " a=\"&amp;\"/>" LONG_TAG " a=\"&lt;\"/></a>",
        "<a>" LONG_TAG "/>" LONG_TAG " b=\"1\"/>" LONG_TAG " />" LONG_TAG "/></a>", LONG_TAG "/>" LONG_TAG "/>",
        "<a>" LONG_TAG ">" LONG_TAG "></a>", "<a>" LONG_TAG ">1</t:cel></a>", "<a>" LONG_TAG ">1</t:cells></a>",
        "<aa><a>x</a></aa>", "<a><aa>x</a></aa>", LONG_TAG ">" LONG_TAG));
#undef LONG_TAG

INSTANTIATE_TEST_SUITE_P(Doctype, SameAsExpat,
    testing::Values("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM \"file:///x\"><a/>"));

TEST(XmlTokenizer, refusesDepthWithoutEnd)
{
    std::string document;
    for (int i = 0; i < 1'000; ++i)
        document += "<a>";
    EXPECT_EQ(readWith(readWithTokenizer, document, 4096).end, XmlOutcome::End::TooDeep);
    EXPECT_EQ(readWith(readWithExpat, document, 4096).end, XmlOutcome::End::TooDeep);
}

TEST(XmlTokenizer, refusesTagsAndAttributesWithoutEnd)
{
    EXPECT_EQ(readWith(readWithTokenizer, "<a b=\"" + std::string(5 << 20, 'x'), 65'536).end, XmlOutcome::End::TooLong);
    std::string many = "<a";
    for (int i = 0; i < 300; ++i)
        many += " a" + std::to_string(i) + "=\"\"";
    EXPECT_EQ(readWith(readWithTokenizer, many + "/>", 65'536).end, XmlOutcome::End::TooLong);
    EXPECT_EQ(readWith(readWithExpat, many + "/>", 65'536).end, XmlOutcome::End::TooLong);
}

TEST(XmlTokenizer, handsOutLongTextInPieces)
{
    const std::string text(3 << 20, 'y');
    const Reading reading = readWith(readWithTokenizer, "<a>" + text + "</a>", 100'000);
    EXPECT_EQ(reading.end, XmlOutcome::End::Whole);
    EXPECT_EQ(reading.events.size(), text.size() + 7);
}

// Whatever the damage, the tokenizer ends, and where it calls a document whole, expat agrees on what is in it.
TEST(XmlTokenizer, survivesDamagedDocuments)
{
    const std::string document
        = "<?xml version=\"1.0\"?><w:s xmlns:w=\"u\"><row r=\"1\"><c r='A1' t=\"s\"><v>1&amp;2</v></c>"
          "<c><is><t xml:space=\"preserve\"> é <![CDATA[<]]></t></is></c></row><!-- c -->"
          "<w:cell value-type=\"string\" another-type=\"string\">1</w:cell>"
          "<w:cell value-type=\"string\" another-type=\"string\">2</w:cell></w:s>";
    const std::string characters = "<>&;\"'=/!?[]- \xFF\xC3"
                                   "ax";
    std::mt19937 random(7);
    for (int round = 0; round < 20'000; ++round) {
        std::string damaged = document;
        for (int change = 0; change < 3; ++change) {
            const std::size_t position = random() % damaged.size();
            const char c = characters[random() % characters.size()];
            if (random() % 3 == 0)
                damaged.erase(position, 1 + random() % 5);
            else if (random() % 2 == 0)
                damaged[position] = c;
            else
                damaged.insert(position, 1, c);
        }
        const Reading own = readWith(readWithTokenizer, damaged, 1 + random() % 200);
        const Reading expat = readWith(readWithExpat, damaged, damaged.size());
        if (expat.end == XmlOutcome::End::Whole) {
            ASSERT_EQ(own, expat) << damaged;
        }
    }
}

} // namespace
} // namespace callsheet::sheet
