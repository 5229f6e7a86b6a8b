#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/checked_people.h"
#include "ui/check/check_model.h"
#include "ui/check/check_page.h"
#include "ui/session/session.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QToolButton>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

//! Rows 2 to 7 of the sheet: ready, no phone, ready, duplicate of 2 with another name, an extension, a blank name.
const QByteArray people = "Name,Phone,City\nAsha,+1 202 555 0101,Pune\nBen,none,Ulm\nCem,+12025550104,Izmir\n"
                          "Anna,+12025550101,Pune\nDee,+12025550106 x5,Ghent\n,+12025550107,Goa\n";

class Checking : public test::CheckedPeople {
protected:
    Checking()
        : CheckedPeople(people)
    {
    }

    void select(int row) { view->setCurrentIndex(view->model()->index(row, 0)); }
    bool isEnabled(const QString &button) { return fixture.child<QPushButton>(button)->isEnabled(); }
    QString filterText(RowGroup group)
    {
        return fixture.child<QToolButton>(u"filter%1"_s.arg(static_cast<int>(group)))->text();
    }
};

TEST_F(Checking, theNextRowOfANumberIsCalledWhenTheFirstIsSkipped)
{
    EXPECT_EQ(session().report()->states[3], check::RowState::Duplicate);
    select(0);
    fixture.click(u"skipRows"_s);
    EXPECT_EQ(session().report()->states[3], check::RowState::Ready) << "somebody of this number is called";
    EXPECT_EQ(session().skipped(), std::vector<sheet::RowIndex>{0});
    action(u"actionUndo"_s)->trigger();
    EXPECT_EQ(session().report()->states[3], check::RowState::Duplicate);
}

TEST_F(Checking, allRowsOfANumberThatAreSkippedTogetherAreLeftOut)
{
    view->selectAll();
    fixture.click(u"skipRows"_s);
    EXPECT_EQ(session().rowsToSend(), 0) << "also the duplicate, whose turn it would have been";
    EXPECT_TRUE(fixture.text(u"reason"_s).contains(u"you have skipped every row"_s))
        << fixture.text(u"reason"_s).toStdString();
    EXPECT_FALSE(isEnabled(u"primary"_s)) << "nobody would be called";
}

TEST_F(Checking, rowsOfOneNumberStandSideBySideAndThePersonPicks)
{
    select(3);
    fixture.click(u"compareDuplicates"_s);
    QDialog *compare = dialog(u"duplicatesDialog"_s);
    ASSERT_NE(compare, nullptr);
    auto *rows = compare->findChild<QTableWidget *>(u"sameNumber"_s);
    ASSERT_EQ(rows->columnCount(), 2);
    EXPECT_TRUE(rows->horizontalHeaderItem(0)->text().contains(u"Row 2"_s));
    EXPECT_EQ(rows->item(1, 0)->text(), u"Asha"_s);
    EXPECT_EQ(rows->item(1, 1)->text(), u"Anna"_s);
    EXPECT_TRUE(rows->item(1, 1)->font().bold()) << "what differs is marked";
    EXPECT_FALSE(rows->item(2, 1)->font().bold()) << "what is the same is not";
    auto *call = compare->findChild<QPushButton *>(u"callChosen"_s);
    EXPECT_FALSE(call->isEnabled()) << "row 2 is called anyway";
    rows->setCurrentCell(0, 1);
    call->click();
    EXPECT_EQ(session().report()->states[3], check::RowState::Ready);
    EXPECT_EQ(session().report()->states[0], check::RowState::Duplicate);
    EXPECT_TRUE(rows->horizontalHeaderItem(1)->text().contains(u"is called"_s)) << "shown at once";
    action(u"actionUndo"_s)->trigger();
    EXPECT_EQ(session().report()->states[0], check::RowState::Ready);
}

TEST_F(Checking, onlyWhatCanActCanBePressed)
{
    select(1); // no phone number: an error
    EXPECT_FALSE(isEnabled(u"sendAnyway"_s));
    EXPECT_FALSE(isEnabled(u"skipRows"_s));
    action(u"actionSendAnyway"_s)->trigger();
    action(u"actionSkip"_s)->trigger();
    EXPECT_FALSE(session().edits().canUndo()) << "nothing was done, and nothing is to be taken back";
    select(2); // ready
    EXPECT_FALSE(isEnabled(u"sendAnyway"_s));
    EXPECT_TRUE(isEnabled(u"skipRows"_s));
    select(4); // an extension
    EXPECT_TRUE(isEnabled(u"sendAnyway"_s));
    view->selectAll();
    fixture.click(u"sendAnyway"_s);
    EXPECT_EQ(session().edits().undoName(), u"Send 1 Row Anyway"_s) << "of six rows one has a warning";
}

