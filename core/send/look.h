#pragma once

#include "core/send/read_batch.h"
#include "core/send/verdict.h"

namespace callsheet::send {

//! The people of one chunk of unknown outcome, and what looking for them has shown so far.
struct SoughtPeople {
    std::vector<QByteArray> phones; // in the order of the chunk's rows, canonical digits
    QString tag; // that each of them bears; empty: none
    QDateTime attemptAt; // INTENT of the chunk's first attempt
    QDateTime lastByteAt; // the latest time at which a byte of the body can have left
    std::vector<Look> looks;
};

//! People who are known to be queued, and the tag that they bear: what proves that the service filters at all.
struct TagControl {
    QString tag;
    qint64 people = 0;
};

//! Looks once for everybody who is sought, and adds a look to each: by tag where that is proven to work, else by
//! reading the whole batch, else, for a few, by searching for each. The result keeps the order.
QCoro::Task<base::Result<std::vector<SoughtPeople>>> lookOnce(LookServices services, LookTarget target,
    SettleRules rules, std::optional<TagControl> control, std::vector<SoughtPeople> sought, std::stop_token stop);

} // namespace callsheet::send
