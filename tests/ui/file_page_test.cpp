#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/made_workbook.h"
#include "tests/ui/window_fixture.h"
#include "ui/common/step_list.h"
#include "ui/common/translations.h"
#include "ui/file/row_groups.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

class FilePageTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }

    Session &session() { return fixture.window->session(); }
    const sheet::ReadingReport &report() { return session().document()->report; }
    bool open(const QByteArray &content, const QString &name = u"people.csv"_s)
    {
        fixture.open({fixture.folder.write(name, content), {}, {}});
        return settled();
    }
    bool open(const test::MadeWorkbook &book)
    {
        fixture.readers = book.readers();
        return open("a workbook", u"book.xlsx"_s);
    }
    bool settled()
    {
        return waitUntil([&] { return session().document() && !session().isReading(); });
    }
    //! As a person does: the entry is chosen, and the page hears of it.
    bool choose(const QString &boxName, const QString &text)
    {
        auto *box = fixture.child<QComboBox>(boxName);
        const int at = box->findText(text, Qt::MatchStartsWith);
        EXPECT_GE(at, 0) << boxName.toStdString() << " has no " << text.toStdString();
        box->setCurrentIndex(at);
        Q_EMIT box->activated(at);
        return settled();
    }
    QPushButton *answer(const QString &question, int number)
    {
        return fixture.child<QWidget>(question)->findChild<QPushButton *>(u"messageAction%1"_s.arg(number));
    }
    bool isShown(const QString &name) { return fixture.child<QWidget>(name)->isVisible(); }

    test::WindowFixture fixture;
};

const QStringList header{u"name"_s, u"phone"_s};

test::MadeWorkbook withHiddenRows()
{
    test::MadeWorkbook book;
    book.rows
        = {header, {u"Ann"_s, u"+447911123451"_s}, {u"Bob"_s, u"+447911123452"_s}, {u"Cem"_s, u"+447911123453"_s}};
    book.hiddenRows = {3, 4};
    book.isFiltered = true;
    return book;
}

} // namespace

TEST_F(FilePageTest, asksAboutHiddenRowsAndWaitsForTheAnswer)
{
    ASSERT_TRUE(open(withHiddenRows()));
    EXPECT_TRUE(isShown(u"questionHiddenRows"_s));
    EXPECT_FALSE(isShown(u"questionTables"_s));
    auto *primary = fixture.child<QPushButton>(u"primary"_s);
    EXPECT_FALSE(primary->isEnabled());
    EXPECT_TRUE(fixture.text(u"reason"_s).startsWith(u"A question about this sheet"_s))
        << fixture.text(u"reason"_s).toStdString();
    EXPECT_EQ(fixture.child<StepList>(u"steps"_s)->mark(Step::File).kind, StepMark::Kind::Attention);

    Q_EMIT fixture.child<QLabel>(u"reason"_s)->linkActivated({});
    EXPECT_TRUE(answer(u"questionHiddenRows"_s, 1)->hasFocus()) << "the reason leads to the question";
    EXPECT_EQ(answer(u"questionHiddenRows"_s, 1)->text(), u"Read the 2 hidden rows"_s);
    QTest::keyClick(answer(u"questionHiddenRows"_s, 1), Qt::Key_Escape);
    EXPECT_TRUE(isShown(u"questionHiddenRows"_s)) << "a question is not waved away";
    answer(u"questionHiddenRows"_s, 2)->click();
    ASSERT_TRUE(settled());
    EXPECT_EQ(session().document()->table->rowCount(), 1U);
    EXPECT_FALSE(isShown(u"questionHiddenRows"_s));
    EXPECT_TRUE(primary->isEnabled());
    EXPECT_TRUE(fixture.text(u"fileFacts"_s).contains(u"2 hidden rows left out"_s))
        << fixture.text(u"fileFacts"_s).toStdString();
}

