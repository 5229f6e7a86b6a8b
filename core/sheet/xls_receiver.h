#pragma once

#include "core/base/result.h"
#include "core/sheet/open_sheet.h"
#include "core/sheet/table.h"

#include <string_view>

namespace callsheet::sheet {

//! Takes what the reader of an XLS file finds. choose() comes first. Rows rise, and so do the columns of each. Rows and
//! columns count from 0. What cannot be taken is remembered: the reader is told so at the end of the row.
class XlsReceiver {
public:
    virtual ~XlsReceiver() = default;

    //! Which of these sheets is wanted.
    virtual base::Result<qsizetype> choose(const QList<SheetInfo> &sheets, const QString &encoding) = 0;
    virtual void progress(std::int64_t done, std::int64_t total) = 0;

    virtual void hideColumns(std::uint32_t first, std::uint32_t last) = 0;
    virtual void merge(std::uint32_t firstRow, std::uint32_t lastRow, std::uint32_t firstColumn) = 0;
    //! Rows are hidden by a filter.
    virtual void filtered() = 0;

    //! A text that cells may name by its number, counted from 0 in the order of these calls: a hostile file may show
    //! one long text in millions of cells.
    virtual void sharedText(std::string_view text) = 0;
    virtual void startRow(std::uint32_t row, bool isHidden) = 0;
    virtual void cell(std::uint32_t column, std::string_view text) = 0;
    virtual void sharedCell(std::uint32_t column, std::uint32_t number) = 0;
    virtual void damage(RowDamage damage) = 0;
    //! False when nothing more is wanted: enough rows, or an error.
    virtual bool endRow() = 0;
};

} // namespace callsheet::sheet
