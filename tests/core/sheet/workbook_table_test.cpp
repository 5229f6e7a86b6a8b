#include "core/sheet/workbook_table.h"
#include "tests/core/sheet/sheet_files.h"
#include "tests/core/sheet/worksheet_sketch.h"

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

// A sheet as a reader hands it over, and what becomes of it.
class Sheet {
public:
    explicit Sheet(const std::vector<QStringList> &rows, const QList<int> &hiddenRows = {})
        : m_rows(test::worksheetOf(rows, hiddenRows))
    {
    }
    Sheet &merge(std::uint32_t firstRow, std::uint32_t lastRow, std::uint32_t column)
    {
        m_rows.mergedAreas.push_back({firstRow, lastRow, column});
        return *this;
    }
    Sheet &filter()
    {
        m_rows.isFiltered = true;
        return *this;
    }

    base::Result<std::shared_ptr<const Table>> read(const ReadingOptions &options = {})
    {
        report = {};
        report.sheets = {{u"Contacts"_s, 0, 0, false}};
        report.sheet = u"Contacts"_s;
        const test::TemporaryFolder folder;
        const auto file = InputFile::open(folder.write(u"book.xlsx"_s, "x"));
        return makeWorkbookTable({*file, options, report, nullptr, {}}, copy(), 0, u"book.xlsx"_s);
    }
    QStringList lines(const ReadingOptions &options = {})
    {
        const auto table = read(options);
        return table ? test::linesOf(**table) : QStringList{table.error().message};
    }

    ReadingReport report;

private:
    // The table takes the rows; a second reading needs them again.
    WorksheetRows copy() const
    {
        WorksheetRows rows;
        std::vector<CellStore::Cell> cells;
        for (std::size_t i = 0; i < m_rows.sheetRows.size(); ++i) {
            cells.clear();
            for (const CellStore::Cell &cell : m_rows.cells.row(i))
                cells.push_back({cell.column, *rows.cells.texts().add(m_rows.cells.texts()[cell.text])});
            rows.cells.addRow(cells);
        }
        rows.sheetRows = m_rows.sheetRows;
        rows.damages = m_rows.damages;
        rows.columns = m_rows.columns;
        rows.hiddenRows = m_rows.hiddenRows;
        rows.isFiltered = m_rows.isFiltered;
        rows.hiddenColumns = m_rows.hiddenColumns;
        rows.mergedAreas = m_rows.mergedAreas;
        return rows;
    }
    WorksheetRows m_rows;
};

const QStringList header{u"name"_s, u"phone"_s};
const QStringList ann{u"Ann"_s, u"+447911123451"_s};
const QStringList bob{u"Bob"_s, u"+447911123452"_s};
const QStringList cem{u"Cem"_s, u"+447911123453"_s};

ReadingOptions hidden(bool read)
{
    ReadingOptions options;
    options.hiddenRows = read;
    return options;
}

ReadingOptions merged(bool repeat)
{
    ReadingOptions options;
    options.mergedCells = repeat;
    return options;
}

ReadingOptions table(int number)
{
    ReadingOptions options;
    options.table = number;
    return options;
}

TEST(HiddenRows, areInUntilThePersonHasDecided)
{
    Sheet sheet({header, ann, bob, cem}, {3});
    const auto table = sheet.read();
    ASSERT_EQ(test::errorOf(table), "");
    EXPECT_EQ(test::linesOf(**table).size(), 3);
    EXPECT_EQ((*table)->hiddenRows(), std::vector<RowIndex>{1});
    EXPECT_EQ(sheet.report.hiddenRows, 1U);
    EXPECT_EQ(sheet.report.questions, QList{Question::HiddenRows});
    EXPECT_EQ(ask(Question::HiddenRows, sheet.report), u"1 row(s) are hidden. Are they to be read?"_s);
}

