#include "core/send/settle_unknown.h"

#include "core/base/background.h"
#include "core/base/logging.h"
#include "core/runs/receipt_words.h"
#include "core/send/chunk_tag.h"
#include "core/send/divide_chunk.h"

#include <QCoroFuture>

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>
#include <iterator>

namespace callsheet::send {

using base::Error;
using base::ErrorKind;
using base::Result;
using runs::ChunkRecord;
using runs::ChunkState;
using runs::Journal;
using runs::RunDetails;

namespace {

//! An unknown chunk with the bytes that were sent for it.
struct UnknownChunk {
    ChunkRecord record;
    QByteArray body;
};

struct Gathered {
    std::vector<UnknownChunk> chunks;
    std::vector<SoughtPeople> sought; // of each chunk
    std::optional<TagControl> control;
};

//! When the first and the last attempt can have queued somebody. Where the program died in the middle, nobody knows
//! when the last byte left: the attempt's end, which is the next start of the program, is the bound that holds.
void bindTimes(SoughtPeople &people, const std::vector<runs::AttemptRecord> &attempts, const QDateTime &plannedAt,
    const QDateTime &now)
{
    for (const runs::AttemptRecord &attempt : attempts) {
        const QDateTime intendedAt = attempt.isOfForgotten() ? plannedAt : attempt.intendedAt;
        if (!people.attemptAt.isValid() || intendedAt < people.attemptAt)
            people.attemptAt = intendedAt;
        const QDateTime ended = attempt.endedAt.isValid() ? attempt.endedAt : now;
        const QDateTime lastByte = attempt.lastByteAt.isValid() ? attempt.lastByteAt : ended;
        if (!people.lastByteAt.isValid() || lastByte > people.lastByteAt)
            people.lastByteAt = lastByte;
    }
}

//! The last accepted chunk that bears a tag.
Result<std::optional<TagControl>> controlOf(Journal *journal, const LookTarget &target, const RunDetails &details)
{
    std::optional<TagControl> control;
    if (target.referenceKey.isEmpty())
        return control;
    for (auto chunk = details.chunks.rbegin(); chunk != details.chunks.rend() && !control; ++chunk) {
        if (chunk->state != ChunkState::Accepted)
            continue;
        const auto body = journal->body(chunk->id).result();
        if (!body)
            continue; // gone after its time; a look goes without a control as well
        const auto tag = wholeTagOf(*body, target.referenceKey, chunk->rows.size());
        if (tag)
            control = TagControl{*tag, chunk->count()};
    }
    return control;
}

Result<Gathered> gather(Journal *journal, const LookTarget &target, const RunDetails &details,
    std::optional<runs::ChunkId> only, QDateTime now)
{
    Gathered gathered;
    for (const ChunkRecord &chunk : details.chunks) {
        if (chunk.state != ChunkState::Unknown || (only && chunk.id != *only))
            continue;
        const auto body = journal->body(chunk.id).result();
        if (!body)
            return body.error();
        const auto attempts = journal->attempts(chunk.id).result();
        if (!attempts)
            return attempts.error();
        SoughtPeople people;
        people.phones = wire::phonesOfBody(*body).value_or(std::vector<QByteArray>());
        people.phones.resize(chunk.rows.size()); // one without a number is never called absent
        people.tag = wholeTagOf(*body, target.referenceKey, chunk.rows.size()).value_or(QString());
        bindTimes(people, *attempts, details.head.createdAt, now);
        gathered.chunks.push_back({chunk, *body});
        gathered.sought.push_back(std::move(people));
    }
    if (gathered.chunks.empty()) {
        return Error{ErrorKind::WrongUsage,
            QCoreApplication::translate("send", "Nobody of run %1 has an unknown outcome.").arg(details.head.id), {}};
    }
    const auto control = controlOf(journal, target, details);
    if (!control)
        return control.error();
    gathered.control = *control;
    return gathered;
}

//! The earliest time at which a look can bring anything new for one of them; nothing when all verdicts stand.
std::optional<std::chrono::milliseconds> waitFor(
    const std::vector<SoughtPeople> &sought, const QDateTime &now, const SettleRules &rules)
{
    std::optional<std::chrono::milliseconds> longest;
    for (const SoughtPeople &people : sought) {
        const auto wait = waitForNextLook(people.looks, people.lastByteAt, now, rules);
        if (wait)
            longest = std::max(longest.value_or(*wait), *wait); // one look serves all of them
    }
    return longest;
}

//! Where the service does not tell its time, ours.
QString whenLooked(const Look &look)
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    return look.serviceTime.isValid()
        ? QCoreApplication::translate("send", "%1 by the service's clock")
              .arg(runs::receiptTime(look.serviceTime, zone))
        : QCoreApplication::translate("send", "%1 by this computer's clock").arg(runs::receiptTime(look.ownTime, zone));
}

//! What has to be known of people whom a look found where they were before: nothing by itself proves a thing of them.
QString describeOlder(int people)
{
    return QCoreApplication::translate("send",
        "%Ln person(s) stood in the batch before this run, so finding them there proves nothing. Look at them in the "
        "service's own pages: whoever still waits there will be called and counts as queued; of the others see "
        "whether a newer call was added. Then say here what you found.",
        nullptr, people);
}

QString noteOf(const SettledChunk &settled, const SoughtPeople &people)
{
    QString note
        = QCoreApplication::translate("send", "Looked up in the batch %Ln time(s), the last time on %1: %2; %3.",
            nullptr, static_cast<int>(people.looks.size()))
              .arg(whenLooked(people.looks.back()),
                  QCoreApplication::translate("send", "%Ln person(s) are there", nullptr, settled.queued),
                  QCoreApplication::translate("send", "%Ln are not", nullptr, settled.absent));
    if (settled.older > 0)
        note += u' ' + describeOlder(settled.older);
    return note;
}

runs::RowVerdict verdictOf(Finding finding)
{
    switch (finding) {
    case Finding::Present:
        return runs::RowVerdict::Present;
    case Finding::Absent:
        return runs::RowVerdict::Absent;
    case Finding::Older:
    case Finding::Unclear:
        break;
    }
    return runs::RowVerdict::Undecided;
}

//! LOOK-UP: the newest look at each chunk, before anything follows from it.
Result<void> writeLooks(
    Journal *journal, const std::vector<UnknownChunk> &chunks, const std::vector<SoughtPeople> &sought)
{
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        const Look &look = sought[i].looks.back();
        runs::LookUp written;
        written.asked = look.asked;
        written.ownTime = look.ownTime;
        written.serviceTime = look.serviceTime;
        written.total = look.total;
        std::transform(look.people.begin(), look.people.end(), std::back_inserter(written.verdicts), &verdictOf);
        const auto done = journal->recordLookUp(chunks[i].record.id, written).result();
        if (!done)
            return done.error();
    }
    return {};
}

