#include "core/sheet/text_encoding.h"
#include "tests/core/sheet/sheet_files.h"

#include <QStringEncoder>

#include <unicode/ucnv.h>

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
        EncodingCase{"UTF-32LE", QStringConverter::Utf32LE, false},
        EncodingCase{"UTF-32BE", QStringConverter::Utf32BE, false}));

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
        (std::vector<DamagedRow>{{2, RowDamage::InvalidText, 4, 43}, {4, RowDamage::InvalidText, 6, 69}}));
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
    EXPECT_EQ(sheet.table().damagedRows()[0], (DamagedRow{2, RowDamage::InvalidText, 4}));
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

// Texts of one language each, in an encoding that its people use, written by ICU and read back by its guess.
struct GuessCase {
    const char *encoding;
    QString text;
};
void PrintTo(const GuessCase &c, std::ostream *out)
{
    *out << c.encoding;
}

class GuessedEncoding : public testing::TestWithParam<GuessCase> { };

QByteArray encodeAs(const char *encoding, const QString &text)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &status);
    QByteArray bytes(text.size() * 8, Qt::Uninitialized);
    bytes.resize(ucnv_fromUChars(converter, bytes.data(), static_cast<std::int32_t>(bytes.size()),
        reinterpret_cast<const UChar *>(text.utf16()), static_cast<std::int32_t>(text.size()), &status));
    ucnv_close(converter);
    EXPECT_TRUE(U_SUCCESS(status));
    return bytes;
}

TEST_P(GuessedEncoding, givesTheTextBack)
{
    const QString rows = GetParam().text.repeated(5);
    const test::OpenedSheet sheet(u"a.csv"_s, encodeAs(GetParam().encoding, u"name,note\n"_s + rows));
    ASSERT_EQ(test::errorOf(sheet.result), "");
    QString read;
    for (RowIndex row = 0; row < sheet.table().rowCount(); ++row)
        read += test::cellsOf(sheet.table(), row).join(u',') + u'\n';
    EXPECT_EQ(read, rows) << sheet.report().encoding.toStdString();
    EXPECT_TRUE(sheet.table().damagedRows().empty());
}

INSTANTIATE_TEST_SUITE_P(Encodings, GuessedEncoding,
    testing::Values(
        GuessCase{"windows-1252",
            u"Jürgen Müller,grüßt aus München – für „alle“\nRenée Lefèvre,préfère être appelée à Genève\n"_s},
        GuessCase{
            "windows-1251", u"Наталья Кузнецова,просит позвонить вечером после шести\nИван Петров,не звонить\n"_s},
        GuessCase{"windows-1252", u"Muñoz,+34301234567\nPeña,+34301234568\n"_s},
        GuessCase{"windows-1252", u"João Conceição,+34301234567\nInês,+34301234568\n"_s},
        GuessCase{"windows-1257", u"Bērziņš,+34301234567\nKalniņš,+34301234568\n"_s},
        GuessCase{"KOI8-R", u"Наталья Кузнецова,просит позвонить вечером после шести\nИван Петров,не звонить\n"_s},
        GuessCase{"Shift_JIS", u"山田太郎,夕方に電話してください\nすずきはなこ,留守番電話です\n"_s},
        GuessCase{"EUC-JP", u"山田太郎,夕方に電話してください\nすずきはなこ,留守番電話です\n"_s},
        GuessCase{"EUC-KR", u"김철수,저녁에 전화해 주세요\n이영희,전화하지 마세요\n"_s},
        GuessCase{"GB18030", u"王小明,请在晚上打电话给我\n李华,请不要打电话谢谢\n"_s},
        GuessCase{"Big5", u"王小明,請在晚上打電話給我\n李華,請不要打電話謝謝\n"_s}));

TEST(Encoding, isGuessedFromTheOnlyLettersOfALargeFile)
{
    // The letters stand far behind the beginning and far from one another.
    const QByteArray ascii = QByteArray("Ann Smith,York and Leeds\n").repeated(100'000);
    const QByteArray first = encodeAs("windows-1251", u"Наталья,просит позвонить\n"_s);
    const QByteArray second = encodeAs("windows-1251", u"Кузнецова,вечером после шести часов\n"_s);
    const test::OpenedSheet sheet(u"a.csv"_s, "name,note\n" + ascii + first + ascii + second + ascii);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.report().encoding, u"windows-1251"_s);
    EXPECT_EQ(sheet.table().text(100'000, 0), u"Наталья"_s);
    EXPECT_EQ(sheet.table().text(200'001, 0), u"Кузнецова"_s);
}

TEST(Encoding, marksRowsThatSeemToBeInAnotherOne)
{
    QByteArray content = "name;city\n";
    for (int i = 0; i < 30; ++i)
        content += i == 17 ? "René;Genève\n" : "Jos\xE9 M\xFCller;M\xFCnchen\n";
    const test::OpenedSheet sheet(u"mixed_encodings.csv"_s, content);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.report().encoding, u"windows-1252"_s);
    EXPECT_EQ(sheet.table().damagedRows(), (std::vector<DamagedRow>{{17, RowDamage::DoubtfulText, 19}}));
    EXPECT_EQ(sheet.table().text(16, 1), u"München"_s);
    EXPECT_EQ(sheet.table().text(18, 1), u"München"_s);
}

TEST(Encoding, marksWhatTheChosenOneCannotRead)
{
    ReadingOptions options;
    options.encoding = u"Shift_JIS"_s;
    QByteArray content = encodeAs("Shift_JIS", u"name,note\n山田,電話\n"_s);
    content += "a\xA0\xFF"
               "b,x\n"
        + encodeAs("Shift_JIS", u"鈴木,夕方\n"_s);
    const test::OpenedSheet sheet(u"a.csv"_s, content, options);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.table().damagedRows(), (std::vector<DamagedRow>{{1, RowDamage::InvalidText, 3}}));
    EXPECT_EQ(sheet.table().text(2, 0), u"鈴木"_s);
}

} // namespace
} // namespace callsheet::sheet
