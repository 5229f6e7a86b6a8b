#include "core/sheet/xls_table.h"
#include "tests/core/sheet/workbook_damage.h"
#include "tests/core/sheet/xls_files.h"

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::CompoundFile;
using test::doubleWord;
using test::formula;
using test::label;
using test::number;
using test::number64;
using test::oldLabel;
using test::openHere;
using test::packed;
using test::place;
using test::record;
using test::shared;
using test::sharedTexts;
using test::special;
using test::unicode;
using test::word;
using test::XlsFile;

const QByteArray header = test::xlsHeader();

using Xls = test::OpenedXls;

//! A sheet with the header "name | value" and these records.
Xls withCells(const QByteArray &cells, XlsFile file = XlsFile())
{
    return Xls(file.addSheet(header + cells));
}

TEST(XlsTable, readsEveryTypeOfCell)
{
    const quint32 half = quint32(std::bit_cast<quint64>(0.5) >> 32);
    const Xls book = withCells(label(1, 0, u"Zoë Łuk 😀"_s) + number(1, 1, 447911123456.0) + packed(2, 0, (42U << 2) | 2)
        + packed(2, 1, half) + packed(3, 0, quint32(-1234 * 4) | 3) + packed(3, 1, half | 1)
        + record(0x00BD,
            word(4) + word(0) + word(0) + doubleWord((7U << 2) | 2) + word(0) + doubleWord((8U << 2) | 2) + word(1))
        + record(0x0205, place(5, 0) + QByteArray("\1\0", 2)) + record(0x0205, place(5, 1) + QByteArray("\x2A\1", 2))
        + number(6, 0, 5825.36) + record(0x0201, place(6, 1)) + record(0x0205, place(7, 0) + QByteArray("\0\0", 2))
        + record(0x00D6, place(7, 1) + word(4) + unicode(u"rich"_s) + word(1) + word(0) + word(5)));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList({u"2: Zoë Łuk 😀 | 447911123456"_s, u"3: 42 | 0.5"_s, u"4: -12.34 | 0.005"_s, u"5: 7 | 8"_s,
            u"6: TRUE | #N/A"_s, u"7: 5825.36 | "_s, u"8: FALSE | rich"_s}));
    EXPECT_EQ(book.report().format, Format::Xls);
    EXPECT_EQ(formatName(book.report().format), u"xls"_s);
    EXPECT_TRUE(book.table().damagedRows().empty());
}

TEST(XlsTable, readsTheResultsOfFormulas)
{
    const Xls book
        = withCells(formula(1, 0, number64(0.25)) + formula(1, 1, special(1, 1)) + formula(2, 0, special(2, 0x07))
            + formula(2, 1, special(0)) + record(0x0207, word(4) + unicode(u"text"_s)) + formula(3, 0, special(0))
            + record(0x04BC, QByteArray(10, '\0')) + record(0x0207, word(6) + unicode(u"shared"_s))
            + formula(3, 1, special(3)) + label(4, 0, u"x"_s) + formula(4, 1, special(0)) + label(5, 0, u"y"_s)
            + formula(5, 1, special(99)) + label(6, 0, u"z"_s) + formula(6, 1, special(0)));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList({u"2: 0.25 | TRUE"_s, u"3: #DIV/0! | text"_s, u"4: shared | "_s, u"5: x | "_s, u"6: y | "_s,
            u"7: z | "_s}));
    EXPECT_EQ(book.table().damagedRows(),
        (std::vector<DamagedRow>{{3, RowDamage::FormulaWithoutValue}, {4, RowDamage::FormulaWithoutValue},
            {5, RowDamage::FormulaWithoutValue}}));
}

TEST(XlsTable, readsSharedTextsAcrossRecords)
{
    XlsFile file;
    const QByteArray first = word(5) + unicode(u"first"_s);
    const QByteArray cut = word(7) + QByteArray("\0ab", 3);
    const QByteArray rest = QByteArray("\1", 1) + QByteArray(reinterpret_cast<const char *>(u"cdŁ😀"), 10) + word(3)
        + "\x0C" + word(1) + doubleWord(4) + "run";
    const QByteArray behind = doubleWord(0) + "phon" + word(0) + '\0' + word(4) + unicode(u"last"_s);
    // The parts are joined where Excel splits them; "ab" continues in wide characters.
    file.add(sharedTexts(first + cut, 5) + record(0x003C, rest.left(7)) + record(0x003C, '\1' + rest.mid(7))
        + record(0x003C, behind));
    const Xls book(file.addSheet(
        header + shared(1, 0, 0) + shared(1, 1, 2) + shared(2, 0, 4) + shared(2, 1, 3) + shared(3, 0, 1)));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.table().text(0, 0), u"first"_s);
    EXPECT_EQ(book.table().text(0, 1), u"run"_s);
    EXPECT_EQ(book.table().text(1, 0), u"last"_s);
    EXPECT_EQ(book.table().text(1, 1), u""_s);
    EXPECT_EQ(book.table().text(2, 0), u"abcdŁ😀"_s);
    EXPECT_TRUE(book.table().damagedRows().empty());
}

