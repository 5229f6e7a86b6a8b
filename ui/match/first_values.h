#pragma once

#include "core/check/check_rows.h"
#include "core/check/report.h"

#include <QStringList>

#include <vector>

namespace callsheet::ui {

//! For each variable its first three values: as in the sheet, and with what each becomes.
QStringList firstValues(const check::CheckInput &input, const check::Report *report);

struct ValueBeforeAndAfter {
    sheet::RowIndex row = 0;
    QString before; // as in the sheet: of the first column that has a value
    QString after; // as sent; of a number that cannot be called, why
};
struct ValuesBeforeAndAfter {
    std::vector<ValueBeforeAndAfter> first; // those that change before the others
    int changed = 0; // of the rows that were looked at
};
//! The values of the only variable of the input in the first rows.
ValuesBeforeAndAfter valuesBeforeAndAfter(const check::CheckInput &input, std::size_t most);

} // namespace callsheet::ui
