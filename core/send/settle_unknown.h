#pragma once

#include "core/runs/journal.h"
#include "core/send/look.h"

namespace callsheet::send {

//! What came of one chunk.
struct SettledChunk {
    int number = 0;
    int queued = 0;
    int absent = 0; // in a chunk that may be sent now
    int undecided = 0; // as unknown as before
    int older = 0; // of these: in the batch since before they were sent, which proves nothing
};

struct SettleReport {
    std::vector<SettledChunk> chunks;

    bool isSettled() const; // nobody is undecided
};

//! A sentence for what a look-up has found.
QString describe(const SettleReport &report);

//! Told before each wait: how many looks were made, and how long it is to the next.
using OnSettleWait = std::function<void(int looks, std::chrono::milliseconds wait)>;

//! Looks up the people of a run's unknown chunks (of one of them with `only`), as often and as late as it takes, and
//! writes down every look and what follows from it: present people are queued, absent ones become a chunk of
//! exactly their rows that may be sent, undecided ones stay unknown. Nothing is sent. Errors: as readBatch(); Storage;
//! WrongUsage (nothing unknown).
QCoro::Task<base::Result<SettleReport>> settleUnknown(LookServices services, runs::Journal *journal, LookTarget target,
    SettleRules rules, runs::RunId run, std::optional<runs::ChunkId> only, OnSettleWait onWait, std::stop_token stop);

//! Where and with what a connection's batches can be looked at; the batch is the run's.
LookTarget lookTargetOf(const connection::Connection &connection, const connection::Secrets &secrets);

} // namespace callsheet::send
