#include "core/base/background.h"
#include "tests/support/await.h"
#include "tests/ui/loop_watch.h"
#include "tests/ui/window_fixture.h"
#include "ui/check/check_page.h"
#include "ui/session/session.h"

#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

// What a person waits for on the Check page at a million rows. Nothing here asserts on seconds: figures are printed,
// and noted as properties of the tests, which tests/bench/check holds against the bars.
namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

constexpr int rowCount = 1'000'000;
constexpr auto limit = std::chrono::seconds(200);

//! Ten columns: of every ten people one has no name (an error), one an order whose digits are lost (a warning), one a
//! note of its own; every fiftieth has the number of the one before.
QByteArray contacts()
{
    QByteArray csv = "phone,name,account,city,amount,order,email,note,date,priority\n";
    csv.reserve(110'000'000);
    for (int row = 0; row < rowCount; ++row) {
        const QByteArray number = QByteArray::number(row);
        csv += "0740" + QByteArray::number(1'000'000 + (row % 50 == 49 ? row - 1 : row)) + ','
            + (row % 10 == 3 ? "" : "Person " + number) + ",ACC-" + number + ",London," + number + ".50,"
            + (row % 10 == 7 ? "9.19E+11" : "ORD" + number) + ",p" + number + "@example.com,"
            + (row % 10 == 5 ? "call back" : "some note") + ",2026-01-02,high\n";
    }
    return csv;
}

match::VariableSet variables()
{
    match::VariableSet set;
    set.name = u"Contacts"_s;
    for (const QString &name : {match::phoneNumberKey, u"name"_s, u"account"_s, u"city"_s, u"amount"_s, u"order"_s,
             u"email"_s, u"note"_s, u"date"_s, u"priority"_s}) {
        match::Variable variable;
        variable.key = name;
        variable.label = name;
        if (name == match::phoneNumberKey)
            variable.type = match::VariableType::Phone;
        variable.required = set.variables.size() < 2;
        set.variables.append(variable);
    }
    return set;
}

//! In milliseconds.
struct Cost {
    double wall = 0;
    double processors = 0; // of all threads of this process
    double gap = 0; // the longest between two turns of the event loop
    double work = 0; // the longest that the window's thread worked in one turn
};

class MillionRows : public ::testing::Test {
protected:
    void SetUp() override
    {
        const QString file = fixture.folder.write(u"million.csv"_s, contacts());
        MainWindow &window = fixture.open();
        page = fixture.child<CheckPage>(u"checkPage"_s);
        view = fixture.child<QTableView>(u"checkedRows"_s);
        check::CheckSettings settings = session().settings();
        settings.defaultCountry = u"GB"_s;
        session().setSettings(settings);
        session().openFile(file);
        ASSERT_TRUE(waitUntil([&] { return session().document().has_value(); }, limit));
        session().setVariables(variables());
        for (int i = 0; i < 10; ++i)
            session().assign(i, {match::Source::Column, i, {}, match::MatchReason::ChosenByYou, true});
        awaitQuiet();
        window.goTo(Step::Check);
    }

    Session &session() { return fixture.window->session(); }
    void check()
    {
        session().check();
        ASSERT_TRUE(waitUntil([&] { return session().report() && !session().isChecking(); }, limit));
    }
    //! Nothing goes on any more that the last action has left to the background; unfinished work is written a second
    //! after it.
    static void awaitQuiet()
    {
        constexpr qint64 quietFor = 1300;
        constexpr double mostUsed = 100;
        QElapsedTimer since;
        since.start();
        double before = test::processMilliseconds();
        ASSERT_TRUE(waitUntil(
            [&] {
                if (since.elapsed() < quietFor)
                    return false;
                const double used = test::processMilliseconds() - before;
                before += used;
                since.start();
                return used < mostUsed && base::backgroundThreads().activeThreadCount() == 0;
            },
            limit));
    }

