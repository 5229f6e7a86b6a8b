#include "tests/core/sheet/sheet_files.h"

// What a sheet hides, filters and merges, as spreadsheet programs write it.
namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::WorkbookFile;

QByteArray row(int number, const QByteArray &attributes, const QByteArray &text)
{
    return "<row r=\"" + QByteArray::number(number) + "\" " + attributes + "><c t=\"inlineStr\"><is><t>" + text
        + "</t></is></c><c t=\"inlineStr\"><is><t>+4479111234" + QByteArray::number(10 + number)
        + "</t></is></c></row>";
}

const QByteArray headerAndAnn
    = R"(<row r="1"><c t="inlineStr"><is><t>name</t></is></c><c t="inlineStr"><is><t>phone</t></is></c></row>)"
    + row(2, "", "Ann");

// A worksheet with these parts around its rows.
base::Result<Document> read(const QByteArray &before, const QByteArray &rows, const QByteArray &after,
    const ReadingOptions &options = {}, WorkbookFile file = {})
{
    const test::TemporaryFolder folder;
    file.set("xl/worksheets/sheet1.xml",
        "<worksheet>" + before + "<sheetData>" + headerAndAnn + rows + "</sheetData>" + after + "</worksheet>");
    return test::open(file.write(folder), options);
}

TEST(XlsxHidden, asksAboutRowsThatTheSheetDoesNotShow)
{
    const QByteArray rows = row(3, "hidden=\"1\"", "Bob") + row(4, "hidden=\"true\"", "Cem")
        + row(5, "ht=\"0\" customHeight=\"1\"", "Dan") + row(6, "hidden=\"0\" ht=\"15\"", "Eve");
    const auto all = read({}, rows, {});
    ASSERT_EQ(test::errorOf(all), "");
    EXPECT_EQ(all->table->rowCount(), 5U);
    EXPECT_EQ(all->table->hiddenRows(), (std::vector<RowIndex>{1, 2, 3}));
    EXPECT_EQ(all->report.hiddenRows, 3U);
    EXPECT_FALSE(all->report.isFiltered);
    EXPECT_EQ(all->report.questions, QList<Question>{Question::HiddenRows});

    ReadingOptions options;
    options.hiddenRows = false;
    const auto shown = read({}, rows, {}, options);
    ASSERT_EQ(test::errorOf(shown), "");
    EXPECT_EQ(test::linesOf(*shown->table), QStringList({u"2: Ann | +447911123412"_s, u"6: Eve | +447911123416"_s}));
}

struct FilterCase {
    const char *name;
    QByteArray before;
    QByteArray after;
    bool isFiltered;
};
class SheetFilter : public testing::TestWithParam<FilterCase> { };

TEST_P(SheetFilter, isNamedAsTheReason)
{
    const auto document = read(GetParam().before, row(3, "hidden=\"1\"", "Bob"), GetParam().after);
    ASSERT_EQ(test::errorOf(document), "");
    EXPECT_EQ(document->report.isFiltered, GetParam().isFiltered);
    EXPECT_EQ(document->report.hiddenRows, 1U);
}

INSTANTIATE_TEST_SUITE_P(Kinds, SheetFilter,
    testing::Values(
        FilterCase{"values", {},
            R"(<autoFilter ref="A1:B3"><filterColumn colId="0"><filters><filter val="Ann"/></filters></filterColumn></autoFilter>)",
            true},
        FilterCase{"mode", R"(<sheetPr filterMode="1"/>)", R"(<autoFilter ref="A1:B3"/>)", true},
        FilterCase{"custom", {},
            R"(<x:autoFilter ref="A1:B3" xmlns:x="y"><x:filterColumn colId="1"><x:customFilters><x:customFilter operator="equal" val="1"/></x:customFilters></x:filterColumn></x:autoFilter>)",
            true},
        FilterCase{"buttonsOnly", R"(<sheetPr filterMode="0"/>)",
            R"(<autoFilter ref="A1:B3"><filterColumn colId="0" hiddenButton="1"/><sortState ref="A2:B3"/></autoFilter>)",
            false},
        FilterCase{"savedView", {},
            R"(<customSheetViews><customSheetView filter="1"><autoFilter ref="A1"><filterColumn colId="0"><filters/></filterColumn></autoFilter></customSheetView></customSheetViews>)",
            false},
        FilterCase{"none", {}, {}, false}),
    [](const auto &test) { return std::string(test.param.name); });

