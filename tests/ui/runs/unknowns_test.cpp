#include "tests/ui/runs/past_runs.h"
#include "ui/common/inline_message.h"
#include "ui/session/sending.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QPushButton>

// What the Runs page says of unknown outcomes, and what it does not say any more once they are settled.
namespace callsheet::ui {

using namespace Qt::StringLiterals;
using runs::OutcomeClass;
using test::errorOf;
using test::PastRuns;
using test::waitUntil;

namespace {

class Unknowns : public PastRuns {
protected:
    const runs::RunDetails &details() { return *fixture.window->history().details(); }
    QString interruption()
    {
        auto *message = fixture.child<InlineMessage>(u"interruption"_s);
        return message->isVisible() ? message->text() : QString();
    }
    QString message()
    {
        auto *message = fixture.child<InlineMessage>(u"inlineMessage"_s);
        return message->isVisible() ? message->text() : QString();
    }
    //! As when Callsheet is closed and started again.
    void restartPractice()
    {
        fixture.practice = std::make_unique<practice::PracticeService>(practice::PracticeOptions{});
        ASSERT_EQ(errorOf(fixture.practice->start()), "");
    }
    //! A run through the real practice service whose request is taken in and never answered, stopped by the person.
    void sendAndStop(int people)
    {
        ASSERT_TRUE(fixture.prepare(fixture.folder.write(u"people.csv"_s, test::peopleCsv(people)),
            fixture.folder.write(u"set.json"_s, R"({"name": "Test", "variables": [
                {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true}]})")));
        practice::Fault fault;
        fault.kind = practice::FaultKind::Hang;
        fixture.practice->setFaults({{fault}});
        fixture.window->goTo(Step::Send);
        fixture.click(u"primary"_s);
        ASSERT_TRUE(waitUntil([&] { return fixture.practice->arrivals().size() == 1; }));
        fixture.window->sending().stop();
        ASSERT_TRUE(waitUntil([&] {
            return !fixture.window->sending().isBusy() && fixture.window->history().details()
                && details().ledger.unknown == people;
        }));
    }
};

} // namespace

TEST_F(Unknowns, ofAnEarlierRehearsalAreNotLookedForInAnEmptyPracticeService)
{
    const runs::RunId run = addRun(u"June"_s, {OutcomeClass::Accepted, OutcomeClass::Unknown}, true);
    restartPractice();
    openWith(run);
    ASSERT_TRUE(waitUntil([&] { return interruption().contains(u"This rehearsal is over"_s); }))
        << interruption().toStdString();
    EXPECT_TRUE(interruption().contains(u"delete the data of this run"_s));
    EXPECT_FALSE(fixture.child<QPushButton>(u"checkWithService"_s)->isEnabled());
    EXPECT_TRUE(fixture.child<QPushButton>(u"theyAreQueued"_s)->isEnabled()) << "a person may say what they count as";

    // Whoever asks all the same is told, and nothing is changed.
    fixture.window->sending().check(details().head, details().chunks.back());
    ASSERT_TRUE(waitUntil([&] { return message().contains(u"This rehearsal is over"_s); }));
    EXPECT_EQ(fixture.window->sending().checkedRun(), 0);
    EXPECT_EQ(details().ledger.unknown, 2);
    EXPECT_TRUE(fixture.journal->lookUps(details().chunks.back().id).result()->empty());
    EXPECT_TRUE(fixture.practice->arrivals().isEmpty());
}

TEST_F(Unknowns, ofTheRehearsalThatGoesOnCanBeLookedFor)
{
    openWith(addRun(u"June"_s, {OutcomeClass::Accepted, OutcomeClass::Unknown}, true));
    ASSERT_TRUE(waitUntil([&] { return !interruption().isEmpty(); }));
    EXPECT_FALSE(interruption().contains(u"over"_s)) << interruption().toStdString();
    EXPECT_TRUE(fixture.child<QPushButton>(u"checkWithService"_s)->isEnabled());
}

TEST_F(Unknowns, areNotSpokenOfAnyMoreWhenALookHasSettledThem)
{
    sendAndStop(5);
    ASSERT_TRUE(waitUntil([&] { return message().contains(u"may or may not be queued"_s); }))
        << message().toStdString();
    EXPECT_TRUE(interruption().contains(u"may or may not be queued"_s)) << interruption().toStdString();
    fixture.click(u"checkWithService"_s);
    ASSERT_TRUE(waitUntil([&] { return details().ledger.queued == 5; }));
    ASSERT_TRUE(waitUntil([&] { return message().contains(u"5 people are in the batch; 0 are not"_s); }))
        << message().toStdString();
    EXPECT_EQ(interruption(), QString());
    EXPECT_FALSE(fixture.child<QLabel>(u"lastActivity"_s)->isVisible())
        << fixture.text(u"lastActivity"_s).toStdString();
}

TEST_F(Unknowns, areNotSpokenOfAnyMoreWhenAPersonHasSettledThem)
{
    sendAndStop(5);
    ASSERT_TRUE(waitUntil([&] { return message().contains(u"may or may not be queued"_s); }));
    fixture.prompts.text = u"seen there"_s;
    fixture.click(u"theyAreQueued"_s);
    ASSERT_TRUE(waitUntil([&] { return details().ledger.queued == 5; }));
    EXPECT_TRUE(waitUntil([&] { return message().isEmpty(); })) << message().toStdString();
    EXPECT_EQ(interruption(), QString());
    EXPECT_FALSE(fixture.child<QLabel>(u"lastActivity"_s)->isVisible());
}

TEST_F(Unknowns, ofOneRunAreNoMatterOfAnother)
{
    const runs::RunId other = addRun(u"June"_s, {OutcomeClass::Accepted, OutcomeClass::Accepted});
    sendAndStop(5);
    ASSERT_TRUE(waitUntil([&] { return !message().isEmpty(); }));
    auto *list = fixture.child<QAbstractItemView>(u"runList"_s);
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        if (list->model()->index(row, 0).data().toString() == u"June"_s)
            list->setCurrentIndex(list->model()->index(row, 0));
    }
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details() && details().head.id == other; }));
    EXPECT_EQ(message(), QString());
    EXPECT_EQ(interruption(), QString());
}

} // namespace callsheet::ui
