#include "core/send/load_receipt.h"

#include "core/base/background.h"
#include "core/send/sent_people.h"

#include <algorithm>

namespace callsheet::send {

using base::Result;

namespace {

Result<std::vector<runs::ReceiptChunk>> loadChunks(runs::Journal &journal, const runs::RunDetails &details)
{
    std::vector<runs::ReceiptChunk> chunks;
    for (const runs::ChunkRecord &record : details.chunks) {
        runs::ReceiptChunk chunk;
        chunk.chunk = record;
        auto attempts = journal.attempts(record.id).result();
        if (!attempts)
            return attempts.error();
        chunk.attempts = std::move(*attempts);
        auto looks = journal.lookUps(record.id).result();
        if (!looks)
            return looks.error();
        chunk.looks = std::move(*looks);
        chunks.push_back(std::move(chunk));
    }
    return chunks;
}

Result<std::vector<runs::ReceiptPerson>> loadPeople(runs::Journal &journal, const runs::RunDetails &details)
{
    std::vector<runs::ReceiptPerson> people;
    for (const runs::ChunkRecord &chunk : details.chunks) {
        const auto placed = placedPeople(chunk);
        if (placed.empty())
            continue;
        const auto records = recordsOfChunk(journal, chunk);
        if (!records)
            return records.error();
        for (const PlacedPerson &person : placed)
            people.push_back({chunk.rows[person.place], (*records)[person.place].phone(), person.state});
    }
    std::sort(people.begin(), people.end(),
        [](const runs::ReceiptPerson &a, const runs::ReceiptPerson &b) { return a.row < b.row; });
    return people;
}

Result<runs::Receipt> load(
    runs::Journal *journal, runs::RunId run, bool withNumbers, const QDateTime &madeAt, const QTimeZone &zone)
{
    runs::Receipt receipt;
    receipt.madeAt = madeAt;
    receipt.zone = zone;
    auto details = journal->run(run).result();
    if (!details)
        return details.error();
    receipt.run = std::move(*details);
    auto leftOut = journal->leftOutRows(run).result();
    if (!leftOut)
        return leftOut.error();
    receipt.leftOut = std::move(*leftOut);
    auto chunks = loadChunks(*journal, receipt.run);
    if (!chunks)
        return chunks.error();
    receipt.chunks = std::move(*chunks);
    auto settlements = journal->settlements(run).result();
    if (!settlements)
        return settlements.error();
    receipt.settlements = std::move(*settlements);
    if (withNumbers) {
        auto people = loadPeople(*journal, receipt.run);
        if (!people)
            return people.error();
        receipt.people = std::move(*people);
    }
    return receipt;
}

} // namespace

QFuture<Result<runs::Receipt>> loadReceipt(
    runs::Journal &journal, runs::RunId run, bool withNumbers, QDateTime madeAt, QTimeZone zone)
{
    return base::inBackground(&load, &journal, run, withNumbers, std::move(madeAt), std::move(zone));
}

} // namespace callsheet::send
