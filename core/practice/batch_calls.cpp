// The steps of BatchStore that change calls: queueing, dialling, and going on with a file.
#include "core/practice/batch_store.h"

#include "core/base/logging.h"
#include "core/practice/country_zone.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <queue>
#include <unordered_set>
#include <utility>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t playedKept = 1000;

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

// Where a call is made: as the record says, or its batch, or the country of its number.
QByteArray zoneNameFor(const QByteArray &ofRecord, const BatchSettings &settings, std::string_view phoneNumber)
{
    if (!ofRecord.isEmpty())
        return ofRecord;
    return settings.timezone.isEmpty() ? zoneOfNumber(phoneNumber) : settings.timezone.toUtf8();
}

// `timezone` is written where the record names none.
CallText textOf(const CallRecord &record, const QByteArray &timezone)
{
    if (timezone.isEmpty() || record.namesTimezone)
        return {record.phoneNumber, record.json};
    return {
        record.phoneNumber, record.json.chopped(1) + ",\"timezone\":" + jsonQuoted(QString::fromUtf8(timezone)) + '}'};
}

QJsonObject fieldsOf(std::string_view json)
{
    return QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), static_cast<qsizetype>(json.size()))).object();
}

// What people look at first; the name of the person has no fixed key.
QString nameIn(const QJsonObject &fields)
{
    for (const auto key : {"name"_L1, "first_name"_L1, "firstName"_L1, "customer_name"_L1, "contact"_L1}) {
        const QString name = fields.value(key).toString();
        if (!name.isEmpty())
            return name;
    }
    return {};
}

} // namespace

//! What a request does to the calls of its batch.
struct BatchStore::Plan {
    std::vector<CallChange> changes;
    QHash<QByteArray, std::size_t> changeOf; // by digits: one phone number twice in a request is one call
    std::size_t newCalls = 0;
};

base::Result<Insertion> BatchStore::addCalls(const QString &batchId, const std::vector<CallRecord> &records, qint64 now)
{
    const std::scoped_lock stepLock(m_steps);
    Batch &batch = m_batches.at(batchId);
    Insertion insertion;
    const std::vector<CallChange> changes = changesFor(batch, records, now, insertion);
    if (!insertion.changedAnything())
        return insertion;
    if (const std::optional<base::Error> refusal = refusalFor(batch, changes))
        return *refusal;
    StoreStep step;
    step.batches = {rowOf(batch)};
    step.batches[0].info.summary.status = BatchStatus::Active;
    step.batches[0].info.summary.updatedAt = QDateTime::fromMSecsSinceEpoch(now, QTimeZone::utc());
    step.calls = {{batch.key, &changes}};
    const BatchSummary after = step.batches[0].info.summary;
    const base::Result<void> written = write(std::move(step));
    if (!written)
        return written.error();
    const std::unique_lock lock(m_mutex);
    batch.summary = after;
    putCalls(batch, changes);
    return insertion;
}

std::vector<CallChange> BatchStore::changesFor(
    Batch &batch, const std::vector<CallRecord> &records, qint64 now, Insertion &insertion)
{
    Waiting &waiting = m_waiting[batch.key];
    waiting.lastCreatedAt = std::max(waiting.lastCreatedAt, now); // in order, though a clock may be set back
    Plan plan;
    plan.changes.reserve(records.size());
    plan.changeOf.reserve(static_cast<qsizetype>(records.size()));
    for (std::size_t first = 0; first < records.size(); first += chunkRecords) {
        const std::size_t end = std::min<std::size_t>(first + chunkRecords, records.size());
        ++insertion.chunks;
        const auto begin = records.begin();
        const auto chunkEnd = begin + static_cast<std::ptrdiff_t>(end);
        const auto bad = std::find_if(begin + static_cast<std::ptrdiff_t>(first), chunkEnd,
            [](const CallRecord &record) { return !record.problem.isEmpty(); });
        if (bad != chunkEnd) {
            insertion.failedChunks += {insertion.chunks, u"record %1: %2"_s.arg(bad - begin + 1).arg(bad->problem)};
            continue;
        }
        for (std::size_t i = first; i < end; ++i)
            queue(batch, records[i], plan, insertion);
    }
    return std::move(plan.changes);
}

