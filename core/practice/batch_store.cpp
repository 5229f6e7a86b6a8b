#include "core/practice/batch_store.h"

#include "core/practice/batch_details.h"
#include "core/send/wire.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <iterator>

namespace callsheet::practice {

namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t playedKept = 1000;

QByteArray digitsOf(const QByteArray &phone)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (std::all_of(phone.begin(), phone.end(), isDigit))
        return phone; // the usual case, shared and not copied
    QByteArray digits;
    std::copy_if(phone.begin(), phone.end(), std::back_inserter(digits), isDigit);
    return digits.isEmpty() ? phone : digits; // a text without digits stands for itself
}

// The batch's time zone for a record that names none.
QByteArray withTimezone(const CallRecord &record, const QString &ofBatch)
{
    const QByteArray timezone = record.timezone.isEmpty() ? ofBatch.toUtf8() : record.timezone;
    if (timezone.isEmpty() || record.namesTimezone)
        return record.json;
    return record.json.chopped(1) + ",\"timezone\":" + jsonQuoted(QString::fromUtf8(timezone)) + '}';
}

QDateTime timeAt(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, QTimeZone::utc());
}

base::Error full(const QString &message)
{
    return {base::ErrorKind::Limit, message, {}};
}

} // namespace

QString callId(std::uint64_t number)
{
    return u"64e5f123ca11"_s + QString::number(number, 16).rightJustified(12, u'0');
}

QString phoneLogUuid(std::uint64_t callNumber, std::size_t log)
{
    return QString::number(log, 16).rightJustified(8, u'0') + u"-ca11-4000-8000-"_s
        + QString::number(callNumber, 16).rightJustified(12, u'0');
}

BatchStore::BatchStore(const StoreLimits &limits)
    : m_limits(limits)
    , m_workspaces(fixedWorkspaces())
{
    for (int workspace = 0; workspace < m_workspaces.size(); ++workspace) {
        for (const QString &id : std::as_const(m_workspaces[workspace].batches))
            ensureBatch(id, u"Practice batch"_s, workspace);
    }
}

QList<Workspace> BatchStore::workspaces() const
{
    const std::shared_lock lock(m_mutex);
    return m_workspaces;
}

std::optional<int> BatchStore::workspaceOfApiKey(const QByteArray &key) const
{
    const QList<Workspace> all = workspaces();
    for (int i = 0; i < all.size(); ++i) {
        if (!key.isEmpty() && all[i].apiKey.toUtf8() == key)
            return i;
    }
    return std::nullopt;
}

std::optional<int> BatchStore::workspaceOfBearer(const QByteArray &token) const
{
    const QList<Workspace> all = workspaces();
    for (int i = 0; i < all.size(); ++i) {
        if (!token.isEmpty() && all[i].bearer.toUtf8() == token)
            return i;
    }
    return std::nullopt;
}

std::optional<int> BatchStore::workspaceOfUser(const QString &userId) const
{
    const QList<Workspace> all = workspaces();
    for (int i = 0; i < all.size(); ++i) {
        if (all[i].userId == userId)
            return i;
    }
    return std::nullopt;
}

void BatchStore::setAgentVariables(const QList<AgentVariable> &variables)
{
    const std::unique_lock lock(m_mutex);
    for (Workspace &workspace : m_workspaces) {
        for (Agent &agent : workspace.agents)
            agent.variables = variables;
    }
}

bool BatchStore::ownsNumber(int workspace, const QString &callingNumber) const
{
    return workspaces().value(workspace).callingNumbers.contains(callingNumber);
}

QString BatchStore::nextId(const char *kind)
{
    return QString::fromLatin1(kind) + QString::number(++m_lastId, 16).rightJustified(12, u'0');
}

Batch &BatchStore::insertBatch(const QString &id, const BatchSettings &settings, qint64 now)
{
    Batch &batch = m_batches[id];
    batch.settings = settings;
    batch.summary.id = id;
    batch.summary.name = settings.name;
    batch.summary.workspace = settings.workspace;
    batch.summary.createdAt = batch.summary.updatedAt = timeAt(now);
    return batch;
}