    void note(const char *what, const char *key, const Cost &cost, double core = 0)
    {
        std::printf("1,000,000 rows, %-34s %6.0f ms, %6.0f ms of processors", what, cost.wall, cost.processors);
        if (core > 0)
            std::printf(" (%.2f times the core alone)", cost.processors / core);
        std::printf("; the window at work for %.0f ms at most, unanswering for %.0f ms\n", cost.work, cost.gap);
        const auto noteFigure = [key](const char *which, double figure) {
            RecordProperty(std::string(key) + which, std::to_string(figure));
        };
        noteFigure("Wall", cost.wall);
        noteFigure("Processors", cost.processors);
        noteFigure("Gap", cost.gap);
        noteFigure("Work", cost.work);
        if (core > 0)
            noteFigure("OverCore", cost.processors / core);
    }

    //! Of an action until `isDone` and the frame that shows it.
    template <typename Act, typename IsDone>
    Cost costOf(Act act, IsDone isDone)
    {
        awaitQuiet();
        test::LoopWatch loop;
        QElapsedTimer since;
        since.start();
        const double before = test::processMilliseconds();
        loop.start();
        act();
        EXPECT_TRUE(waitUntil(isDone, limit));
        view->viewport()->grab();
        return {double(since.elapsed()), test::processMilliseconds() - before, double(loop.longestGap()),
            loop.longestWork()};
    }
    template <typename Act>
    Cost costOfEdit(Act act)
    {
        return costOf(act, [this] { return !session().isEditing(); });
    }
    Cost costOfUndo()
    {
        return costOfEdit([this] { session().undo(); });
    }
    //! Tried and done, as from the dialog.
    Cost costOfRepair(const check::RepairStep &step, std::size_t rows)
    {
        bool done = false;
        return costOf(
            [&] {
                session().tryRepair(step, {}, [&, step, rows](const TriedRepair &tried) {
                    EXPECT_EQ(tried.effect.plan.rows.size(), rows);
                    session().repair(step, tried);
                    done = true;
                });
            },
            [&] { return done && !session().isEditing(); });
    }
    //! Of the processors, for what the window cannot do without.
    template <typename Act>
    static double coreCost(Act act)
    {
        awaitQuiet();
        const double before = test::processMilliseconds();
        act();
        return test::processMilliseconds() - before;
    }
    double coreCostOfRepair(const check::RepairStep &step)
    {
        return coreCost([&] {
            const auto effect
                = check::tryRepair(session().checkInput(), session().source(), *session().report(), step, {});
            EXPECT_TRUE(effect);
        });
    }
    //! The middle of some times of `act`, each with the frame that shows what it did, in milliseconds of this thread's
    //! processor.
    template <typename Act>
    double frameAfter(Act act)
    {
        std::vector<double> milliseconds;
        for (int i = 0; i < 9; ++i) {
            const double before = test::threadMilliseconds();
            act(i);
            view->viewport()->grab();
            milliseconds.push_back(test::threadMilliseconds() - before);
        }
        std::nth_element(milliseconds.begin(), milliseconds.begin() + 4, milliseconds.end());
        return milliseconds[4];
    }
    void noteFrame(const char *what, const char *key, double milliseconds)
    {
        std::printf("1,000,000 rows, %-34s %6.1f ms of the window's thread with its frame\n", what, milliseconds);
        RecordProperty(key, std::to_string(milliseconds));
    }

    test::WindowFixture fixture;
    CheckPage *page = nullptr;
    QTableView *view = nullptr;
};

