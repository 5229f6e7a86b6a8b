#include "core/check/describe.h"
#include "tests/support/await.h"
#include "tests/system/api_client.h"
#include "tests/support/printers.h"
#include "tests/ui/window_fixture.h"
#include "ui/common/inline_message.h"
#include "ui/common/translations.h"
#include "ui/session/guards.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>

// What the Send page finds out and asks before anybody is called. Real runs here go to the practice service through a
// connection of its own, as to a service elsewhere.
namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

const QByteArray variableSet = R"({"name": "Test", "variables": [
  {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true},
  {"key": "name", "label": "Name", "required": true},
  {"key": "city", "label": "City"}]})";

class GuardsTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }

    bool prepare(const QByteArray &csv, const QString &file = u"people.csv"_s)
    {
        return fixture.prepare(fixture.folder.write(file, csv), fixture.folder.write(u"set.json"_s, variableSet));
    }
    //! A connection that makes phones ring, as far as the window knows.
    bool chooseReal(connection::CredentialMode mode)
    {
        const practice::Workspace workspace = fixture.practice->workspaces().first();
        connection::Connection real;
        real.name = u"Acme"_s;
        real.baseUrl = fixture.practice->url();
        real.mode = mode;
        real.batchId = fixture.window->sending().practiceBatch();
        connection::Secrets secrets;
        secrets.apiKey = base::Secret(workspace.apiKey.toUtf8());
        secrets.bearer = base::Secret(workspace.bearer.toUtf8());
        fixture.window->sending().saveConnection(real, secrets);
        auto *connections = fixture.child<QComboBox>(u"connection"_s);
        const int index = connections->findData(u"Acme"_s);
        connections->setCurrentIndex(index);
        Q_EMIT connections->activated(index);
        fixture.child<QSpinBox>(u"pilotPeople"_s)->setValue(0);
        return index >= 0;
    }
    void reopenJournal()
    {
        fixture.journal.reset();
        auto opened = runs::Journal::open(fixture.profile, fixture.clock);
        ASSERT_EQ(test::errorOf(opened), "");
        fixture.journal = std::move(opened).value();
    }
    void goToSend() { fixture.window->goTo(Step::Send); }
    bool isReady()
    {
        return waitUntil([&] { return fixture.window->guards().isReady(); });
    }
    bool send()
    {
        goToSend();
        fixture.click(u"primary"_s);
        return waitUntil([&] { return fixture.window->sending().run() && !fixture.window->sending().isBusy(); });
    }
    QString primary() { return fixture.child<QPushButton>(u"primary"_s)->text(); }
    bool isAsked(const QString &guard) { return fixture.child<QWidget>(guard)->isVisible(); }
    int queued() { return fixture.practice->queuedCount(fixture.window->sending().practiceBatch()); }
    int posts()
    {
        int count = 0;
        for (const practice::Arrival &arrival : fixture.practice->arrivals())
            count += arrival.path.contains(u"add"_s);
        return count;
    }

    test::WindowFixture fixture;
};

QByteArray overlappingPeople()
{
    // Three of the first five, and two others.
    const QList<QByteArray> lines = test::peopleCsv(7).split('\n');
    return lines[0] + '\n' + lines[1] + '\n' + lines[3] + '\n' + lines[5] + '\n' + lines[6] + '\n' + lines[7] + '\n';
}

} // namespace