base::Result<QString> BatchStore::createBatch(const BatchSettings &settings, qint64 now)
{
    const std::unique_lock lock(m_mutex);
    if (static_cast<int>(m_batches.size()) >= m_limits.batches) {
        return full(QCoreApplication::translate("practice",
            "The practice service holds %n batches, and no more fit in. Start it anew to empty it.", nullptr,
            m_limits.batches));
    }
    const QString id = nextId("64e5f123ba7c");
    insertBatch(id, settings, now);
    return id;
}

bool BatchStore::ensureBatch(const QString &id, const QString &name, int workspace)
{
    const std::unique_lock lock(m_mutex);
    const auto known = m_batches.find(id);
    if (known != m_batches.end())
        return known->second.settings.workspace == workspace;
    BatchSettings settings;
    settings.name = name;
    settings.workspace = workspace;
    settings.callingNumbers = m_workspaces.value(workspace).callingNumbers;
    insertBatch(id, settings, QDateTime::currentMSecsSinceEpoch());
    return true;
}

BatchSummary BatchStore::summaryOf(const Batch &batch) const
{
    BatchSummary summary = batch.summary;
    summary.calls = static_cast<int>(batch.calls.size());
    summary.waiting = static_cast<int>(batch.waiting.size());
    return summary;
}

std::optional<BatchInfo> BatchStore::batch(const QString &id) const
{
    std::optional<BatchInfo> info;
    read(id, [this, &info](const Batch &batch) { info = BatchInfo{batch.settings, summaryOf(batch)}; });
    return info;
}

std::optional<Agent> BatchStore::agentOf(const QString &batchId) const
{
    std::optional<Agent> agent;
    read(batchId, [this, &agent](const Batch &batch) {
        const Workspace &workspace = m_workspaces[batch.settings.workspace];
        for (const QString &number : batch.settings.callingNumbers) {
            const auto isBound = [id = workspace.agentOfNumber.value(number)](const Agent &a) { return a.id == id; };
            const auto found = std::find_if(workspace.agents.begin(), workspace.agents.end(), isBound);
            if (!agent && found != workspace.agents.end())
                agent = *found;
        }
    });
    return agent;
}

QList<BatchSummary> BatchStore::batches() const
{
    const std::shared_lock lock(m_mutex);
    QList<BatchSummary> list;
    for (const auto &[id, batch] : m_batches)
        list += summaryOf(batch);
    std::stable_sort(list.begin(), list.end(),
        [](const BatchSummary &a, const BatchSummary &b) { return a.createdAt < b.createdAt; });
    return list;
}

QList<BatchSummary> BatchStore::batches(int workspace) const
{
    QList<BatchSummary> list = batches();
    list.removeIf([workspace](const BatchSummary &batch) { return batch.workspace != workspace; });
    return list;
}

base::Result<Insertion> BatchStore::addCalls(const QString &batchId, const std::vector<CallRecord> &records, qint64 now)
{
    const std::unique_lock lock(m_mutex);
    Batch &batch = m_batches.at(batchId);
    if (batch.calls.size() + records.size() > static_cast<std::size_t>(m_limits.calls)) {
        return full(QCoreApplication::translate("practice",
            "The practice service is full: it holds %n calls at most. Start it anew to empty it.", nullptr,
            m_limits.calls));
    }
    Insertion insertion;
    for (std::size_t first = 0; first < records.size(); first += chunkRecords) {
        const std::size_t end = std::min<std::size_t>(first + chunkRecords, records.size());
        ++insertion.chunks;
        const auto chunkBegin = records.begin() + static_cast<std::ptrdiff_t>(first);
        const auto chunkEnd = records.begin() + static_cast<std::ptrdiff_t>(end);
        const auto bad = std::find_if(chunkBegin, chunkEnd, [](const CallRecord &r) { return !r.problem.isEmpty(); });
        if (bad != chunkEnd) {
            const auto position = bad - records.begin() + 1;
            insertion.failedChunks += {insertion.chunks, u"record %1: %2"_s.arg(position).arg(bad->problem)};
            continue;
        }
        for (auto record = chunkBegin; record != chunkEnd; ++record)
            addOne(batch, *record, now, insertion);
    }
    insertion.callIds.removeDuplicates(); // one phone number twice in a request is one call
    if (insertion.changedAnything()) {
        batch.summary.status = BatchStatus::Active;
        batch.summary.updatedAt = timeAt(now);
    }
    return insertion;
}