TEST_F(MillionRows, showTheFirstResultsAtOnceAndKeepThePlace)
{
    QElapsedTimer since;
    qint64 first = -1;
    bool wasReady = false;
    QObject::connect(&session(), &Session::firstRowsChecked, &session(), [&] {
        wasReady = view->model()->index(0, 0).data().toString() == u"Ready"_s;
        view->viewport()->grab();
        first = since.elapsed();
    });
    bool hasPlace = false;
    const Cost cost = costOf(
        [&] {
            since.start();
            session().check();
        },
        [&] {
            if (first >= 0 && !hasPlace && !session().report()) {
                EXPECT_FALSE(view->model()->flags(view->model()->index(0, 2)) & Qt::ItemIsEditable)
                    << "looked at, not edited";
                view->setCurrentIndex(view->model()->index(1500, 0));
                hasPlace = true;
            }
            return session().report() && !session().isChecking();
        });
    EXPECT_TRUE(wasReady);
    ASSERT_TRUE(hasPlace) << "the rows in view come before the whole report";
    EXPECT_EQ(view->currentIndex().row(), 1500) << "whoever looks at a row keeps it in view";
    EXPECT_EQ(view->model()->rowCount(), rowCount);
    const double core = coreCost([&] { EXPECT_TRUE(check::checkRows(session().checkInput(), nullptr, {})); });
    note("check", "check", cost, core);
    std::printf("1,000,000 rows, first results in view after %lld ms\n", static_cast<long long>(first));
    RecordProperty("firstResults", std::to_string(first));

    check::CheckSettings abroad = session().settings();
    abroad.defaultCountry = u"FR"_s;
    const Cost again = costOf(
        [&] {
            first = -1;
            session().setSettings(abroad);
            since.start();
            session().check();
        },
        [&] { return session().report() && !session().isChecking(); });
    EXPECT_GT(session().report()->counts.errors, 900'000U);
    note("check for another country", "country", again,
        coreCost([&] { EXPECT_TRUE(check::checkRows(session().checkInput(), nullptr, {})); }));
    std::printf("1,000,000 rows, first results for it after %lld ms\n", static_cast<long long>(first));
    RecordProperty("firstResultsOfCountry", std::to_string(first));
}

TEST_F(MillionRows, areNotCheckedAnyFurtherWhenThePersonStops)
{
    session().check();
    ASSERT_TRUE(waitUntil([&] { return session().firstRows() != nullptr; }, limit));
    session().stopChecking();
    ASSERT_TRUE(waitUntil([&] { return !session().isChecking(); }, limit));
    EXPECT_EQ(session().report(), nullptr) << "nothing is sent from a part";
    EXPECT_EQ(session().rowsToSend(), 0);
    EXPECT_TRUE(fixture.child<QPushButton>(u"primary"_s)->isEnabled()) << "it can be started again";
}

TEST_F(MillionRows, areEditedFilteredAndScrolledWithoutWaiting)
{
    ASSERT_NO_FATAL_FAILURE(check());
    const std::uint32_t errors = session().report()->counts.errors;
    noteFrame("edit of a cell", "edit",
        frameAfter([&](int i) { session().editValue(sheet::RowIndex(i * 7900), 0, u"n/a"_s); }));
    EXPECT_EQ(session().report()->counts.errors, errors + 9U);
    noteFrame("filter Errors", "filter",
        frameAfter([&](int i) { page->showGroup(i % 2 == 0 ? RowGroup::Errors : RowGroup::All); }));
    page->showGroup(RowGroup::All);
    view->verticalScrollBar()->setValue(500'000);
    noteFrame("scroll", "scroll", frameAfter([&](int i) { view->verticalScrollBar()->setValue(500'000 + 3 * i); }));
    noteFrame("jump", "jump", frameAfter([&](int i) { view->verticalScrollBar()->setValue(7919 * i); }));
}

TEST_F(MillionRows, areFixedAHundredThousandAtATimeWithoutWaiting)
{
    ASSERT_NO_FATAL_FAILURE(check());
    const check::Report checked = *session().report();
    const check::RepairStep fill{
        {check::RepairKind::FillBlank, {}, u"Customer"_s, 0}, u"name"_s, check::ProblemCode::BlankRequired};
    const double coreOfFix = coreCostOfRepair(fill);
    note("fix of 100,000", "fix", costOfRepair(fill, rowCount / 10), coreOfFix);
    note("undo of it", "undoFix", costOfUndo());
    EXPECT_EQ(*session().report(), checked);

    const check::RepairStep replace{{check::RepairKind::Replace, u"call back"_s, u"later"_s, 0}, u"note"_s, {}};
    const double coreOfReplace = coreCostOfRepair(replace);
    note("replace in 100,000 of them", "replace", costOfRepair(replace, rowCount / 10), coreOfReplace);
    note("undo of it", "undoReplace", costOfUndo());
    EXPECT_EQ(*session().report(), checked);
}

TEST_F(MillionRows, areReplacedAllAtOnceWithoutWaiting)
{
    ASSERT_NO_FATAL_FAILURE(check());
    const check::Report checked = *session().report();
    const check::RepairStep all{{check::RepairKind::Replace, u"London"_s, u"Leeds"_s, 0}, u"city"_s, {}};
    const double core = coreCostOfRepair(all);
    note("replace in all", "replaceAll", costOfRepair(all, rowCount), core);
    EXPECT_EQ(session().report()->counts, checked.counts);
    // Marks beside a million new texts.
    view->selectAll();
    note("skip of everybody behind it", "skipAll", costOfEdit([&] { page->toggleSkipped(); }));
    EXPECT_EQ(session().rowsToSend(), 0);
    note("undo of it", "undoSkipAll", costOfUndo());
    note("undo of the replacing", "undoReplaceAll", costOfUndo());
    EXPECT_EQ(*session().report(), checked);
}

TEST_F(MillionRows, areSkippedAndSentAnywayByTheGroupWithoutWaiting)
{
    ASSERT_NO_FATAL_FAILURE(check());
    const check::Report checked = *session().report();
    note("Warnings and all of them selected", "select",
        costOf(
            [&] {
                page->showGroup(RowGroup::Warnings);
                view->selectAll();
            },
            [] { return true; }));
    ASSERT_EQ(view->model()->rowCount(), static_cast<int>(checked.counts.warnings));
    note("skip of 100,000", "skip", costOfEdit([&] { page->toggleSkipped(); }));
    EXPECT_EQ(session().skipped().size(), checked.counts.warnings);
    note("undo of it", "undoSkip", costOfUndo());
    EXPECT_EQ(*session().report(), checked);
    page->showGroup(RowGroup::Warnings);
    view->selectAll();
    note("send anyway of 100,000", "sendAnyway", costOfEdit([&] { page->toggleSendAnyway(); }));
    EXPECT_EQ(session().report()->counts.warnings, 0U);
    note("undo of it", "undoSendAnyway", costOfUndo());
    EXPECT_EQ(*session().report(), checked);
}

TEST_F(MillionRows, areSearchedWhileAPersonTypes)
{
    ASSERT_NO_FATAL_FAILURE(check());
    page->findAndReplace();
    auto *dialog = fixture.window->findChild<QDialog *>(u"replaceDialog"_s);
    ASSERT_NE(dialog, nullptr);
    auto *find = dialog->findChild<QLineEdit *>(u"findText"_s);
    auto *replace = dialog->findChild<QPushButton *>(u"replaceAll"_s);
    auto *variable = dialog->findChild<QComboBox *>(u"replaceVariable"_s);
    variable->setCurrentIndex(variable->findData(u"city"_s));
    const Cost cost = costOf(
        [&] {
            for (const QChar letter : u"London"_s) {
                find->insert(letter);
                waitUntil([] { return false; }, std::chrono::milliseconds(60)); // a fast typist
            }
        },
        [&] { return replace->isEnabled(); });
    note("typing what is to be replaced", "type", cost);
    bool found = true;
    QObject::connect(page, &CheckPage::searched, page, [&found](bool any) { found = any; });
    note(
        "search for what is nowhere", "search", costOf([&] { page->findNext(u"Atlantis"_s); }, [&] { return !found; }));
}

} // namespace

} // namespace callsheet::ui
