#include "tests/fuzz/reading.h"

#include "core/sheet/file_kind.h"
#include "core/sheet/input_file.h"

#include <QByteArrayView>

#include <algorithm>
#include <cstdlib>

#include <sys/mman.h>
#include <unistd.h>

namespace callsheet::fuzz {

using namespace Qt::StringLiterals;
using sheet::ReadingOptions;
using sheet::ReadingReport;
using sheet::RowIndex;
using sheet::Table;

MemoryFile::MemoryFile(std::string_view bytes)
    : m_descriptor(::memfd_create("input", MFD_CLOEXEC))
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written <= 0)
            std::abort(); // the machine is out of memory: nothing that follows would mean anything
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

MemoryFile::~MemoryFile()
{
    ::close(m_descriptor);
}

QString MemoryFile::path() const
{
    return u"/proc/self/fd/%1"_s.arg(m_descriptor);
}

namespace {

constexpr RowIndex rowsAtEachEnd = 2000; // a few bytes of ODS repeat a row a million times

bool isUtf8(std::string_view text)
{
    return QByteArrayView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

Finding at(RowIndex row, const char *what)
{
    return "row " + std::to_string(row) + ": " + what;
}

Finding checkRow(const Table &table, RowIndex row, const Bounds &bounds, sheet::RowCells &cells)
{
    table.readRow(row, cells);
    if (bounds.isWorkbook && cells.size() > static_cast<std::size_t>(table.columnCount()))
        return at(row, "more cells than the header");
    if (cells.size() == 0)
        return at(row, "no cells");
    for (const std::string_view cell : cells.cells()) {
        if (!isUtf8(cell))
            return at(row, "text that is not UTF-8");
    }
    return {};
}

Finding checkRows(const Table &table, const Bounds &bounds)
{
    sheet::RowCells cells;
    sheet::RowCells again;
    std::uint32_t before = 0;
    const RowIndex count = table.rowCount();
    for (RowIndex row = 0; row < count; ++row) {
        if (row == rowsAtEachEnd && count > 2 * rowsAtEachEnd) {
            row = count - rowsAtEachEnd;
            before = table.sheetRow(row - 1);
        }
        if (table.sheetRow(row) <= before)
            return at(row, "row numbers do not rise");
        before = table.sheetRow(row);
        if (Finding finding = checkRow(table, row, bounds, cells); !finding.empty())
            return finding;
        // What a row holds depends on nothing that was read before it.
        table.readRow(count - 1 - row, again);
        table.readRow(row, again);
        if (cells.cells() != again.cells())
            return at(row, "reads differently the second time");
    }
    return {};
}

Finding checkTable(const Table &table, std::size_t size, const Bounds &bounds)
{
    if (table.rowCount() == 0)
        return "a table without rows";
    if (table.columnCount() == 0)
        return "a table without columns";
    const auto &damaged = table.damagedRows();
    if (!std::is_sorted(damaged.begin(), damaged.end(), [](const auto &a, const auto &b) { return a.row < b.row; }))
        return "damaged rows out of order";
    if (!damaged.empty() && damaged.back().row >= table.rowCount())
        return "a damaged row behind the last row";
    const auto &hidden = table.hiddenRows();
    if (std::adjacent_find(hidden.begin(), hidden.end(), std::greater_equal<>()) != hidden.end())
        return "hidden rows out of order";
    if (!hidden.empty() && hidden.back() >= table.rowCount())
        return "a hidden row behind the last row";
    if (table.memoryUsed() > size * bounds.memoryPerByte + bounds.memoryBesides)
        return std::to_string(table.memoryUsed()) + " bytes held for a file of " + std::to_string(size);
    return checkRows(table, bounds);
}

Finding checkRefusal(const base::Error &error)
{
    if (!error.message.endsWith(u'.'))
        return "refused without a sentence: " + error.message.toStdString();
    if (error.message.contains(u"%1"_s) || error.message.contains(u"%2"_s))
        return "refused with half a sentence: " + error.message.toStdString();
    return {};
}

} // namespace

Finding checkReading(
    std::string_view bytes, Reader reader, const ReadingOptions &options, const Bounds &bounds, const Look &look)
{
    const MemoryFile memory(bytes);
    const auto file = sheet::InputFile::open(memory.path());
    if (!file)
        return checkRefusal(file.error());
    sheet::fileKind(file->head(4096)); // looks at the same bytes before any reader does

    ReadingReport report;
    const TableResult whole = reader({*file, options, report, nullptr, {}});
    Finding finding = whole ? checkTable(**whole, bytes.size(), bounds) : checkRefusal(whole.error());
    if (finding.empty() && whole && look)
        finding = look(**whole, report);
    if (!finding.empty())
        return "whole: " + finding;

    ReadingReport beginningReport;
    const TableResult beginning = reader({*file, options, beginningReport, nullptr, {}, sheet::beginningRows});
    finding = beginning ? checkTable(**beginning, bytes.size(), bounds) : checkRefusal(beginning.error());
    return finding.empty() ? finding : "beginning: " + finding;
}

ReadingOptions optionsOf(char choice)
{
    ReadingOptions options;
    if (choice == ' ' || choice == '\0')
        return options;
    const auto bits = static_cast<unsigned char>(choice);
    if ((bits & 0x01) != 0)
        options.headerRow = (bits >> 4) % 4; // 0: none
    if ((bits & 0x02) != 0) {
        options.hiddenRows = (bits & 0x10) != 0;
        options.mergedCells = (bits & 0x20) != 0;
        options.escape = (bits & 0x10) != 0 ? sheet::CsvEscape::Backslash : sheet::CsvEscape::None;
    }
    if ((bits & 0x04) != 0) {
        options.sheet = QString::number(1 + (bits >> 6));
        options.separator = (bits & 0x20) != 0 ? u", "_s : u";"_s;
        options.quote = (bits & 0x10) != 0 ? '\'' : '\0';
    }
    if ((bits & 0x08) != 0) {
        options.headerRows = 1 + (bits >> 5) % sheet::mostHeaderRows;
        options.table = (bits >> 6) % 3;
        options.encoding = (bits & 0x10) != 0 ? u"windows-1252"_s : u"UTF-16LE"_s;
    }
    return options;
}

} // namespace callsheet::fuzz
