#pragma once

#include "core/runs/records.h"

#include <optional>
#include <vector>

namespace callsheet::send {

//! The chunk of some of a chunk's people: those whose position is true in `keep` (one entry a row). Every record keeps
//! its bytes. Nothing when the body is not one that planRun() made for these rows.
std::optional<runs::PlannedChunk> pickPeople(const runs::PlannedChunk &chunk, const std::vector<bool> &keep);

//! First and second half, for a service that found the chunk too large. Needs at least two people.
std::optional<std::vector<runs::PlannedChunk>> halve(const runs::PlannedChunk &chunk);

//! How many requests it takes to find the rows of a chunk that the service refused whole, by sending halves: known
//! before the first of them.
struct SearchCost {
    int ifOneIsBad = 0; // each further bad row takes as many again, at most
    int atMost = 0; // if all are
};
SearchCost searchCost(int people);
SearchCost searchCost(const std::vector<runs::ChunkRecord> &chunks); // of those that are refused

} // namespace callsheet::send