void BatchStore::queue(Batch &batch, const CallRecord &record, Plan &plan, Insertion &insertion)
{
    Waiting &waiting = m_waiting[batch.key];
    const std::string_view phone(record.phoneNumber.constData(), static_cast<std::size_t>(record.phoneNumber.size()));
    const QByteArray digits = digitsOf(phone);
    const auto earlier = plan.changeOf.constFind(digits);
    const bool isFirst = earlier == plan.changeOf.constEnd();
    if (isFirst) {
        const std::optional<CallTable::Place> known = batch.calls.findPhone(phone);
        CallState call;
        if (known) {
            call = batch.calls.state(*known);
        } else {
            call.number = ++m_lastId;
            call.createdAt = waiting.lastCreatedAt;
        }
        const auto newPlace = static_cast<CallTable::Place>(batch.calls.size() + plan.newCalls);
        plan.newCalls += known ? 0U : 1U;
        plan.changeOf.insert(digits, plan.changes.size());
        plan.changes.push_back(afterQueueing(known.value_or(newPlace), call, waiting.lastCreatedAt));
        insertion.callIds += callId(call.number);
        insertion.added += call.isPending() ? 0 : 1;
    }
    CallChange &change = isFirst ? plan.changes.back() : plan.changes[*earlier];
    change.after.timesQueued += isFirst ? 0 : 1;
    const QByteArray timezone = zoneNameFor(record.timezone, batch.settings,
        {record.phoneNumber.constData(), static_cast<std::size_t>(record.phoneNumber.size())});
    change.after.zone = waiting.queue.zoneOf(timezone);
    change.text = textOf(record, timezone);
}

std::optional<base::Error> BatchStore::refusalFor(const Batch &batch, const std::vector<CallChange> &changes) const
{
    qint64 calls = m_calls;
    qint64 bytes = m_textBytes;
    for (const CallChange &change : changes) {
        calls += change.place >= batch.calls.size() ? 1 : 0;
        bytes += batch.calls.growth(change.place, *change.text);
    }
    if (calls > m_limits.calls) {
        return base::Error{base::ErrorKind::Limit,
            QCoreApplication::translate("practice",
                "The practice service is full: it holds %n calls at most. Start it anew, without --data or with "
                "another file, to empty it.",
                nullptr, m_limits.calls),
            {}};
    }
    if (bytes > m_limits.recordBytes) {
        return base::Error{base::ErrorKind::Limit,
            QCoreApplication::translate("practice",
                "The practice service is full: its records may take %1 MB at most. Start it anew, without --data or "
                "with another file, to empty it.")
                .arg(m_limits.recordBytes / (1024 * 1024)),
            {}};
    }
    return std::nullopt;
}

void BatchStore::putCalls(Batch &batch, const std::vector<CallChange> &changes)
{
    Waiting &waiting = m_waiting[batch.key];
    const auto isCompleted
        = [](const CallState &call) { return call.logs > 0 && call.log.status == CallStatus::Completed; };
    m_calls -= static_cast<qint64>(batch.calls.size());
    m_textBytes -= batch.calls.textBytes();
    for (const CallChange &change : changes) {
        const CallState before = change.place < batch.calls.size() ? batch.calls.state(change.place) : CallState();
        batch.calls.put(change);
        const CallState &after = change.after;
        batch.summary.waiting += int{after.isPending()} - int{before.isPending()};
        batch.summary.completed += int{isCompleted(after)} - int{isCompleted(before)};
        const bool waitsAnew
            = after.isPending() && (!before.isPending() || after.logs != before.logs || after.zone != before.zone);
        if (waitsAnew)
            waiting.queue.push(change.place, after);
    }
    batch.summary.calls = static_cast<int>(batch.calls.size());
    m_calls += static_cast<qint64>(batch.calls.size());
    m_textBytes += batch.calls.textBytes();
    ++batch.revision;
    if (waiting.queue.size() > batch.calls.size() * 2 + chunkRecords) // of calls that change their time zone for ever
        waiting.queue.refill(batch.calls);
}