TEST(XlsTable, neverShowsAnotherCellsText)
{
    for (const quint32 count : {0U, 1U, 2U, 0xFFFFFFFFU}) {
        XlsFile file;
        file.add(sharedTexts(word(4) + unicode(u"only"_s) + word(9) + unicode(u"cut"_s), count));
        const Xls book(file.addSheet(header + shared(1, 0, 0) + shared(2, 0, 1) + shared(3, 0, 2) + label(3, 1, u"x"_s)
            + shared(4, 0, 0xFFFFFFFF) + shared(5, 0, 65'536)));
        ASSERT_EQ(book.error(), "");
        EXPECT_EQ(book.lines(), QStringList({u"2: only | "_s, u"3: cut | "_s, u"4:  | x"_s, u"5:  | "_s, u"6:  | "_s}));
        EXPECT_EQ(book.table().damagedRows(),
            (std::vector<DamagedRow>{{1, RowDamage::InvalidText}, {2, RowDamage::InvalidText},
                {3, RowDamage::InvalidText}, {4, RowDamage::InvalidText}}));
    }
}

TEST(XlsTable, appliesTheNumberFormatOfTheCell)
{
    XlsFile file;
    file.addFormat(164, u"0000\\ 000000"_s).addFormat(165, u"d\\.m\\.yy\" Łuhr \"h:mm"_s).addFormat(166, u"00000"_s);
    for (const int id : {0, 14, 164, 165, 10, 166})
        file.addCellFormat(id);
    const Xls book = withCells(number(1, 0, 45352, 1) + number(1, 1, 911123456, 2) + number(2, 0, 45352.5, 3)
            + number(2, 1, 0.5, 4) + packed(3, 0, (1234U << 2) | 2, 5) + formula(3, 1, number64(45352), 1)
            + number(4, 0, 7, 99),
        file);
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList({u"2: 2024-03-01 | 0911 123456"_s, u"3: 2024-03-01 12:00 | 50%"_s, u"4: 01234 | 2024-03-01"_s,
            u"5: 7 | "_s}));
}

TEST(XlsTable, countsDatesFrom1904WhenTheWorkbookSaysSo)
{
    const Xls book = withCells(number(1, 0, 43890), XlsFile().addCellFormat(14).add(record(0x0022, word(1))));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: 2024-03-01 | "_s}));
}

TEST(XlsTable, readsTheOlderFormatInItsCodePage)
{
    XlsFile file(5);
    file.add(record(0x0042, word(1251))).addFormat(164, u"000000"_s).addCellFormat(0).addCellFormat(164);
    const Xls book(file.addSheet(oldLabel(0, 0, "name") + oldLabel(0, 1, "value") + oldLabel(1, 0, "\xC0\xED\xED\xE0")
            + number(1, 1, 1234, 1) + formula(2, 0, special(0)) + record(0x0207, word(2) + "\xC0\xED")
            + record(0x00D6, place(2, 1) + word(4) + "rich" + '\1' + "\0\5"),
        u"Contacts"_s));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: Анна | 001234"_s, u"3: Ан | rich"_s}));
    EXPECT_EQ(book.report().encoding, u"windows-1251"_s);
}

TEST(XlsTable, readsAStreamWithoutItsContainer)
{
    const QByteArray cells = oldLabel(0, 0, "name") + oldLabel(0, 1, "value") + oldLabel(1, 0, "Zo\xEB")
        + number(1, 1, 7) + record(0x000A, {});
    const QByteArray simple = record(0x0809, word(0) + word(0x0010) + doubleWord(0)) + cells;
    const Xls book(simple);
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: Zoë | 7"_s}));
    EXPECT_EQ(book.report().sheet, u"Sheet1"_s);
    const Xls whole(XlsFile().addSheet(header + label(1, 0, u"Ann"_s)).stream());
    ASSERT_EQ(whole.error(), "");
    EXPECT_EQ(whole.lines(), QStringList({u"2: Ann | "_s}));
}

TEST(XlsTable, takesTheNewerOfTwoStreams)
{
    const QByteArray newer = XlsFile(8).addSheet(header + label(1, 0, u"new"_s)).stream();
    const QByteArray older = XlsFile(5).addSheet(oldLabel(0, 0, "name") + oldLabel(1, 0, "old")).stream();
    const Xls book(CompoundFile().add(u"Book"_s, older).add(u"WORKBOOK"_s, newer).bytes());
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: new | "_s}));
}

TEST(XlsTable, takesTheFirstVisibleSheetOfCells)
{
    const Xls book(test::threeXlsSheets());
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: contacts"_s}));
    EXPECT_EQ(book.report().sheet, u"Łódź & Co"_s);
    EXPECT_EQ(book.report().sheets,
        (QList<SheetInfo>{{u"Secret"_s, 7, 3, true}, {u"Łódź & Co"_s, 2, 1, false}, {u"Old"_s, 7, 3, false}}));
}

TEST(XlsTable, takesTheSheetThatWasChosenByNameOrNumber)
{
    for (const auto &[wanted, text] :
        {std::pair(u"Old"_s, u"old"_s), std::pair(u"łódź & co"_s, u"contacts"_s), std::pair(u"1"_s, u"secret"_s)}) {
        ReadingOptions options;
        options.sheet = wanted;
        const Xls book(test::threeXlsSheets(), options);
        ASSERT_EQ(book.error(), "");
        EXPECT_EQ(book.table().text(0, 0), text);
    }
    ReadingOptions options;
    options.sheet = u"New"_s;
    const Xls book(test::threeXlsSheets(), options);
    EXPECT_EQ(book.error(), "“book.xls” has no sheet “New”. Choose one of its sheets: “Secret”, “Łódź & Co”, “Old”.");
}

TEST(XlsTable, putsCellsIntoOrderAndLetsTheLaterOneCount)
{
    const Xls book = withCells(label(9, 1, u"b10"_s) + label(4, 0, u"a5"_s) + label(9, 0, u"first"_s)
        + label(9, 0, u"second"_s) + formula(7, 0, special(0)) + label(4, 1, u"b5"_s));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"5: a5 | b5"_s, u"8:  | "_s, u"10: second | b10"_s}));
    EXPECT_EQ(book.table().damagedRows(), (std::vector<DamagedRow>{{1, RowDamage::FormulaWithoutValue}}));
    EXPECT_EQ(book.table().blankRows(), 3U);
}

