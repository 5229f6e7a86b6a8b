#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/send/batch_page.h"
#include "core/send/transport.h"

#include <QCoroTask>

#include <functional>
#include <stop_token>

namespace callsheet::send {

//! base::pause(), or what a test puts in its place.
using Pause = std::function<QCoro::Task<bool>(std::chrono::milliseconds duration, std::stop_token stop)>;

QCoro::Task<bool> pauseBy(Pause pause, std::chrono::milliseconds duration, std::stop_token stop);

//! What looking needs from outside; all of it outlives every look.
struct LookServices {
    Transport *transport = nullptr;
    const base::Clock *clock = nullptr;
    Pause pause = {}; // null: base::pause
};

//! Where to look, and with what.
struct LookTarget {
    QUrl baseUrl;
    QString batchId;
    base::Secret bearer;
    QString referenceKey; // that records bear where the connection has it switched on; empty: none
    Timeouts timeouts;
    qint64 mostPages = 200'000; // a batch of more is not read
};

//! What a batch holds, as read at one time.
struct BatchView {
    std::vector<wire::BatchEntry> entries;
    qint64 total = 0; // as the service says
    bool whole = false; // nothing was missed: the pages added up, and did not shift while they were read
    QDateTime ownTime; // when the reading began, by our clock
    QDateTime serviceTime; // the same by the service's Date; invalid where it sends none
};

//! One question to batch-details.
struct PageQuery {
    qint64 page = 1;
    int limit = 1000;
    QByteArray filter; // JSON
    QString search;
};

struct PageAnswer {
    std::optional<wire::BatchPage> page;
    bool queryRefused = false; // 400: too many a page, or it cannot be asked so
    base::Error error; // where there is no page
    QDateTime ownTime; // when it was asked
    QDateTime serviceTime;
};

QUrl pageUrl(const LookTarget &target, const PageQuery &query);

//! Asks once, and again a few times where the network fails: reading changes nothing.
QCoro::Task<PageAnswer> readPage(LookServices services, LookTarget target, PageQuery query, std::stop_token stop);

//! Pages through the whole batch, in the largest pages that the service allows; again, up to three times, where it
//! changed meanwhile. Errors: Credentials, InvalidInput (no such batch), Network, Limit, Cancelled.
QCoro::Task<base::Result<BatchView>> readBatch(LookServices services, LookTarget target, std::stop_token stop);

//! Asks for each of a few people by the number instead; for a batch that does not hold still. `control`: a number that
//! is known to be in the batch and has to be found, as a search that finds nobody ever would make everybody absent.
QCoro::Task<base::Result<BatchView>> searchBatch(
    LookServices services, LookTarget target, std::vector<QByteArray> phones, QByteArray control, std::stop_token stop);
constexpr std::size_t mostSearched = 20; // requests, not a batch more

} // namespace callsheet::send
