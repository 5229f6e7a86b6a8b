#pragma once

#include "core/send/in_batch.h"
#include "core/send/queued_before.h"
#include "ui/services.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <memory>
#include <optional>
#include <stop_token>

namespace callsheet::ui {

class Session;

//! What stands between a person and calling somebody twice.
enum class Guard {
    QueuedBefore, // by an earlier run of this computer, in the last days
    InBatch, // put into the batch from elsewhere
};

//! One of them, as it has something to ask: who is concerned, and whether they are left out.
struct GuardQuestion {
    QString text;
    int people = 0;
    bool leaveOut = true;

    bool operator==(const GuardQuestion &) const = default;
};

//! Finds out before a run who may have been called already, and remembers what the person says to it. Everything is
//! asked in the background and again whenever it may have changed. Practice counts for practice only, and there the
//! answer is to practise again unless the person says otherwise: nobody is called.
class Guards final : public QObject {
    Q_OBJECT
public:
    Guards(const Services &services, Session &session, QObject *parent = nullptr);
    ~Guards() override;

    //! Where the people would go; its batch is the one of this run.
    void setTarget(const connection::Connection &target);
    //! The Send page is open: the batch is looked at, too, and everything is kept up to date.
    void setWatching(bool watching);
    //! A run has ended: whatever was known is old.
    void forget();
    //! Goes on without what the batch holds, of which nothing is known then.
    void skipBatch();

    //! Everything is known that can be, of the rows as the person has them; until then nobody is called.
    bool isReady() const;
    QString waitingFor() const; // a sentence while it is not
    bool isReadingBatch() const { return m_readingBatch; }
    const std::optional<GuardQuestion> &question(Guard guard) const { return m_questions[indexOf(guard)]; }
    void answer(Guard guard, bool leaveOut);
    //! Why something could not be found out. It holds nobody up.
    QString problem() const;

    qint64 people() const { return m_people; } // who would be called as things stand
    std::uint32_t firstRow() const { return m_firstRow; } // of the sheet
    std::uint32_t lastRow() const { return m_lastRow; }
    qint64 leftOut(Guard guard) const;
    void fill(send::RunInput &input) const;

    //! Why the journal may not be believed, so that nothing is sent; empty: it may.
    const QString &lock() const { return m_lock; }
    //! The person has looked the runs up at the service.
    void confirmJournal();

Q_SIGNALS:
    void changed();
    void lockChanged();
    void journalConfirmed();
    void failed(const callsheet::base::Error &error);

private:
    static std::size_t indexOf(Guard guard) { return static_cast<std::size_t>(guard); }
    send::RunInput input() const;
    bool canReadBatch() const;
    bool isJournalKnown() const;
    bool isBatchKnown() const;
    bool isEverythingKnown() const;
    void look();
    void askJournal();
    void takeQueued(const base::Result<send::QueuedBeforeRows> &found);
    void readBatch();
    void read(const connection::Secrets &secrets, int reading);
    void takeBatch(const base::Result<send::BatchPeople> &read);
    void compareWithBatch();
    const std::vector<sheet::RowIndex> &rowsInQuestion();
    void update();
    void ask(Guard guard, const std::vector<sheet::RowIndex> &rows, const QString &text);
    void readLock();

    Services m_services;
    Session &m_session;
    connection::Connection m_target;
    bool m_watching = false;
    QTimer m_soon; // a batch id is typed letter by letter

    std::optional<send::QueuedBeforeRows> m_queued;
    QString m_queuedProblem;
    int m_queuedVersion = -1; // of the session's rows, for which that is known
    int m_asking = 0;
    std::stop_source m_stopAsking;

    std::shared_ptr<const send::BatchPeople> m_batch;
    std::vector<sheet::RowIndex> m_inBatch; // compared with it
    int m_inBatchVersion = -1;
    bool m_comparing = false;
    QString m_batchProblem;
    bool m_batchSkipped = false;
    bool m_readingBatch = false;
    int m_reading = 0;
    std::stop_source m_stopReading;

    std::vector<sheet::RowIndex> m_all; // who would be called if nobody were known
    int m_allVersion = -1;
    std::array<std::vector<sheet::RowIndex>, 2> m_rows; // by guard
    std::array<std::optional<GuardQuestion>, 2> m_questions;
    qint64 m_people = 0;
    std::uint32_t m_firstRow = 0;
    std::uint32_t m_lastRow = 0;

    QString m_lock;
};

} // namespace callsheet::ui
