#pragma once

#include "core/runs/protocol.h"

#include <QHash>
#include <QString>

#include <vector>

namespace callsheet::send {

//! What was settled of a run's people, to be asked person by person.
class SettledPeople {
public:
    SettledPeople() = default;
    //! `settlements`: oldest first.
    SettledPeople(const std::vector<runs::SettlementRecord> &settlements, const std::vector<runs::ChunkRecord> &chunks);

    //! The last word on this row of the chunk, or of the chunk that it was taken out of; null: nobody has settled it.
    const runs::SettlementRecord *lastWordOn(const runs::ChunkRecord &chunk, std::uint32_t row) const;
    //! Whether a look at the service has settled others of the chunk.
    bool wasLookedAt(const runs::ChunkRecord &chunk) const;

private:
    QHash<runs::ChunkId, std::vector<runs::SettlementRecord>> m_ofChunk;
    QHash<int, runs::ChunkId> m_byNumber; // chunks whose rows went into others
};

//! What happened to one person of a chunk, in one short sentence. Numbers in the service's words are masked.
QString whatHappened(
    runs::RowState state, const runs::ChunkRecord &chunk, std::uint32_t row, const SettledPeople &settled);

} // namespace callsheet::send
