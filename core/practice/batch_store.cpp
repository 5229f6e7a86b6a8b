#include "core/practice/batch_store.h"

#include "core/send/wire.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace callsheet::practice {

namespace {

using namespace Qt::StringLiterals;

constexpr auto numberWithoutAgent = "64e5f1230000000000bb0003"_L1;

QByteArray digitsOf(const QByteArray &phone)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (std::all_of(phone.begin(), phone.end(), isDigit))
        return phone; // the usual case, shared and not copied
    QByteArray digits;
    std::copy_if(phone.begin(), phone.end(), std::back_inserter(digits), isDigit);
    return digits.isEmpty() ? phone : digits; // a text without digits stands for itself
}

QList<Workspace> fixedWorkspaces()
{
    Workspace acme;
    acme.name = u"Acme practice"_s;
    acme.userId = u"64e5f1230000000000aa0001"_s;
    acme.apiKey = u"practice-key-acme-0001"_s;
    acme.bearer = u"practice-token-acme-0001"_s;
    acme.callingNumbers
        = QStringList{u"64e5f1230000000000bb0001"_s, u"64e5f1230000000000bb0002"_s, QString(numberWithoutAgent)};
    acme.batches = QStringList{u"64e5f1230000000000cc0001"_s};

    Workspace borealis;
    borealis.name = u"Borealis practice"_s;
    borealis.userId = u"64e5f1230000000000aa0002"_s;
    borealis.apiKey = u"practice-key-borealis-0002"_s;
    borealis.bearer = u"practice-token-borealis-0002"_s;
    borealis.callingNumbers = QStringList{u"64e5f1230000000000bb0011"_s, u"64e5f1230000000000bb0012"_s};
    borealis.batches = QStringList{u"64e5f1230000000000cc0002"_s};
    return {acme, borealis};
}

// The batch's time zone for a record that names none.
QByteArray withTimezone(const QByteArray &json, const QString &timezone)
{
    if (timezone.isEmpty() || json.contains("\"timezone\":"))
        return json;
    return json.chopped(1) + ",\"timezone\":" + jsonQuoted(timezone) + '}';
}

} // namespace

BatchStore::BatchStore()
    : m_workspaces(fixedWorkspaces())
{
    for (int workspace = 0; workspace < m_workspaces.size(); ++workspace) {
        for (const QString &id : std::as_const(m_workspaces[workspace].batches))
            ensureBatch(id, u"Practice batch"_s, workspace);
    }
}

std::optional<int> BatchStore::workspaceOfApiKey(const QByteArray &key) const
{
    for (int i = 0; i < m_workspaces.size(); ++i) {
        if (!key.isEmpty() && m_workspaces[i].apiKey.toUtf8() == key)
            return i;
    }
    return std::nullopt;
}

std::optional<int> BatchStore::workspaceOfBearer(const QByteArray &token) const
{
    for (int i = 0; i < m_workspaces.size(); ++i) {
        if (!token.isEmpty() && m_workspaces[i].bearer.toUtf8() == token)
            return i;
    }
    return std::nullopt;
}

QString BatchStore::nextId(const char *kind)
{
    return QString::fromLatin1(kind) + QString::number(++m_lastId, 16).rightJustified(12, u'0');
}

Batch &BatchStore::insertBatch(const QString &id, const QString &name, int workspace, const QStringList &callingNumbers)
{
    Batch &batch = m_batches[id];
    batch.id = id;
    batch.name = name;
    batch.workspace = workspace;
    batch.callingNumbers = callingNumbers;
    return batch;
}

QString BatchStore::createBatch(
    int workspace, const QString &name, const QStringList &callingNumbers, const QString &timezone)
{
    const QString id = nextId("64e5f123ba7c");
    insertBatch(id, name, workspace, callingNumbers).timezone = timezone;
    return id;
}

bool BatchStore::ensureBatch(const QString &id, const QString &name, int workspace)
{
    if (const Batch *known = batch(id))
        return known->workspace == workspace;
    insertBatch(id, name, workspace, m_workspaces.value(workspace).callingNumbers);
    return true;
}

const Batch *BatchStore::batch(const QString &id) const
{
    const auto found = m_batches.find(id);
    return found == m_batches.end() ? nullptr : &found->second;
}

bool BatchStore::hasAgent(const Batch &batch) const
{
    return std::any_of(batch.callingNumbers.begin(), batch.callingNumbers.end(),
        [](const QString &number) { return number != numberWithoutAgent; });
}

bool BatchStore::ownsNumber(int workspace, const QString &callingNumber) const
{
    return m_workspaces.value(workspace).callingNumbers.contains(callingNumber);
}

Insertion BatchStore::addCalls(const QString &batchId, const std::vector<CallRecord> &records, const QDateTime &now)
{
    Batch &batch = m_batches.at(batchId);
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
            addOne(batch, *record, now.toMSecsSinceEpoch(), insertion);
    }
    insertion.callIds.removeDuplicates(); // one phone number twice in a request is one call
    return insertion;
}

void BatchStore::addOne(Batch &batch, const CallRecord &record, qint64 now, Insertion &insertion)
{
    const QByteArray digits = digitsOf(record.phoneNumber);
    auto known = batch.callOfPhone.constFind(digits);
    if (known == batch.callOfPhone.constEnd()) {
        known = batch.callOfPhone.insert(digits, batch.calls.size());
        StoredCall fresh;
        fresh.id = nextId("64e5f123ca11");
        fresh.createdAt = now;
        batch.calls.push_back(std::move(fresh));
    }
    StoredCall &call = batch.calls[*known];
    call.phoneNumber = record.phoneNumber;
    call.json = withTimezone(record.json, batch.timezone);
    ++call.timesQueued;
    insertion.callIds += call.id;
    if (call.isPending()) // updated where it waits
        return;
    call.logs.push_back({now, 0, false});
    batch.waiting.push_back(*known);
    ++insertion.added;
}

bool BatchStore::dialNext()
{
    Batch *next = nullptr;
    for (auto &[id, batch] : m_batches) {
        const auto waitsSince = [](const Batch &b) { return b.calls[b.waiting.front()].logs.back().createdAt; };
        if (!batch.waiting.empty() && (!next || waitsSince(batch) < waitsSince(*next)))
            next = &batch;
    }
    if (!next)
        return false;
    const std::size_t place = next->waiting.front();
    next->waiting.pop_front();
    StoredCall &call = next->calls[place];
    ++call.timesDialled;
    call.logs.back().completed = true;
    call.logs.back().seconds = 20 + static_cast<int>(place % 100); // some length, the same in every run
    return true;
}

} // namespace callsheet::practice
