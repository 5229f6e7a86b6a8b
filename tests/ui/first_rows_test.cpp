#include "core/base/background.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/loop_watch.h"
#include "tests/ui/waiting_readers.h"
#include "tests/ui/window_fixture.h"
#include "ui/common/translations.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QThreadPool>

#include <gtest/gtest.h>

#include <cstdio>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

// What the window shows between the choice of a file and its last byte. The readers wait at gates, so that nothing here
// depends on how fast they are or on how much of a file the beginning is.
class FirstRows : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }
    void SetUp() override
    {
        fixture.readers = waiting.readers();
        fixture.open();
        view = fixture.child<QTableView>(u"preview"_s);
    }
    Session &session() { return fixture.window->session(); }
    QString open(const QString &name, const QByteArray &content)
    {
        const QString path = fixture.folder.write(name, content);
        session().openFile(path);
        return path;
    }
    bool waitForBeginning()
    {
        waiting.beginning->open();
        return waitUntil([&] { return session().beginning() != nullptr; });
    }
    bool waitForWhole()
    {
        waiting.whole->open();
        return waitUntil([&] { return !session().isReading(); });
    }

    test::WindowFixture fixture;
    test::WaitingReaders waiting;
    QTableView *view = nullptr;
};

} // namespace

TEST_F(FirstRows, areThereWhileTheRestIsStillRead)
{
    open(u"people.csv"_s, test::peopleCsv(50));
    ASSERT_TRUE(waitForBeginning());
    EXPECT_TRUE(session().isReading());
    EXPECT_GT(view->model()->rowCount(), 0);
    EXPECT_EQ(view->model()->index(0, 0).data(), u"Person 0"_s);
    EXPECT_TRUE(view->isVisible());
    EXPECT_EQ(fixture.text(u"pageSubtitle"_s), u"people.csv"_s);
    EXPECT_TRUE(fixture.text(u"fileFacts"_s).startsWith(u"The first"_s)) << fixture.text(u"fileFacts"_s).toStdString();
    EXPECT_FALSE(session().document().has_value()) << "nothing can be sent from a beginning";
    EXPECT_FALSE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
    auto *stop = view->parentWidget()->findChild<QPushButton *>(u"stopWork"_s);
    ASSERT_TRUE(waitUntil([&] { return stop->isVisible(); })) << "it is said how far the reading is";
    ASSERT_TRUE(waitForWhole());
    EXPECT_EQ(view->model()->rowCount(), 50);
    EXPECT_FALSE(stop->isVisible());
}

TEST_F(FirstRows, areThereOnAComputerWithOneCore)
{
    // Qt Gui paints on threads of the common pool, and waits for them.
    QThreadPool *const pools[] = {&base::backgroundThreads(), QThreadPool::globalInstance()};
    const int threads[] = {pools[0]->maxThreadCount(), pools[1]->maxThreadCount()};
    for (QThreadPool *pool : pools)
        pool->setMaxThreadCount(1);
    open(u"people.csv"_s, test::peopleCsv(50));
    EXPECT_TRUE(waitForBeginning());
    fixture.window->repaint();
    EXPECT_TRUE(waitForWhole());
    pools[0]->setMaxThreadCount(threads[0]);
    pools[1]->setMaxThreadCount(threads[1]);
    EXPECT_EQ(view->model()->rowCount(), 50);
}

TEST_F(FirstRows, areGoneOverToTheWholeWithoutAJump)
{
    open(u"people.csv"_s, test::peopleCsv(150, 20));
    ASSERT_TRUE(waitForBeginning());
    view->setColumnWidth(2, 333);
    view->setCurrentIndex(view->model()->index(40, 0));
    view->verticalScrollBar()->setValue(25);
    view->horizontalScrollBar()->setValue(60);
    const QSignalSpy resets(view->model(), &QAbstractItemModel::modelReset);
    ASSERT_TRUE(waitForWhole());
    EXPECT_TRUE(session().document().has_value());
    EXPECT_EQ(resets.size(), 0);
    EXPECT_EQ(view->currentIndex().row(), 40);
    EXPECT_EQ(view->verticalScrollBar()->value(), 25);
    EXPECT_EQ(view->horizontalScrollBar()->value(), 60);
    EXPECT_EQ(view->columnWidth(2), 333);
}

TEST_F(FirstRows, ofAnotherFileBeginAtItsStart)
{
    open(u"people.csv"_s, test::peopleCsv(150));
    waiting.beginning->open();
    ASSERT_TRUE(waitForWhole());
    view->setCurrentIndex(view->model()->index(100, 0));
    open(u"others.csv"_s, test::peopleCsv(150));
    ASSERT_TRUE(waitUntil([&] { return session().document()->source.path.endsWith(u"others.csv"_s); }));
    EXPECT_EQ(view->currentIndex().row(), 0);
    EXPECT_EQ(view->verticalScrollBar()->value(), 0);
}

TEST_F(FirstRows, comeTooLateForAFileThatIsReadAlready)
{
    open(u"people.csv"_s, test::peopleCsv(50));
    ASSERT_TRUE(waitForWhole());
    waiting.beginning->open();
    waitUntil([] { return false; }, std::chrono::milliseconds(50));
    EXPECT_EQ(session().beginning(), nullptr);
    EXPECT_EQ(session().shown(), &*session().document());
}

