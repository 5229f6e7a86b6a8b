#include "core/sheet/sheet_tables.h"

#include "core/sheet/errors.h"

#include <QCoreApplication>

namespace callsheet::sheet {

namespace {

constexpr std::size_t sampledRows = 12;

// The row of the block that names the columns of another table; 0: the block goes on with the one before.
int headerOfBlock(const std::vector<SampleRow> &rows)
{
    // One line may stand above the header as its title.
    for (std::size_t row = 0; row < 2 && row + 1 < rows.size(); ++row) {
        if (readsAsHeader(rows[row], std::span(rows).subspan(row + 1)))
            return static_cast<int>(rows[row].sheetRow);
    }
    return 0;
}

} // namespace

HeaderChoice chooseHeader(const ReadingOptions &options, const std::function<std::vector<SampleRow>()> &firstRows)
{
    if (options.headerRow) {
        const int row = *options.headerRow;
        const int rows = row == 0 ? 1 : options.headerRows.value_or(1);
        return {row, chosenByHand(row, rows), rows};
    }
    HeaderChoice found = findHeaderRow(firstRows());
    if (found.row > 0)
        found.rows = options.headerRows.value_or(found.rows);
    return found;
}

void reportHeader(const HeaderChoice &header, ReadingReport &report)
{
    report.headerRow = header.row;
    report.headerRows = header.rows;
    report.whyHeaderRow = header.why;
}

QList<TableInfo> findTables(const HeaderChoice &header, const std::vector<RowBlock> &blocks, const SampleOf &sampleOf)
{
    QList<TableInfo> tables{{header.row, 0}};
    std::size_t examined = 0;
    for (const RowBlock &block : blocks) {
        const bool isBelow = block.firstRow > static_cast<std::uint32_t>(header.row + header.rows - 1);
        // The rows of the first table may begin below a blank row; another one needs something above it.
        const bool isFurther = isBelow && tables.back().lastRow > static_cast<std::uint32_t>(header.row);
        if (isFurther && examined < mostTableBlocks) {
            ++examined;
            if (const int row = headerOfBlock(sampleOf(block.firstRow, sampledRows)); row > 0)
                tables.append({row, 0});
        }
        tables.back().lastRow = block.lastRow;
    }
    return tables.size() > 1 ? tables : QList<TableInfo>();
}

base::Result<void> chooseTable(QList<TableInfo> tables, const ReadingOptions &options, ReadingReport &report)
{
    report.tables = std::move(tables);
    report.table = 0;
    const auto count = static_cast<int>(report.tables.size());
    if (!options.table) {
        if (count > 1) {
            report.whyTable = QCoreApplication::translate(
                "sheet", "A row below a blank one, row %1, reads like the header of another table.")
                                  .arg(report.tables[1].headerRow);
            report.questions.append(Question::SeveralTables);
        }
        return {};
    }
    const int chosen = *options.table;
    if (chosen < 0 || chosen > std::max(1, count)) {
        return wrongUsage(QCoreApplication::translate("sheet",
            "The sheet has no table %1: %n table(s) were found. Choose one of them, or read all rows as one.", nullptr,
            std::max(1, count))
                              .arg(chosen));
    }
    report.whyTable = QCoreApplication::translate("sheet", "It was chosen by hand.");
    if (count > 1)
        report.table = chosen;
    return {};
}

HeaderChoice headerOfChosenTable(const ReadingReport &report, const ReadingOptions &options, const HeaderChoice &first)
{
    if (report.table < 2)
        return first;
    return {report.tables[report.table - 1].headerRow,
        QCoreApplication::translate("sheet", "It is the header of table %1.").arg(report.table),
        options.headerRows.value_or(1)};
}

} // namespace callsheet::sheet