void BatchStore::addOne(Batch &batch, const CallRecord &record, qint64 now, Insertion &insertion)
{
    const QByteArray digits = digitsOf(record.phoneNumber);
    auto known = batch.callOfPhone.constFind(digits);
    if (known == batch.callOfPhone.constEnd()) {
        known = batch.callOfPhone.insert(digits, batch.calls.size());
        StoredCall fresh;
        fresh.number = ++m_lastId;
        fresh.createdAt = now;
        batch.calls.push_back(std::move(fresh));
    }
    StoredCall &call = batch.calls[*known];
    call.phoneNumber = record.phoneNumber;
    call.json = withTimezone(record, batch.settings.timezone);
    ++call.timesQueued;
    insertion.callIds += callId(call.number);
    if (call.isPending()) // updated where it waits
        return;
    if (!call.logs.empty() && call.logs.back().status == CallStatus::Completed)
        --batch.summary.completed;
    call.logs.push_back({now, 0, CallStatus::Pending});
    batch.waiting.push_back(*known);
    ++insertion.added;
}

base::Result<void> BatchStore::startCalling(const QString &batchId, qint64 now)
{
    const std::unique_lock lock(m_mutex);
    Batch &batch = m_batches.at(batchId);
    batch.summary.status = batch.waiting.empty() && !batch.calls.empty() ? BatchStatus::Completed : BatchStatus::Active;
    batch.summary.updatedAt = timeAt(now);
    return {};
}

base::Result<void> BatchStore::stopCalling(const QString &batchId, qint64 now)
{
    const std::unique_lock lock(m_mutex);
    Batch &batch = m_batches.at(batchId);
    batch.summary.status = BatchStatus::Stopped;
    batch.summary.updatedAt = timeAt(now);
    return {};
}

base::Result<BatchStore::DncAnswer> BatchStore::addToDnc(int workspace, const DncRequest &request, qint64 now)
{
    const std::unique_lock lock(m_mutex);
    const auto found = m_batches.find(request.batchId);
    if (found == m_batches.end() || found->second.settings.workspace != workspace)
        return DncAnswer::NoBatch;
    const std::vector<StoredCall> &calls = found->second.calls;
    const bool isKnown = std::any_of(calls.begin(), calls.end(), [&request](const StoredCall &call) {
        for (std::size_t log = 0; log < call.logs.size(); ++log) {
            if (phoneLogUuid(call.number, log) == request.requestUuid)
                return true;
        }
        return false;
    });
    if (!isKnown)
        return DncAnswer::NoCall;
    if (isOnDncList(workspace, request.phoneNumber.toUtf8()))
        return DncAnswer::AlreadyThere;
    QList<DncEntry> &entries = m_dnc[workspace].entries;
    if (entries.size() >= m_limits.dncEntries) {
        return full(QCoreApplication::translate("practice",
            "The practice service is full: its list of numbers that must not be called holds %n entries at most.",
            nullptr, m_limits.dncEntries));
    }
    entries += {nextId("64e5f123d0cc"), request, timeAt(now)};
    return DncAnswer::Added;
}

bool BatchStore::isOnDncList(int workspace, const QByteArray &phoneNumber) const
{
    const auto list = m_dnc.find(workspace);
    return list != m_dnc.end()
        && std::any_of(list->second.entries.begin(), list->second.entries.end(),
            [digits = digitsOf(phoneNumber)](
                const DncEntry &entry) { return digitsOf(entry.request.phoneNumber.toUtf8()) == digits; });
}

QList<DncEntry> BatchStore::dncEntries(int workspace) const
{
    const std::shared_lock lock(m_mutex);
    const auto list = m_dnc.find(workspace);
    return list == m_dnc.end() ? QList<DncEntry>() : list->second.entries;
}

