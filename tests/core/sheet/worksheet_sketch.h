#pragma once

#include "core/sheet/worksheet_rows.h"

#include <QStringList>

#include <gtest/gtest.h>

#include <vector>

namespace callsheet::test {

//! A sheet as a reader hands it over: rows of texts, blank where the text is empty. Hidden rows count from 1.
inline sheet::WorksheetRows worksheetOf(const std::vector<QStringList> &rows, const QList<int> &hiddenRows = {})
{
    sheet::WorksheetRows built;
    sheet::RowBuilder builder(QStringLiteral("book.xlsx"), built);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        builder.startRow();
        for (qsizetype column = 0; column < rows[row].size(); ++column)
            builder.add(column, rows[row][column].toStdString());
        EXPECT_TRUE(builder.endRow(static_cast<std::int64_t>(row), 1, hiddenRows.contains(static_cast<int>(row) + 1)));
    }
    EXPECT_TRUE(builder.finish());
    return built;
}

} // namespace callsheet::test
