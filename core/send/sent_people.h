#pragma once

#include "core/runs/journal.h"
#include "core/send/batch_page.h"

namespace callsheet::send {

//! What was sent of each person of a chunk, one a row. Error: Storage where its body cannot be read back. Waits for
//! the journal, so not for the window's thread.
base::Result<std::vector<wire::SentRecord>> recordsOfChunk(runs::Journal &journal, const runs::ChunkRecord &chunk);

//! Somebody of whom this chunk has the last word.
struct PlacedPerson {
    std::size_t place = 0; // in the chunk's rows
    runs::RowState state = runs::RowState::NotSent;

    bool operator==(const PlacedPerson &) const = default;
};
//! In the order of the chunk's rows; whoever is in a newer chunk is left to that one.
std::vector<PlacedPerson> placedPeople(const runs::ChunkRecord &chunk);

} // namespace callsheet::send
