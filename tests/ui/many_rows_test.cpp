#include "core/base/background.h"
#include "tests/support/printers.h"
#include "tests/ui/checked_people.h"
#include "ui/check/check_page.h"

#include <QSemaphore>
#include <QThreadPool>

#include <numeric>

// Edits of more rows than are checked between two frames: they are made in the background, whole or not at all.
namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

constexpr int rowCount = 2000;

//! Every tenth person's code has lost its 0.
QByteArray people()
{
    QByteArray csv = "Name,Phone,City\n";
    for (int row = 0; row < rowCount; ++row) {
        csv += "Person " + QByteArray::number(row) + ",+1202555" + QByteArray::number(1000 + row) + ','
            + (row % 10 == 0 ? "1234\n" : "01234\n");
    }
    return csv;
}

//! Background work that is begun waits until this is gone.
class BusyBackground {
public:
    BusyBackground()
    {
        for (int i = 0; i < m_threads; ++i)
            m_waiting.append(
                base::inBackground([](const std::shared_ptr<QSemaphore> &gate) { gate->acquire(); }, m_gate));
        waitUntil([this] { return base::backgroundThreads().activeThreadCount() == m_threads; });
    }
    ~BusyBackground() { m_gate->release(m_threads); }

private:
    int m_threads = base::backgroundThreads().maxThreadCount();
    std::shared_ptr<QSemaphore> m_gate = std::make_shared<QSemaphore>();
    QList<QFuture<void>> m_waiting;
};

class ManyRows : public test::CheckedPeople {
protected:
    ManyRows()
        : CheckedPeople(people())
    {
    }

    void SetUp() override
    {
        CheckedPeople::SetUp();
        ASSERT_EQ(session().rowsToSend(), rowCount);
        ASSERT_TRUE(waitUntil([&] { return damagedRows() == rowCount / 10; }));
    }
    std::size_t damagedRows() { return session().damage().empty() ? 0 : session().damage().front().rows.size(); }
    static std::vector<sheet::RowIndex> allRows()
    {
        std::vector<sheet::RowIndex> rows(rowCount);
        std::iota(rows.begin(), rows.end(), sheet::RowIndex(0));
        return rows;
    }
    bool awaitEdit()
    {
        return waitUntil([&] { return !session().isEditing(); });
    }
};

} // namespace

TEST_F(ManyRows, areSkippedWithoutWaitingAndTakenBackAsOne)
{
    view->selectAll();
    {
        const BusyBackground busy;
        fixture.click(u"skipRows"_s);
        EXPECT_TRUE(session().isEditing());
        EXPECT_EQ(session().rowsToSend(), rowCount) << "nothing of it is to be seen yet";
    }
    ASSERT_TRUE(awaitEdit());
    EXPECT_EQ(session().rowsToSend(), 0);
    EXPECT_EQ(session().edits().undoName(), u"Skip 2,000 Rows"_s);
    action(u"actionUndo"_s)->trigger();
    ASSERT_TRUE(awaitEdit());
    EXPECT_EQ(session().rowsToSend(), rowCount);
    EXPECT_FALSE(session().edits().canUndo());
}

TEST_F(ManyRows, stayAsTheyWereWhenThePersonStops)
{
    {
        const BusyBackground busy;
        session().setSkipped(allRows(), true);
        session().stopChecking();
    }
    ASSERT_TRUE(awaitEdit());
    EXPECT_EQ(session().rowsToSend(), rowCount);
    EXPECT_FALSE(session().edits().canUndo());
}

TEST_F(ManyRows, areNotMarkedOnAReportThatIsGone)
{
    {
        const BusyBackground busy;
        session().setSkipped(allRows(), true);
        session().assign(2, {}); // another mapping
        ASSERT_EQ(session().report(), nullptr);
    }
    ASSERT_TRUE(awaitEdit());
    EXPECT_TRUE(session().edits().current().isEmpty());
    EXPECT_EQ(session().report(), nullptr);
}

TEST_F(ManyRows, thatAMarkMakesNoDifferenceToAreNoStepToTakeBack)
{
    session().setMark(allRows(), check::RowMark::SendAnyway, true); // none has a warning
    ASSERT_TRUE(awaitEdit());
    EXPECT_FALSE(session().edits().canUndo());
}

TEST_F(ManyRows, areLookedThroughForDamageAgainAfterARepairWasTried)
{
    bool isTried = false;
    {
        const BusyBackground busy;
        session().editValue(0, 2, u"01234"_s);
        // It stops the look at the rows as they are now.
        const check::RepairStep step{{check::RepairKind::Replace, u"Person"_s, u"Dear"_s, 0}, u"name"_s, {}};
        session().tryRepair(step, {}, [&isTried](const check::RepairEffect &) { isTried = true; });
    }
    ASSERT_TRUE(waitUntil([&] { return isTried; }));
    EXPECT_TRUE(waitUntil([&] { return damagedRows() == rowCount / 10 - 1; }));
}

} // namespace callsheet::ui
