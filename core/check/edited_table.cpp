#include "core/check/edits.h"

#include <optional>

#include <algorithm>

namespace callsheet::check {

namespace {

//! The source with the new texts in their places. Whoever reads a table reads the edits with it: the check, the
//! preview, the export and the sending cannot see different rows.
class EditedTable final : public sheet::Table {
public:
    EditedTable(std::shared_ptr<const sheet::Table> source, const Edits &edits)
        : m_source(std::move(source))
        , m_edits(edits)
    {
        m_header = m_source->header();
        m_blankRows = m_source->blankRows();
    }

    sheet::RowIndex rowCount() const override { return m_source->rowCount(); }
    std::uint32_t sheetRow(sheet::RowIndex row) const override { return m_source->sheetRow(row); }
    void readRow(sheet::RowIndex row, sheet::RowCells &cells) const override
    {
        m_source->readRow(row, cells);
        const auto [first, last] = m_edits.cells(row);
        if (first == last)
            return;
        std::vector<std::string_view> &texts = cells.cells();
        texts.resize(std::max(texts.size(), static_cast<std::size_t>(std::prev(last)->column) + 1));
        for (const CellEdit *edit = first; edit != last; ++edit)
            texts[static_cast<std::size_t>(edit->column)] = edit->text;
    }
    const std::vector<sheet::RowIndex> &hiddenRows() const override { return m_source->hiddenRows(); }
    const std::vector<sheet::DamagedRow> &damagedRows() const override { return m_source->damagedRows(); }
    std::size_t memoryUsed() const override { return m_source->memoryUsed(); }

private:
    std::shared_ptr<const sheet::Table> m_source;
    Edits m_edits;
};

//! The row with this row number, if there is one: row numbers rise.
std::optional<sheet::RowIndex> rowNumbered(const sheet::Table &table, std::uint32_t number)
{
    sheet::RowIndex first = 0;
    sheet::RowIndex last = table.rowCount();
    while (first < last) {
        const sheet::RowIndex middle = first + (last - first) / 2;
        if (table.sheetRow(middle) < number)
            first = middle + 1;
        else
            last = middle;
    }
    return first < table.rowCount() && table.sheetRow(first) == number ? std::optional(first) : std::nullopt;
}

} // namespace

std::shared_ptr<const sheet::Table> withEdits(std::shared_ptr<const sheet::Table> source, const Edits &edits)
{
    if (!edits.hasCells())
        return source;
    return std::make_shared<EditedTable>(std::move(source), edits);
}

Edits rebased(const Edits &edits, const sheet::Table &from, const sheet::Table &to, std::size_t *lost)
{
    Edits moved;
    std::size_t left = 0;
    sheet::RowCells before;
    sheet::RowCells after;
    for (const CellEdit &edit : edits.allCells()) {
        const auto row = rowNumbered(to, from.sheetRow(edit.row));
        const auto column = static_cast<int>(to.header().indexOf(from.header().value(edit.column)));
        bool same = false;
        if (row && column >= 0) {
            from.readRow(edit.row, before);
            to.readRow(*row, after);
            same = before[static_cast<std::size_t>(edit.column)] == after[static_cast<std::size_t>(column)];
        }
        if (same)
            moved.setCell(*row, column, edit.text);
        else
            ++left;
    }
    for (const RowMark mark : {RowMark::Skip, RowMark::SendAnyway, RowMark::CallThisOne}) {
        for (const sheet::RowIndex marked : edits.rowsWith(mark)) {
            if (const auto row = rowNumbered(to, from.sheetRow(marked)))
                moved.setMark(*row, mark, true);
            else
                ++left;
        }
    }
    if (lost)
        *lost = left;
    return moved;
}

} // namespace callsheet::check