base::Result<BatchStore::DncRemoval> BatchStore::removeFromDnc(int workspace, const QString &entryId)
{
    const std::unique_lock lock(m_mutex);
    for (auto &[owner, list] : m_dnc) {
        const auto hasId = [&entryId](const DncEntry &entry) { return entry.id == entryId; };
        if (std::none_of(list.entries.begin(), list.entries.end(), hasId))
            continue;
        if (owner != workspace)
            return DncRemoval::NotOwned;
        list.entries.removeIf(hasId);
        return DncRemoval::Removed;
    }
    return DncRemoval::NotFound;
}

base::Result<void> BatchStore::setDncEnabled(int workspace, bool enabled)
{
    const std::unique_lock lock(m_mutex);
    m_dnc[workspace].enabled = enabled;
    return {};
}

bool BatchStore::isDncEnabled(int workspace) const
{
    const std::shared_lock lock(m_mutex);
    const auto list = m_dnc.find(workspace);
    return list == m_dnc.end() || list->second.enabled;
}

Batch *BatchStore::nextBatch()
{
    Batch *next = nullptr;
    for (auto &[id, batch] : m_batches) {
        const auto waitsSince = [](const Batch &b) { return b.calls[b.waiting.front()].logs.back().createdAt; };
        if (batch.waiting.empty() || batch.summary.status != BatchStatus::Active)
            continue;
        if (!next || waitsSince(batch) < waitsSince(*next))
            next = &batch;
    }
    return next;
}

void BatchStore::play(Batch &batch, qint64 now)
{
    const std::size_t place = batch.waiting.front();
    batch.waiting.pop_front();
    StoredCall &call = batch.calls[place];
    const int workspace = batch.settings.workspace;
    PhoneLog &log = call.logs.back();
    if (m_dnc[workspace].enabled && isOnDncList(workspace, call.phoneNumber)) {
        log.status = CallStatus::Dnc;
    } else {
        log.status = CallStatus::Completed;
        log.seconds = 20 + static_cast<int>(place % 100); // some length, the same in every run
        ++call.timesDialled;
        ++batch.summary.dialled;
        ++batch.summary.picked;
        ++batch.summary.completed;
        remember(batch, call, now);
    }
    if (batch.waiting.empty())
        batch.summary.status = BatchStatus::Completed;
    batch.summary.updatedAt = timeAt(now);
}

void BatchStore::remember(const Batch &batch, const StoredCall &call, qint64 now)
{
    const PhoneLog &log = call.logs.back();
    const QString name = QJsonDocument::fromJson(call.json).object().value("name"_L1).toString();
    m_played.push_back({++m_lastPlayed, batch.summary.id, QString::fromUtf8(call.phoneNumber), name, log.status,
        log.seconds, timeAt(now)});
    if (m_played.size() > playedKept)
        m_played.pop_front();
}

int BatchStore::dial(int most, qint64 now)
{
    const std::unique_lock lock(m_mutex);
    int played = 0;
    for (; played < most; ++played) {
        Batch *batch = nextBatch();
        if (!batch)
            break;
        play(*batch, now);
    }
    return played;
}

QList<PlayedCall> BatchStore::playedCalls(qint64 after, int most) const
{
    const std::shared_lock lock(m_mutex);
    QList<PlayedCall> list;
    for (const PlayedCall &call : m_played) {
        if (call.number > after && list.size() < most)
            list += call;
    }
    return list;
}

QList<QueuedCall> BatchStore::queuedCalls(const QString &batchId) const
{
    QList<QueuedCall> calls;
    QList<QByteArray> records;
    read(batchId, [&](const Batch &batch) {
        for (const StoredCall &call : batch.calls) {
            calls += QueuedCall{callId(call.number), QString::fromUtf8(call.phoneNumber), {}, call.timesQueued,
                call.timesDialled, call.logs.back().status, static_cast<int>(call.logs.size())};
            records += call.json;
        }
    });
    // Outside of the lock: a hundred thousand records take their time.
    for (qsizetype i = 0; i < calls.size(); ++i) {
        calls[i].fields = QJsonDocument::fromJson(records[i]).object();
        calls[i].fields.remove(QLatin1StringView(send::wire::phoneNumberKey));
    }
    return calls;
}

int BatchStore::queuedCount(const QString &batchId) const
{
    int count = 0;
    read(batchId, [&count](const Batch &batch) { count = static_cast<int>(batch.calls.size()); });
    return count;
}

} // namespace callsheet::practice