TEST(HiddenRows, areReadOrLeftOutAsThePersonDecides)
{
    Sheet sheet({header, ann, bob, cem}, {3});
    EXPECT_EQ(sheet.lines(hidden(true)).size(), 3);
    EXPECT_TRUE(sheet.report.questions.isEmpty());
    const auto table = sheet.read(hidden(false));
    EXPECT_EQ(test::linesOf(**table), QStringList({u"2: Ann | +447911123451"_s, u"4: Cem | +447911123453"_s}));
    EXPECT_EQ((*table)->blankRows(), 0U);
    EXPECT_EQ(sheet.report.hiddenRows, 1U);
    EXPECT_TRUE(sheet.report.questions.isEmpty());
}

TEST(HiddenRows, areSaidToBeFilteredWhereAFilterHidesThem)
{
    Sheet sheet({header, ann, bob, cem}, {2, 4});
    sheet.filter();
    ASSERT_TRUE(sheet.read());
    EXPECT_EQ(ask(Question::HiddenRows, sheet.report), u"2 row(s) are hidden by a filter. Are they to be read?"_s);
    Sheet allShown({header, ann});
    ASSERT_TRUE(allShown.filter().read());
    EXPECT_FALSE(allShown.report.isFiltered);
    EXPECT_TRUE(allShown.report.questions.isEmpty());
}

TEST(HiddenRows, thatAreAllRowsEndInASentence)
{
    Sheet sheet({header, ann, bob}, {2, 3});
    EXPECT_TRUE(sheet.lines(hidden(false)).join(u""_s).contains(u"hidden rows are left out"_s));
}

TEST(HiddenRows, aboveTheTableAskNothing)
{
    Sheet sheet({{u"Campaign"_s}, header, ann, bob}, {1});
    ASSERT_TRUE(sheet.read());
    EXPECT_TRUE(sheet.report.questions.isEmpty());
    EXPECT_EQ(sheet.report.hiddenRows, 0U);
}

TEST(MergedCells, showTheirTextOnceUntilThePersonHasDecided)
{
    Sheet sheet(
        {{u"phone"_s, u"city"_s}, {u"+447911123451"_s, u"Leeds"_s}, {u"+447911123452"_s}, {u"+447911123453"_s}});
    sheet.merge(2, 3, 1);
    EXPECT_EQ(sheet.lines()[1], u"3: +447911123452 | "_s);
    EXPECT_EQ(sheet.report.questions, QList{Question::MergedCells});
    EXPECT_EQ(sheet.lines(merged(false))[1], u"3: +447911123452 | "_s);
    EXPECT_TRUE(sheet.report.questions.isEmpty());
    const QStringList repeated = sheet.lines(merged(true));
    EXPECT_EQ(repeated[1], u"3: +447911123452 | Leeds"_s);
    EXPECT_EQ(repeated[2], u"4: +447911123453 | "_s);
    EXPECT_TRUE(sheet.report.questions.isEmpty());
}

TEST(MergedCells, keepTheTextOfAHiddenFirstRow)
{
    Sheet sheet({{u"phone"_s, u"city"_s}, {u"+447911123451"_s, u"Leeds"_s}, {u"+447911123452"_s}}, {2});
    sheet.merge(2, 3, 1);
    ReadingOptions options = merged(true);
    options.hiddenRows = false;
    EXPECT_EQ(sheet.lines(options), QStringList{u"3: +447911123452 | Leeds"_s});
}

TEST(MergedCells, ofTheHeaderOrWithoutTextAskNothing)
{
    Sheet sheet({{u"phone"_s, u"city"_s}, ann, bob});
    sheet.merge(1, 2, 0).merge(2, 3, 5).merge(3, 900, 1);
    ASSERT_TRUE(sheet.read());
    EXPECT_EQ(sheet.report.mergedAreas, 0U);
    EXPECT_TRUE(sheet.report.questions.isEmpty());
}

