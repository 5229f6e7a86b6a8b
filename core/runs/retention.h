#pragma once

#include "core/base/profile.h"
#include "core/base/result.h"
#include "core/runs/records.h"

// How long people's numbers and names are kept, and when nobody needs them any more.
namespace callsheet::runs {

//! Who was queued is recognised for so long, by keyed hashes: a number is not called twice within this time by
//! accident.
inline constexpr int numbersRememberedDays = 30;

struct Retention {
    int days = 30; // after the last try; 0: as soon as it is final what became of them

    bool operator==(const Retention &) const = default;
};

inline constexpr int mostRetentionDays = 3650;

//! The profile's setting; the default where there is none. Errors: Unreadable, InvalidInput.
base::Result<Retention> loadRetention(const base::Profile &profile);
base::Result<void> saveRetention(const base::Profile &profile, const Retention &retention);

//! Whether the payload of a chunk may go: nothing can become of its people any more, and either their list was exported
//! or their time is over. Refused people may be corrected and sent again, so they are final with their export, or after
//! the time. Who is not sent or unknown is kept, however long it takes.
bool mayPurge(ChunkState state, bool isExported, qint64 daysSinceLastTry, const Retention &retention);

} // namespace callsheet::runs