TEST_F(GuardsTest, peopleOfAnEarlierRunAreLeftOutUnlessThePersonSaysOtherwise)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    ASSERT_TRUE(chooseReal(connection::CredentialMode::ApiKey));
    ASSERT_TRUE(send());
    ASSERT_EQ(queued(), 5);
    fixture.close();

    ASSERT_TRUE(prepare(overlappingPeople(), u"others.csv"_s));
    ASSERT_TRUE(waitUntil([&] { return fixture.window->sending().connections().size() == 2; }));
    ASSERT_TRUE(chooseReal(connection::CredentialMode::ApiKey));
    goToSend();
    ASSERT_TRUE(isReady());
    EXPECT_TRUE(isAsked(u"queuedBefore"_s));
    EXPECT_EQ(primary(), u"Call 2 people…"_s);
    EXPECT_TRUE(fixture.text(u"queuedBeforeText"_s).startsWith(u"3 of these people were queued in the last 30 days"_s))
        << fixture.text(u"queuedBeforeText"_s).toStdString();
    EXPECT_TRUE(fixture.text(u"factLeftOut"_s).contains(u"3 queued before"_s));
    EXPECT_EQ(fixture.text(u"factRows"_s), u"Rows 5 to 6 of the sheet"_s);
    fixture.child<QRadioButton>(u"queuedBeforeCallAgain"_s)->click();
    EXPECT_EQ(primary(), u"Call 5 people…"_s);
    fixture.prompts.confirmAnswer = false;
    fixture.click(u"primary"_s);
    EXPECT_TRUE(fixture.prompts.lastConfirmation.detail.contains(u"They are called again."_s));
    fixture.child<QRadioButton>(u"queuedBeforeLeaveOut"_s)->click();
    fixture.prompts.confirmAnswer = true;
    ASSERT_TRUE(send());
    EXPECT_EQ(fixture.prompts.lastConfirmation.accept, u"Start calling 2 people"_s);
    EXPECT_EQ(queued(), 7);
    ASSERT_TRUE(waitUntil([&] {
        const runs::RunDetails *details = fixture.window->history().details();
        return details && details->ledger.queued == 2;
    }));
    EXPECT_EQ(fixture.window->history().details()->ledger.leftOut, 3);
}

TEST_F(GuardsTest, theCheckPageSaysWhoWasQueuedAlthoughARowChangesBeforeTheJournalAnswers)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    ASSERT_TRUE(chooseReal(connection::CredentialMode::ApiKey));
    ASSERT_TRUE(send());
    fixture.close();

    fixture.open({fixture.folder.write(u"others.csv"_s, overlappingPeople()), fixture.folder.path(u"set.json"_s), {}});
    Session &session = fixture.window->session();
    ASSERT_TRUE(waitUntil([&] {
        return session.document() && session.variables() && fixture.window->sending().connections().size() == 2;
    }));
    ASSERT_TRUE(chooseReal(connection::CredentialMode::ApiKey));
    QObject::connect(
        &session, &Session::reportChanged, &session, [&session] { session.editValue(4, 1, u"Somebody"_s); },
        Qt::SingleShotConnection);
    for (int i = 0; i < 3; ++i) {
        match::Assignment assignment = session.mapping().assignments[i];
        assignment.confirmed = true;
        session.assign(i, assignment);
    }
    session.check();
    fixture.window->goTo(Step::Check);
    const auto isSaid = [](const check::Problem &problem) { return problem.code == check::ProblemCode::AlreadyQueued; };
    EXPECT_TRUE(waitUntil([&] {
        return session.report()
            && std::count_if(session.report()->problems.begin(), session.report()->problems.end(), isSaid) == 3;
    }));
}

TEST_F(GuardsTest, theCheckPageSaysWhenSomebodyWasQueuedAndInWhichRun)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    ASSERT_TRUE(chooseReal(connection::CredentialMode::ApiKey));
    ASSERT_TRUE(send());
    const qint64 run = fixture.window->sending().run()->run();
    fixture.close();

    ASSERT_TRUE(prepare(overlappingPeople(), u"others.csv"_s));
    ASSERT_TRUE(waitUntil([&] { return fixture.window->sending().connections().size() == 2; }));
    Session &session = fixture.window->session();
    ASSERT_TRUE(isReady());
    EXPECT_TRUE(session.report()->problems.empty()) << "practice does not speak of real runs";
    ASSERT_TRUE(chooseReal(connection::CredentialMode::ApiKey));
    ASSERT_TRUE(waitUntil([&] { return session.report() && session.report()->problems.size() == 3; }));
    const check::Problem &problem = session.report()->problems[1];
    EXPECT_EQ(problem.code, check::ProblemCode::AlreadyQueued);
    EXPECT_EQ(problem.row, 1U);
    const QString sentence = check::describe(problem, session.checkInput()).message;
    EXPECT_TRUE(sentence.startsWith(u"Queued today, in run %1."_s.arg(run))) << sentence.toStdString();
    EXPECT_EQ(session.report()->counts.warnings, 3U);
    // Edits and a new check keep it.
    session.editValue(0, 1, u"Someone else"_s);
    EXPECT_EQ(session.report()->counts.warnings, 3U);
    session.check();
    ASSERT_TRUE(waitUntil([&] { return !session.isChecking(); }));
    EXPECT_EQ(session.report()->counts.warnings, 3U);
}