//! The calls of one turn of the dialler, apart by their batch.
struct BatchStore::Turn {
    struct Head {
        qint64 since = 0;
        Batch *batch = nullptr;
        bool operator<(const Head &other) const // the longest wait on top
        {
            return since != other.since ? since > other.since : batch->key > other.batch->key;
        }
    };
    std::priority_queue<Head> heads;
    std::map<Batch *, std::vector<CallChange>> changes;
    std::map<Batch *, BatchSummary> summaries;
    std::unordered_set<std::uint64_t> taken; // numbers of calls: one that changed its zone and back stands twice
    std::vector<std::pair<Batch *, std::size_t>> played; // in their order
};

void BatchStore::playNext(Turn &turn, Batch &batch, qint64 now)
{
    const CallTable::Place place = m_waiting[batch.key].queue.take();
    const CallState &call = batch.calls.state(place);
    if (!turn.taken.insert(call.number).second)
        return;
    const auto list = m_dnc.find(batch.settings.workspace);
    const bool mustNot = list != m_dnc.end() && list->second.enabled && !list->second.digits.isEmpty()
        && list->second.digits.contains(digitsOf(batch.calls.phoneNumber(place)));
    std::vector<CallChange> &changes = turn.changes[&batch];
    BatchSummary &summary = turn.summaries.try_emplace(&batch, batch.summary).first->second;
    summary.updatedAt = QDateTime::fromMSecsSinceEpoch(now, QTimeZone::utc());
    if (mustNot) {
        changes.push_back(afterDnc(place, call));
        return;
    }
    const TryOutcome outcome = drawOutcome(m_mix, m_seed, call.number, call.logs);
    turn.played.emplace_back(&batch, changes.size());
    changes.push_back(afterTry(place, call, outcome, batch.settings, now));
    ++summary.dialled;
    summary.picked += outcome.status == CallStatus::Completed ? 1 : 0;
}

int BatchStore::dial(int most, qint64 now)
{
    const std::scoped_lock stepLock(m_steps);
    Turn turn;
    const auto pushHead = [this, &turn, now](Batch &batch) {
        if (const auto since = m_waiting[batch.key].queue.nextSince(batch.calls, batch.settings, now))
            turn.heads.push({*since, &batch});
    };
    for (const auto &[key, batch] : m_batchOfKey) {
        if (batch->summary.status == BatchStatus::Active && batch->summary.waiting > 0)
            pushHead(*batch);
    }
    int played = 0;
    for (; played < most && !turn.heads.empty(); ++played) {
        Batch &batch = *turn.heads.top().batch;
        turn.heads.pop();
        playNext(turn, batch, now);
        pushHead(batch);
    }
    if (turn.changes.empty())
        return 0;

    StoreStep step;
    for (auto &[batch, summary] : turn.summaries) {
        const auto ends = [](const CallChange &change) { return !change.after.isPending(); };
        const std::vector<CallChange> &changes = turn.changes[batch];
        if (std::count_if(changes.begin(), changes.end(), ends) == summary.waiting)
            summary.status = BatchStatus::Completed;
        step.batches.push_back({batch->key, {batch->settings, summary}});
        step.calls.emplace_back(batch->key, &changes);
    }
    const base::Result<void> written = write(std::move(step));
    if (!written) {
        qCWarning(lcPractice) << "the practice dialler cannot write its file:" << written.error().detail;
        for (const auto &[batch, changes] : turn.changes)
            m_waiting[batch->key].queue.refill(batch->calls);
        return 0;
    }
    const std::unique_lock lock(m_mutex);
    for (const auto &[batch, summary] : turn.summaries) {
        batch->summary = summary;
        putCalls(*batch, turn.changes[batch]);
    }
    m_lastPlayed += static_cast<qint64>(turn.played.size() - std::min(turn.played.size(), playedKept));
    const auto newest = turn.played.end() - static_cast<std::ptrdiff_t>(std::min(turn.played.size(), playedKept));
    for (auto call = newest; call != turn.played.end(); ++call)
        remember(*call->first, turn.changes[call->first][call->second], now);
    return played;
}

