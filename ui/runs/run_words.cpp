#include "ui/runs/run_words.h"

#include "core/base/row_ranges.h"
#include "core/runs/receipt_words.h"
#include "ui/common/numbers.h"
#include "ui/practice/practice_words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <numeric>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

StateLook lookOf(runs::ChunkState state)
{
    switch (state) {
    case runs::ChunkState::Waiting:
        return {Glyph::Waiting, Tone::Quiet};
    case runs::ChunkState::Sending:
        return {Glyph::Running, Tone::Accent};
    case runs::ChunkState::Accepted:
        return {Glyph::Done, Tone::Good};
    case runs::ChunkState::Refused:
        return {Glyph::Error, Tone::Bad};
    case runs::ChunkState::NotSent:
        return {Glyph::NotSent, Tone::Caution};
    case runs::ChunkState::Unknown:
        return {Glyph::Unknown, Tone::Caution};
    case runs::ChunkState::Replaced:
        return {Glyph::Replaced, Tone::Quiet};
    }
    return {};
}

std::pair<int, int> chunksDone(const std::vector<runs::ChunkRecord> &chunks)
{
    int done = 0;
    int all = 0;
    for (const runs::ChunkRecord &chunk : chunks) {
        if (chunk.state == runs::ChunkState::Replaced)
            continue;
        ++all;
        const bool open = chunk.state == runs::ChunkState::Waiting || chunk.state == runs::ChunkState::Sending
            || chunk.state == runs::ChunkState::NotSent || chunk.state == runs::ChunkState::Unknown;
        done += open ? 0 : 1;
    }
    return {done, all};
}

QString timeLeftText(const std::vector<QDateTime> &answeredAt, int chunksLeft)
{
    constexpr std::size_t fewest = 3;
    constexpr std::size_t lookedAt = 10; // what was long ago says little
    if (chunksLeft <= 0 || answeredAt.size() < fewest + 1)
        return {};
    std::vector<qint64> took;
    for (std::size_t i = answeredAt.size() - 1; i > 0 && took.size() < lookedAt; --i)
        took.push_back(answeredAt[i - 1].msecsTo(answeredAt[i]));
    const auto [shortest, longest] = std::minmax_element(took.begin(), took.end());
    constexpr qint64 mostSpread = 3; // a wait, or a slow hour: nobody knows then
    if (*shortest < 0 || *longest > std::max<qint64>(1000, *shortest * mostSpread))
        return {};
    const qint64 left
        = std::accumulate(took.begin(), took.end(), qint64{0}) / static_cast<qint64>(took.size()) * chunksLeft;
    constexpr qint64 minute = 60'000;
    if (left < minute)
        return QCoreApplication::translate("callsheet::ui::RunView", "less than a minute left");
    return QCoreApplication::translate(
        "callsheet::ui::RunView", "about %Ln minute(s) left", nullptr, static_cast<int>((left + minute / 2) / minute));
}

//! The ledger counts them as unknown, which is what they would be if the program died now; a person is told what is
//! going on.
static qint64 peopleUnderWay(const std::vector<runs::ChunkRecord> &chunks)
{
    qint64 people = 0;
    for (const runs::ChunkRecord &chunk : chunks)
        people += chunk.state == runs::ChunkState::Sending ? chunk.count() : 0;
    return people;
}

QString progressText(const runs::Ledger &ledger, const std::vector<runs::ChunkRecord> &chunks)
{
    const auto [done, all] = chunksDone(chunks);
    QStringList parts{QCoreApplication::translate("runs", "%1 of %Ln chunk(s)", nullptr, all).arg(number(done)),
        QCoreApplication::translate("runs", "%1 queued").arg(number(ledger.queued))};
    if (ledger.refused > 0)
        parts.append(QCoreApplication::translate("runs", "%1 refused").arg(number(ledger.refused)));
    const qint64 underWay = peopleUnderWay(chunks);
    if (underWay > 0)
        parts.append(QCoreApplication::translate("runs", "%1 being sent").arg(number(underWay)));
    if (ledger.unknown > underWay)
        parts.append(QCoreApplication::translate("runs", "%1 unknown").arg(number(ledger.unknown - underWay)));
    if (ledger.notSent > 0)
        parts.append(QCoreApplication::translate("runs", "%1 not sent").arg(number(ledger.notSent)));
    return parts.join(u"  ·  "_s);
}

QString ledgerText(const runs::Ledger &ledger, const std::vector<runs::ChunkRecord> &chunks)
{
    if (!ledger.addsUp())
        return QCoreApplication::translate("runs",
            "The numbers of this run do not add up: %1 rows, but %2 are accounted for. Do not send it again; export it "
            "and ask for help.")
            .arg(number(ledger.rows),
                number(
                    ledger.leftOut + ledger.folded + ledger.queued + ledger.refused + ledger.notSent + ledger.unknown));
    const int rowCount = static_cast<int>(ledger.rows);
    const QString rows = QCoreApplication::translate("runs", "%Ln row(s)", nullptr, rowCount);
    QStringList parts;
    const auto add = [&parts](const QString &text, qint64 count) {
        if (count > 0)
            parts.append(text.arg(number(count)));
    };
    parts.append(QCoreApplication::translate("runs", "%1 queued").arg(number(ledger.queued)));
    add(QCoreApplication::translate("runs", "%1 refused"), ledger.refused);
    add(QCoreApplication::translate("runs", "%1 not sent"), ledger.notSent);
    const qint64 underWay = peopleUnderWay(chunks);
    add(QCoreApplication::translate("runs", "%1 being sent"), underWay);
    add(QCoreApplication::translate("runs", "%1 unknown"), ledger.unknown - underWay);
    add(QCoreApplication::translate("runs", "%1 left out"), ledger.leftOut);
    add(QCoreApplication::translate("runs", "%1 folded as duplicates"), ledger.folded);
    return u"%1 = %2"_s.arg(rows, parts.join(u" + "_s));
}

