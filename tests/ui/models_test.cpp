#include "tests/support/printers.h"
#include "ui/common/translations.h"
#include "ui/check/check_model.h"
#include "ui/check/row_filter.h"
#include "ui/file/row_groups.h"
#include "ui/file/sheet_model.h"
#include "ui/match/match_model.h"
#include "ui/runs/chunk_model.h"
#include "ui/runs/runs_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <QApplication>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using Mode = QAbstractItemModelTester::FailureReportingMode;

namespace {

// A table in memory whose rows stand in the sheet from row 2 on, with a gap after the first.
class MemoryTable final : public sheet::Table {
public:
    MemoryTable(QStringList header, std::vector<std::vector<std::string>> rows)
        : m_rows(std::move(rows))
    {
        m_header = std::move(header);
    }
    void damage(sheet::RowIndex row) { m_damagedRows.push_back({row, sheet::RowDamage::TooFewCells}); }
    sheet::RowIndex rowCount() const override { return static_cast<sheet::RowIndex>(m_rows.size()); }
    std::uint32_t sheetRow(sheet::RowIndex row) const override { return row == 0 ? 2 : row + 3; }
    void readRow(sheet::RowIndex row, sheet::RowCells &cells) const override
    {
        cells.clear();
        for (const std::string &cell : m_rows[row])
            cells.add(cell);
    }
    std::size_t memoryUsed() const override { return 0; }

private:
    std::vector<std::vector<std::string>> m_rows;
};

std::shared_ptr<MemoryTable> people()
{
    return std::make_shared<MemoryTable>(QStringList{u"Name"_s, u"Phone"_s},
        std::vector<std::vector<std::string>>{{"Asha", "+12025550101"}, {"Björn\nBerg", "12"}, {"", "+12025550103"}});
}

check::CheckInput checkInput()
{
    check::CheckInput input;
    input.table = people();
    input.variables.name = u"Test"_s;
    input.variables.variables = {{u"phoneNumber"_s, u"Phone number"_s, true, match::VariableType::Phone, {}},
        {u"name"_s, u"Name"_s, true, match::VariableType::Text, {}}};
    input.mapping.assignments = {{match::Source::Column, 1, {}, match::MatchReason::SameName, true},
        {match::Source::Column, 0, {}, match::MatchReason::SameName, true}};
    return input;
}

} // namespace

TEST(SheetModel, numbersRowsAsTheSpreadsheetDoes)
{
    SheetModel model;
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.setTable(people());
    EXPECT_EQ(model.headerData(0, Qt::Vertical, Qt::DisplayRole).toString(), u"2"_s);
    EXPECT_EQ(model.headerData(1, Qt::Vertical, Qt::DisplayRole).toString(), u"4"_s);
    EXPECT_EQ(model.index(1, 0).data().toString(), u"Björn ⏎ Berg"_s);
}

TEST(SheetModel, canShowSomeRowsOnly)
{
    auto table = people();
    table->damage(2);
    SheetModel model;
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.setTable(table);
    model.showRows(rowsOf(*table, SheetRowGroup::Damaged));
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.sheetRow(0), 5);
    EXPECT_FALSE(model.index(0, 0).data(Qt::ToolTipRole).toString().isEmpty());
}

TEST(CheckModel, showsStateProblemAndWhatWillBeSent)
{
    const check::CheckInput input = checkInput();
    const auto report = check::checkRows(input, nullptr, {});
    ASSERT_TRUE(report);
    CheckModel model;
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.setReport(input, *report);
    model.setVisibleRows(rowsMatching(**report, {}, {}));
    ASSERT_EQ(model.rowCount(), 3);
    const int phone = static_cast<int>(CheckModel::Column::FirstVariable);
    EXPECT_EQ(model.index(0, phone).data().toString(), u"12025550101"_s) << "as sent: digits only";
    EXPECT_EQ(model.index(1, phone).data().toString(), u"12"_s) << "as in the sheet, since it cannot be sent";
    EXPECT_FALSE(model.index(1, static_cast<int>(CheckModel::Column::Problem)).data().toString().isEmpty());
    EXPECT_TRUE(model.index(1, 0).data(Qt::AccessibleTextRole).toString().startsWith(u"Row 4, Error"_s))
        << model.index(1, 0).data(Qt::AccessibleTextRole).toString().toStdString();
    EXPECT_EQ(model.nextProblem(0, false), 1);
    EXPECT_EQ(model.nextProblem(0, true), -1);
}

TEST(CheckModel, aSkippedRowSaysSo)
{
    const check::CheckInput input = checkInput();
    const auto report = check::checkRows(input, nullptr, {});
    ASSERT_TRUE(report);
    CheckModel model;
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.setReport(input, *report);
    model.setVisibleRows({0, 1, 2});
    model.setSkipped({0});
    EXPECT_EQ(model.index(0, 0).data().toString(), u"Skipped by you"_s);
}