TEST_F(Checking, whatIsSkippedIsCountedOnce)
{
    EXPECT_EQ(filterText(RowGroup::Ready), u"Ready  2"_s);
    select(2);
    fixture.click(u"skipRows"_s);
    EXPECT_EQ(filterText(RowGroup::Ready), u"Ready  1"_s);
    EXPECT_EQ(filterText(RowGroup::Skipped), u"Skipped  1"_s);
    EXPECT_EQ(filterText(RowGroup::Errors), u"Errors  3"_s);
    fixture.child<QToolButton>(u"filter1"_s)->click();
    EXPECT_EQ(view->model()->rowCount(), 1) << "as many as the button says";
}

TEST_F(Checking, anEditedRowIsNoLongerOneThatWasLookedAt)
{
    session().setLookedAt(0, true);
    session().setLookedAt(2, true);
    ASSERT_EQ(session().spotCheckedCount(), 2);
    session().editValue(0, 1, u"Aisha"_s);
    EXPECT_EQ(session().spotCheckedCount(), 1);
    session().setSkipped({2}, true);
    EXPECT_EQ(session().spotCheckedCount(), 0) << "it is not sent";
    session().setSkipped({2}, false);
    EXPECT_EQ(session().spotCheckedCount(), 1) << "and was looked at all the same";
    match::Assignment city = session().mapping().assignments[2];
    city.source = match::Source::NotSent;
    session().assign(2, city);
    session().check();
    ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
    EXPECT_EQ(session().spotCheckedCount(), 0) << "another mapping makes other records";
}

TEST_F(Checking, theNumbersNotToCallFollowTheDefaultCountry)
{
    const QString path = fixture.folder.write(u"dnc.csv"_s, "Number\n202 555 0104\n2025550199\nask Ada\n");
    check::CheckSettings settings = session().settings();
    settings.defaultCountry = u"US"_s;
    session().setSettings(settings);
    session().openDoNotCall(path);
    ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
    EXPECT_EQ(session().report()->states[2], check::RowState::Error);
    const QString line = fixture.text(u"doNotCall"_s);
    EXPECT_TRUE(line.contains(u"2 numbers of “dnc.csv”, column “Number”"_s)) << line.toStdString();
    EXPECT_TRUE(line.contains(u"1 cell of it could not be read"_s)) << line.toStdString();

    settings.defaultCountry = u"GB"_s; // 202 555 0104 is no number there, and 2025550199 is one
    session().setSettings(settings);
    EXPECT_EQ(session().report(), nullptr);
    session().check(); // while the list is read again
    ASSERT_TRUE(waitUntil([&] { return session().report() || session().doNotCall().problem(); }));
    settings.defaultCountry.clear(); // nothing of the list is a number without a country
    session().setSettings(settings);
    ASSERT_TRUE(waitUntil([&] { return !session().doNotCall().isReading(); }));
    session().check();
    ASSERT_TRUE(session().whatIsMissing().has_value()) << "nobody is checked without the list that was chosen";
    EXPECT_TRUE(session().whatIsMissing()->contains(u"dnc.csv"_s));
    EXPECT_FALSE(session().isChecking());

    settings.defaultCountry = u"US"_s;
    session().setSettings(settings);
    session().check();
    ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
    EXPECT_EQ(session().report()->states[2], check::RowState::Error) << "and with it again";
    session().removeDoNotCall();
    ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
    EXPECT_EQ(session().report()->states[2], check::RowState::Ready);
}

TEST_F(Checking, theCellsOfTheListThatAreNoNumbersAreShown)
{
    fixture.prompts.file = fixture.folder.write(u"dnc.csv"_s, "Number\n+12025550104\n+12025550199\nask Ada\n");
    action(u"actionDoNotCall"_s)->trigger();
    ASSERT_TRUE(waitUntil([&] { return session().doNotCall().isUsed() && session().report(); }));
    Q_EMIT fixture.child<QLabel>(u"doNotCall"_s)->linkActivated(u"unread"_s);
    QDialog *unread = dialog(u"unreadNumbers"_s);
    ASSERT_NE(unread, nullptr);
    auto *cells = unread->findChild<QTableWidget *>(u"unreadCells"_s);
    ASSERT_EQ(cells->rowCount(), 1);
    EXPECT_EQ(cells->item(0, 0)->text(), u"4"_s);
    EXPECT_EQ(cells->item(0, 2)->text(), u"ask Ada"_s);
}

TEST_F(Checking, findSeesWhatIsSentAndWhatTheSheetHolds)
{
    auto *page = fixture.child<CheckPage>(u"checkPage"_s);
    for (const QString &text : {u"12025550101"_s, u"202 555 0101"_s, u"aSHa"_s}) {
        select(5);
        page->findNext(text);
        EXPECT_TRUE(waitUntil([&] { return view->currentIndex().row() == 0; })) << text.toStdString();
    }
    bool found = true;
    QObject::connect(page, &CheckPage::searched, page, [&found](bool any) { found = any; });
    page->findNext(u"Zoe"_s);
    EXPECT_TRUE(waitUntil([&] { return !found; }));
}

} // namespace
} // namespace callsheet::ui