TEST(XlsxHidden, knowsTheFilterOfATableInsideTheSheet)
{
    for (const bool hasCriteria : {true, false}) {
        WorkbookFile file;
        file.set("xl/worksheets/_rels/sheet1.xml.rels",
            R"(<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table1.xml"/></Relationships>)");
        file.set("xl/tables/table1.xml",
            QByteArray(R"(<table><autoFilter ref="A1:B3"><filterColumn colId="0">)")
                + (hasCriteria ? "<filters><filter val=\"Ann\"/></filters>" : "")
                + "</filterColumn></autoFilter></table>");
        const auto document = read({}, row(3, "hidden=\"1\"", "Bob"), {}, {}, file);
        ASSERT_EQ(test::errorOf(document), "");
        EXPECT_EQ(document->report.isFiltered, hasCriteria);
    }
}

TEST(XlsxHidden, namesHiddenColumns)
{
    const auto document = read(
        R"(<cols><col min="2" max="2" width="9" hidden="1"/><col min="1" max="1" width="0" customWidth="1"/><col min="4" max="16384" hidden="1"/><col max="3" hidden="1"/></cols>)",
        {},
        R"(<customSheetViews><customSheetView><cols><col min="1" max="9" hidden="1"/></cols></customSheetView></customSheetViews>)");
    ASSERT_EQ(test::errorOf(document), "");
    EXPECT_EQ(document->report.hiddenColumns, (QList<int>{0, 1}));
    EXPECT_EQ(document->table->columnCount(), 2);
}

TEST(XlsxHidden, repeatsTheTextOfMergedCellsWhenAsked)
{
    const QByteArray rows = R"(<row r="3"><c r="B3"><v>1</v></c></row><row r="4"><c r="B4"><v>2</v></c></row>)";
    const QByteArray merged
        = R"(<mergeCells count="4"><mergeCell ref="A4:A2"/><mergeCell ref="A1:B1"/><mergeCell ref="B2:C2"/><mergeCell ref="nonsense"/></mergeCells>)";
    const auto first = read({}, rows, merged);
    ASSERT_EQ(test::errorOf(first), "");
    EXPECT_EQ(first->report.mergedAreas, 1U);
    EXPECT_EQ(first->report.questions, QList<Question>{Question::MergedCells});
    EXPECT_EQ(first->table->text(2, 0), QString());
    ReadingOptions options;
    options.mergedCells = true;
    const auto repeated = read({}, rows, merged, options);
    ASSERT_EQ(test::errorOf(repeated), "");
    EXPECT_EQ(
        test::linesOf(*repeated->table), QStringList({u"2: Ann | +447911123412"_s, u"3: Ann | 1"_s, u"4: Ann | 2"_s}));
}

TEST(XlsxHidden, refusesMoreMergedAreasThanItCanHold)
{
    QByteArray merged = "<mergeCells>";
    for (int i = 1; i <= 100'001; ++i)
        merged += "<mergeCell ref=\"C" + QByteArray::number(i * 2) + ":C" + QByteArray::number(i * 2 + 1) + "\"/>";
    const auto document = read({}, {}, merged + "</mergeCells>");
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(document.error().message.contains(u"100,000 merged areas"_s)) << document.error().message.toStdString();
}

TEST(XlsxHidden, takesAMergeOfAllCellsForOneArea)
{
    ReadingOptions options;
    options.mergedCells = true;
    const auto document
        = read({}, row(3, {}, "Bob"), R"(<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>)", options);
    ASSERT_EQ(test::errorOf(document), "");
    EXPECT_EQ(test::linesOf(*document->table), QStringList({u"2: Ann | +447911123412"_s, u"3: Bob | +447911123413"_s}));
}

} // namespace
} // namespace callsheet::sheet