TEST_F(FilePageTest, aDoubleClickOnAnAnswerAnswersNoOtherQuestion)
{
    test::MadeWorkbook book = withHiddenRows();
    book.mergedAreas = {{2, 3, 0}};
    ASSERT_TRUE(open(book));
    const auto click = [this](const QString &question) { QTest::mouseClick(answer(question, 1), Qt::LeftButton); };
    QTest::qWait(QApplication::doubleClickInterval() + 50); // the person has read the questions
    click(u"questionHiddenRows"_s);
    ASSERT_TRUE(settled());
    ASSERT_TRUE(isShown(u"questionMergedCells"_s));
    click(u"questionMergedCells"_s); // which took the place of the other one just now
    EXPECT_FALSE(session().isReading());
    EXPECT_TRUE(isShown(u"questionMergedCells"_s));
    QTest::qWait(QApplication::doubleClickInterval() + 50);
    click(u"questionMergedCells"_s);
    ASSERT_TRUE(settled());
    EXPECT_FALSE(isShown(u"questionMergedCells"_s)) << "a click that was meant counts";
}

TEST_F(FilePageTest, anAnswerIsShownAndCanBeChangedOrTakenBack)
{
    ASSERT_TRUE(open(withHiddenRows()));
    EXPECT_FALSE(isShown(u"hiddenRowsChoice"_s));
    answer(u"questionHiddenRows"_s, 2)->click();
    ASSERT_TRUE(settled());
    ASSERT_TRUE(isShown(u"hiddenRowsChoice"_s));
    EXPECT_EQ(fixture.child<QComboBox>(u"hiddenRowsChoice"_s)->currentText(), u"Leave them out"_s);
    ASSERT_TRUE(choose(u"hiddenRowsChoice"_s, u"Read"_s));
    EXPECT_EQ(session().document()->table->rowCount(), 3U);
    fixture.child<QToolButton>(u"hiddenRowsChoiceTakeBack"_s)->click();
    ASSERT_TRUE(settled());
    EXPECT_TRUE(isShown(u"questionHiddenRows"_s));
    EXPECT_FALSE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
}

TEST_F(FilePageTest, nobodyGetsPastAnOpenQuestion)
{
    fixture.readers = withHiddenRows().readers();
    const QByteArray set = R"({"name": "Test", "variables": [
        {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true}]})";
    fixture.open({fixture.folder.write(u"book.xlsx"_s, "a workbook"), fixture.folder.write(u"set.json"_s, set), {}});
    ASSERT_TRUE(waitUntil([&] { return session().document() && session().variables(); }));
    fixture.window->goTo(Step::Match);
    EXPECT_FALSE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
    EXPECT_TRUE(fixture.text(u"reason"_s).contains(u"2 rows are hidden"_s)) << fixture.text(u"reason"_s).toStdString();
    session().check();
    EXPECT_FALSE(session().isChecking());
    Q_EMIT fixture.child<QLabel>(u"reason"_s)->linkActivated({});
    EXPECT_EQ(fixture.window->step(), Step::File);
    answer(u"questionHiddenRows"_s, 1)->click();
    ASSERT_TRUE(settled());
    session().check();
    EXPECT_TRUE(waitUntil([&] { return session().report() != nullptr; })) << "and an answer opens the way";
}

TEST_F(FilePageTest, asksWhichOfSeveralTablesAndWhatMergedCellsMean)
{
    test::MadeWorkbook book;
    book.rows = {header, {u"Ann"_s, u"+447911123451"_s}, {{}, u"+447911123452"_s}, {}, {u"company"_s, u"fax"_s},
        {u"Acme"_s, u"+441632960001"_s}, {u"Bolt"_s, u"+441632960002"_s}};
    book.mergedAreas = {{2, 3, 0}};
    ASSERT_TRUE(open(book));
    ASSERT_TRUE(isShown(u"questionTables"_s));
    ASSERT_TRUE(isShown(u"questionMergedCells"_s));
    answer(u"questionTables"_s, 1)->click();
    ASSERT_TRUE(settled());
    EXPECT_EQ(session().document()->table->rowCount(), 2U);
    EXPECT_FALSE(fixture.child<QPushButton>(u"primary"_s)->isEnabled()) << "one question is still open";
    answer(u"questionMergedCells"_s, 1)->click();
    ASSERT_TRUE(settled());
    EXPECT_EQ(session().document()->table->text(1, 0), u"Ann"_s);
    EXPECT_TRUE(fixture.child<QPushButton>(u"primary"_s)->isEnabled()) << fixture.text(u"reason"_s).toStdString();
    ASSERT_TRUE(choose(u"tableChoice"_s, u"Table 2"_s));
    EXPECT_EQ(report().headerRow, 5);
    fixture.child<QSpinBox>(u"headerRow"_s)->setValue(6);
    ASSERT_TRUE(settled());
    EXPECT_EQ(report().headerRow, 6) << "the row that was asked for, not the header of the table chosen before";
}

