#include "core/sheet/limits.h"
#include "tests/core/sheet/sheet_files.h"

// The first rows of a workbook, which are read without the rest.
namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::WorkbookFile;

QByteArray sharedText(const QByteArray &text)
{
    return "<si><t>" + text + "</t></si>";
}

QByteArray sharedRow(int number, const QList<int> &strings)
{
    QByteArray row = "<row r=\"" + QByteArray::number(number) + "\">";
    for (const int string : strings)
        row += "<c t=\"s\"><v>" + QByteArray::number(string) + "</v></c>";
    return row + "</row>";
}

// Rows below a header; `number` gives the shared string of a row.
template <typename Number>
WorkbookFile sharedSheet(int rows, const QByteArray &strings, Number number)
{
    QByteArray content = R"(<row r="1"><c t="inlineStr"><is><t>name</t></is></c></row>)";
    for (int i = 0; i < rows; ++i)
        content += sharedRow(i + 2, {number(i)});
    return WorkbookFile().setRows(content).set("xl/sharedStrings.xml", "<sst>" + strings + "</sst>");
}

base::Result<Document> beginningOf(const WorkbookFile &file)
{
    const test::TemporaryFolder folder;
    return openBeginning(file.write(folder), {}, {});
}

QByteArray names(int count)
{
    QByteArray strings;
    for (int i = 0; i < count; ++i)
        strings += sharedText("Name " + QByteArray::number(i));
    return strings;
}

TEST(XlsxBeginning, holdsTheFirstRowsInsteadOfAll)
{
    const auto document = beginningOf(sharedSheet(5'000, names(5'000), [](int i) { return i; }));
    ASSERT_EQ(test::errorOf(document), "");
    ASSERT_EQ(document->table->rowCount(), beginningRows - 1);
    EXPECT_EQ(document->table->text(0, 0), u"Name 0"_s);
    EXPECT_EQ(document->table->text(198, 0), u"Name 198"_s);
    EXPECT_EQ(document->report.sheet, u"Contacts"_s);
}

TEST(XlsxBeginning, isTheWholeOfASmallSheet)
{
    const auto document = beginningOf(sharedSheet(7, names(7), [](int i) { return 6 - i; }));
    ASSERT_EQ(test::errorOf(document), "");
    ASSERT_EQ(document->table->rowCount(), 7U);
    EXPECT_EQ(document->table->text(0, 0), u"Name 6"_s);
}

TEST(XlsxBeginning, findsTextsThatStandAtTheEndOfTheSharedOnes)
{
    for (const int count : {5'000, 60'000}) {
        const auto document = beginningOf(sharedSheet(count, names(count), [count](int i) { return count - 1 - i; }));
        ASSERT_EQ(test::errorOf(document), "");
        ASSERT_EQ(document->table->rowCount(), beginningRows - 1);
        EXPECT_EQ(document->table->text(0, 0), u"Name %1"_s.arg(count - 1));
        EXPECT_EQ(document->table->text(198, 0), u"Name %1"_s.arg(count - 199));
        EXPECT_TRUE(document->table->damagedRows().empty());
    }
}

// The negative control of reading only what is needed: behind the needed texts the part is damaged, and nobody notices.
TEST(XlsxBeginning, readsNoFurtherThanItNeeds)
{
    const auto file = sharedSheet(100'000, names(100'000) + "<si><broken></si>", [](int i) { return i; });
    EXPECT_EQ(test::errorOf(beginningOf(file)), "");
    const test::TemporaryFolder folder;
    EXPECT_FALSE(test::open(file.write(folder)));
}

TEST(XlsxBeginning, passesOverRowsWhoseTextsAreBlank)
{
    const auto document
        = beginningOf(sharedSheet(1'000, sharedText(" ") + names(1'000), [](int i) { return i < 500 ? 0 : i; }));
    ASSERT_EQ(test::errorOf(document), "");
    ASSERT_EQ(document->table->rowCount(), beginningRows - 1);
    EXPECT_EQ(document->table->sheetRow(0), 502U);
    EXPECT_EQ(document->table->text(0, 0), u"Name 499"_s);
}

TEST(XlsxBeginning, marksTextsThatAreNotThere)
{
    const auto document = beginningOf(sharedSheet(3, names(2), [](int i) { return i * 4'000'000; }));
    ASSERT_EQ(test::errorOf(document), "");
    EXPECT_EQ(test::linesOf(*document->table), QStringList({u"2: Name 0"_s, u"3: "_s, u"4: "_s}));
    EXPECT_EQ(document->table->damagedRows(),
        (std::vector<DamagedRow>{{1, RowDamage::InvalidText}, {2, RowDamage::InvalidText}}));
}

TEST(XlsxBeginning, asksNothingYet)
{
    QByteArray rows = R"(<row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c><v>2</v></c></row>)";
    const auto document = beginningOf(WorkbookFile().setRows(rows));
    ASSERT_EQ(test::errorOf(document), "");
    EXPECT_TRUE(document->report.questions.isEmpty());
}

} // namespace
} // namespace callsheet::sheet
