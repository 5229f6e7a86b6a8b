#pragma once

#include "core/practice/batch_store.h"
#include "core/practice/details_search.h"

#include <QUrlQuery>

#include <optional>

namespace callsheet::practice {

//! What GET batch-details asks for.
struct DetailsQuery {
    int page = 1;
    int limit = 10; // at most mostPerPage
    DetailsOrder order;
};

constexpr auto mostPerPage = 1000;

//! Nothing when a number is none, the filter is not an object or the order has no such name; `problem` says which.
std::optional<DetailsQuery> readDetailsQuery(const QUrlQuery &query, QString *problem);

//! The `data` of the answer, as JSON: a page of a thousand records is never taken apart.
QByteArray batchDetails(const Batch &batch, const DetailsQuery &query, const DetailsSearch &search);

} // namespace callsheet::practice
