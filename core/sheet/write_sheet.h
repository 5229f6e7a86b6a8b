#pragma once

#include "core/base/result.h"
#include "core/sheet/table.h"

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <stop_token>
#include <string_view>

namespace callsheet::sheet {

//! Gives one row after the other; false at the end.
using RowSource = std::function<bool(QStringList &row)>;

//! A cell of a CSV file between quotes, its own quotes doubled.
void appendQuoted(std::string_view cell, QByteArray &target);

//! Writes a header and rows as text. The ending decides: ".csv" (UTF-8, comma, CRLF, every field that needs it quoted)
//! or
//! ".xlsx" (every cell text, so that nothing is taken for a formula or a number). Atomic: all or what was there before.
base::Result<void> writeSheet(const QString &path, const QStringList &header, const RowSource &rows);

//! `export`: the table as read, header row first, then the data rows.
base::Result<void> exportTable(const Table &table, const QString &path, std::stop_token stop);

} // namespace callsheet::sheet
