#include "tests/core/runs/journal_fixture.h"
#include "tests/support/await.h"
#include "tests/system/program.h"
#include "tests/ui/loop_watch.h"
#include "tests/ui/window_fixture.h"
#include "ui/runs/runs_page.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QEvent>
#include <QTableView>

#include <gtest/gtest.h>

#include <cstdio>

// Runs as long as they get: how soon they are seen, and whether the window answers while one is sent.
namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

constexpr int manyChunks = 1000;

//! Milliseconds until a widget was painted for the first time from now on.
class FirstPaint : public QObject {
public:
    explicit FirstPaint(QWidget &widget)
    {
        m_since.start();
        widget.installEventFilter(this);
    }
    bool isOver() const { return m_after >= 0; }
    qint64 after() const { return m_after; }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_after < 0)
            m_after = m_since.elapsed();
        return false;
    }

private:
    QElapsedTimer m_since;
    qint64 m_after = -1;
};

//! The table of a run's chunks, when it has so many rows.
QTableView *chunkTable(const QWidget &window, int rows)
{
    for (QTableView *table : window.findChild<RunsPage *>()->findChildren<QTableView *>()) {
        if (table->isVisible() && table->model() && table->model()->rowCount() == rows)
            return table;
    }
    return nullptr;
}

//! A run of two people a chunk, which was interrupted before its last one.
runs::RunId addLongRun(runs::Journal &journal)
{
    std::vector<runs::PlannedChunk> chunks;
    for (std::uint32_t row = 2; chunks.size() < manyChunks; row += 2)
        chunks.push_back({{row, row + 1}, R"({"batchId":"64e5f12345abcdef98765432","callData":[{},{}]})"});
    const auto run = journal.plan(runs::headFor(2 * manyChunks), {}, runs::chunksOf(std::move(chunks))).result();
    EXPECT_EQ(test::errorOf(run), "");
    const auto planned = journal.run(*run).result();
    for (std::size_t i = 0; i + 1 < planned->chunks.size(); ++i) {
        const auto attempt = journal.recordIntent(planned->chunks[i].id, false).result();
        EXPECT_EQ(test::errorOf(attempt), "");
        journal.recordWireOpen(*attempt);
        journal.recordResult(*attempt, runs::resultOf(runs::OutcomeClass::Accepted, 2));
    }
    return *run;
}

//! A connection to it as a person adds one, with its key.
connection::Connection connectionTo(const test::Service &service, Sending &sending)
{
    connection::Connection connection;
    connection.name = u"Elsewhere"_s;
    connection.baseUrl = QUrl(service.url());
    connection.batchId = service.batch();
    QFile key(service.keyFile());
    EXPECT_TRUE(key.open(QIODevice::ReadOnly));
    connection::Secrets secrets;
    secrets.apiKey = base::Secret(key.readAll().trimmed());
    sending.saveConnection(connection, secrets);
    return connection;
}

} // namespace

TEST(BigRun, ofAThousandChunksIsSeenAtOnce)
{
    test::WindowFixture fixture;
    const runs::RunId run = addLongRun(*fixture.journal);
    ASSERT_EQ(fixture.journal->run(run).result()->ledger.queued, 2 * (manyChunks - 1));
    test::LoopWatch loop;
    QElapsedTimer sinceStart;
    sinceStart.start();
    MainWindow &window = fixture.open();
    auto *page = window.findChild<RunsPage *>();
    ASSERT_NE(page, nullptr);
    loop.start();
    FirstPaint pagePaint(*page);
    window.goTo(Step::Runs);
    page->showRun(run);
    ASSERT_TRUE(waitUntil([&] { return pagePaint.isOver(); }));
    const qint64 started = sinceStart.elapsed();

    QTableView *table = nullptr;
    ASSERT_TRUE(waitUntil([&] {
        table = chunkTable(window, manyChunks);
        return table != nullptr;
    }));
    const qint64 filled = sinceStart.elapsed();
    FirstPaint tablePaint(*table->viewport());
    table->viewport()->update();
    ASSERT_TRUE(waitUntil([&] { return tablePaint.isOver(); }));
    std::printf(
        "Runs page with %d chunks: painted %lld ms after it was asked for and %lld ms after the window was, its "
        "chunks there after %lld ms and painted in %lld ms\n",
        manyChunks, static_cast<long long>(pagePaint.after()), static_cast<long long>(started),
        static_cast<long long>(filled), static_cast<long long>(tablePaint.after()));
    loop.report("Runs page");
}

TEST(BigRun, sentToAServiceElsewhereNeverBlocksTheWindow)
{
    constexpr int people = 100'000; // 100 chunks
    constexpr auto limit = std::chrono::seconds(200);
    test::WindowFixture fixture;
    const test::Contacts contacts(fixture.folder, people);
    const test::Service service(fixture.folder);
    ASSERT_TRUE(fixture.prepare(contacts.sheet, contacts.variables));
    MainWindow &window = *fixture.window;
    ASSERT_EQ(window.session().rowsToSend(), people);

    send::RunInput input;
    input.connection = connectionTo(service, window.sending());
    input.batchId = service.batch();
    input.name = u"Big"_s;
    input.check = window.session().checkInput();
    input.report = window.session().report();
    input.source = window.session().document()->source;
    input.preparation = window.session().preparation();
    test::LoopWatch loop;
    loop.start();
    window.sending().start(input);
    ASSERT_TRUE(waitUntil([&] { return window.sending().isSending(); }, limit));
    loop.report("planning of 100 chunks");
    window.goTo(Step::Runs);
    ASSERT_TRUE(waitUntil([&] { return !window.sending().isBusy(); }, limit));
    loop.report("sending of 100 chunks to another process");
    ASSERT_TRUE(waitUntil([&] {
        const runs::RunDetails *details = window.history().details();
        return details && details->ledger.queued == people;
    }));
    EXPECT_EQ(service.arrivals().size(), 100);
}

} // namespace callsheet::ui
