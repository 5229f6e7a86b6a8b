#include "core/sheet/quick_rows.h"
#include "core/sheet/workbook.h"
#include "core/sheet/xlsx_cells.h"
#include "tests/core/sheet/sheet_files.h"

#include <QRandomGenerator>

// Reading in blocks by several threads gives what reading in order gives: every cell, and every sentence.
namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::WorkbookFile;
using Lines = std::vector<std::string>;

Lines linesOf(const base::Result<WorksheetRows> &read)
{
    if (!read)
        return {read.error().message.toStdString()};
    const WorksheetRows &rows = *read;
    Lines lines;
    for (std::size_t i = 0; i < rows.sheetRows.size(); ++i) {
        std::string line = std::to_string(rows.sheetRows[i]) + ":";
        for (const CellStore::Cell &cell : rows.cells.row(i))
            line += " [" + std::to_string(cell.column) + "] " + std::string(rows.cells.texts()[cell.text]);
        lines.push_back(line);
    }
    for (const std::uint32_t row : rows.hiddenRows)
        lines.push_back("hidden row " + std::to_string(row));
    for (const auto &[row, damage] : rows.damages)
        lines.push_back("row " + std::to_string(row) + " damage " + std::to_string(static_cast<int>(damage)));
    for (const int column : rows.hiddenColumns)
        lines.push_back("hidden column " + std::to_string(column));
    for (const MergedArea &area : rows.mergedAreas)
        lines.push_back("merged " + std::to_string(area.firstRow) + "-" + std::to_string(area.lastRow));
    lines.push_back("columns " + std::to_string(rows.columns) + (rows.isFiltered ? " filtered" : ""));
    return lines;
}

// A workbook on disk that can be read several times.
class Book {
public:
    explicit Book(const WorkbookFile &file)
        : m_path(file.write(m_folder))
    {
    }

    template <typename Read>
    auto with(Read read, std::stop_token stop = {}) const
    {
        const auto file = InputFile::open(m_path);
        const auto archive = ZipArchive::open(*file, std::move(stop));
        const auto workbook = readWorkbook(**archive);
        return read(**archive, *workbook, workbook->sheets[0].part);
    }
    Lines inOrder() const
    {
        return with([](auto &...what) { return linesOf(readAllRowsInOrder(what...)); });
    }
    Lines inBlocks(std::size_t blockBytes, std::size_t threads, int *partsInOrder = nullptr) const
    {
        return with([&](auto &...what) { return linesOf(readAllRows(what..., {blockBytes, threads, partsInOrder})); });
    }

private:
    test::TemporaryFolder m_folder;
    QString m_path;
};

void expectSame(const Book &book, const std::string &name)
{
    const Lines expected = book.inOrder();
    for (const auto &[blockBytes, threads] :
        {std::pair(1, 1), std::pair(200, 2), std::pair(777, 3), std::pair(1 << 20, 2)})
        EXPECT_EQ(book.inBlocks(static_cast<std::size_t>(blockBytes), static_cast<std::size_t>(threads)), expected)
            << name << " in blocks of " << blockBytes;
}

