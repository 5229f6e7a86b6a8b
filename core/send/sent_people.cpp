#include "core/send/sent_people.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::send {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<std::vector<wire::SentRecord>> recordsOfChunk(runs::Journal &journal, const runs::ChunkRecord &chunk)
{
    const auto body = journal.body(chunk.id).result();
    if (!body)
        return body.error();
    auto records = wire::recordsOfBody(*body);
    if (!records || records->size() != chunk.rows.size()) {
        return Error{ErrorKind::Storage,
            QCoreApplication::translate("send", "What was sent as chunk %1 cannot be read back from the journal.")
                .arg(chunk.number),
            {}};
    }
    return std::move(*records);
}

std::vector<PlacedPerson> placedPeople(const runs::ChunkRecord &chunk)
{
    std::vector<std::uint32_t> queued = chunk.queuedRows;
    std::vector<std::uint32_t> open = chunk.openRows();
    std::sort(queued.begin(), queued.end());
    std::sort(open.begin(), open.end());
    const std::optional<runs::RowState> state = runs::rowStateOf(chunk.state);
    std::vector<PlacedPerson> people;
    for (std::size_t i = 0; i < chunk.rows.size(); ++i) {
        if (std::binary_search(queued.begin(), queued.end(), chunk.rows[i]))
            people.push_back({i, runs::RowState::Queued});
        else if (state && std::binary_search(open.begin(), open.end(), chunk.rows[i]))
            people.push_back({i, *state});
    }
    return people;
}

} // namespace callsheet::send
