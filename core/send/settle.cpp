#include "core/send/settle.h"

#include "core/base/background.h"
#include "core/base/row_ranges.h"
#include "core/send/divide_chunk.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::send {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

//! Those of `rows` who are not settled yet, as a chunk of their own.
std::optional<runs::PlannedChunk> openPeople(
    const runs::ChunkRecord &chunk, const QByteArray &body, const std::vector<std::uint32_t> &butNot)
{
    const std::vector<std::uint32_t> open = chunk.openRows();
    const auto holds = [](const std::vector<std::uint32_t> &rows, std::uint32_t row) {
        return std::find(rows.begin(), rows.end(), row) != rows.end();
    };
    std::vector<bool> isLeft;
    for (const std::uint32_t row : chunk.rows)
        isLeft.push_back(holds(open, row) && !holds(butNot, row));
    return pickPeople({chunk.rows, body, {}}, isLeft);
}

Result<void> settleOpen(
    runs::Journal *journal, const runs::ChunkRecord &chunk, runs::Decision decision, const runs::PersonsWord &word)
{
    const bool isWhole = chunk.openCount() == chunk.count();
    if (isWhole || decision == runs::Decision::TheyAreQueued) {
        const auto decided = journal->recordDecision(chunk.id, decision, word).result();
        return decided ? journal->closeIfOver(chunk.run).result() : decided;
    }
    // A part of them is settled, so the bytes that were sent are not those of whoever is left.
    const auto body = journal->body(chunk.id).result();
    if (!body)
        return body.error();
    const auto rest = openPeople(chunk, *body, {});
    if (!rest) {
        return Error{ErrorKind::Storage,
            QCoreApplication::translate("send", "What was sent as chunk %1 cannot be read back from the journal.")
                .arg(chunk.number),
            {}};
    }
    return journal->recordPartlyQueued(chunk.id, {}, *rest, word).result();
}

Result<void> settle(runs::Journal *journal, const runs::ChunkRecord &chunk, const std::vector<std::uint32_t> &queued,
    const runs::PersonsWord &word)
{
    const auto body = journal->body(chunk.id).result();
    if (!body)
        return body.error();
    const auto rest = openPeople(chunk, *body, queued);
    const bool some = rest && static_cast<int>(rest->rows.size()) < chunk.openCount();
    if (!rest || rest->rows.empty() || !some) {
        return Error{ErrorKind::InvalidInput,
            QCoreApplication::translate(
                "send", "Name some of the rows of chunk %1, which has %2, and not all of them. Nothing was changed.")
                .arg(QString::number(chunk.number), base::toRowRanges(chunk.openRows())),
            {}};
    }
    return journal->recordPartlyQueued(chunk.id, queued, *rest, word).result();
}

} // namespace

QFuture<Result<void>> settleAll(
    runs::Journal &journal, runs::ChunkRecord chunk, runs::Decision decision, runs::PersonsWord word)
{
    return base::inBackground(&settleOpen, &journal, std::move(chunk), decision, std::move(word));
}

QFuture<Result<void>> settleByRows(
    runs::Journal &journal, runs::ChunkRecord chunk, std::vector<std::uint32_t> queued, runs::PersonsWord word)
{
    return base::inBackground(&settle, &journal, std::move(chunk), std::move(queued), std::move(word));
}

} // namespace callsheet::send
