#pragma once

#include "core/send/batch_page.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace callsheet::send {

//! When people of a chunk of unknown outcome may be called absent [reliability.md 2.6].
struct SettleRules {
    std::chrono::seconds settleTime{120}; // a request that timed out may be applied as late as that
    std::chrono::seconds betweenLooks{60}; // two equal looks, so far apart by the service's own clock
    std::chrono::seconds clockTolerance{5}; // between the service's clock and ours, measured by its Date to the second
    int mostLooks = 6; // then what is undecided stays unknown
};

//! What one look says of one person; what tells more stands first.
enum class Finding {
    Present, // in the batch, since the attempt: queued, in whatever state
    Absent,
    Older, // in the batch since before the attempt, which proves nothing: it may have been updated or not
    Unclear, // could not be looked at whole, or not be told from somebody else
};

//! One look at the batch for the people of one chunk.
struct Look {
    QDateTime ownTime; // when it began, by our clock
    QDateTime serviceTime; // the service's Date; invalid where it sends none
    std::vector<Finding> people; // in the order of the chunk's rows
    QString asked = {}; // what was asked for, for the journal
    qint64 total = -1; // what the service counted; -1: nothing
};

//! Joins a chunk's people with what the batch holds. `whole`: nothing can have been missed by paging.
//! `attemptAt`: the chunk's first INTENT by our clock, `clockLead`: how far the service's clock is ahead of ours.
std::vector<Finding> findPeople(const std::vector<QByteArray> &phones, const std::vector<wire::BatchEntry> &entries,
    bool whole, const QDateTime &attemptAt, std::chrono::milliseconds clockLead, const SettleRules &rules);

enum class Verdict { Queued, Absent, Undecided };

//! One for each person. Queued needs one look, at any time. Absent needs two equal looks, both after the settle time
//! and far enough apart by the service's Date, the person missing from every look; and by the service's Date the settle
//! time has passed since the first look, which came after the last byte.
std::vector<Verdict> verdictsOf(const std::vector<Look> &looks, const QDateTime &lastByteAt, const SettleRules &rules);

//! How long to wait before the next look can bring anything new; nothing when the verdicts stand as they are.
std::optional<std::chrono::milliseconds> waitForNextLook(
    const std::vector<Look> &looks, const QDateTime &lastByteAt, const QDateTime &now, const SettleRules &rules);

} // namespace callsheet::send