TEST_F(GuardsTest, aPracticeRunIsPractisedAgainAndCountsForPracticeOnly)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    ASSERT_TRUE(send());
    goToSend();
    ASSERT_TRUE(isReady());
    EXPECT_TRUE(isAsked(u"queuedBefore"_s));
    EXPECT_EQ(primary(), u"Practise calling 5 people…"_s);
    fixture.child<QRadioButton>(u"queuedBeforeLeaveOut"_s)->click();
    EXPECT_FALSE(fixture.child<QPushButton>(u"primary"_s)->isEnabled()) << "nobody is left";
    ASSERT_TRUE(chooseReal(connection::CredentialMode::ApiKey));
    ASSERT_TRUE(isReady());
    EXPECT_FALSE(isAsked(u"queuedBefore"_s)) << "nobody was called by practising";
    EXPECT_EQ(primary(), u"Call 5 people…"_s);
}

TEST_F(GuardsTest, nobodyIsLeftToCallCannotBeConfirmed)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    ASSERT_TRUE(chooseReal(connection::CredentialMode::ApiKey));
    ASSERT_TRUE(send());
    const auto asked = fixture.prompts.titles.size();
    const int sent = posts();
    goToSend();
    ASSERT_TRUE(isReady());
    EXPECT_EQ(fixture.text(u"people"_s), u"0 people will be called"_s);
    EXPECT_FALSE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
    EXPECT_TRUE(fixture.text(u"reason"_s).contains(u"Nobody is left to call"_s));
    QTest::keyClick(fixture.window.get(), Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(fixture.prompts.titles.size(), asked);
    EXPECT_EQ(posts(), sent);
    fixture.child<QRadioButton>(u"queuedBeforeCallAgain"_s)->click();
    EXPECT_TRUE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
}

TEST_F(GuardsTest, whoIsInTheBatchFromElsewhereIsAskedAbout)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    ASSERT_TRUE(chooseReal(connection::CredentialMode::Both));
    ASSERT_TRUE(send());
    fixture.close();
    // Another computer: the same service, and a journal that knows nothing.
    fixture.journal.reset();
    fixture.profile = *base::Profile::open(fixture.folder.path(u"other"_s));
    reopenJournal();

    ASSERT_TRUE(prepare(overlappingPeople(), u"others.csv"_s));
    ASSERT_TRUE(chooseReal(connection::CredentialMode::Both));
    goToSend();
    ASSERT_TRUE(isReady());
    EXPECT_FALSE(isAsked(u"queuedBefore"_s));
    ASSERT_TRUE(isAsked(u"inBatch"_s)) << fixture.text(u"guardProblem"_s).toStdString();
    EXPECT_TRUE(fixture.text(u"inBatchText"_s).startsWith(u"3 of these people are in the batch already"_s))
        << fixture.text(u"inBatchText"_s).toStdString();
    EXPECT_EQ(primary(), u"Call 2 people…"_s);
    ASSERT_TRUE(send());
    EXPECT_EQ(queued(), 7);
    ASSERT_TRUE(waitUntil([&] {
        const runs::RunDetails *details = fixture.window->history().details();
        return details && details->ledger.queued == 2;
    }));
    EXPECT_EQ(fixture.window->history().details()->ledger.leftOut, 3);
    const auto leftOut = fixture.journal->leftOutRows(fixture.window->sending().run()->run()).result();
    EXPECT_EQ(leftOut->front().reason, u"Left out: this person is in the batch already."_s);
}

