#include "core/check/corrections.h"

#include "core/check/cell_text.h"
#include "core/check/describe.h"
#include "core/sheet/write_sheet.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace callsheet::check {

using namespace Qt::StringLiterals;

namespace {

// Row number, state and problems stand in front of the original columns, the id behind them.
constexpr int columnsInFront = 3;

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

//! Of the row as the file holds it: 16 hexadecimal digits (FNV-1a).
std::string rowId(const sheet::Table &source, sheet::RowIndex row, sheet::RowCells &cells)
{
    source.readRow(row, cells);
    std::uint64_t hash = 0xCBF29CE484222325U;
    const auto add = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001B3U; };
    for (int column = 0; column < source.columnCount(); ++column) {
        for (const char c : cells[static_cast<std::size_t>(column)])
            add(static_cast<unsigned char>(c));
        add(0x1F);
    }
    return QByteArray::number(static_cast<quint64>(hash), 16).rightJustified(16, '0').toStdString();
}

int idColumn(const sheet::Table &source)
{
    return columnsInFront + source.columnCount();
}

std::unordered_map<std::string, sheet::RowIndex> rowsByNumber(const sheet::Table &source)
{
    std::unordered_map<std::string, sheet::RowIndex> rows;
    rows.reserve(source.rowCount());
    for (sheet::RowIndex row = 0; row < source.rowCount(); ++row)
        rows.emplace(std::to_string(source.sheetRow(row)), row);
    return rows;
}

QString standOf(const CheckInput &input, const Report &report, sheet::RowIndex row)
{
    return input.edits.has(row, RowMark::Skip) ? skippedName() : stateName(report.states[row]);
}

//! What is wrong with a row, then what is only to be known of it.
QString findingsOf(const CheckInput &input, const Report &report, sheet::RowIndex row)
{
    QStringList sentences;
    const auto describeEach = [&](const std::vector<Problem> &found, std::pair<std::size_t, std::size_t> range) {
        for (std::size_t i = range.first; i < range.second; ++i)
            sentences.append(describe(found[i], input).message);
    };
    describeEach(report.problems, report.problemsOf(row));
    describeEach(report.notes, report.notesOf(row));
    return sentences.join(u' ');
}

} // namespace

base::Result<void> writeRows(const CheckInput &input, const sheet::Table &source, const Report &report,
    const std::vector<sheet::RowIndex> &rows, const QString &path)
{
    QStringList header = {QCoreApplication::translate("check", "Row in the file"),
        QCoreApplication::translate("check", "State"), QCoreApplication::translate("check", "Problem")};
    header += source.header();
    header += QCoreApplication::translate("check", "Row id (leave as it is)");
    std::size_t next = 0;
    sheet::RowCells cells;
    sheet::RowCells sourceCells;
    const auto nextRow = [&](QStringList &line) {
        if (next >= rows.size())
            return false;
        const sheet::RowIndex row = rows[next++];
        line = {QString::number(source.sheetRow(row)), standOf(input, report, row), findingsOf(input, report, row)};
        input.table->readRow(row, cells);
        for (int column = 0; column < source.columnCount(); ++column)
            line.append(fromUtf8(cells[static_cast<std::size_t>(column)]));
        line.append(QString::fromStdString(rowId(source, row, sourceCells)));
        return true;
    };
    return sheet::writeSheet(path, header, nextRow);
}

bool isCorrected(const sheet::Table &corrected, const sheet::Table &source)
{
    // The headings in front and the last one are in the language of the person who wrote the file.
    return corrected.columnCount() == idColumn(source) + 1
        && corrected.header().mid(columnsInFront, source.columnCount()) == source.header();
}

Corrections readCorrections(const sheet::Table &corrected, const CheckInput &input, const sheet::Table &source)
{
    Corrections corrections;
    corrections.edits = input.edits;
    const auto known = rowsByNumber(source);
    std::unordered_set<sheet::RowIndex> met;
    sheet::RowCells given;
    sheet::RowCells now;
    sheet::RowCells scratch;
    for (sheet::RowIndex line = 0; line < corrected.rowCount(); ++line) {
        corrected.readRow(line, given);
        const auto found = known.find(std::string(trimmed(given[0])));
        const std::string_view id = trimmed(given[static_cast<std::size_t>(idColumn(source))]);
        if (found == known.end() || id != rowId(source, found->second, scratch) || !met.insert(found->second).second) {
            ++corrections.unknownRows;
            continue;
        }
        const sheet::RowIndex row = found->second;
        input.table->readRow(row, now);
        const std::size_t before = corrections.changes.size();
        for (int column = 0; column < source.columnCount(); ++column) {
            const std::string_view is = now[static_cast<std::size_t>(column)];
            const std::string_view wanted = given[static_cast<std::size_t>(columnsInFront + column)];
            if (is == wanted)
                continue;
            corrections.changes.push_back({row, column, std::string(is), std::string(wanted)});
            changeCell(source, row, column, std::string(wanted), corrections.edits);
        }
        corrections.rows += corrections.changes.size() > before ? 1U : 0U;
    }
    return corrections;
}

} // namespace callsheet::check
