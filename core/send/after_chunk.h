#pragma once

#include "core/runs/records.h"
#include "core/send/circuit_breaker.h"
#include "core/send/retry_policy.h"

#include <QString>

#include <vector>

namespace callsheet::send {

//! Why a run is not sending any more.
enum class PauseReason {
    None,
    AskedTo, // by the person, after the chunk under way
    PilotSent, // the first chunk went out as a pilot; the rest waits for the person
    Stopped, // by the person, at once
    OutcomeUnknown, // somebody has to look before more is sent
    CredentialsRefused,
    ServiceRefused, // address, batch or certificate: the next chunk would meet the same
    AskedToWait, // longer, or more often, than the retry policy allows
    ServiceUnreachable,
    RetriesUsed, // the run's quota of tries: something is wrong with the service or the way to it
    TooManyFailures,
    TooManyUnknown, // answers get lost again and again, settled by a look or not
    JournalNotWritable, // nothing is sent that cannot be written down
};
QString describe(PauseReason reason);

//! How a stretch of sending ended: PauseReason::None while there is more to send, or nothing left.
struct Ending {
    PauseReason reason = PauseReason::None;
    QString message; // the sentence of what paused it; empty: describe(reason)
};
QString sentenceOf(const Ending &ending);

//! Refused for its size, and can be made smaller.
bool isTooLarge(const runs::ChunkRecord &chunk);

//! What is known after the last try of a chunk.
struct ChunkEnd {
    runs::ChunkRecord chunk; // as it stands in the journal, after a look where there was one
    Outcome outcome; // of the last try
    GivenUp why = GivenUp::No;
    std::vector<runs::OutcomeClass> ended; // of this stretch, this chunk's included; a chunk that was halved is not
};

//! Whether the next chunk may follow this one. The journal's record counts before the last outcome: a refusal after an
//! unknown outcome settles nothing.
Ending afterChunk(const ChunkEnd &end, const BreakerRules &rules);

} // namespace callsheet::send
