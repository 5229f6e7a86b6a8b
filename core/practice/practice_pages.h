#pragma once

#include "core/practice/api_answer.h"
#include "core/practice/arrival_list.h"
#include "core/practice/batch_store.h"
#include "core/practice/http_request.h"

#include <QJsonObject>

#include <functional>

namespace callsheet::practice {

// What the practice service says of itself. No page of the batch API, so it asks for no key: it is reached from this
// computer only, or with the token that every request must bear, and a test that looks for the truth should not have to
// choose a workspace for it.

inline constexpr auto practiceLogPath = QLatin1StringView("/practice/log");
inline constexpr auto practiceTruthPath = QLatin1StringView("/practice/truth");
bool isPracticePage(const QString &path);

//! GET /practice/log?since=N&limit=M: {"arrivals": […], "next", "totals"}, oldest first, those with a number above N;
//! "next" is the N to go on with. A list that begins later than N + 1 has forgotten the ones between.
ApiResult practiceLog(const HttpRequest &request, const QList<Arrival> &newest, const ArrivalTotals &totals);
//! GET /practice/truth: {"batches": […]}. With ?batch=ID&page=&limit=: who is queued there, and how often each was
//! queued and dialled.
ApiResult practiceTruth(const HttpRequest &request, const BatchStore &store);

} // namespace callsheet::practice