QByteArray usualRow(int number)
{
    const QByteArray n = QByteArray::number(number);
    return "<row r=\"" + n + "\" spans=\"1:5\"><c r=\"A" + n + "\" t=\"s\"><v>" + QByteArray::number(number % 50)
        + "</v></c><c r=\"B" + n + "\" s=\"1\"><v>" + QByteArray::number(43'000 + number) + "</v></c><c r=\"C" + n
        + "\" t=\"inlineStr\"><is><t>Zoë &amp; " + n + "\r\nnext</t></is></c><c r=\"D" + n + "\" s=\"0\"/><c r=\"E" + n
        + "\" t=\"str\"><f>A" + n + "&amp;\"x\"</f><v>x" + n + "</v></c></row>";
}

QByteArray usualRows(int first, int last)
{
    QByteArray rows;
    for (int i = first; i <= last; ++i)
        rows += usualRow(i);
    return rows;
}

QByteArray usualStrings(int count)
{
    QByteArray strings;
    for (int i = 0; i < count; ++i)
        strings += "<si><t>Name " + QByteArray::number(i) + "</t></si>";
    return strings;
}

WorkbookFile workbook(const QByteArray &rows, const QByteArray &strings = usualStrings(50))
{
    return WorkbookFile()
        .setStyles({}, R"(<xf numFmtId="0"/><xf numFmtId="14"/>)")
        .set("xl/sharedStrings.xml", "<sst count=\"1\">" + strings + "</sst>")
        .setRows(rows);
}

struct UnusualCase {
    const char *name;
    QByteArray row;
};
class UnusualRow : public testing::TestWithParam<UnusualCase> { };

// The case stands between usual rows.
TEST_P(UnusualRow, reads)
{
    expectSame(Book(workbook(usualRows(1, 30) + GetParam().row + usualRows(40, 60))), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(Cases, UnusualRow,
    testing::Values(UnusualCase{"comment", "<!-- between --><row r=\"31\"><c r=\"A31\"><v>1<!-- in --></v></c></row>"},
        UnusualCase{"rowInAComment", "<!-- <row r=\"31\"><c r=\"A31\"><v>1</v></c></row> <row r=\"32\"> -->"},
        UnusualCase{"rowInCdata",
            "<row r=\"31\"><c r=\"A31\" t=\"inlineStr\"><is><t><![CDATA[</t></is></c></row><row "
            "r=\"32\">]]></t></is></c></row>"},
        UnusualCase{"cdata", "<row r=\"31\"><c r=\"A31\"><v><![CDATA[12]]></v></c></row>"},
        UnusualCase{"instruction", "<?x </row>?><row r=\"31\"><c r=\"A31\"><v>1</v></c></row>"},
        UnusualCase{"prefix", "<x:row r=\"31\"><x:c r=\"A31\"><x:v>1</x:v></x:c></x:row>"},
        UnusualCase{"apostrophes", "<row r='31'><c r='A31' t='str'><v>1</v></c></row>"},
        UnusualCase{"noRowNumber", "<row><c r=\"A31\"><v>1</v></c></row>"},
        UnusualCase{"noNumbers", "<row><c><v>1</v></c><c/><c><v>2</v></c></row>"},
        UnusualCase{"noCellNumbers", "<row r=\"31\"><c><v>1</v></c><c r=\"D31\"><v>1</v></c><c><v>2</v></c></row>"},
        UnusualCase{
            "blanks", "\n <row r=\"31\" >\n<c r=\"A31\" ><v >1</v ></c >\t<c r=\"B31\"><v>2</v></c>\r\n</row >\n"},
        UnusualCase{"lineEndInTag", "<row\nr=\"31\"><c\tr=\"A31\"><v>1</v></c></row>"},
        UnusualCase{"hidden", "<row r=\"31\" hidden=\"1\"><c r=\"A31\"><v>1</v></c></row><row r=\"32\" ht=\"0\"/>"},
        UnusualCase{"richText",
            "<row r=\"31\"><c r=\"A31\" "
            "t=\"inlineStr\"><is><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c></row>"},
        UnusualCase{
            "emptyText", "<row r=\"31\"><c r=\"A31\" t=\"inlineStr\"><is><t/></is></c><c r=\"B31\"><v/></c></row>"},
        UnusualCase{"keptBlanks",
            "<row r=\"31\"><c r=\"A31\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> a </t></is></c></row>"},
        UnusualCase{"escapes", "<row r=\"31\"><c r=\"A31\" t=\"str\"><v>_x0041__x000D_&#x42;&lt;</v></c></row>"},
        UnusualCase{"unknownEntity", "<row r=\"31\"><c r=\"A31\" t=\"str\"><v>&nbsp;</v></c></row>"},
        UnusualCase{"unknownEntityInAFormula", "<row r=\"31\"><c r=\"A31\" t=\"str\"><f>&x;</f><v>1</v></c></row>"},
        UnusualCase{"entityInAnAttribute", "<row r=\"&#51;1\"><c r=\"&#65;31\"><v>1</v></c></row>"},
        UnusualCase{"tagInAnAttribute", "<row r=\"31\" x=\"<row r='32'>\"><c r=\"A31\"><v>1</v></c></row>"},
        UnusualCase{"invalidText", "<row r=\"31\"><c r=\"A31\" t=\"str\"><v>\xC3(</v></c></row>"},
        UnusualCase{"zeroByte",
            QByteArray("<row r=\"31\"><c r=\"A31\" t=\"str\"><v>a?b</v></c></row>").replace('?', QByteArray(1, '\0'))},
        UnusualCase{"valueTwice", "<row r=\"31\"><c r=\"A31\"><v>1</v><v>2</v></c></row>"},
        UnusualCase{"valueBeforeFormula", "<row r=\"31\"><c r=\"A31\"><v>1</v><f>1</f></c></row>"},
        UnusualCase{"sharedFormula",
            "<row r=\"31\"><c r=\"A31\"><f t=\"shared\" si=\"0\"/><v>5</v></c><c r=\"B31\"><f>1</f></c></row>"},
        UnusualCase{"everyType",
            "<row r=\"31\"><c r=\"A31\" t=\"b\"><v>1</v></c><c r=\"B31\" t=\"e\"><v>#N/A</v></c><c r=\"C31\" "
            "t=\"d\"><v>2024-03-01T09:30:00</v></c><c r=\"D31\" t=\"n\"><v>4.5E3</v></c><c r=\"E31\" "
            "t=\"new\"><v>x</v></c></row>"},
        UnusualCase{
            "badString", "<row r=\"31\"><c r=\"A31\" t=\"s\"><v>50</v></c><c r=\"B31\" t=\"s\"><v>-1</v></c></row>"},
        UnusualCase{"badStyle",
            "<row r=\"31\"><c r=\"A31\" s=\"x\"><v>1</v></c><c r=\"B31\" s=\"99999999999\"><v>1</v></c></row>"},
        UnusualCase{"badReference",
            "<row r=\"31\"><c r=\"31\"><v>1</v></c><c r=\"A0\"><v>2</v></c><c r=\"$C$1\"><v>3</v></c></row>"},
        UnusualCase{"badRowNumber", "<row r=\"x\"><c r=\"A31\"><v>1</v></c></row><row r=\"0\"><c><v>2</v></c></row>"},
        UnusualCase{"outOfOrder", "<row r=\"99\"><c r=\"B99\"><v>1</v></c><c r=\"A99\"><v>1</v></c></row>"},
        UnusualCase{"rowTwice", "<row r=\"5\"><c r=\"B5\"><v>1</v></c></row>"},
        UnusualCase{"cellTwice", "<row r=\"31\"><c r=\"B31\"><v>1</v></c><c r=\"B31\"><v>2</v></c></row>"},
        UnusualCase{"beyondTheColumns", "<row r=\"31\"><c r=\"XFE31\"><v>1</v></c></row>"},
        UnusualCase{"beyondTheRows", "<row r=\"1048577\"><c r=\"A1\"><v>1</v></c></row>"},
        UnusualCase{"lastCell", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"},
        UnusualCase{
            "longCell", "<row r=\"31\"><c r=\"A31\" t=\"str\"><v>" + QByteArray(300'000, 'x') + "</v></c></row>"},
        UnusualCase{"nestedRow", "<row r=\"31\"><row r=\"32\"><c r=\"A32\"><v>1</v></c></row></row>"},
        UnusualCase{"extension", "<row r=\"31\"><c r=\"A31\"><v>1</v><extLst><ext/></extLst></c><extLst/></row>"},
        UnusualCase{"foreignElement", "<mc:x><row r=\"31\"><c r=\"A31\"><v>1</v></c></row></mc:x>"},
        UnusualCase{"secondList", "</sheetData><sheetData><row r=\"31\"><c r=\"A31\"><v>1</v></c></row>"},
        UnusualCase{"unbalanced", "<row r=\"31\"><c r=\"A31\"><v>1</v></row>"},
        UnusualCase{"unclosed", "<row r=\"31\"><c r=\"A31\"><v>1</v></c>"},
        UnusualCase{"closedTwice", "<row r=\"31\"><c r=\"A31\"><v>1</v></c></row></row>"},
        UnusualCase{"textBetween", "words <row r=\"31\"><c r=\"A31\"><v>1</v></c></row> &amp; more"},
        UnusualCase{"doctype", "<!DOCTYPE x><row r=\"31\"/>"}),
    [](const auto &test) { return std::string(test.param.name); });

class UnusualString : public testing::TestWithParam<UnusualCase> { };

TEST_P(UnusualString, reads)
{
    expectSame(Book(workbook(usualRows(1, 60), usualStrings(20) + GetParam().row + usualStrings(30))), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(Cases, UnusualString,
    testing::Values(UnusualCase{"richText",
                        "<si><r><rPr><b/><sz val=\"11\"/><rFont val=\"A b\"/></rPr><t xml:space=\"preserve\">Ann "
                        "</t></r><r><t>Smith</t></r></si>"},
        UnusualCase{"lookOfARun", "<si><r><rPr><font><b/></font></rPr><t>a</t></r><r><rPr/><t>b</t></r></si>"},
        UnusualCase{
            "phonetic", "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si>"},
        UnusualCase{"phoneticInARun", "<si><rPh sb=\"0\" eb=\"2\"><t>ト</t></rPh><r><t>東</t></r></si>"},
        UnusualCase{"empty", "<si><t/></si><si/><si></si><si><t></t></si><si ><t> </t></si>"},
        UnusualCase{"escape", "<si><t>_x0041_&amp;_x000D_&#10;\r\n</t></si>"},
        UnusualCase{"comment", "<!-- <si><t>no</t></si> --><si><t>a<!-- </si><si> -->b</t></si>"},
        UnusualCase{"cdata", "<si><t>a<![CDATA[</t></si><si><t>]]></t></si>"},
        UnusualCase{"prefix", "<x:si><x:t>a</x:t></x:si>"}, UnusualCase{"invalidText", "<si><t>\xFF</t></si>"},
        UnusualCase{"unknownEntity", "<si><t>&uuml;</t></si>"}, UnusualCase{"textOutsideOfT", "<si>x<t>a</t>y</si>"},
        UnusualCase{"twoTexts", "<si><t>a</t><t>b</t></si>"}, UnusualCase{"attribute", "<si x='1'><t y='2'>a</t></si>"},
        UnusualCase{"unbalanced", "<si><t>a</si>"}, UnusualCase{"nested", "<si><si><t>a</t></si></si>"},
        UnusualCase{"tooLong", "<si><t>" + QByteArray(300'000, 'x') + "</t></si>"},
        UnusualCase{"tooLongInRuns",
            "<si><r><t>" + QByteArray(200'000, 'x') + "</t></r><r><t>" + QByteArray(200'000, 'x') + "</t></r></si>"},
        UnusualCase{"secondList", "</sst><sst>"}),
    [](const auto &test) { return std::string(test.param.name); });

struct SheetCase {
    const char *name;
    QByteArray before; // up to the rows
    QByteArray after;
};
class UnusualSheet : public testing::TestWithParam<SheetCase> { };

TEST_P(UnusualSheet, reads)
{
    WorkbookFile file = workbook({});
    file.set("xl/worksheets/sheet1.xml", GetParam().before + usualRows(1, 40) + GetParam().after);
    expectSame(Book(file), GetParam().name);
}

const QByteArray plainEnd = "</sheetData></worksheet>";
INSTANTIATE_TEST_SUITE_P(Cases, UnusualSheet,
    testing::Values(SheetCase{"mark", "\xEF\xBB\xBF<?xml version=\"1.0\"?><worksheet><sheetData>", plainEnd},
        SheetCase{"commentBefore", "<worksheet><!-- <sheetData> --><cols/><sheetData>", plainEnd},
        SheetCase{"listInAComment", "<worksheet><!-- <sheetData>", "</sheetData> --></worksheet>"},
        SheetCase{"instructionBefore", "<?xml version=\"1.0\"?><?x <sheetData>?><worksheet><sheetData>", plainEnd},
        SheetCase{"listInAnAttribute", "<worksheet a=\"<sheetData>\"><sheetData>", plainEnd},
        SheetCase{"prefixOfTheList", "<x:worksheet xmlns:x=\"y\"><x:sheetData>", "</x:sheetData></x:worksheet>"},
        SheetCase{"attributeOfTheList", "<worksheet><sheetData a=\"1\">", plainEnd},
        SheetCase{"emptyListBefore", "<worksheet><sheetData/><sheetData>", plainEnd},
        SheetCase{"otherListBefore", "<worksheet><sheetDataX/><sheetData>", plainEnd},
        SheetCase{"surroundings",
            "<worksheet><sheetPr filterMode=\"1\"/><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>",
            "</sheetData><!-- <sheetData> --><mergeCells><mergeCell ref=\"A2:A9\"/></mergeCells></worksheet>"},
        SheetCase{"rowBehindTheList", "<worksheet><sheetData>",
            "</sheetData><x><row r=\"1\"><c><v>1</v></c></row></x></worksheet>"},
        SheetCase{"twoLists", "<worksheet><sheetData>",
            "</sheetData><sheetData><row r=\"77\"><c><v>1</v></c></row></sheetData></worksheet>"},
        SheetCase{
            "rowBreaks", "<worksheet><sheetData>", "</sheetData><rowBreaks><brk id=\"1\"/></rowBreaks></worksheet>"},
        SheetCase{"cutOff", "<worksheet><sheetData>", ""},
        SheetCase{"cutInTheEnd", "<worksheet><sheetData>", "</sheetDa"},
        SheetCase{"notClosed", "<worksheet><sheetData>", "</sheetData>"},
        SheetCase{"wrongEnd", "<worksheet><sheetData>", "</sheetData></workbook>"},
        SheetCase{"more", "<worksheet><sheetData>", plainEnd + "<x/>"},
        SheetCase{"doctype", "<!DOCTYPE worksheet><worksheet><sheetData>", plainEnd},
        SheetCase{"otherEncoding", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><worksheet><sheetData>", plainEnd},
        SheetCase{"otherRoot", "<sheetData>", "</sheetData>"}),
    [](const auto &test) { return std::string(test.param.name); });

TEST(WorksheetBlocks, readUsualPartsInBlocks)
{
    const Book book(workbook(usualRows(1, 300)));
    int partsInOrder = 0;
    const Lines lines = book.inBlocks(1'000, 2, &partsInOrder);
    EXPECT_EQ(partsInOrder, 0); // or the other tests would compare reading in order with itself
    ASSERT_EQ(lines.size(), 301U);
    EXPECT_EQ(lines[299], "300: [0] Name 0 [1] 2018-07-19 [2] Zoë & 300\nnext [4] x300");
    EXPECT_EQ(lines, book.inOrder());
    book.inBlocks(1'000, 2, nullptr);
    EXPECT_NE(Book(workbook(usualRows(1, 60) + "<row><c><v>1</v></c></row>")).inBlocks(1, 2, &partsInOrder), lines);
    EXPECT_EQ(partsInOrder, 1);
}

TEST(WorksheetBlocks, needTheTokenizerForUnusualRowsOnly)
{
    const Workbook workbook;
    SharedStrings strings;
    strings.addresses.resize(50);
    strings.hasText.resize(50, true);
    const WorksheetRows whole;
    RowBlockReader reader(workbook, strings, u"book.xlsx"_s, whole, true);
    const QByteArray text = usualRows(1, 20) + "<row r='21'/>" + usualRows(22, 40)
        + "<row r=\"41\"><c r=\"A41\"><v>1</v><v>2</v></c></row>" + usualRows(42, 50) + "</sheetData>"
        + QByteArray(XmlBlock::padding, '\0');
    const auto size = static_cast<std::size_t>(text.indexOf("</sheetData>"));
    EXPECT_EQ(reader.read({text.constData(), size}).end, BlocksOutcome::End::Whole);
    EXPECT_EQ(reader.takePiece().rows.sheetRows.size(), 49U);
    EXPECT_EQ(reader.unusualRows(), 2);
}

TEST(WorksheetBlocks, stopWhenAsked)
{
    std::stop_source stop;
    const Book book(workbook(usualRows(1, 100)));
    const auto read = book.with(
        [&stop](auto &...what) {
            stop.request_stop();
            return readAllRows(what..., {100, 2, nullptr});
        },
        stop.get_token());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, base::ErrorKind::Cancelled);
}

TEST(WorksheetBlocks, countTheBytesOnce)
{
    for (const QByteArray &unusual : {QByteArray(), QByteArray("<row><c><v>1</v></c></row>")}) {
        base::Progress progress;
        std::int64_t stored = 0;
        const Book book(workbook(usualRows(1, 2'000) + unusual));
        const auto read = book.with([&](ZipArchive &archive, const Workbook &workbook, const std::string &part) {
            stored
                = static_cast<std::int64_t>(archive.storedSize(part) + archive.storedSize(workbook.sharedStringsPart));
            archive.setProgress(&progress);
            return readAllRows(archive, workbook, part, {1'000, 2, nullptr});
        });
        ASSERT_TRUE(read);
        EXPECT_EQ(progress.done, stored) << unusual.toStdString();
    }
}

// The same changes in every run: characters that mean something in XML, bytes of all kinds, and pieces taken out.
TEST(WorksheetBlocks, agreeOnDamagedSheets)
{
    const QByteArray rows = usualRows(1, 9)
        + "<row r=\"10\" hidden=\"1\"><c r=\"A10\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> x </t></is></c></row>"
        + usualRows(11, 15);
    const QByteArray strings = usualStrings(9)
        + "<si><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></si><si><t>東</t><rPh sb=\"0\" "
          "eb=\"1\"><t>ト</t></rPh></si>";
    const QByteArray characters = "<>/\"'= 0159-.EABtsvrc&;_x\n!?[]";
    QRandomGenerator random(7);
    const auto damage = [&](QByteArray &text) {
        const int position = random.bounded(static_cast<int>(text.size()));
        switch (random.bounded(4)) {
        case 0:
            text.remove(position, 1 + random.bounded(6));
            break;
        case 1:
            text.insert(position, text.mid(random.bounded(static_cast<int>(text.size())), 1 + random.bounded(40)));
            break;
        case 2:
            text[position] = static_cast<char>(random.bounded(256));
            break;
        default:
            text[position] = characters[random.bounded(static_cast<int>(characters.size()))];
        }
    };
    for (int round = 0; round < 1'500; ++round) {
        QByteArray damagedRows = rows;
        QByteArray damagedStrings = strings;
        for (int change = 0; change <= round % 3; ++change)
            damage(random.bounded(4) == 0 ? damagedStrings : damagedRows);
        const Book book(workbook(damagedRows, damagedStrings));
        ASSERT_EQ(book.inBlocks(
                      static_cast<std::size_t>(1 + random.bounded(1'500)), 1U + static_cast<std::size_t>(round) % 2),
            book.inOrder())
            << damagedRows.toStdString() << "\n"
            << damagedStrings.toStdString();
    }
}

} // namespace
} // namespace callsheet::sheet