void BatchStore::remember(const Batch &batch, const CallChange &change, qint64 now)
{
    const PhoneLog &log = change.superseded ? *change.superseded : change.after.log;
    m_played.push_back({++m_lastPlayed, batch.summary.id, toText(batch.calls.phoneNumber(change.place)),
        nameIn(fieldsOf(batch.calls.json(change.place))), log.status, log.seconds,
        QDateTime::fromMSecsSinceEpoch(now, QTimeZone::utc())});
    if (m_played.size() > playedKept)
        m_played.pop_front();
}

base::Result<void> BatchStore::openFile(const QString &path)
{
    const std::scoped_lock stepLock(m_steps);
    if (m_file)
        return {};
    base::Result<std::unique_ptr<StoreFile>> file = StoreFile::open(path);
    if (!file)
        return file.error();
    QList<BatchInfo> before;
    for (const auto &[key, batch] : m_batchOfKey)
        before += {batch->settings, batch->summary};
    const base::Result<void> loaded = load(**file);
    if (!loaded)
        return loaded;
    m_file = std::move(file.value());
    for (const BatchInfo &batch : std::as_const(before)) {
        if (m_batches.count(batch.summary.id) > 0)
            continue;
        const qint64 createdAt = batch.summary.createdAt.toMSecsSinceEpoch();
        const base::Result<void> inserted = insertBatch(freshBatch(batch.summary.id, batch.settings, createdAt));
        if (!inserted)
            return inserted;
    }
    return {};
}

base::Result<void> BatchStore::load(StoreFile &file)
{
    const std::unique_lock lock(m_mutex);
    m_batches.clear();
    m_batchOfKey.clear();
    m_waiting.clear();
    m_dnc.clear();
    m_calls = m_textBytes = 0;
    StoreReader reader;
    reader.batch = [this](const StoreStep::Batch &row) { adopt(row); };
    reader.call = [this](std::uint32_t key, const CallChange &call) {
        const auto batch = m_batchOfKey.find(key);
        return batch != m_batchOfKey.end() && adoptCall(*batch->second, call);
    };
    reader.olderLog = [this](std::uint32_t key, CallTable::Place place, const PhoneLog &log) {
        const auto batch = m_batchOfKey.find(key);
        const bool isKnown = batch != m_batchOfKey.end() && place < batch->second->calls.size();
        if (isKnown)
            batch->second->calls.putOlderLog(place, log);
        return isKnown;
    };
    reader.dncEntry = [this](int workspace, const DncEntry &entry) {
        m_dnc[workspace].entries += entry;
        m_dnc[workspace].digits.insert(digitsOf(entry.request.phoneNumber.toStdString()));
    };
    reader.dncEnabled = [this](int workspace, bool enabled) { m_dnc[workspace].enabled = enabled; };
    reader.lastId = [this](std::uint64_t id) { m_lastId = std::max(m_lastId, id); };
    const base::Result<void> read = file.read(reader);
    for (const auto &[key, batch] : m_batchOfKey)
        m_waiting[key].queue.refill(batch->calls);
    return read;
}

void BatchStore::adopt(const StoreStep::Batch &row)
{
    Batch &batch = m_batches[row.info.summary.id];
    batch.key = row.key;
    batch.settings = row.info.settings;
    batch.summary = row.info.summary;
    m_batchOfKey[row.key] = &batch;
}

bool BatchStore::adoptCall(Batch &batch, const CallChange &call)
{
    const std::uint64_t last
        = batch.calls.size() == 0 ? 0 : batch.calls.state(static_cast<CallTable::Place>(batch.calls.size() - 1)).number;
    if (call.place != batch.calls.size() || call.after.number <= last || call.after.logs == 0)
        return false;
    Waiting &waiting = m_waiting[batch.key];
    CallChange adopted = call;
    const QJsonObject fields
        = fieldsOf({call.text->json.constData(), static_cast<std::size_t>(call.text->json.size())});
    const QByteArray timezone = zoneNameFor(fields.value("timezone"_L1).toString().toUtf8(), batch.settings,
        {call.text->phoneNumber.constData(), static_cast<std::size_t>(call.text->phoneNumber.size())});
    adopted.after.zone = waiting.queue.zoneOf(timezone);
    waiting.lastCreatedAt = std::max(waiting.lastCreatedAt, call.after.createdAt);
    m_lastId = std::max(m_lastId, call.after.number);
    putCalls(batch, {adopted});
    return true;
}

} // namespace callsheet::practice
