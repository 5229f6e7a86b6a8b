#pragma once

#include "core/practice/api_pages.h"
#include "core/practice/batch_store.h"
#include "core/practice/details_search.h"

#include <QUrlQuery>

#include <optional>

namespace callsheet::practice {

//! What GET batch-details asks for.
struct DetailsQuery {
    Paging paging;
    DetailsOrder order;
};

//! Nothing when a number is none, the filter is not an object or the order has no such name; `problem` says which.
std::optional<DetailsQuery> readDetailsQuery(const QUrlQuery &query, QString *problem);

//! The `data` of the answer, as JSON: a page of a thousand records is never taken apart.
QByteArray batchDetails(const Batch &batch, const DetailsQuery &query, const DetailsSearch &search);

} // namespace callsheet::practice
