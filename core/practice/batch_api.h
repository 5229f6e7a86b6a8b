#pragma once

#include "core/practice/api_answer.h"
#include "core/practice/api_caller.h"

namespace callsheet::practice {

//! The pages of the batch API over a store. `now` is in ms since 1970.
ApiResult answerRequest(BatchStore &store, const HttpRequest &request, const ApiEdition &edition, qint64 now);

//! How many records an addCallsToBatch request holds, without doing anything with them; -1 for other requests.
int countRecords(const HttpRequest &request);

//! The path of an arrival as it may be logged: what is none of the API's pages could hold anything.
QString nameOfPath(const QString &path);

} // namespace callsheet::practice