//! Writes down what follows from the looks at one chunk, for those of its people whom nobody has settled yet.
Result<SettledChunk> writeVerdicts(
    Journal *journal, const UnknownChunk &chunk, const SoughtPeople &people, const SettleRules &rules)
{
    const std::vector<Verdict> verdicts = verdictsOf(people.looks, people.lastByteAt, rules);
    const std::vector<std::uint32_t> open = chunk.record.openRows();
    runs::Settlement settlement;
    SettledChunk settled;
    settled.number = chunk.record.number;
    std::vector<bool> isAbsent;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const std::uint32_t row = chunk.record.rows[i];
        const bool isOpen = std::find(open.begin(), open.end(), row) != open.end();
        isAbsent.push_back(isOpen && verdicts[i] == Verdict::Absent);
        settled.absent += isAbsent.back();
        settled.undecided += isOpen && verdicts[i] == Verdict::Undecided;
        settled.older += isOpen && verdicts[i] == Verdict::Undecided && people.looks.back().people[i] == Finding::Older;
        if (isOpen && verdicts[i] == Verdict::Queued)
            settlement.queued.push_back(row);
    }
    settled.queued = static_cast<int>(settlement.queued.size());
    // The service said how many it took: where the looks find none of them, or call more absent than it left out, one
    // of the two is wrong.
    const int leftOut = chunk.record.count() - chunk.record.accepted;
    if (chunk.record.isPartlyQueued() && (settled.queued == 0 || settled.absent > leftOut))
        return SettledChunk{chunk.record.number, 0, 0, settled.absent + settled.undecided, settled.older};
    if (settled.queued + settled.absent == 0)
        return settled;
    settlement.note = noteOf(settled, people);
    if (settled.absent > 0) {
        settlement.absent = pickPeople({chunk.record.rows, chunk.body, {}}, isAbsent);
        if (!settlement.absent)
            return Error{ErrorKind::Storage,
                QCoreApplication::translate("send", "What was sent as chunk %1 cannot be read back from the journal.")
                    .arg(chunk.record.number),
                {}};
    }
    const auto written = journal->recordSettlement(chunk.record.id, settlement).result();
    if (!written)
        return written.error();
    return settled;
}