TEST(MergedCells, thatOverlapNeverTakeATextFromAnotherRow)
{
    Sheet sheet({{u"phone"_s, u"city"_s}, {u"+447911123451"_s, u"Leeds"_s}, {u"+447911123452"_s, u"York"_s},
        {u"+447911123453"_s}, {u"+447911123454"_s}});
    sheet.merge(2, 4, 1).merge(3, 5, 1);
    const QStringList lines = sheet.lines(merged(true));
    EXPECT_EQ(lines[1], u"3: +447911123452 | York"_s);
    EXPECT_EQ(lines[2], u"4: +447911123453 | Leeds"_s);
    EXPECT_EQ(lines[3], u"5: +447911123454 | "_s);
}

class SecondTable : public testing::Test {
protected:
    Sheet sheet{{header, ann, bob, {}, {u"Suppliers"_s}, {u"company"_s, u"city"_s, u"fax"_s},
        {u"Acme"_s, u"York"_s, u"+441632960001"_s}, {u"Bolt"_s, u"Hull"_s, u"+441632960002"_s}}};
};

TEST_F(SecondTable, isAskedFor)
{
    EXPECT_EQ(sheet.lines().size(), 6); // everything is in until the person has decided
    EXPECT_EQ(sheet.report.questions, QList{Question::SeveralTables});
    EXPECT_EQ(sheet.report.tables, QList({TableInfo{1, 3}, TableInfo{6, 8}}));
}

TEST_F(SecondTable, isReadAlone)
{
    EXPECT_EQ(sheet.lines(table(1)).size(), 2);
    EXPECT_EQ(sheet.report.headerRow, 1);
    EXPECT_EQ(
        sheet.lines(table(2)), QStringList({u"7: Acme | York | +441632960001"_s, u"8: Bolt | Hull | +441632960002"_s}));
    EXPECT_EQ(sheet.report.headerRow, 6);
    EXPECT_TRUE(sheet.report.questions.isEmpty());
    EXPECT_EQ(sheet.lines(table(0)).size(), 6);
    EXPECT_TRUE(sheet.report.questions.isEmpty());
}

TEST_F(SecondTable, thatIsNotThereEndsInASentence)
{
    EXPECT_TRUE(sheet.lines(table(3)).join(u""_s).startsWith(u"The sheet has no table 3"_s));
}

TEST(BlankRows, betweenContactsMakeNoSecondTable)
{
    Sheet sheet({header, ann, {}, bob, {}, {u"Cem"_s, u"n/a"_s}, cem});
    ASSERT_TRUE(sheet.read());
    EXPECT_TRUE(sheet.report.tables.isEmpty());
    EXPECT_TRUE(sheet.report.questions.isEmpty());
}

TEST(SeveralHeaderRows, nameTheColumnsTogether)
{
    Sheet sheet({{u"Private"_s, {}, u"Work"_s, {}}, {u"name"_s, u"phone"_s, u"city"_s, u"phone"_s},
        {u"Ann"_s, u"+447911123451"_s, u"Leeds"_s, u"+447911123459"_s}});
    const auto table = sheet.read();
    EXPECT_EQ(
        (*table)->header(), QStringList({u"Private name"_s, u"Private phone"_s, u"Work city"_s, u"Work phone"_s}));
    EXPECT_EQ(sheet.report.headerRows, 2);
    EXPECT_EQ((*table)->rowCount(), 1U);
}

TEST(SeveralHeaderRows, areAsManyAsThePersonSays)
{
    Sheet sheet({{u"Private"_s, {}}, header, ann, bob});
    ReadingOptions options;
    options.headerRow = 1;
    options.headerRows = 1;
    EXPECT_EQ(sheet.lines(options).size(), 3);
    options.headerRows = 2;
    EXPECT_EQ(sheet.lines(options).size(), 2);
    EXPECT_EQ(sheet.report.headerRows, 2);
}

} // namespace
} // namespace callsheet::sheet
