#pragma once

#include "core/practice/batch_store.h"

#include <QJsonObject>
#include <QUrlQuery>

#include <optional>

namespace callsheet::practice {

//! What GET batch-details asks for.
struct DetailsQuery {
    int page = 1;
    int limit = 10; // at most mostPerPage
    QJsonObject filter; // each field equal to its value
    QString sortBy; // a field; empty: the order of insertion
    bool descending = false;
    QString search; // part of the phone number or of any field, whatever the case
};

constexpr auto mostPerPage = 1000;

//! Nothing when a number is none, the filter is not an object or the order has no such name; `problem` says which.
std::optional<DetailsQuery> readDetailsQuery(const QUrlQuery &query, QString *problem);

//! The `data` of the answer.
QJsonObject batchDetails(const Batch &batch, const DetailsQuery &query);

} // namespace callsheet::practice
