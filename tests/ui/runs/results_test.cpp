#include "tests/ui/runs/past_runs.h"
#include "ui/common/inline_message.h"
#include "ui/runs/run_groups.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>

// What a person finds of a run that is over, or was interrupted, on the Runs page of the real window.
namespace callsheet::ui {

using namespace Qt::StringLiterals;
using runs::OutcomeClass;
using test::errorOf;
using test::PastRuns;
using test::waitUntil;

namespace {

class Results : public PastRuns {
protected:
    void chooseGroup(RunGroup group)
    {
        fixture.child<QTableWidget>(u"runSum"_s)->setCurrentCell(static_cast<int>(group), 0);
    }
    QAbstractItemModel *people() { return fixture.child<QAbstractItemView>(u"peopleTable"_s)->model(); }
    QString read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    bool isOver(runs::RunId run) { return fixture.journal->run(run).result()->closedAt.isValid(); }
};

} // namespace

TEST_F(Results, ofARunThatIsOverAreShownFirstAndAddUp)
{
    openWith(addRun(u"July"_s, {OutcomeClass::Accepted, OutcomeClass::Refused}));
    EXPECT_EQ(fixture.child<QTabWidget>(u"runTabs"_s)->currentIndex(), 1);
    auto *sum = fixture.child<QTableWidget>(u"runSum"_s);
    const auto count = [sum](RunGroup group) { return sum->item(static_cast<int>(group), 1)->text(); };
    EXPECT_EQ(count(RunGroup::Queued), u"2"_s);
    EXPECT_EQ(count(RunGroup::Refused), u"2"_s);
    EXPECT_EQ(count(RunGroup::LeftOut), u"1"_s);
    EXPECT_EQ(count(RunGroup::All), u"5"_s);
    ASSERT_TRUE(waitUntil([&] { return people()->rowCount() == 5; }));
    chooseGroup(RunGroup::LeftOut);
    ASSERT_TRUE(waitUntil([&] { return people()->rowCount() == 1; }));
    EXPECT_EQ(people()->index(0, 0).data().toString(), u"6"_s);
    EXPECT_EQ(people()->index(0, 3).data().toString(), u"Left out by you."_s);
    chooseGroup(RunGroup::Queued);
    ASSERT_TRUE(waitUntil([&] { return people()->rowCount() == 2; }));
    EXPECT_EQ(people()->index(0, 3).data().toString(), u"Queued by the service."_s) << "of a person, not of the chunk";
    chooseGroup(RunGroup::Unknown);
    ASSERT_TRUE(waitUntil([&] { return people()->rowCount() == 0; }));
    EXPECT_FALSE(fixture.text(u"nobodyInGroup"_s).isEmpty());
}

TEST_F(Results, refusedRowsAreRetriedOnlyAfterAQuestion)
{
    openWith(addRun(u"July"_s, {OutcomeClass::Accepted, OutcomeClass::Refused}));
    EXPECT_EQ(fixture.child<QPushButton>(u"retryRows"_s)->text(), u"Ret&ry 2 refused rows…"_s);
    fixture.prompts.confirmAnswer = false;
    fixture.click(u"retryRows"_s);
    EXPECT_EQ(fixture.prompts.lastConfirmation.accept, u"Send 2 people again"_s);
    EXPECT_EQ(fixture.window->history().details()->chunks.size(), 2u) << "nothing was made ready to be sent";
}

TEST_F(Results, becomeAReceiptAsPdfOrWebPageWithNumbersOnlyWhenAsked)
{
    openWith(addRun(u"July <b>"_s, {OutcomeClass::Accepted, OutcomeClass::Accepted}));
    fixture.prompts.file = fixture.folder.path(u"receipt.pdf"_s);
    fixture.prompts.chosen = 0;
    fixture.click(u"receiptOfRun"_s);
    ASSERT_TRUE(waitUntil([&] { return QFile::exists(fixture.prompts.file); }));
    QFile pdf(fixture.prompts.file);
    ASSERT_TRUE(pdf.open(QIODevice::ReadOnly));
    EXPECT_TRUE(pdf.read(5) == "%PDF-");

    fixture.prompts.file = fixture.folder.path(u"without.html"_s);
    fixture.child<QAction>(u"actionReceipt"_s)->trigger();
    ASSERT_TRUE(waitUntil([&] { return QFile::exists(fixture.prompts.file); }));
    EXPECT_TRUE(read(fixture.prompts.file).contains(u"July &lt;b&gt;"_s));
    EXPECT_FALSE(read(fixture.prompts.file).contains(u"44740000000"_s));

    fixture.prompts.file = fixture.folder.path(u"with.html"_s);
    fixture.prompts.chosen = 1;
    fixture.click(u"receiptOfRun"_s);
    ASSERT_TRUE(waitUntil([&] { return QFile::exists(fixture.prompts.file); }));
    EXPECT_TRUE(read(fixture.prompts.file).contains(u"447400000001"_s));
}

TEST_F(Results, areExportedByGroupMaskedUnlessWholeNumbersAreWanted)
{
    openWith(addRun(u"July"_s, {OutcomeClass::Accepted, OutcomeClass::Refused}));
    const auto exportTo = [&](const QString &name, bool whole) {
        fixture.click(u"exportRun"_s);
        auto *dialog = fixture.child<QDialog>(u"exportDialog"_s);
        dialog->findChild<QCheckBox *>(u"exportRefused"_s)->setChecked(false);
        dialog->findChild<QCheckBox *>(u"exportLeftOut"_s)->setChecked(false);
        EXPECT_FALSE(dialog->findChild<QCheckBox *>(u"exportUnknown"_s)->isEnabled()) << "nobody is";
        if (whole)
            dialog->findChild<QAbstractButton *>(u"exportWhole"_s)->click();
        auto *format = dialog->findChild<QComboBox *>(u"exportFormat"_s);
        format->setCurrentIndex(format->findData(u"csv"_s));
        fixture.prompts.file = fixture.folder.path(name);
        dialog->findChild<QPushButton *>(u"exportNow"_s)->click();
        EXPECT_TRUE(waitUntil([&] { return QFile::exists(fixture.prompts.file); }));
        QCoreApplication::sendPostedEvents(dialog, QEvent::DeferredDelete); // the next one is another dialog
        return read(fixture.prompts.file);
    };
    const QString masked = exportTo(u"masked.csv"_s, false);
    EXPECT_TRUE(masked.contains(u"•••••••••001"_s)) << masked.toStdString();
    EXPECT_FALSE(masked.contains(u"447400"_s));
    EXPECT_FALSE(masked.contains(u"Refused"_s));
    EXPECT_TRUE(exportTo(u"whole.csv"_s, true).contains(u"447400000001"_s));
}

TEST_F(Results, whoIsChosenFromNobodyIsNotExported)
{
    openWith(addRun(u"July"_s, {OutcomeClass::Accepted, OutcomeClass::Accepted}));
    fixture.click(u"exportRun"_s);
    auto *dialog = fixture.child<QDialog>(u"exportDialog"_s);
    for (const QString &name : {u"exportQueued"_s, u"exportLeftOut"_s})
        dialog->findChild<QCheckBox *>(name)->setChecked(false);
    EXPECT_FALSE(dialog->findChild<QPushButton *>(u"exportNow"_s)->isEnabled());
}

TEST_F(Results, anInterruptedRunStandsFirstAndSaysWhatIsOpen)
{
    const runs::RunId open = addRun(u"June"_s, {OutcomeClass::Unknown});
    addRun(u"July"_s, {OutcomeClass::Accepted, OutcomeClass::Accepted});
    openWith(open);
    auto *list = fixture.child<QListView>(u"runList"_s);
    ASSERT_TRUE(waitUntil([&] { return list->model()->rowCount() == 2; }));
    EXPECT_EQ(list->model()->index(0, 0).data().toString(), u"June"_s);
    EXPECT_EQ(fixture.child<QTabWidget>(u"runTabs"_s)->currentIndex(), 0) << "its chunks want a person";
    auto *message = fixture.child<InlineMessage>(u"interruption"_s);
    EXPECT_TRUE(message->isVisible());
    EXPECT_TRUE(message->text().startsWith(u"2 people of this run may or may not be queued (chunk 1)."_s))
        << message->text().toStdString();
    EXPECT_TRUE(message->text().contains(u"2 people were not sent yet"_s));
}

TEST_F(Results, aPersonWhoSettlesTheLastUnknownIsNamedAndClosesTheRun)
{
    const runs::RunId run = addRun(u"June"_s, {OutcomeClass::Accepted, OutcomeClass::Unknown});
    openWith(run);
    ASSERT_FALSE(isOver(run));
    fixture.prompts.text = u"seen in the dashboard"_s;
    fixture.click(u"theyAreQueued"_s);
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details()->ledger.unknown == 0; }));
    EXPECT_TRUE(isOver(run));
    const auto settlements = fixture.journal->settlements(run).result();
    ASSERT_EQ(errorOf(settlements), "");
    ASSERT_EQ(settlements->size(), 1u);
    const runs::Settlement &word = settlements->front().settlement;
    EXPECT_EQ(word.who, base::userName());
    EXPECT_TRUE(word.sentence.contains(u"How do you know that the 2 people of this chunk are in the batch?"_s))
        << word.sentence.toStdString();
    EXPECT_TRUE(word.sentence.contains(u"[Count as queued]"_s));
    EXPECT_EQ(word.note, u"seen in the dashboard"_s);
    EXPECT_FALSE(fixture.child<QWidget>(u"interruption"_s)->isVisible());
    fixture.child<QTabWidget>(u"runTabs"_s)->setCurrentIndex(1);
    chooseGroup(RunGroup::Queued);
    ASSERT_TRUE(waitUntil([&] { return people()->rowCount() == 4; }));
    EXPECT_EQ(people()->index(3, 3).data().toString(), base::userName() + u" said that this person is queued."_s);
    auto *detail = fixture.child<QPlainTextEdit>(u"chunkDetail"_s);
    EXPECT_TRUE(waitUntil([&] { return detail->toPlainText().contains(u"by "_s + base::userName()); }))
        << detail->toPlainText().toStdString();
}

} // namespace callsheet::ui
