#include "tests/core/sheet/xls_files.h"

// What an XLS sheet does not show as it stands, and what of it is read for a view of the beginning; texts and numbers
// at the edges of the format.
namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::doubleWord;
using test::formula;
using test::label;
using test::number;
using test::oldLabel;
using test::packed;
using test::place;
using test::record;
using test::shared;
using test::sharedTexts;
using test::special;
using test::unicode;
using test::word;
using test::XlsFile;
using Xls = test::OpenedXls;

constexpr int usualHeight = 255;
constexpr int hiddenRow = 0x20;

QByteArray row(int index, int flags = 0, int height = usualHeight)
{
    return record(
        0x0208, word(index) + word(0) + word(2) + word(height) + word(0) + word(0) + word(flags) + word(0x0F));
}
QByteArray columns(int first, int last, int flags = 1, int width = 2560)
{
    return record(0x007D, word(first) + word(last) + word(width) + word(0) + word(flags) + word(0));
}
QByteArray area(int firstRow, int lastRow, int firstColumn, int lastColumn)
{
    return word(firstRow) + word(lastRow) + word(firstColumn) + word(lastColumn);
}
QByteArray labels(int rows)
{
    QByteArray cells;
    for (int i = 1; i <= rows; ++i)
        cells += label(i, 0, QString::number(i));
    return cells;
}
XlsFile sheetOf(const QByteArray &records)
{
    return XlsFile().addSheet(test::xlsHeader() + records);
}

TEST(XlsHidden, rowsAreReadAndAskedAbout)
{
    const Xls book(sheetOf(row(1) + row(2, hiddenRow) + row(3, 0, 0) + row(4, 0x10 | hiddenRow, 0x8000 | usualHeight)
        + row(5, 0, 0x8000) + row(6, 0x100) + labels(7) + row(7, hiddenRow)));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.table().rowCount(), 7U);
    EXPECT_EQ(book.table().hiddenRows(), (std::vector<RowIndex>{1, 2, 3, 6}));
    EXPECT_EQ(book.report().hiddenRows, 4U);
    EXPECT_FALSE(book.report().isFiltered);
    EXPECT_EQ(book.report().questions, QList<Question>{Question::HiddenRows});
    ReadingOptions options;
    options.hiddenRows = false;
    EXPECT_EQ(Xls(sheetOf(row(2, hiddenRow) + labels(3)), options).lines(), QStringList({u"2: 1 | "_s, u"4: 3 | "_s}));
}

TEST(XlsHidden, rowsWithoutARecordAreHiddenWhereTheSheetHidesTheOthers)
{
    const Xls book(sheetOf(record(0x0225, word(2) + word(255)) + row(0) + row(2) + labels(3)));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.table().hiddenRows(), (std::vector<RowIndex>{0, 2}));
}

TEST(XlsHidden, aFilterIsNamedWhereItHidesRows)
{
    for (const QByteArray &filter : {record(0x009B, {}), record(0x009E, QByteArray(24, '\0'))}) {
        const Xls book(sheetOf(filter + row(2, hiddenRow) + labels(3)));
        ASSERT_EQ(book.error(), "");
        EXPECT_TRUE(book.report().isFiltered);
        EXPECT_EQ(book.report().hiddenRows, 1U);
        EXPECT_FALSE(Xls(sheetOf(filter + labels(3))).report().isFiltered);
    }
}

TEST(XlsHidden, columnsAreNamedOnce)
{
    const Xls book(sheetOf(columns(1, 1) + columns(3, 4, 0, 0) + columns(5, 5, 0) + columns(3, 3) + columns(7, 65'535)
        + label(1, 8, u"x"_s)));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.report().hiddenColumns, (QList<int>{1, 3, 4, 7, 8}));
}

TEST(XlsHidden, layoutThatIsCutOffHidesNothing)
{
    const Xls book(sheetOf(record(0x0208, word(1) + word(0)) + record(0x007D, word(0)) + record(0x0225, "x")
        + record(0x00E5, word(9) + word(1)) + record(0x009B, {}) + labels(2)));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.report().hiddenRows, 0U);
    EXPECT_TRUE(book.report().hiddenColumns.isEmpty());
    EXPECT_EQ(book.report().mergedAreas, 0U);
}

