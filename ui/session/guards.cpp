#include "ui/session/guards.h"

#include "core/base/background.h"
#include "core/base/user_name.h"
#include "core/send/settle_unknown.h"
#include "ui/common/when_done.h"
#include "ui/session/session.h"

#include <QCoroTask>

#include <algorithm>
#include <chrono>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 batchIsOldAfterSeconds = 120;

std::vector<sheet::RowIndex> compare(const std::shared_ptr<const check::Report> &report,
    const std::vector<sheet::RowIndex> &rows, const std::shared_ptr<const send::BatchPeople> &batch)
{
    return send::rowsInBatch(*report, rows, *batch);
}

std::vector<sheet::RowIndex> without(
    const std::vector<sheet::RowIndex> &rows, const std::vector<sheet::RowIndex> &others)
{
    std::vector<sheet::RowIndex> rest;
    std::set_difference(rows.begin(), rows.end(), others.begin(), others.end(), std::back_inserter(rest));
    return rest;
}

} // namespace

Guards::Guards(const Services &services, Session &session, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_session(session)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(500ms);
    connect(&m_soon, &QTimer::timeout, this, &Guards::look);
    // The journal is asked as soon as the rows are checked, so that the Check page shows whom it knows; the edits after
    // that are looked at when somebody wants to send.
    connect(&session, &Session::reportChanged, this, [this] {
        update();
        if (m_session.report())
            askJournal();
    });
    connect(&session, &Session::edited, this, [this] {
        if (m_watching) // to count a million people takes a frame, which whoever edits them would wait for
            look();
    });
    connect(&session, &Session::editingChanged, this, &Guards::changed);
    connect(&session, &Session::documentChanged, this, [this] { m_questions = {}; });
    readLock();
}

Guards::~Guards()
{
    m_stopAsking.request_stop();
    m_stopReading.request_stop();
}

void Guards::setTarget(const connection::Connection &target)
{
    const bool isOtherKind = target.practice != m_target.practice;
    const bool isOtherBatch = isOtherKind || target.name != m_target.name || target.batchId != m_target.batchId
        || target.baseUrl != m_target.baseUrl || target.mode != m_target.mode;
    m_target = target;
    if (isOtherKind)
        m_queuedVersion = -1;
    if (isOtherBatch) {
        m_questions = {};
        m_batch.reset();
        m_batchProblem.clear();
        m_batchSkipped = false;
        m_readingBatch = false;
        ++m_reading;
        m_stopReading.request_stop();
    }
    update();
    if (isOtherKind)
        askJournal();
    if (m_watching)
        m_soon.start();
}

void Guards::setWatching(bool watching)
{
    m_watching = watching;
    m_soon.stop();
    if (!watching)
        return;
    const bool isOld = m_batch && m_batch->at.secsTo(m_services.clock->now()) > batchIsOldAfterSeconds;
    if (isOld || !m_batchProblem.isEmpty()) {
        m_batch.reset();
        m_batchProblem.clear();
    }
    look();
}

void Guards::forget()
{
    m_queuedVersion = -1;
    m_batch.reset();
    m_batchProblem.clear();
    m_batchSkipped = false;
    m_questions = {};
    update();
    askJournal();
    readLock(); // a keychain that was unlocked meanwhile may have told of a newer journal
    if (m_watching)
        look();
}

void Guards::skipBatch()
{
    m_batchSkipped = true;
    m_readingBatch = false;
    ++m_reading;
    m_stopReading.request_stop();
    m_batchProblem = tr("It was not looked up who is in the batch already.");
    update();
}

bool Guards::canReadBatch() const
{
    return !m_target.practice && m_target.mode != connection::CredentialMode::ApiKey && !m_target.batchId.isEmpty();
}

bool Guards::isJournalKnown() const
{
    return m_queuedVersion == m_session.rowsVersion();
}

bool Guards::isBatchKnown() const
{
    const bool isCompared = m_batch && m_inBatchVersion == m_session.rowsVersion();
    return !canReadBatch() || m_batchSkipped || isCompared || !m_batchProblem.isEmpty();
}

bool Guards::isEverythingKnown() const
{
    return m_session.report() && isJournalKnown() && isBatchKnown();
}

