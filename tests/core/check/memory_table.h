#pragma once

#include "core/check/check_rows.h"
#include "core/sheet/table.h"

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace callsheet::check {

inline void PrintTo(const Counts &counts, std::ostream *out)
{
    *out << counts.rows << " rows: " << counts.ready << " ready, " << counts.warnings << " warnings, " << counts.errors
         << " errors (" << counts.duplicates << " duplicates, " << counts.blankRequired << " with a blank)";
}

} // namespace callsheet::check

namespace callsheet::test {

//! A sheet that stands in the test itself. Row 1 is the header.
class MemoryTable final : public sheet::Table {
public:
    using Row = std::vector<std::string>;

    MemoryTable(const QStringList &header, std::vector<Row> rows, std::vector<sheet::DamagedRow> damaged = {})
        : m_rows(std::move(rows))
    {
        m_header = header;
        m_damagedRows = std::move(damaged);
    }

    sheet::RowIndex rowCount() const override { return static_cast<sheet::RowIndex>(m_rows.size()); }
    std::uint32_t sheetRow(sheet::RowIndex row) const override { return row + 2; }
    void readRow(sheet::RowIndex row, sheet::RowCells &cells) const override
    {
        cells.clear();
        for (const std::string &cell : m_rows[row])
            cells.add(cell);
    }
    std::size_t memoryUsed() const override { return 0; }

private:
    std::vector<Row> m_rows;
};

//! A check of a sheet whose columns stand in the order of the variables.
inline check::CheckInput checkInput(
    QList<match::Variable> variables, std::vector<MemoryTable::Row> rows, std::vector<sheet::DamagedRow> damaged = {})
{
    QStringList header;
    match::Mapping mapping;
    for (int column = 0; column < static_cast<int>(variables.size()); ++column) {
        header.append(variables[column].label);
        mapping.assignments.append({match::Source::Column, column, {}, match::MatchReason::SameName, true});
    }
    check::CheckInput input;
    input.table = std::make_shared<MemoryTable>(header, std::move(rows), std::move(damaged));
    input.variables = {QStringLiteral("Test"), std::move(variables)};
    input.mapping = mapping;
    input.settings.defaultCountry = QStringLiteral("GB");
    return input;
}

inline match::Variable phoneVariable()
{
    return {match::phoneNumberKey, QStringLiteral("Phone number"), true, match::VariableType::Phone, {}};
}

inline match::Variable variable(
    const QString &key, match::VariableType type = match::VariableType::Text, bool required = false)
{
    return {key, key, required, type, {}};
}

} // namespace callsheet::test
