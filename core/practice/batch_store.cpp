#include "core/practice/batch_store.h"

#include "core/practice/details_search.h"
#include "core/send/wire.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace callsheet::practice {

namespace {

using namespace Qt::StringLiterals;

QDateTime timeAt(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, QTimeZone::utc());
}

// Whether a requestUUID is that of a log of one of these calls.
bool hasPhoneLog(const CallTable &calls, const QString &uuid)
{
    bool isHex = false;
    const std::uint64_t call = uuid.right(12).toULongLong(&isHex, 16);
    const uint log = isHex ? uuid.left(8).toUInt(&isHex, 16) : 0;
    const std::optional<CallTable::Place> place = isHex ? calls.findNumber(call) : std::nullopt;
    return place && log < calls.state(*place).logs && uuid.toLower() == phoneLogUuid(call, log);
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

BatchStore::BatchStore(const DialMix &mix, quint64 seed, const StoreLimits &limits)
    : m_mix(mix)
    , m_seed(seed)
    , m_limits(limits)
    , m_workspaces(fixedWorkspaces())
    , m_detailsSearch(std::make_unique<DetailsSearch>())
{
    for (int workspace = 0; workspace < m_workspaces.size(); ++workspace) {
        for (const QString &id : std::as_const(m_workspaces[workspace].batches))
            ensureBatch(id, u"Practice batch"_s, workspace);
    }
}

BatchStore::~BatchStore() = default;

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
    const std::scoped_lock stepLock(m_steps);
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

Batch BatchStore::freshBatch(const QString &id, const BatchSettings &settings, qint64 now) const
{
    Batch batch;
    batch.key = m_batchOfKey.empty() ? 1 : m_batchOfKey.rbegin()->first + 1;
    batch.settings = settings;
    batch.summary.id = id;
    batch.summary.name = settings.name;
    batch.summary.workspace = settings.workspace;
    batch.summary.createdAt = batch.summary.updatedAt = timeAt(now);
    return batch;
}

base::Result<void> BatchStore::insertBatch(Batch batch)
{
    StoreStep step;
    step.batches = {rowOf(batch)};
    const base::Result<void> written = write(std::move(step));
    if (!written)
        return written;
    const std::unique_lock lock(m_mutex);
    Batch &stored = m_batches[batch.summary.id];
    stored = std::move(batch);
    m_batchOfKey[stored.key] = &stored;
    return {};
}

base::Result<void> BatchStore::write(StoreStep step)
{
    if (!m_file)
        return {};
    step.lastId = m_lastId;
    return m_file->write(step);
}

base::Result<QString> BatchStore::createBatch(const BatchSettings &settings, qint64 now)
{
    const std::scoped_lock step(m_steps);
    if (static_cast<int>(m_batches.size()) >= m_limits.batches) {
        return full(QCoreApplication::translate("practice",
            "The practice service holds %n batches, and no more fit in. Start it anew, without --data or with another "
            "file, to empty it.",
            nullptr, m_limits.batches));
    }
    const QString id = nextId("64e5f123ba7c");
    const base::Result<void> inserted = insertBatch(freshBatch(id, settings, now));
    if (!inserted)
        return inserted.error();
    return id;
}

bool BatchStore::ensureBatch(const QString &id, const QString &name, int workspace)
{
    const std::scoped_lock step(m_steps);
    const auto known = m_batches.find(id);
    if (known != m_batches.end())
        return known->second.settings.workspace == workspace;
    BatchSettings settings;
    settings.name = name;
    settings.workspace = workspace;
    settings.callingNumbers = m_workspaces.value(workspace).callingNumbers;
    return bool(insertBatch(freshBatch(id, settings, QDateTime::currentMSecsSinceEpoch())));
}

std::optional<BatchInfo> BatchStore::batch(const QString &id) const
{
    std::optional<BatchInfo> info;
    read(id, [&info](const Batch &batch) { info = BatchInfo{batch.settings, batch.summary}; });
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
    for (const auto &[key, batch] : m_batchOfKey)
        list += batch->summary;
    return list;
}

QList<BatchSummary> BatchStore::batches(int workspace) const
{
    QList<BatchSummary> list = batches();
    list.removeIf([workspace](const BatchSummary &batch) { return batch.workspace != workspace; });
    return list;
}

base::Result<void> BatchStore::startCalling(const QString &batchId, qint64 now)
{
    const std::scoped_lock step(m_steps);
    const BatchSummary &summary = m_batches.at(batchId).summary;
    return setStatus(
        batchId, summary.waiting == 0 && summary.calls > 0 ? BatchStatus::Completed : BatchStatus::Active, now);
}

base::Result<void> BatchStore::stopCalling(const QString &batchId, qint64 now)
{
    const std::scoped_lock step(m_steps);
    return setStatus(batchId, BatchStatus::Stopped, now);
}

base::Result<void> BatchStore::setStatus(const QString &batchId, BatchStatus status, qint64 now)
{
    Batch &batch = m_batches.at(batchId);
    StoreStep step;
    step.batches = {rowOf(batch)};
    step.batches[0].info.summary.status = status;
    step.batches[0].info.summary.updatedAt = timeAt(now);
    const BatchSummary after = step.batches[0].info.summary;
    const base::Result<void> written = write(std::move(step));
    if (!written)
        return written;
    const std::unique_lock lock(m_mutex);
    batch.summary = after;
    ++batch.revision;
    return {};
}

base::Result<BatchStore::DncAnswer> BatchStore::addToDnc(int workspace, const DncRequest &request, qint64 now)
{
    const std::scoped_lock stepLock(m_steps);
    const auto found = m_batches.find(request.batchId);
    if (found == m_batches.end() || found->second.settings.workspace != workspace)
        return DncAnswer::NoBatch;
    if (!hasPhoneLog(found->second.calls, request.requestUuid))
        return DncAnswer::NoCall;
    const QByteArray digits = digitsOf(request.phoneNumber.toStdString());
    const auto known = m_dnc.find(workspace); // a place is made under m_mutex only
    if (known != m_dnc.end() && known->second.digits.contains(digits))
        return DncAnswer::AlreadyThere;
    if (known != m_dnc.end() && known->second.entries.size() >= m_limits.dncEntries) {
        return full(QCoreApplication::translate("practice",
            "The practice service is full: its list of numbers that must not be called holds %n entries at most.",
            nullptr, m_limits.dncEntries));
    }
    const DncEntry entry{nextId("64e5f123d0cc"), request, timeAt(now)};
    StoreStep step;
    step.dncAdded = {{workspace, entry}};
    const base::Result<void> written = write(std::move(step));
    if (!written)
        return written.error();
    const std::unique_lock lock(m_mutex);
    m_dnc[workspace].entries += entry;
    m_dnc[workspace].digits.insert(digits);
    return DncAnswer::Added;
}

QList<DncEntry> BatchStore::dncEntries(int workspace) const
{
    const std::shared_lock lock(m_mutex);
    const auto list = m_dnc.find(workspace);
    return list == m_dnc.end() ? QList<DncEntry>() : list->second.entries;
}

base::Result<BatchStore::DncRemoval> BatchStore::removeFromDnc(int workspace, const QString &entryId)
{
    const std::scoped_lock stepLock(m_steps);
    const auto hasId = [&entryId](const DncEntry &entry) { return entry.id == entryId; };
    const auto holdsId = [&hasId](const std::pair<const int, DncList> &list) {
        return std::any_of(list.second.entries.begin(), list.second.entries.end(), hasId);
    };
    const auto owner = std::find_if(m_dnc.begin(), m_dnc.end(), holdsId);
    if (owner == m_dnc.end())
        return DncRemoval::NotFound;
    if (owner->first != workspace)
        return DncRemoval::NotOwned;
    StoreStep step;
    step.dncRemoved = entryId;
    const base::Result<void> written = write(std::move(step));
    if (!written)
        return written.error();
    const std::unique_lock lock(m_mutex);
    DncList &list = owner->second;
    const auto entry = std::find_if(list.entries.begin(), list.entries.end(), hasId);
    list.digits.remove(digitsOf(entry->request.phoneNumber.toStdString()));
    list.entries.erase(entry);
    return DncRemoval::Removed;
}

base::Result<void> BatchStore::setDncEnabled(int workspace, bool enabled)
{
    const std::scoped_lock stepLock(m_steps);
    StoreStep step;
    step.dncEnabled = {workspace, enabled};
    const base::Result<void> written = write(std::move(step));
    if (!written)
        return written;
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
        for (CallTable::Place place = 0; place < batch.calls.size(); ++place) {
            const CallState &call = batch.calls.state(place);
            const std::string_view phone = batch.calls.phoneNumber(place);
            const std::string_view json = batch.calls.json(place);
            calls += QueuedCall{callId(call.number),
                QString::fromUtf8(phone.data(), static_cast<qsizetype>(phone.size())), {},
                static_cast<int>(call.timesQueued), static_cast<int>(call.timesDialled), call.log.status,
                static_cast<int>(call.logs)};
            records += QByteArray(json.data(), static_cast<qsizetype>(json.size()));
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