bool Guards::isReady() const
{
    return isEverythingKnown() && !m_session.isEditing();
}

QString Guards::waitingFor() const
{
    if (!m_session.report() || isReady())
        return {};
    if (m_session.isEditing())
        return tr("The changed rows are still being checked.");
    return isJournalKnown() ? tr("Looking who is in the batch already…") : tr("Looking who was queued before…");
}

QString Guards::problem() const
{
    return m_queuedProblem.isEmpty() ? m_batchProblem : m_queuedProblem + u' ' + m_batchProblem;
}

send::RunInput Guards::input() const
{
    send::RunInput input;
    input.report = m_session.report();
    input.skipped = m_session.skipped();
    input.connection = m_target;
    return input;
}

void Guards::look()
{
    if (!m_session.report())
        return;
    if (!isJournalKnown())
        askJournal();
    if (m_batch)
        compareWithBatch();
    else if (!isBatchKnown() && !m_readingBatch)
        readBatch();
    update();
}

void Guards::askJournal()
{
    if (!m_session.report() || isJournalKnown())
        return;
    m_stopAsking.request_stop();
    m_stopAsking = {};
    const int asking = ++m_asking;
    const int version = m_session.rowsVersion();
    whenDone(send::findQueuedBefore(*m_services.journal, input(), m_services.clock->now(), m_stopAsking.get_token()),
        this, [this, asking, version](const base::Result<send::QueuedBeforeRows> &found) {
            if (asking != m_asking)
                return;
            if (version != m_session.rowsVersion()) { // edited meanwhile
                askJournal();
                return;
            }
            m_queuedVersion = version;
            takeQueued(found);
        });
}

void Guards::takeQueued(const base::Result<send::QueuedBeforeRows> &found)
{
    m_queued.reset();
    m_queuedProblem.clear();
    if (found) {
        m_queued = *found;
        m_session.setAlreadyQueued(m_target.practice ? check::QueuedNumbers() : found->people);
    } else {
        m_queuedProblem = tr("It could not be looked up who was queued before. %1").arg(found.error().message);
    }
    update();
}

void Guards::readBatch()
{
    m_readingBatch = true;
    const int reading = ++m_reading;
    m_stopReading = {};
    QCoro::connect(
        m_services.secrets->load(m_target), this, [this, reading](const base::Result<connection::Secrets> &secrets) {
            if (reading != m_reading)
                return;
            if (secrets && !secrets->bearer.isEmpty())
                read(*secrets, reading);
            else
                takeBatch(secrets ? base::Error{base::ErrorKind::Credentials,
                              tr("No bearer token is kept for this connection."), {}}
                                  : secrets.error());
        });
}

void Guards::read(const connection::Secrets &secrets, int reading)
{
    const send::LookServices services{m_services.transport, m_services.clock, {}};
    send::LookTarget target = send::lookTargetOf(m_target, secrets);
    target.batchId = m_target.batchId;
    QCoro::connect(send::readPeopleOf(services, target, m_stopReading.get_token()), this,
        [this, reading](const base::Result<send::BatchPeople> &people) {
            if (reading == m_reading)
                takeBatch(people);
        });
}

void Guards::takeBatch(const base::Result<send::BatchPeople> &read)
{
    m_readingBatch = false;
    m_batch.reset();
    m_batchProblem.clear();
    m_inBatchVersion = -1;
    if (read)
        m_batch = std::make_shared<const send::BatchPeople>(*read);
    if (read && !read->whole)
        m_batchProblem
            = tr("Not everybody who is in the batch already could be read: people of your sheet may be among "
                 "them.");
    if (!read)
        m_batchProblem = tr("It could not be looked up who is in the batch already. %1").arg(read.error().message);
    compareWithBatch();
    update();
}

// A comparison of a million people takes longer than the window may wait.
void Guards::compareWithBatch()
{
    if (!m_batch || !m_session.report() || m_inBatchVersion == m_session.rowsVersion() || m_comparing)
        return;
    m_comparing = true;
    const int version = m_session.rowsVersion();
    whenDone(base::inBackground(&compare, m_session.report(), rowsInQuestion(), m_batch), this,
        [this, version, batch = m_batch](const std::vector<sheet::RowIndex> &rows) {
            m_comparing = false;
            if (version == m_session.rowsVersion() && batch == m_batch) {
                m_inBatchVersion = version;
                m_inBatch = rows;
                update();
            } else if (m_watching) {
                compareWithBatch();
            }
        });
}