TEST_F(FilePageTest, aChoiceByHandShowsItselfAndItsWayBack)
{
    ASSERT_TRUE(open("name;phone\r\nAnn;+447911123451\r\n"));
    EXPECT_FALSE(isShown(u"separatorChoiceTakeBack"_s));
    EXPECT_FALSE(isShown(u"quoteChoice"_s)) << "what is needed rarely is folded away";
    ASSERT_TRUE(choose(u"separatorChoice"_s, u"Comma"_s));
    EXPECT_EQ(report().separator, u","_s);
    EXPECT_TRUE(fixture.child<QComboBox>(u"separatorChoice"_s)->currentText().startsWith(u"Comma"_s));
    ASSERT_TRUE(isShown(u"separatorChoiceTakeBack"_s));
    fixture.child<QToolButton>(u"separatorChoiceTakeBack"_s)->click();
    ASSERT_TRUE(settled());
    EXPECT_EQ(report().separator, u";"_s);
    EXPECT_FALSE(session().document()->options.separator.has_value());
    EXPECT_FALSE(isShown(u"separatorChoiceTakeBack"_s));

    fixture.child<QToolButton>(u"moreChoices"_s)->click();
    ASSERT_TRUE(isShown(u"quoteChoice"_s));
    ASSERT_TRUE(choose(u"quoteChoice"_s, u"No quotes"_s));
    EXPECT_EQ(session().document()->options.quote, '\0');
    fixture.child<QToolButton>(u"moreChoices"_s)->setChecked(false);
    ASSERT_TRUE(choose(u"lineEndChoice"_s, u"CR and LF"_s));
    EXPECT_EQ(session().document()->options.lineEnd, sheet::CsvLineEnd::CrLf);
    EXPECT_TRUE(isShown(u"lineEndChoiceTakeBack"_s)) << "what was chosen by hand is not folded away";
}

TEST_F(FilePageTest, takesASeparatorOfItsOwn)
{
    ASSERT_TRUE(open("name~phone\nAnn~+447911123451\n"));
    fixture.prompts.text = u"~"_s;
    ASSERT_TRUE(choose(u"separatorChoice"_s, u"Other"_s));
    EXPECT_EQ(report().separator, u"~"_s);
    EXPECT_EQ(session().document()->table->header(), QStringList({u"name"_s, u"phone"_s}));
    EXPECT_EQ(fixture.child<QComboBox>(u"separatorChoice"_s)->currentText(), u"~"_s);
    fixture.prompts.text = u"12345"_s;
    ASSERT_TRUE(choose(u"separatorChoice"_s, u"Other"_s));
    ASSERT_TRUE(waitUntil([&] { return isShown(u"inlineMessage"_s); }));
    EXPECT_EQ(report().separator, u"~"_s);
    EXPECT_EQ(fixture.child<QComboBox>(u"separatorChoice"_s)->currentText(), u"~"_s)
        << "what could not be is not shown";
}

TEST_F(FilePageTest, aFailedChoiceLeavesTheControlsAsTheSheetIsRead)
{
    test::MadeWorkbook book;
    book.rows = {header, {u"Ann"_s, u"+447911123451"_s}, {}, {u"Bob"_s, u"+447911123452"_s}};
    ASSERT_TRUE(open(book));
    auto *row = fixture.child<QSpinBox>(u"headerRow"_s);
    row->setValue(3);
    ASSERT_TRUE(waitUntil([&] { return isShown(u"inlineMessage"_s); })) << "row 3 is blank";
    EXPECT_EQ(row->value(), 1);
    EXPECT_FALSE(isShown(u"headerChoiceTakeBack"_s));
}

TEST_F(FilePageTest, twoChoicesInARowBothCount)
{
    ASSERT_TRUE(open("Report of May\nname;phone\nAnn;+447911123451\n"));
    auto *separator = fixture.child<QComboBox>(u"separatorChoice"_s);
    const int comma = separator->findText(u"Comma"_s, Qt::MatchStartsWith);
    separator->setCurrentIndex(comma);
    Q_EMIT separator->activated(comma);
    fixture.child<QSpinBox>(u"headerRow"_s)->setValue(1);
    ASSERT_TRUE(settled());
    EXPECT_EQ(session().document()->options.separator, u","_s);
    EXPECT_EQ(session().document()->options.headerRow, 1);
}