TEST_F(GuardsTest, aLookThatFailsIsASentenceAndNoWall)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    practice::Fault closed;
    closed.kind = practice::FaultKind::Status;
    closed.status = 403;
    closed.fromRequest = 1;
    closed.count = 0;
    closed.path = u"batch-details"_s;
    fixture.practice->setFaults({{closed}});
    ASSERT_TRUE(chooseReal(connection::CredentialMode::Both));
    goToSend();
    ASSERT_TRUE(isReady());
    EXPECT_TRUE(fixture.text(u"guardProblem"_s).contains(u"could not be looked up who is in the batch"_s))
        << fixture.text(u"guardProblem"_s).toStdString();
    EXPECT_TRUE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
    ASSERT_TRUE(send());
    EXPECT_TRUE(fixture.prompts.lastConfirmation.detail.contains(u"could not be looked up"_s));
    EXPECT_EQ(queued(), 5);
}

TEST_F(GuardsTest, aBatchThatCannotBeReadWholeIsSaidToHidePeople)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    const practice::Workspace workspace = fixture.practice->workspaces().first();
    test::ApiClient elsewhere(fixture.practice->url(), workspace.apiKey.toUtf8(), {});
    // Somebody else's record hides its number; the first one does not, and is the control.
    for (const QByteArray &phone : {QByteArray("+15550100199"), QByteArray("1212***0001")}) {
        const QByteArray body = R"({"batchId":")" + fixture.window->sending().practiceBatch().toUtf8()
            + R"(","callData":[{"phoneNumber":")" + phone + R"(","name":"Somebody"}]})";
        const test::ApiAnswer answer = elsewhere.ask("POST", u"/api/call/addCallsToBatch"_s, test::Sign::Key, body);
        ASSERT_EQ(answer.status, 200) << answer.body.toStdString();
        const bool isHidden = phone.contains('*');
        fixture.window->goTo(Step::Check);
        fixture.window->guards().forget();
        ASSERT_TRUE(chooseReal(connection::CredentialMode::Both));
        goToSend();
        ASSERT_TRUE(isReady());
        EXPECT_EQ(
            fixture.window->guards().problem().contains(u"Not everybody who is in the batch already could be read"_s),
            isHidden)
            << fixture.window->guards().problem().toStdString();
        EXPECT_TRUE(fixture.child<QPushButton>(u"primary"_s)->isEnabled()) << "it is no wall";
    }
    EXPECT_TRUE(fixture.text(u"guardProblem"_s).contains(u"people of your sheet may be among them"_s));
}

TEST_F(GuardsTest, aKeychainThatFailsIsSaidOnceAfterARun)
{
    const QString problem = u"The keychain does not answer any more."_s;
    fixture.keychainProblem = [problem] { return problem; };
    ASSERT_TRUE(prepare(test::peopleCsv(3)));
    auto *message = fixture.child<InlineMessage>(u"inlineMessage"_s);
    runs::RunId before = 0;
    for (const bool isFirst : {true, false}) {
        goToSend();
        ASSERT_TRUE(isReady());
        fixture.click(u"primary"_s);
        ASSERT_TRUE(waitUntil([&] {
            const send::SendRun *run = fixture.window->sending().run();
            return run && run->run() != before && !fixture.window->sending().isBusy();
        }));
        before = fixture.window->sending().run()->run();
        fixture.window->goTo(Step::Runs);
        EXPECT_TRUE(message->text().contains(u"practice run is settled"_s))
            << "what the run came to is said as well: " << message->text().toStdString();
        EXPECT_EQ(message->text().contains(problem), isFirst) << message->text().toStdString();
    }
}

TEST_F(GuardsTest, aLookThatTakesTooLongCanBeLeftOut)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    practice::Fault slow;
    slow.kind = practice::FaultKind::Hang;
    slow.fromRequest = 1;
    slow.count = 0;
    slow.path = u"batch-details"_s;
    fixture.practice->setFaults({{slow}});
    ASSERT_TRUE(chooseReal(connection::CredentialMode::Both));
    goToSend();
    ASSERT_TRUE(waitUntil([&] { return fixture.text(u"reason"_s).contains(u"Go on without it"_s); }));
    const auto asked = fixture.prompts.titles.size();
    fixture.click(u"primary"_s);
    EXPECT_EQ(fixture.prompts.titles.size(), asked) << "nothing is confirmed before everything is known";
    Q_EMIT fixture.child<QLabel>(u"reason"_s)->linkActivated(u"#"_s);
    ASSERT_TRUE(waitUntil([&] { return fixture.prompts.titles.size() == asked + 1; }));
    EXPECT_TRUE(fixture.prompts.lastConfirmation.detail.contains(u"not looked up"_s));
}