const std::vector<sheet::RowIndex> &Guards::rowsInQuestion()
{
    if (m_allVersion != m_session.rowsVersion()) {
        m_all = send::rowsInQuestion(input());
        m_allVersion = m_session.rowsVersion();
    }
    return m_all;
}

void Guards::answer(Guard guard, bool leaveOut)
{
    std::optional<GuardQuestion> &question = m_questions[indexOf(guard)];
    if (!question || question->leaveOut == leaveOut)
        return;
    question->leaveOut = leaveOut;
    update();
}

// What a person has said holds as long as nobody is added whom they did not speak of.
void Guards::ask(Guard guard, const std::vector<sheet::RowIndex> &rows, const QString &text)
{
    std::optional<GuardQuestion> &question = m_questions[indexOf(guard)];
    std::vector<sheet::RowIndex> &known = m_rows[indexOf(guard)];
    const bool isAnswered = question && std::includes(known.begin(), known.end(), rows.begin(), rows.end());
    const bool leaveOut = isAnswered ? question->leaveOut : !m_target.practice;
    known = rows;
    if (rows.empty())
        question.reset();
    else
        question = GuardQuestion{text, static_cast<int>(rows.size()), leaveOut};
}

void Guards::update()
{
    m_people = 0;
    m_firstRow = 0;
    m_lastRow = 0;
    if (m_session.report()) {
        if (m_queued && isJournalKnown())
            ask(Guard::QueuedBefore, m_queued->rows,
                m_target.practice ? tr("You have practised with %Ln of these people in the last 30 days.", nullptr,
                    static_cast<int>(m_queued->rows.size()))
                                  : send::describe(*m_queued));
        if (m_batch && isEverythingKnown()) {
            const std::vector<sheet::RowIndex> rows = without(m_inBatch, m_rows[indexOf(Guard::QueuedBefore)]);
            ask(Guard::InBatch, rows, send::describeInBatch(static_cast<qint64>(rows.size()), *m_batch));
        } else if (!m_batch) {
            ask(Guard::InBatch, {}, {});
        }
        std::vector<sheet::RowIndex> rows = rowsInQuestion();
        for (const Guard guard : {Guard::QueuedBefore, Guard::InBatch}) {
            if (leftOut(guard) > 0)
                rows = without(rows, m_rows[indexOf(guard)]);
        }
        m_people = static_cast<qint64>(rows.size());
        if (!rows.empty()) {
            m_firstRow = m_session.document()->table->sheetRow(rows.front());
            m_lastRow = m_session.document()->table->sheetRow(rows.back());
        }
    }
    Q_EMIT changed();
}

qint64 Guards::leftOut(Guard guard) const
{
    const std::optional<GuardQuestion> &asked = question(guard);
    return asked && asked->leaveOut ? static_cast<qint64>(m_rows[indexOf(guard)].size()) : 0;
}

void Guards::fill(send::RunInput &input) const
{
    if (leftOut(Guard::QueuedBefore) > 0)
        input.queuedBefore = m_rows[indexOf(Guard::QueuedBefore)];
    if (leftOut(Guard::InBatch) > 0)
        input.inBatch = m_rows[indexOf(Guard::InBatch)];
}

void Guards::readLock()
{
    whenDone(m_services.journal->sendingLock(), this, [this](const base::Result<QString> &lock) {
        if (!lock || *lock == m_lock)
            return;
        m_lock = *lock;
        Q_EMIT lockChanged();
    });
}

void Guards::confirmJournal()
{
    whenDone(m_services.journal->trust(base::userName(), m_lock), this, [this](const base::Result<void> &trusted) {
        if (!trusted) {
            Q_EMIT failed(trusted.error());
            return;
        }
        readLock();
        Q_EMIT journalConfirmed();
    });
}

} // namespace callsheet::ui