TEST(XlsTable, passesOverChartsInsideOfASheet)
{
    const Xls book = withCells(label(1, 0, u"Ann"_s) + XlsFile().begin(0x0020) + number(1, 0, 99) + record(0x000A, {})
        + label(2, 0, u"Bob"_s));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: Ann | "_s, u"3: Bob | "_s}));
}

TEST(XlsTable, reachesTheLastCellAndRefusesWhatIsBeyond)
{
    const Xls last = withCells(label(65'535, 255, u"x"_s));
    ASSERT_EQ(last.error(), "");
    EXPECT_EQ(last.table().columnCount(), 256);
    EXPECT_EQ(last.table().sheetRow(0), 65'536U);
    EXPECT_LT(last.table().memoryUsed(), std::size_t(4) << 20);
    for (const QByteArray &cell : {label(1, 16'384, u"x"_s), number(1, 65'535, 1),
             record(0x00BD, word(1) + word(65'535) + (word(0) + doubleWord(2)).repeated(9))}) {
        const Xls beyond = withCells(cell);
        ASSERT_NE(beyond.error(), "");
        EXPECT_EQ(beyond.errorKind(), base::ErrorKind::Limit);
        EXPECT_TRUE(QString::fromStdString(beyond.error()).contains(u"16,384 columns"_s)) << beyond.error();
    }
}

TEST(XlsTable, saysWhenThereIsAPassword)
{
    const std::string sentence
        = "“book.xls” is protected by a password. Open it in a spreadsheet program, save it without the "
          "password and open that.";
    EXPECT_EQ(withCells({}, XlsFile().add(record(0x002F, word(1) + QByteArray(52, '\x5A')))).error(), sentence);
    EXPECT_EQ(
        Xls(CompoundFile().add(u"EncryptionInfo"_s, "x").add(u"EncryptedPackage"_s, QByteArray(9'000, 'x')).bytes())
            .error(),
        sentence);
}

TEST(XlsTable, saysWhatTheFileReallyIs)
{
    const auto says = [](const QByteArray &bytes, const QString &words) {
        const Xls book(bytes);
        EXPECT_TRUE(QString::fromStdString(book.error()).contains(words)) << book.error();
    };
    says(CompoundFile().add(u"WordDocument"_s, QByteArray(9'000, 'x')).bytes(), u"is a Word document"_s);
    says(CompoundFile().add(u"PowerPoint Document"_s, "x").bytes(), u"holds no workbook"_s);
    for (const int begin : {0x0009, 0x0209, 0x0409}) {
        says(CompoundFile().add(u"Book"_s, record(begin, word(0x0300) + word(0x0010) + word(0))).bytes(),
            u"workbook of Excel 4 or older"_s);
        says(record(begin, word(begin) + word(0x0010)) + record(0x000A, {}), u""_s);
    }
    says(record(0x0009, word(2) + word(0x0010)), u"workbook of Excel 4 or older"_s);
    says(record(0x0409, word(4) + word(0x0010) + word(0)), u"workbook of Excel 4 or older"_s);
    says(XlsFile().bytes(), u"without any sheet of cells"_s);
    says(XlsFile().addSheet({}, u"Chart"_s, 0, 2).bytes(), u"without any sheet of cells"_s);
    says(XlsFile().addSheet({}).bytes(), u"is empty"_s);
    says(XlsFile().addSheet(header).bytes(), u"has a header but no rows"_s);
}

TEST(XlsTable, marksRowsWithDamagedCells)
{
    const double infinity = std::numeric_limits<double>::infinity();
    const Xls book = withCells(number(1, 0, infinity) + label(1, 1, u"a"_s)
        + record(0x0204, place(2, 0) + word(9) + unicode(u"short"_s))
        + record(0x0204, place(3, 0) + word(1) + '\1' + word(0xD83D)) + label(4, 0, u"good"_s));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2:  | a"_s, u"3: short | "_s, u"4: \uFFFD | "_s, u"5: good | "_s}));
    EXPECT_EQ(book.table().damagedRows(),
        (std::vector<DamagedRow>{
            {0, RowDamage::InvalidText}, {1, RowDamage::InvalidText}, {2, RowDamage::InvalidText}}));
}

TEST(XlsTable, refusesDamagedStreams)
{
    const QByteArray whole = test::threeXlsSheets().stream();
    QByteArray longRecord = whole;
    longRecord.replace(whole.size() - 2, 2, word(0xFFFF)); // the last record runs beyond the end
    QByteArray wrongOffset = whole;
    const qsizetype list = whole.indexOf(word(0x0085));
    for (const quint32 offset : {4U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
        for (int sheet = 0; sheet < 2; ++sheet)
            wrongOffset.replace(list + 4, 4, doubleWord(offset));
        ReadingOptions options;
        options.sheet = u"Secret"_s;
        const Xls book(CompoundFile().add(u"Workbook"_s, wrongOffset).bytes(), options);
        EXPECT_EQ(book.error(),
            "“book.xls” is a damaged or cut-off workbook. Save it again in a spreadsheet program, or ask for a new "
            "copy.");
    }
    for (const QByteArray &stream : {longRecord, whole.left(whole.size() - 4), whole.left(20), QByteArray(),
             QByteArray(5'000, '\0'), XlsFile().addSheet(header + record(0x0203, place(1, 0) + "short")).stream(),
             XlsFile().addSheet(header + record(0x00FD, word(1))).stream(),
             XlsFile().add(record(0x0085, "x")).addSheet(header).stream()}) {
        ReadingOptions options;
        options.sheet = u"Old"_s;
        const Xls book(CompoundFile().add(u"Workbook"_s, stream).bytes(),
            stream == longRecord || stream.size() == whole.size() - 4 ? options : ReadingOptions());
        EXPECT_EQ(book.error(),
            "“book.xls” is a damaged or cut-off workbook. Save it again in a spreadsheet program, or ask for a new "
            "copy.");
    }
}

base::Result<Document> onlyHere(const QString &path)
{
    return openHere(path);
}

TEST(XlsTable, survivesFilesThatAreCutOff)
{
    const QByteArray bytes = test::richXls();
    ASSERT_EQ(Xls(bytes).error(), "");
    ASSERT_GT(bytes.size(), 8'192);
    test::cutAndOpen(bytes, 512, u"cut.xls"_s, onlyHere);
}

// In parts, so that none takes long under the sanitizers.
class XlsDamage : public testing::TestWithParam<quint32> { };

TEST_P(XlsDamage, endsInATableOrASentence)
{
    test::damageAndOpen(test::richXls(), 3'000, GetParam(), u"damaged.xls"_s, onlyHere);
}

INSTANTIATE_TEST_SUITE_P(Seeds, XlsDamage, testing::Values(9, 19, 29, 39));

TEST(XlsTable, survivesDamagedSmallFiles)
{
    test::damageAndOpen(
        XlsFile().addSheet(header + label(1, 0, u"Ann"_s)).bytes(), 4'000, 10, u"small.xls"_s, onlyHere);
}

TEST(XlsTable, survivesDamagedStreams)
{
    XlsFile old(5);
    old.add(record(0x0042, word(932))).addFormat(164, u"000"_s).addCellFormat(164);
    test::damageAndOpen(old.addSheet(oldLabel(0, 0, "name") + oldLabel(1, 0, "\x93\x8C\x8B\x9E")
                               + formula(2, 0, special(0)) + record(0x0207, word(2) + "ab"))
                            .stream(),
        4'000, 11, u"stream.xls"_s, onlyHere);
}

} // namespace
} // namespace callsheet::sheet