TEST(XlsMerged, cellsOverSeveralRowsAreAskedAboutAndRepeated)
{
    const QByteArray cells = label(1, 0, u"Team"_s) + label(1, 1, u"Ann"_s) + label(2, 1, u"Bob"_s)
        + label(3, 0, u"wide"_s)
        + record(0x00E5, word(3) + area(1, 2, 0, 0) + area(3, 3, 0, 1) + area(9, 5, 0, 0)) // reversed: none
        + record(0x00E5, word(99) + area(3, 65'535, 300, 301));
    const Xls asked(sheetOf(cells));
    ASSERT_EQ(asked.error(), "");
    EXPECT_EQ(asked.report().mergedAreas, 1U);
    EXPECT_EQ(asked.report().questions, QList<Question>{Question::MergedCells});
    EXPECT_EQ(asked.lines(), QStringList({u"2: Team | Ann"_s, u"3:  | Bob"_s, u"4: wide | "_s}));
    ReadingOptions options;
    options.mergedCells = true;
    EXPECT_EQ(
        Xls(sheetOf(cells), options).lines(), QStringList({u"2: Team | Ann"_s, u"3: Team | Bob"_s, u"4: wide | "_s}));
}

TEST(XlsMerged, refusesMoreAreasThanASheetMayHave)
{
    QByteArray cells = labels(1);
    for (int i = 0; i < 101; ++i)
        cells += record(0x00E5, word(1'000) + area(1, 2, 0, 0).repeated(1'000));
    const Xls book(sheetOf(cells));
    ASSERT_FALSE(book.result);
    EXPECT_EQ(book.errorKind(), base::ErrorKind::Limit);
    EXPECT_TRUE(book.result.error().message.contains(u"100,000 merged areas"_s)) << book.error();
}

TEST(XlsBeginning, endsWithTheBlockThatFillsIt)
{
    const QByteArray blockEnd = record(0x00D7, doubleWord(0));
    const auto beginning = [](const QByteArray &cells) {
        const test::TemporaryFolder folder;
        return test::openHere(folder.write(u"book.xls"_s, sheetOf(cells).bytes()), {}, beginningRows);
    };
    // A number that is cut off ends every reading that comes to it.
    const QByteArray broken = record(0x0203, place(900, 0) + "short");
    EXPECT_FALSE(beginning(labels(300) + broken));
    const auto blocks = beginning(labels(300) + blockEnd + broken + record(0x00E5, word(1) + area(1, 2, 0, 0)));
    ASSERT_EQ(test::errorOf(blocks), "");
    EXPECT_EQ(blocks->table->rowCount(), beginningRows - 1);
    EXPECT_EQ(blocks->report.mergedAreas, 1U) << "what stands behind the cells belongs to the first rows as well";
    // Column by column: the first rows are known when all is.
    QByteArray byColumn;
    for (int column = 0; column < 2; ++column) {
        for (int i = 1; i <= 300; ++i)
            byColumn += number(i, column, i);
    }
    const auto whole = beginning(byColumn);
    ASSERT_EQ(test::errorOf(whole), "");
    EXPECT_EQ(whole->table->rowCount(), beginningRows - 1);
    EXPECT_EQ(whole->table->text(198, 1), u"199"_s);
}

TEST(XlsTexts, behindABrokenOneAreNobodyElses)
{
    // Half a wide character at the end of a part: where the next text begins cannot be known.
    const QByteArray cut = word(2) + QByteArray("\1A\0B", 4);
    XlsFile file;
    file.add(sharedTexts(word(3) + unicode(u"one"_s) + cut, 4)
        + record(0x003C, QByteArray("\1\0", 2) + word(5) + unicode(u"three"_s) + word(4) + unicode(u"four"_s)));
    const Xls book(file.addSheet(test::xlsHeader() + shared(1, 0, 0) + shared(2, 0, 1) + shared(3, 0, 2)
        + shared(4, 0, 3) + label(4, 1, u"x"_s)));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: one | "_s, u"3: A | "_s, u"4:  | "_s, u"5:  | x"_s}));
    EXPECT_EQ(book.table().damagedRows(),
        (std::vector<DamagedRow>{
            {1, RowDamage::InvalidText}, {2, RowDamage::InvalidText}, {3, RowDamage::InvalidText}}));
    // A half character of UTF-16 is a damage of its own text only.
    XlsFile halves;
    halves.add(sharedTexts(word(1) + '\1' + word(0xD83D) + word(3) + unicode(u"two"_s), 2));
    const Xls kept(halves.addSheet(test::xlsHeader() + shared(1, 0, 0) + shared(2, 0, 1)));
    ASSERT_EQ(kept.error(), "");
    EXPECT_EQ(kept.lines(), QStringList({u"2: \uFFFD | "_s, u"3: two | "_s}));
    EXPECT_EQ(kept.table().damagedRows(), (std::vector<DamagedRow>{{0, RowDamage::InvalidText}}));
}

TEST(XlsTexts, comeInAHundredPieces)
{
    const QString text = QString(u"Zoë "_s).repeated(200) + u"Łódź 😀"_s;
    const QByteArray units(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    QByteArray pieces = sharedTexts(word(3) + unicode(u"one"_s) + word(int(text.size())) + '\1' + units.left(2), 3);
    for (qsizetype at = 2; at < units.size(); at += 16)
        pieces += record(0x003C, '\1' + units.mid(at, 16));
    pieces += record(0x003C, word(5) + unicode(u"three"_s));
    ASSERT_GT(pieces.count(record(0x003C, {}).left(2)), 100);
    const Xls book(
        XlsFile().add(pieces).addSheet(test::xlsHeader() + shared(1, 0, 0) + shared(2, 0, 1) + shared(3, 0, 2)));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.table().text(0, 0), u"one"_s);
    EXPECT_EQ(book.table().text(1, 0), text);
    EXPECT_EQ(book.table().text(2, 0), u"three"_s);
    EXPECT_TRUE(book.table().damagedRows().empty());
}

TEST(XlsNumbers, showAsTheirFormatsSay)
{
    XlsFile file;
    file.addFormat(164, u"0000000000"_s)
        .addFormat(165, u"0%"_s)
        .addFormat(166, u"[h]:mm"_s)
        .addFormat(167, u"#,##0.00 \"€\""_s);
    file.addFormat(168, QString(300, u'0'));
    for (const int id : {0, 164, 165, 166, 167, 14, 20, 22, 168})
        file.addCellFormat(id);
    const Xls book(file.addSheet(test::xlsHeader() + packed(1, 0, (12345U << 2) | 2, 1) + number(1, 1, 0.155, 2)
        + number(2, 0, 1.5, 3) + number(2, 1, 1234.5, 4) + number(3, 0, 60, 5) + number(3, 1, -5, 5)
        + number(4, 0, 0.25, 6) + number(4, 1, 45352.75, 7) + number(5, 0, 0, 5) + number(5, 1, 3e9, 5)
        + number(6, 0, 7, 8) + number(6, 1, 491512345678.0) + number(7, 0, 4.9e300) + number(7, 1, 123456789012345678.0)
        + formula(8, 0, test::number64(12345), 1) + formula(8, 1, special(1, 0))));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList({u"2: 0000012345 | 15.5%"_s, u"3: 36:00:00 | 1234.5"_s, u"4: 1900-02-29 | -5"_s,
            u"5: 06:00:00 | 2024-03-01 18:00"_s, u"6: 0 | 3000000000"_s, u"7: 7 | 491512345678"_s,
            u"8: 4.9e+300 | 123456789012345680"_s, u"9: 0000012345 | FALSE"_s}));
}

TEST(XlsNumbers, countFrom1904WhereTheWorkbookSaysSo)
{
    XlsFile file;
    file.add(record(0x0022, word(1))).addCellFormat(14).addCellFormat(22);
    const Xls book(file.addSheet(test::xlsHeader() + number(1, 0, 0, 0) + number(1, 1, 1, 0) + number(2, 0, 0.5, 1)));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: 1904-01-01 | 1904-01-02"_s, u"3: 1904-01-01 12:00 | "_s}));
}

TEST(XlsCodePages, unknownOnesAndBrokenTextsAreMarked)
{
    const auto book = [](int codePage, const QByteArray &text) {
        return Xls(XlsFile(5)
                       .add(record(0x0042, word(codePage)))
                       .addSheet(oldLabel(0, 0, "name") + oldLabel(1, 0, text) + oldLabel(2, 0, "plain")));
    };
    EXPECT_EQ(book(932, "\x93\x8C\x8B\x9E").lines(), QStringList({u"2: 東京"_s, u"3: plain"_s}));
    EXPECT_EQ(book(437, "\x81").lines().first(), u"2: ü"_s);
    EXPECT_EQ(book(10000, "\x8A").lines().first(), u"2: ä"_s);
    EXPECT_EQ(book(54'321, "\xE4").lines().first(), u"2: ä"_s) << "as in most files that name none";
    const Xls broken = book(932, "\x93");
    EXPECT_EQ(broken.table().damagedRows(), (std::vector<DamagedRow>{{0, RowDamage::InvalidText}}));
}

TEST(XlsRows, reachTheLastOneOfTheFormat)
{
    QByteArray cells;
    for (int i = 1; i < 65'536; ++i)
        cells += number(i, 0, i);
    const Xls book(sheetOf(cells));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.table().rowCount(), 65'535U);
    EXPECT_EQ(book.table().sheetRow(65'534), 65'536U);
    EXPECT_EQ(book.table().text(65'534, 0), u"65535"_s);
}

} // namespace
} // namespace callsheet::sheet