TEST_F(GuardsTest, aJournalThatMayNotBeBelievedIsSaidBeforehandAndConfirmedInTheWindow)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    const QString path = fixture.profile.path(u"journal.sqlite"_s);
    fixture.close();
    fixture.journal.reset();
    const QString copy = fixture.folder.path(u"copy.sqlite"_s);
    ASSERT_TRUE(QFile::copy(path, copy)) << path.toStdString();
    reopenJournal();
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    ASSERT_TRUE(send());
    fixture.close();
    fixture.journal.reset();
    ASSERT_TRUE(QFile::remove(path));
    ASSERT_TRUE(QFile::copy(copy, path));
    reopenJournal();

    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    auto *message = fixture.child<QWidget>(u"lockMessage"_s);
    EXPECT_FALSE(message->isVisible()) << "not on the Check page";
    goToSend();
    ASSERT_TRUE(waitUntil([&] { return message->isVisible(); }));
    ASSERT_TRUE(isReady());
    EXPECT_FALSE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
    const QString text = static_cast<InlineMessage *>(message)->text();
    EXPECT_FALSE(text.contains(u"callsheet-cli"_s)) << "the window has a button for it: " << text.toStdString();
    EXPECT_TRUE(text.contains(message->findChild<QPushButton *>(u"messageAction1"_s)->text())) << text.toStdString();
    fixture.window->goTo(Step::Runs);
    EXPECT_TRUE(message->isVisible());
    fixture.prompts.confirmAnswer = false;
    QTest::mouseClick(message->findChild<QPushButton *>(u"messageAction1"_s), Qt::LeftButton);
    EXPECT_TRUE(message->isVisible()) << "it takes the person's word";
    fixture.prompts.confirmAnswer = true;
    QTest::qWait(QApplication::doubleClickInterval());
    QTest::mouseClick(message->findChild<QPushButton *>(u"messageAction1"_s), Qt::LeftButton);
    ASSERT_TRUE(waitUntil([&] { return !message->isVisible(); }));
    goToSend();
    EXPECT_TRUE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
}

TEST_F(GuardsTest, aKeyThatWasRefusedIsAskedForInPlaceAndTheRunGoesOn)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    ASSERT_TRUE(chooseReal(connection::CredentialMode::ApiKey));
    connection::Connection acme = fixture.window->sending().connections().last();
    connection::Secrets wrong;
    wrong.apiKey = base::Secret("not-the-key");
    fixture.window->sending().saveConnection(acme, wrong);
    ASSERT_TRUE(send());
    ASSERT_EQ(fixture.window->sending().run()->pauseReason(), send::PauseReason::CredentialsRefused);
    EXPECT_EQ(queued(), 0);
    const auto enter = [&](bool save) {
        auto *message = fixture.child<QWidget>(u"inlineMessage"_s);
        QPushButton *action = nullptr;
        for (QPushButton *button : fixture.window->findChildren<QPushButton *>(u"messageAction1"_s)) {
            if (button->text().startsWith(u"Enter the key"_s))
                action = button;
        }
        ASSERT_NE(action, nullptr) << message->isVisible();
        action->click();
        auto *dialog = fixture.window->findChild<QDialog *>();
        ASSERT_NE(dialog, nullptr);
        if (!save) {
            dialog->reject();
            return;
        }
        dialog->findChild<QLineEdit *>(u"connectionKey"_s)->setText(fixture.practice->workspaces().first().apiKey);
        dialog->findChild<QPushButton *>(u"saveConnection"_s)->click();
    };
    enter(false);
    QTest::qWait(1); // the dialog goes
    EXPECT_FALSE(fixture.window->sending().isBusy());
    enter(true);
    EXPECT_TRUE(waitUntil([&] { return queued() == 5; }));
}

} // namespace callsheet::ui
