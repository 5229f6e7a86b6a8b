#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/practice/practice_window.h"
#include "ui/practice/practice_badge.h"
#include "ui/runs/runs_model.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTest>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

//! Whether phones ring is said on every page, and never in the same words.
class PracticeMarking : public test::PracticeWindow {
protected:
    //! What the window says wherever it is: title, badge, status bar.
    QStringList said()
    {
        auto *badge = fixture.child<PracticeBadge>(u"practiceBadge"_s);
        return {fixture.window->windowTitle(), badge->isVisible() ? badge->text() : QString(),
            fixture.text(u"statusPhones"_s)};
    }
};

constexpr Step pages[] = {Step::File, Step::Match, Step::Check, Step::Send};

} // namespace

TEST_F(PracticeMarking, everyPageSaysThatNobodyIsCalled)
{
    fixture.open();
    EXPECT_TRUE(fixture.text(u"practiceSentence"_s).contains(u"calls nobody"_s)) << "start";
    fixture.close();
    ASSERT_TRUE(prepare(3));
    for (const Step page : pages) {
        fixture.window->goTo(page);
        for (const QString &words : said())
            EXPECT_TRUE(words.contains(u"nobody is called"_s)) << static_cast<int>(page) << words.toStdString();
    }
    EXPECT_TRUE(fixture.text(u"people"_s).contains(u"in practice only"_s));
    EXPECT_TRUE(fixture.text(u"whereTo"_s).contains(u"nobody is called"_s));
    ASSERT_TRUE(send());
    EXPECT_TRUE(fixture.prompts.lastConfirmation.detail.contains(u"nobody is called"_s));
    EXPECT_TRUE(fixture.prompts.lastConfirmation.accept.contains(u"practising"_s));
    for (const QString &words : said())
        EXPECT_TRUE(words.contains(u"nobody is called"_s)) << "runs: " << words.toStdString();
    EXPECT_TRUE(fixture.text(u"runFacts"_s).contains(u"nobody is called"_s));
    EXPECT_TRUE(fixture.text(u"inlineMessageText"_s).contains(u"Nobody was called"_s));
    const QModelIndex run = fixture.child<QListView>(u"runList"_s)->model()->index(0, 0);
    EXPECT_TRUE(run.data(RunsModel::secondLineRole).toString().startsWith(u"Practice"_s));
}

TEST_F(PracticeMarking, aRealConnectionIsCalledRealOnEveryPage)
{
    ASSERT_TRUE(prepare(3));
    ASSERT_TRUE(chooseRealConnection());
    for (const Step page : pages) {
        fixture.window->goTo(page);
        for (const QString &words : said()) {
            EXPECT_TRUE(words.contains(u"Acme"_s)) << static_cast<int>(page) << words.toStdString();
            EXPECT_FALSE(words.contains(u"ractice"_s)) << static_cast<int>(page) << words.toStdString();
        }
    }
    EXPECT_TRUE(fixture.text(u"whereTo"_s).contains(u"phones ring"_s));
    fixture.prompts.confirmAnswer = false;
    fixture.click(u"primary"_s);
    ASSERT_TRUE(waitUntil([&] { return fixture.prompts.titles.contains(u"Start calling"_s); })); // after the look
    EXPECT_TRUE(fixture.prompts.lastConfirmation.detail.contains(u"Phones start to ring"_s));
    EXPECT_FALSE(fixture.prompts.lastConfirmation.detail.contains(u"ractice"_s));
}

TEST_F(PracticeMarking, aPracticeRunStaysPracticeWhenARealConnectionIsChosen)
{
    ASSERT_TRUE(prepare(3));
    ASSERT_TRUE(send());
    ASSERT_TRUE(chooseRealConnection());
    fixture.window->goTo(Step::Send);
    EXPECT_TRUE(fixture.child<PracticeBadge>(u"practiceBadge"_s)->text().contains(u"Acme"_s));
    fixture.window->goTo(Step::Runs);
    for (const QString &words : said())
        EXPECT_TRUE(words.contains(u"nobody is called"_s)) << words.toStdString();
}

} // namespace callsheet::ui