Result<SettleReport> writeAll(Journal *journal, const std::vector<UnknownChunk> &chunks,
    const std::vector<SoughtPeople> &sought, const SettleRules &rules)
{
    SettleReport report;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        const auto settled = writeVerdicts(journal, chunks[i], sought[i], rules);
        if (!settled)
            return settled.error();
        report.chunks.push_back(*settled);
    }
    if (chunks.empty())
        return report;
    const auto closed = journal->closeIfOver(chunks.front().record.run).result();
    if (!closed)
        return closed.error();
    return report;
}

} // namespace

bool SettleReport::isSettled() const
{
    return std::all_of(chunks.begin(), chunks.end(), [](const SettledChunk &chunk) { return chunk.undecided == 0; });
}

QString describe(const SettleReport &report)
{
    SettledChunk all;
    for (const SettledChunk &chunk : report.chunks) {
        all.queued += chunk.queued;
        all.absent += chunk.absent;
        all.undecided += chunk.undecided;
        all.older += chunk.older;
    }
    QStringList sentences{
        QCoreApplication::translate("send", "The service was asked: %1; %2.")
            .arg(QCoreApplication::translate("send", "%Ln person(s) are in the batch", nullptr, all.queued),
                QCoreApplication::translate("send", "%Ln are not and may be sent again", nullptr, all.absent))};
    if (all.older > 0)
        sentences += describeOlder(all.older);
    if (all.undecided > all.older) {
        sentences += QCoreApplication::translate("send",
            "Of %Ln person(s) it cannot be told whether they are there; their chunks stay unknown. Look for them in "
            "the "
            "service's own pages.",
            nullptr, all.undecided - all.older);
    }
    return sentences.join(u' ');
}

QCoro::Task<Result<SettleReport>> settleUnknown(LookServices services, Journal *journal, LookTarget target,
    SettleRules rules, runs::RunId run, std::optional<runs::ChunkId> only, OnSettleWait onWait, std::stop_token stop)
{
    QFuture<Result<RunDetails>> detailsFuture = journal->run(run);
    const Result<RunDetails> details = co_await detailsFuture;
    if (!details)
        co_return details.error();
    target.batchId = details->head.batchId;
    QFuture<Result<Gathered>> gatheredFuture
        = base::inBackground(&gather, journal, target, *details, only, services.clock->now());
    const Result<Gathered> gathered = co_await gatheredFuture;
    if (!gathered)
        co_return gathered.error();

    std::vector<SoughtPeople> sought = gathered->sought;
    for (int looks = 0;; ++looks) {
        const auto delay = waitFor(sought, services.clock->now(), rules);
        if (!delay)
            break;
        if (onWait && looks > 0)
            onWait(looks, *delay);
        if (looks > 0) {
            const bool waited = co_await pauseBy(services.pause, *delay, stop);
            if (!waited)
                co_return Error{ErrorKind::Cancelled,
                    QCoreApplication::translate("send", "You stopped the check. Nothing was changed."), {}};
        }
        Result<std::vector<SoughtPeople>> looked
            = co_await lookOnce(services, target, rules, gathered->control, sought, stop);
        if (!looked)
            co_return looked.error();
        sought = std::move(*looked);
        QFuture<Result<void>> looksFuture = base::inBackground(&writeLooks, journal, gathered->chunks, sought);
        const Result<void> looksWritten = co_await looksFuture;
        if (!looksWritten)
            co_return looksWritten.error();
    }
    QFuture<Result<SettleReport>> writtenFuture
        = base::inBackground(&writeAll, journal, gathered->chunks, sought, rules);
    const Result<SettleReport> written = co_await writtenFuture;
    co_return written;
}

LookTarget lookTargetOf(const connection::Connection &connection, const connection::Secrets &secrets)
{
    LookTarget target;
    target.baseUrl = connection.baseUrl;
    target.bearer = secrets.bearer;
    target.referenceKey = connection.referenceKey;
    return target;
}

} // namespace callsheet::send
