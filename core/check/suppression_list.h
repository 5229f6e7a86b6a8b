#pragma once

#include "core/base/result.h"
#include "core/check/number_set.h"
#include "core/sheet/table.h"

#include <QStringList>

#include <memory>
#include <stop_token>
#include <vector>

namespace callsheet::check {

//! A filled cell of such a list that is no phone number: a person may have to see to it.
struct UnreadCell {
    std::uint32_t sheetRow = 0;
    QString column;
    QString text;

    bool operator==(const UnreadCell &) const = default;
};

//! Numbers that must not be called, from a sheet of any layout.
struct SuppressionList {
    NumberSet numbers;
    QStringList columns; // that were taken for phone numbers
    std::uint32_t unread = 0; // filled cells of these columns that are no phone number
    std::vector<UnreadCell> firstUnread; // some of them, column by column
};

//! Takes every column most of whose filled cells are phone numbers; a list without a heading loses no number to it.
//! Errors: Unreadable (no such column: nothing would be suppressed), Cancelled.
base::Result<SuppressionList> readSuppressionList(
    const sheet::Table &table, const QString &country, std::stop_token stop);

//! The same from a file of any kind that can be opened, with the sheet for another reading.
struct LoadedList {
    std::shared_ptr<const sheet::Table> table;
    SuppressionList list;
};
base::Result<LoadedList> loadSuppressionList(const QString &path, const QString &country, std::stop_token stop);

} // namespace callsheet::check