TEST_F(FirstRows, thatCannotBeReadSayNothingBeforeTheWholeFileDoes)
{
    open(u"report.xlsx"_s, "%PDF-1.7 nothing of a sheet");
    waiting.beginning->open();
    waitUntil([] { return false; }, std::chrono::milliseconds(100));
    EXPECT_FALSE(fixture.child<QWidget>(u"inlineMessage"_s)->isVisible());
    ASSERT_TRUE(waitForWhole());
    EXPECT_TRUE(fixture.child<QWidget>(u"inlineMessage"_s)->isVisible());
    EXPECT_TRUE(fixture.text(u"inlineMessageText"_s).contains(u"report.xlsx"_s));
}

TEST_F(FirstRows, stoppedLeaveNothingOpenWhereNothingWas)
{
    open(u"people.csv"_s, test::peopleCsv(50));
    ASSERT_TRUE(waitForBeginning());
    session().stopReading();
    ASSERT_TRUE(waitUntil([&] { return !session().isReading(); }));
    EXPECT_EQ(session().shown(), nullptr);
    EXPECT_TRUE(fixture.child<QPushButton>(u"openSpreadsheet"_s)->isVisible());
    EXPECT_EQ(fixture.text(u"inlineMessageText"_s), u"The reading of “people.csv” was stopped. Nothing is open."_s);
}

TEST_F(FirstRows, stoppedLeaveWhatWasOpenBefore)
{
    open(u"people.csv"_s, test::peopleCsv(50));
    waiting.beginning->open();
    ASSERT_TRUE(waitForWhole());
    // New gates: those of the first file are open.
    fixture.window.reset();
    test::WaitingReaders second;
    int reading = 0;
    fixture.readers.whole = [&, whole = second.readers().whole](const QString &path,
                                const sheet::ReadingOptions &options, base::Progress *progress, std::stop_token stop) {
        return ++reading == 1 ? sheet::openSheet(path, options, progress, stop) : whole(path, options, progress, stop);
    };
    fixture.open();
    view = fixture.child<QTableView>(u"preview"_s);
    open(u"people.csv"_s, test::peopleCsv(50));
    ASSERT_TRUE(waitUntil([&] { return session().document().has_value(); }));
    open(u"others.csv"_s, "Who,Where\nAsha,Pune\n");
    ASSERT_TRUE(waitUntil([&] { return session().beginning() != nullptr; }));
    EXPECT_EQ(view->model()->columnCount(), 2);
    session().stopReading();
    ASSERT_TRUE(waitUntil([&] { return !session().isReading(); }));
    EXPECT_EQ(view->model()->rowCount(), 50);
    EXPECT_EQ(view->model()->columnCount(), 3);
    EXPECT_EQ(fixture.text(u"pageSubtitle"_s), u"people.csv"_s);
    EXPECT_EQ(fixture.text(u"inlineMessageText"_s),
        u"The reading of “others.csv” was stopped. “people.csv” is still open."_s);
    EXPECT_TRUE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
}

// A measurement to look at: how long the window takes from the choice of a large file to rows that are painted, and how
// long it answers to nothing when the whole takes over. Once with the real beginning, once with the first rows of a
// copy, which shows the window's own share.
TEST(FirstRowsOfALargeFile, areInTheWindow)
{
    for (const bool isCopy : {false, true}) {
        test::WindowFixture fixture;
        const QByteArray content = test::peopleCsv(1'000'000, 10);
        const QString file = fixture.folder.write(u"big.csv"_s, content);
        const QString head = fixture.folder.write(u"head.csv"_s, content.left(content.indexOf('\n', 16'000) + 1));
        if (isCopy) {
            fixture.readers.beginning
                = [head, file](const QString &, const sheet::ReadingOptions &options, const std::stop_token &stop) {
                      auto beginning = sheet::openBeginning(head, options, stop);
                      if (beginning)
                          beginning->source.path = file;
                      return beginning;
                  };
        }
        MainWindow &window = fixture.open();
        auto *view = fixture.child<QTableView>(u"preview"_s);
        test::LoopWatch watch;
        QElapsedTimer elapsed;
        elapsed.start();
        watch.start();
        window.session().openFile(file);
        window.goTo(Step::File);
        ASSERT_TRUE(waitUntil([&] { return view->isVisible() && view->model()->rowCount() > 0; }));
        view->viewport()->repaint();
        const qint64 painted = elapsed.elapsed();
        const bool wasWhole = window.session().document().has_value();
        ASSERT_TRUE(waitUntil([&] { return window.session().document().has_value(); }, std::chrono::seconds(60)));
        view->viewport()->repaint();
        std::printf("first rows (%s) painted after %lld ms, %s; the whole file read after %lld ms\n",
            isCopy ? "of a copy" : "of the file", static_cast<long long>(painted),
            wasWhole ? "with the whole" : "before the whole", static_cast<long long>(elapsed.elapsed()));
        watch.report("open");
        EXPECT_EQ(view->model()->rowCount(), 1'000'000);
    }
}

} // namespace callsheet::ui
