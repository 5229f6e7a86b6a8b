#include "core/sheet/csv_reader.h"
#include "tests/fuzz/reading.h"

#include <QByteArrayView>

#include <algorithm>

namespace callsheet::fuzz {

using namespace Qt::StringLiterals;
using sheet::ReadingReport;
using sheet::RowDamage;
using sheet::Table;

namespace {

struct Records {
    std::vector<std::vector<std::string>> all;
    bool hasDamage = false; // quotes in odd places, zero bytes
};

// The plainest reader there is, byte by byte: a quote opens at the start of a field only, and two of them are one. What
// the product does beyond that concerns damage, and files with any are not compared.
Records readPlainly(std::string_view text, std::string_view separator, char quote)
{
    Records records;
    std::vector<std::string> record;
    std::string field;
    bool inQuotes = false;
    bool wasQuoted = false;
    bool atStart = true;
    const auto endField = [&] {
        record.push_back(field);
        field.clear();
        atStart = true;
        wasQuoted = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inQuotes) {
            if (c != quote) {
                field += c;
            } else if (i + 1 < text.size() && text[i + 1] == quote) {
                field += c;
                ++i;
            } else {
                inQuotes = false;
            }
            records.hasDamage = records.hasDamage || c == '\0';
        } else if (text.substr(i).starts_with(separator)) {
            endField();
            i += separator.size() - 1;
        } else if (c == '\n' || c == '\r') {
            endField();
            records.all.push_back(std::move(record));
            record.clear();
            if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
                ++i;
        } else if (c == quote && quote != '\0' && atStart) {
            inQuotes = wasQuoted = true;
            atStart = false;
        } else {
            atStart = false;
            const bool isQuote = c == quote && quote != '\0';
            records.hasDamage = records.hasDamage || isQuote || c == '\0' || (wasQuoted && c != ' ');
            if (!wasQuoted) // blanks behind a closing quote are no text
                field += c;
        }
    }
    records.hasDamage = records.hasDamage || inQuotes;
    if (!record.empty() || !field.empty() || wasQuoted) {
        endField();
        records.all.push_back(std::move(record));
    }
    return records;
}

bool isBlank(const std::vector<std::string> &record)
{
    return std::all_of(record.begin(), record.end(),
        [](const std::string &cell) { return cell.find_first_not_of(" \t\r\n") == std::string::npos; });
}

bool isComparable(std::string_view text, const ReadingReport &report)
{
    return report.escape == sheet::CsvEscape::Doubled && report.lineEnd == sheet::CsvLineEnd::Any
        && report.encoding == "UTF-8"_L1
        && QByteArrayView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

// What a file may have whose quotes are in order. U+FFFD says that an earlier program lost a character.
bool isHarmless(const sheet::DamagedRow &row, std::string_view text)
{
    return row.damage == RowDamage::TooFewCells || row.damage == RowDamage::TooManyCells
        || (row.damage == RowDamage::InvalidText && text.find("\xEF\xBF\xBD") != std::string_view::npos);
}

// Every row of the table is the record of its number, and every record with text below the header is a row.
Finding compare(std::string_view text, const Table &table, const ReadingReport &report)
{
    if (!isComparable(text, report))
        return {};
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    const char quote = report.quote.isEmpty() ? '\0' : report.quote[0].toLatin1();
    const Records records = readPlainly(text, report.separator.toStdString(), quote);
    if (records.hasDamage)
        return {};
    if (!std::all_of(table.damagedRows().begin(), table.damagedRows().end(),
            [text](const sheet::DamagedRow &row) { return isHarmless(row, text); }))
        return "damage where there is none";
    sheet::RowCells cells;
    // What stands above the header is no row; without a header the table begins at the first text.
    auto next = static_cast<std::size_t>(report.headerRow == 0 ? 0 : report.headerRow + report.headerRows - 1);
    const bool areAllRead = report.table == 0;
    const auto findLost = [&](std::size_t end) {
        for (; next < end; ++next) {
            const bool isSeparatorLine = next == 0 && text.starts_with("sep=");
            if (areAllRead && !isBlank(records.all[next]) && !isSeparatorLine)
                return "record " + std::to_string(next + 1) + " is lost";
        }
        return std::string();
    };
    for (sheet::RowIndex row = 0; row < table.rowCount(); ++row) {
        const std::size_t place = table.sheetRow(row) - 1;
        if (place >= records.all.size())
            return "a row behind the last record";
        if (Finding finding = findLost(place); !finding.empty())
            return finding;
        table.readRow(row, cells);
        if (!std::equal(
                records.all[place].begin(), records.all[place].end(), cells.cells().begin(), cells.cells().end()))
            return "record " + std::to_string(place + 1) + " reads differently";
        next = place + 1;
    }
    return findLost(records.all.size());
}

Finding run(std::string_view input)
{
    if (input.empty())
        return {};
    const std::string_view bytes = input.substr(1);
    // A row takes an offset and a damage or two; text in another encoding is held converted.
    const Bounds bounds = {false, 64, 1 << 20};
    return checkReading(bytes, sheet::readCsv, optionsOf(input[0]), bounds,
        [bytes](const Table &table, const ReadingReport &report) { return compare(bytes, table, report); });
}

std::vector<std::string> seeds()
{
    std::string wide;
    for (const char c : std::string_view("name;phone\r\nZo;+44 7911\r\n")) {
        wide += c;
        wide += '\0';
    }
    std::string manyRows = " id,name,phone\n";
    for (int i = 0; i < 300; ++i)
        manyRows
            += std::to_string(i) + ",\"Person, " + std::to_string(i) + "\",+44791112" + std::to_string(1000 + i) + '\n';
    return {" \xFF\xFE" + wide, " " + wide, std::string("\x0Fname;phone\nJos\xE9;1\n"), manyRows,
        std::string(" a,b\n\0,1\n", 9)};
}

} // namespace

Target csvTarget()
{
    return {"csv", run, seeds};
}

} // namespace callsheet::fuzz
