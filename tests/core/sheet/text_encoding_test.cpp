#include "core/sheet/text_encoding.h"
#include "tests/core/sheet/sheet_files.h"

#include <QStringEncoder>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

constexpr auto sample = u"name,city\r\nZoë,Łódź\r\n東京,São Paulo\r\nНаташа,😀\r\n";

QByteArray encode(QStringConverter::Encoding encoding, bool withMark)
{
    QStringEncoder encoder(encoding, withMark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder.encode(QStringView(sample));
}

struct EncodingCase {
    const char *encoding;
    QStringConverter::Encoding converter;
    bool withMark;
};
void PrintTo(const EncodingCase &c, std::ostream *out)
{
    *out << c.encoding << (c.withMark ? " with mark" : "");
}

class UnicodeEncoding : public testing::TestWithParam<EncodingCase> { };

TEST_P(UnicodeEncoding, isFoundAndRead)
{
    const test::OpenedSheet sheet(u"a.csv"_s, encode(GetParam().converter, GetParam().withMark));
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.report().encoding, QString::fromLatin1(GetParam().encoding));
    EXPECT_EQ(sheet.table().header(), QStringList({u"name"_s, u"city"_s}));
    EXPECT_EQ(
        test::linesOf(sheet.table()), QStringList({u"2: Zoë | Łódź"_s, u"3: 東京 | São Paulo"_s, u"4: Наташа | 😀"_s}));
    EXPECT_TRUE(sheet.table().damagedRows().empty());
}

INSTANTIATE_TEST_SUITE_P(Encodings, UnicodeEncoding,
    testing::Values(EncodingCase{"UTF-8", QStringConverter::Utf8, false},
        EncodingCase{"UTF-8", QStringConverter::Utf8, true}, EncodingCase{"UTF-16LE", QStringConverter::Utf16LE, true},
        EncodingCase{"UTF-16BE", QStringConverter::Utf16BE, true},
        EncodingCase{"UTF-16LE", QStringConverter::Utf16LE, false},
        EncodingCase{"UTF-16BE", QStringConverter::Utf16BE, false},
        EncodingCase{"UTF-32LE", QStringConverter::Utf32LE, true},
        EncodingCase{"UTF-32BE", QStringConverter::Utf32BE, true},
        EncodingCase{"UTF-32LE", QStringConverter::Utf32LE, false}));

TEST(Encoding, isGuessedWhenTheFileIsNotUtf8)
{
    const test::OpenedSheet sheet(u"a.csv"_s,
        "name;city\nJos\xE9 M\xFCller;M\xFCnchen\nRen\xE9"
        "e Lef\xE8vre;Gen\xE8ve\nBj\xF6rk;Reykjav\xEDk \x80 5\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.report().encoding, u"windows-1252"_s);
    EXPECT_EQ(sheet.table().text(0, 0), u"José Müller"_s);
    EXPECT_EQ(sheet.table().text(2, 1), u"Reykjavík € 5"_s);
    EXPECT_TRUE(sheet.report().whyEncoding.contains(u"guess"_s));
}

TEST(Encoding, chosenByHandIsTaken)
{
    ReadingOptions options;
    options.encoding = u"windows-1251"_s;
    const test::OpenedSheet sheet(u"a.csv"_s, "name\n\xCD\xE0\xF2\xE0\xF8\xE0\n", options);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.table().text(0, 0), u"Наташа"_s);
    EXPECT_EQ(sheet.report().encoding, u"windows-1251"_s);
}

TEST(Encoding, utf16ByHandFollowsTheMark)
{
    ReadingOptions options;
    options.encoding = u"utf-16"_s;
    const test::OpenedSheet sheet(u"a.csv"_s, encode(QStringConverter::Utf16LE, true), options);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.table().header().first(), u"name"_s);
}

TEST(Encoding, unknownByHandIsRefused)
{
    ReadingOptions options;
    options.encoding = u"klingon"_s;
    const test::OpenedSheet sheet(u"a.csv"_s, "name\nAnn\n", options);
    ASSERT_FALSE(sheet.result);
    EXPECT_EQ(sheet.result.error().kind, base::ErrorKind::WrongUsage);
    EXPECT_TRUE(sheet.result.error().message.contains(u"klingon"_s));
}

TEST(Encoding, aFewBadBytesInUtf8MarkTheirRowsOnly)
{
    const test::OpenedSheet sheet(u"a.csv"_s,
        "name,city\nZoë,Łódź\nJosé,São "
        "Paulo\nRen\xE9,\xC0\xAFx\nJürgen,Genève\n\"a\"\"\xFF\",Århus\nSøren,Málaga\nŁukasz,Kraków\n"
        "Siobhán,Zürich\nBjörk,Reykjavík\nFrançois,Montréal\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.report().encoding, u"UTF-8"_s);
    EXPECT_EQ(sheet.table().damagedRows(),
        (std::vector<DamagedRow>{{2, RowDamage::InvalidText}, {4, RowDamage::InvalidText}}));
    EXPECT_EQ(sheet.table().text(2, 0), u"Ren\uFFFD"_s);
    EXPECT_EQ(sheet.table().text(2, 1), u"\uFFFD\uFFFDx"_s);
    EXPECT_EQ(test::cellsOf(sheet.table(), 4), QStringList({u"a\"\uFFFD"_s, u"Århus"_s}));
}

TEST(Encoding, cutOffUtf16MarksTheRow)
{
    QByteArray bytes = encode(QStringConverter::Utf16LE, true);
    bytes.chop(5);
    const test::OpenedSheet sheet(u"a.csv"_s, bytes);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    ASSERT_EQ(sheet.table().damagedRows().size(), 1U);
    EXPECT_EQ(sheet.table().damagedRows()[0], (DamagedRow{2, RowDamage::InvalidText}));
}

// Slices of 4 MiB are judged one by one; a character across their border must not look broken.
TEST(Encoding, charactersAcrossSlicesAreValid)
{
    for (int shift = 0; shift < 4; ++shift) {
        QByteArray content = "name\n" + QByteArray(shift, 'x') + '\n';
        while (content.size() < (9 << 20))
            content += "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀€\n";
        const test::OpenedSheet sheet(u"a.csv"_s, content);
        ASSERT_EQ(test::errorOf(sheet.result), "");
        EXPECT_EQ(sheet.report().encoding, u"UTF-8"_s);
        EXPECT_TRUE(sheet.table().damagedRows().empty());
    }
}

} // namespace
} // namespace callsheet::sheet
