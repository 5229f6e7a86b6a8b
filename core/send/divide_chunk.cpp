#include "core/send/divide_chunk.h"

#include <QByteArrayView>

namespace callsheet::send {

using runs::PlannedChunk;

namespace {

struct Parts {
    QByteArrayView head; // up to and with the "[" of the records
    std::vector<QByteArrayView> records;
    QByteArrayView tail;
};

//! The records of a body of ours, {"batchId":"…","callData":[{…},{…}]}, by counting braces outside of strings.
std::optional<Parts> partsOf(const QByteArray &body)
{
    Parts parts;
    const QByteArrayView all(body);
    int depth = 0;
    bool inText = false;
    qsizetype listStart = -1;
    qsizetype recordStart = -1;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const char c = all[i];
        if (inText) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inText = false;
            continue;
        }
        if (c == '"') {
            inText = true;
        } else if (c == '{' || c == '[') {
            ++depth;
            if (c == '[' && depth == 2 && listStart < 0)
                listStart = i;
            if (c == '{' && depth == 3)
                recordStart = i;
        } else if (c == '}' || c == ']') {
            if (c == '}' && depth == 3)
                parts.records.push_back(all.sliced(recordStart, i + 1 - recordStart));
            if (c == ']' && depth == 2)
                parts.tail = all.sliced(i);
            --depth;
        }
    }
    if (depth != 0 || inText || listStart < 0 || parts.tail.isEmpty())
        return std::nullopt;
    parts.head = all.first(listStart + 1);
    return parts;
}

} // namespace

std::optional<PlannedChunk> pickPeople(const PlannedChunk &chunk, const std::vector<bool> &keep)
{
    const auto parts = partsOf(chunk.body);
    if (!parts || parts->records.size() != chunk.rows.size() || keep.size() != chunk.rows.size())
        return std::nullopt;
    PlannedChunk picked;
    picked.body.append(parts->head);
    for (std::size_t i = 0; i < keep.size(); ++i) {
        if (!keep[i])
            continue;
        if (!picked.rows.empty())
            picked.body.append(',');
        picked.body.append(parts->records[i]);
        picked.rows.push_back(chunk.rows[i]);
    }
    picked.body.append(parts->tail);
    return picked;
}

std::optional<std::vector<PlannedChunk>> halve(const PlannedChunk &chunk)
{
    if (chunk.rows.size() < 2)
        return std::nullopt;
    std::vector<bool> firstHalf(chunk.rows.size(), false);
    for (std::size_t i = 0; i < firstHalf.size() / 2; ++i)
        firstHalf[i] = true;
    std::vector<bool> secondHalf = firstHalf;
    secondHalf.flip();
    auto first = pickPeople(chunk, firstHalf);
    auto second = pickPeople(chunk, secondHalf);
    if (!first || !second)
        return std::nullopt;
    return std::vector<PlannedChunk>{std::move(*first), std::move(*second)};
}

SearchCost searchCost(int people)
{
    SearchCost cost;
    for (int left = people; left > 1; left = (left + 1) / 2)
        cost.ifOneIsBad += 2;
    cost.atMost = people > 1 ? 2 * (people - 1) : 0;
    return cost;
}

SearchCost searchCost(const std::vector<runs::ChunkRecord> &chunks)
{
    SearchCost all;
    for (const runs::ChunkRecord &chunk : chunks) {
        if (chunk.state != runs::ChunkState::Refused)
            continue;
        const SearchCost cost = searchCost(chunk.count());
        all.ifOneIsBad += cost.ifOneIsBad;
        all.atMost += cost.atMost;
    }
    return all;
}

} // namespace callsheet::send
