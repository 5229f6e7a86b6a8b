#include "core/check/mark_rows.h"

namespace callsheet::check {

MarkedRows markRows(
    const Edits &edits, const Report &report, const std::vector<sheet::RowIndex> &rows, RowMark mark, bool on)
{
    MarkedRows marked{edits, 0};
    for (const sheet::RowIndex row : rows) {
        if (marked.edits.has(row, mark) == on || (mark == RowMark::SendAnyway && on && !canBeWaived(report, row)))
            continue;
        ++marked.count;
        // Of the rows with one number only one can be called.
        if (mark == RowMark::CallThisOne && on) {
            for (const sheet::RowIndex other : marked.edits.rowsWith(mark)) {
                if (report.phones[other] == report.phones[row])
                    marked.edits.setMark(other, mark, false);
            }
        }
        marked.edits.setMark(row, mark, on);
    }
    return marked;
}

} // namespace callsheet::check