QString whatCanBeDone(runs::ChunkState state)
{
    switch (runs::actionFor(state)) {
    case runs::ChunkAction::SendAgain: // a waiting one needs nobody: it follows by itself, or with "Resume"
        return state == runs::ChunkState::Waiting ? QString()
                                                  : QCoreApplication::translate("runs", "Send again: nothing arrived");
    case runs::ChunkAction::SendAsNewChunk:
        return QCoreApplication::translate("runs", "Send again as a new chunk");
    case runs::ChunkAction::Settle:
        return QCoreApplication::translate("runs", "Say whether they are queued");
    case runs::ChunkAction::None:
        break;
    }
    return {};
}

QString rowsText(const runs::ChunkRecord &chunk)
{
    return chunk.rows.empty() ? QString() : span(chunk.rows.front(), chunk.rows.back());
}

static QString whatToDo(LookDoor door)
{
    switch (door) {
    case LookDoor::Open:
        return QCoreApplication::translate("runs", "Check with the service before anything else is done.");
    case LookDoor::RehearsalOver:
        return rehearsalIsOver();
    case LookDoor::NoToken:
        break;
    }
    return QCoreApplication::translate("runs",
        "Look for them in the calling service's own pages, then say with the chunk what you found. Nobody of them is "
        "sent again by itself.");
}

std::optional<QString> interruptionText(const runs::RunDetails &run, LookDoor door)
{
    QStringList sentences;
    std::vector<std::uint32_t> unknown;
    for (const runs::ChunkRecord &chunk : run.chunks) {
        if (chunk.state == runs::ChunkState::Unknown)
            unknown.push_back(static_cast<std::uint32_t>(chunk.number));
    }
    if (!unknown.empty()) {
        const QString people
            = QCoreApplication::translate("runs", "%Ln person(s) of this run may or may not be queued (chunk %1).",
                nullptr, static_cast<int>(run.ledger.unknown));
        sentences.append(people.arg(base::toRowRanges(unknown)));
        sentences.append(whatToDo(door));
    }
    if (run.ledger.notSent > 0) {
        sentences.append(
            QCoreApplication::translate("runs", "%Ln person(s) were not sent yet: “Resume” sends them, each once.",
                nullptr, static_cast<int>(run.ledger.notSent)));
    }
    return sentences.isEmpty() ? std::nullopt : std::optional(sentences.join(u' '));
}

QString pauseText(send::PauseReason reason, const QString &message, const runs::Ledger &ledger)
{
    if (reason == send::PauseReason::OutcomeUnknown || ledger.notSent + ledger.unknown == 0)
        return {};
    // What was said of the chunk under way as it was stopped is over with its last unknown person.
    const bool isOfTheUnknown = reason == send::PauseReason::Stopped && ledger.unknown == 0;
    return message.isEmpty() || isOfTheUnknown ? send::describe(reason) : message;
}

QStringList settlementLines(const std::vector<runs::SettlementRecord> &settlements, runs::ChunkId chunk)
{
    QStringList lines;
    for (const runs::SettlementRecord &record : settlements) {
        if (record.chunk != chunk)
            continue;
        lines.append(QCoreApplication::translate("runs", "Settled on %1 by %2: %3.")
                         .arg(exactMoment(record.at), runs::settledBy(record.settlement),
                             runs::settledPeople(record.settlement)));
        if (!record.settlement.sentence.isEmpty())
            lines.append(QCoreApplication::translate("runs", "Shown: “%1”").arg(record.settlement.sentence));
        if (!record.settlement.note.isEmpty())
            lines.append(QCoreApplication::translate("runs", "Note: “%1”").arg(record.settlement.note));
    }
    return lines;
}

bool isInterrupted(const runs::RunSummary &run)
{
    return run.unknownChunks > 0 || run.openChunks > 0;
}

QString runState(const runs::RunSummary &run)
{
    if (run.unknownChunks > 0)
        return QCoreApplication::translate("runs", "%Ln chunk(s) unknown", nullptr, run.unknownChunks);
    if (run.openChunks > 0)
        return QCoreApplication::translate("runs", "%Ln chunk(s) not sent", nullptr, run.openChunks);
    if (run.ledger.refused > 0)
        return QCoreApplication::translate("runs", "%1 refused").arg(number(run.ledger.refused));
    return QCoreApplication::translate("runs", "Finished");
}

} // namespace callsheet::ui