TEST_F(FilePageTest, aDoubleClickOnARowNumberMakesItTheHeader)
{
    ASSERT_TRUE(open("Report of May\nname;phone\nAnn;+447911123451\nBob;+447911123452\n"));
    auto *numbers = fixture.child<QTableView>(u"preview"_s)->verticalHeader();
    Q_EMIT numbers->sectionDoubleClicked(0);
    ASSERT_TRUE(settled());
    EXPECT_EQ(report().headerRow, 3);
    ASSERT_TRUE(isShown(u"headerChoiceTakeBack"_s));
    fixture.child<QToolButton>(u"headerChoiceTakeBack"_s)->click();
    ASSERT_TRUE(settled());
    EXPECT_EQ(report().headerRow, 2);
    fixture.child<QSpinBox>(u"headerRows"_s)->setValue(2);
    ASSERT_TRUE(settled());
    EXPECT_EQ(session().document()->options.headerRows, 2);
}

TEST_F(FilePageTest, damagedRowsAreGroupsWithTheirCountAndSayWhatIsWrong)
{
    ASSERT_TRUE(open("name,phone,city\nAnn,1\nBob,2,York\nCem,3,Bath,UK,EU\nDia,4,\"Le\"eds\n"));
    auto *view = fixture.child<QTableView>(u"preview"_s);
    EXPECT_EQ(view->model()->rowCount(), 4);
    ASSERT_TRUE(choose(u"rowGroup"_s, u"Rows with a different number of cells (2)"_s));
    ASSERT_EQ(view->model()->rowCount(), 2);
    EXPECT_EQ(view->model()->headerData(1, Qt::Vertical, Qt::DisplayRole), u"4"_s);
    EXPECT_TRUE(fixture.text(u"rowRemark"_s).startsWith(u"Row 2: "_s)) << fixture.text(u"rowRemark"_s).toStdString();
    view->setCurrentIndex(view->model()->index(1, 0));
    EXPECT_TRUE(fixture.text(u"rowRemark"_s).startsWith(u"Row 4: "_s)) << fixture.text(u"rowRemark"_s).toStdString();
    ASSERT_TRUE(choose(u"rowGroup"_s, u"Rows with a quote out of place (1)"_s));
    EXPECT_EQ(view->model()->rowCount(), 1);
    ASSERT_TRUE(choose(u"rowGroup"_s, u"Rows with any damage (3)"_s));
    EXPECT_EQ(view->model()->rowCount(), 3);
    ASSERT_TRUE(choose(u"rowGroup"_s, u"All rows (4)"_s));
    view->setCurrentIndex(view->model()->index(1, 0));
    EXPECT_EQ(fixture.text(u"rowRemark"_s), u""_s) << "Bob's row is whole";
}

TEST_F(FilePageTest, hiddenRowsCanBeLookedAtBeforeTheyAreDecidedOn)
{
    ASSERT_TRUE(open(withHiddenRows()));
    ASSERT_TRUE(choose(u"rowGroup"_s, u"Rows that the sheet hides (2)"_s));
    EXPECT_EQ(fixture.child<QTableView>(u"preview"_s)->model()->index(0, 0).data(), u"Bob"_s);
}

TEST_F(FilePageTest, aWholeSheetHasNoGroupsToChooseFrom)
{
    ASSERT_TRUE(open("name,phone\nAnn,1\n"));
    EXPECT_FALSE(isShown(u"rowGroup"_s));
    EXPECT_FALSE(isShown(u"rowRemark"_s));
}

TEST_F(FilePageTest, theKeyboardGoesToTheLastRows)
{
    ASSERT_TRUE(open(test::peopleCsv(5000)));
    auto *view = fixture.child<QTableView>(u"preview"_s);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_End, Qt::ControlModifier);
    EXPECT_EQ(view->currentIndex().row(), 4999);
    EXPECT_GE(view->rowAt(view->viewport()->height() - 8), 4998);
    QTest::keyClick(view, Qt::Key_Home, Qt::ControlModifier);
    EXPECT_EQ(view->currentIndex().row(), 0);
}

} // namespace callsheet::ui