TEST(MatchModel, aSimilarColumnWaitsForOneClick)
{
    MatchModel model;
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    check::CheckInput input = checkInput();
    model.setVariables(input.variables, input.table->header());
    input.mapping.assignments[1].reason = match::MatchReason::Similar;
    input.mapping.assignments[1].confirmed = false;
    model.setMapping(input.mapping);
    EXPECT_FALSE(model.waitsForClick(0));
    ASSERT_TRUE(model.waitsForClick(1));
    const QModelIndex why = model.index(1, static_cast<int>(MatchModel::Column::Why));
    EXPECT_EQ(why.data().toString(), u"Similar"_s) << "no number where people look first";
    EXPECT_TRUE(why.data(Qt::ToolTipRole).toString().startsWith(u"Similar: the names are alike by"_s));
    QSignalSpy wanted(&model, &MatchModel::assignmentWanted);
    model.confirm(1);
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_TRUE(wanted[0][1].value<match::Assignment>().confirmed);
    EXPECT_EQ(wanted[0][1].value<match::Assignment>().column, 0);
}

TEST(MatchModel, choosingAColumnIsTheWordOfThePerson)
{
    MatchModel model;
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    const check::CheckInput input = checkInput();
    model.setVariables(input.variables, input.table->header());
    model.setMapping(input.mapping);
    QSignalSpy wanted(&model, &MatchModel::assignmentWanted);
    QSignalSpy fixed(&model, &MatchModel::fixedValueWanted);
    const QModelIndex source = model.index(1, static_cast<int>(MatchModel::Column::Source));
    EXPECT_TRUE(model.setData(source, 1, Qt::EditRole));
    EXPECT_TRUE(model.setData(source, MatchModel::fixedValue, Qt::EditRole));
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted[0][1].value<match::Assignment>(),
        (match::Assignment{match::Source::Column, 1, {}, match::MatchReason::ChosenByYou, true}));
    EXPECT_EQ(fixed.size(), 1);
}

TEST(ChunkModel, keepsRowsInPlaceWhenAChunkChangesOrIsAdded)
{
    ChunkModel model;
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    runs::ChunkRecord first;
    first.id = 1;
    first.number = 1;
    first.rows = {2, 3, 4};
    runs::ChunkRecord second = first;
    second.id = 2;
    second.number = 2;
    model.setChunks(7, {first});
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    first.state = runs::ChunkState::Refused;
    model.setChunks(7, {first, second});
    EXPECT_EQ(resets.size(), 0);
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_EQ(model.index(0, static_cast<int>(ChunkModel::Column::Rows)).data().toString(), u"2–4"_s);
    EXPECT_EQ(
        model.index(0, static_cast<int>(ChunkModel::Column::CanDo)).data().toString(), u"Send again as a new chunk"_s);
}

TEST(RunsModel, findsRunsByTheirWordsWhateverTheCase)
{
    RunsModel model;
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    runs::RunSummary july;
    july.head.id = 2;
    july.head.name = u"Renewals July"_s;
    runs::RunSummary june = july;
    june.head.id = 1;
    june.head.name = u"Première juin"_s;
    model.setRuns({july, june});
    model.setSearch(u"premiere"_s);
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.runAt(0), 1);
    EXPECT_EQ(model.rowOf(2), -1);
    model.setSearch({});
    EXPECT_EQ(model.rowCount(), 2);
}

TEST(RunsModel, putsInterruptedRunsFirstAndTellsHowManyAreUnknown)
{
    installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); // for the plurals
    RunsModel model;
    runs::RunSummary newest;
    newest.head.id = 3;
    runs::RunSummary unknown = newest;
    unknown.head.id = 2;
    unknown.head.batchId = u"64e5"_s;
    unknown.unknownChunks = 1;
    unknown.ledger.rows = 12;
    unknown.ledger.unknown = 7;
    runs::RunSummary open = newest;
    open.head.id = 1;
    open.openChunks = 1;
    model.setRuns({newest, unknown, open});
    EXPECT_EQ(model.runAt(0), 2);
    EXPECT_EQ(model.runAt(1), 1) << "among each other the newest first, as before";
    EXPECT_EQ(model.runAt(2), 3);
    const QString third = model.index(0).data(RunsModel::thirdLineRole).toString();
    EXPECT_TRUE(third.contains(u"12 rows"_s)) << third.toStdString();
    EXPECT_TRUE(third.contains(u"7 people unknown"_s));
    EXPECT_TRUE(third.contains(u"64e5"_s));
}

} // namespace callsheet::ui
