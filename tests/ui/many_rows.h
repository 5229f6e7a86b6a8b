#pragma once

#include "core/base/background.h"
#include "tests/ui/checked_people.h"

#include <QSemaphore>
#include <QThreadPool>

#include <memory>
#include <numeric>
#include <thread>

namespace callsheet::test {

//! Background work that is begun waits until this is gone. No event is delivered before it holds: what is done but not
//! answered yet is answered while the rest waits.
class BusyBackground {
public:
    BusyBackground()
    {
        for (int i = 0; i < m_threads; ++i)
            m_waiting.append(
                base::inBackground([](const std::shared_ptr<QSemaphore> &gate) { gate->acquire(); }, m_gate));
        while (base::backgroundThreads().activeThreadCount() < m_threads)
            std::this_thread::yield();
    }
    ~BusyBackground() { m_gate->release(m_threads); }

private:
    int m_threads = base::backgroundThreads().maxThreadCount();
    std::shared_ptr<QSemaphore> m_gate = std::make_shared<QSemaphore>();
    QList<QFuture<void>> m_waiting;
};

//! More rows than are checked between two frames: a change of all of them is made in the background.
class ManyRows : public CheckedPeople {
protected:
    static constexpr int rowCount = 2000;

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
    //! Every tenth person's code has lost its 0.
    static QByteArray people()
    {
        QByteArray csv = "Name,Phone,City\n";
        for (int row = 0; row < rowCount; ++row) {
            csv += "Person " + QByteArray::number(row) + ",+1202555" + QByteArray::number(1000 + row) + ','
                + (row % 10 == 0 ? "1234\n" : "01234\n");
        }
        return csv;
    }
    std::size_t damagedRows() { return session().damage().empty() ? 0 : session().damage().front().rows.size(); }
    static std::vector<sheet::RowIndex> allRows()
    {
        std::vector<sheet::RowIndex> rows(rowCount);
        std::iota(rows.begin(), rows.end(), sheet::RowIndex(0));
        return rows;
    }
    //! A thousand rows from the first on.
    static std::vector<sheet::RowIndex> halfOfTheRows()
    {
        std::vector<sheet::RowIndex> rows = allRows();
        rows.resize(rowCount / 2);
        return rows;
    }
    bool awaitEdit()
    {
        return waitUntil([&] { return !session().isEditing(); });
    }
    //! Background work is done; its answers are still to come.
    static void finishBackground() { base::backgroundThreads().waitForDone(); }
};

} // namespace callsheet::test
