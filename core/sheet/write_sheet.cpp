#include "core/sheet/write_sheet.h"

#include "core/base/atomic_file.h"
#include "core/sheet/errors.h"
#include "core/sheet/file_kind.h"
#include "core/sheet/limits.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QIODevice>
#include <QTemporaryFile>

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

// Gives the cells of one row after the other as UTF-8. The header is the first row.
enum class Next { Row, End, Stop };
using ByteRows = std::function<Next(std::vector<std::string_view> &cells)>;

constexpr qsizetype bytesAtOnce = 1 << 20;
constexpr std::size_t mostXlsxCharacters = 32'767;
constexpr std::uint32_t rowsBetweenPolls = 4096;

bool startsSeparatorLine(std::string_view cell)
{
    constexpr std::string_view word = "sep=";
    return cell.size() >= word.size() && std::equal(word.begin(), word.end(), cell.begin(), [](char expected, char c) {
        return c == expected || (c >= 'A' && c <= 'Z' && c - 'A' + 'a' == expected);
    });
}

bool needsQuotes(std::string_view cell)
{
    // Beside what the standard asks for: the other characters that a reader may take for the separator or the quote,
    // and blanks that some readers drop.
    return cell.find_first_of(",;\t|\"\r\n") != std::string_view::npos || cell.starts_with(' ') || cell.ends_with(' ')
        || cell.starts_with('\'');
}

// What at the beginning of a file is taken for something else: a separator line, a byte order mark, markup, JSON, a
// PDF, a picture.
bool misleadsReaders(std::string_view firstCell)
{
    constexpr std::size_t headBytes = 4096;
    const std::string_view head = firstCell.substr(0, headBytes);
    return startsSeparatorLine(firstCell) || firstCell.starts_with("\xEF\xBB\xBF")
        || fileKind({head.data(), static_cast<qsizetype>(head.size())}) != FileKind::Text;
}

void appendCsvCell(std::string_view cell, bool quoted, QByteArray &target)
{
    if (quoted)
        appendQuoted(cell, target);
    else
        target.append(cell.data(), static_cast<qsizetype>(cell.size()));
}

bool writeCsvTo(QIODevice &device, const ByteRows &rows)
{
    QByteArray buffer;
    buffer.reserve(bytesAtOnce + bytesAtOnce / 4);
    std::vector<std::string_view> cells;
    Next next = Next::End;
    bool isBeginning = true;
    while ((next = rows(cells)) == Next::Row) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0)
                buffer += ',';
            appendCsvCell(cells[i], needsQuotes(cells[i]) || (isBeginning && misleadsReaders(cells[i])), buffer);
            isBeginning = false;
        }
        buffer += "\r\n";
        if (buffer.size() < bytesAtOnce)
            continue;
        if (device.write(buffer) != buffer.size())
            return false;
        buffer.resize(0);
    }
    return next == Next::End && device.write(buffer) == buffer.size();
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

bool looksEscaped(std::string_view text)
{
    return text.size() >= 7 && text.starts_with("_x") && text[6] == '_'
        && std::all_of(text.begin() + 2, text.begin() + 6, isHexDigit);
}

// XML has no place for most control characters, and a line feed for each carriage return: workbooks write them _xHHHH_.
// Zero bytes have no place at all there and become U+FFFD.
std::string escapedForXlsx(std::string_view cell)
{
    std::string escaped;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const auto byte = static_cast<unsigned char>(cell[i]);
        const bool isNonCharacter
            = cell.substr(i).starts_with("\xEF\xBF\xBE") || cell.substr(i).starts_with("\xEF\xBF\xBF");
        if (byte == 0) {
            escaped += "\xEF\xBF\xBD";
        } else if (byte < ' ' && byte != '\t' && byte != '\n') {
            char code[8];
            std::snprintf(code, sizeof code, "_x%04X_", byte);
            escaped += code;
        } else if (isNonCharacter) {
            escaped += cell[i + 2] == '\xBE' ? "_xFFFE_" : "_xFFFF_";
            i += 2;
        } else if (looksEscaped(cell.substr(i))) {
            escaped += "_x005F_";
        } else {
            escaped += cell[i];
        }
    }
    return escaped;
}

base::Error writingStopped(const QString &path)
{
    return {base::ErrorKind::Cancelled,
        QCoreApplication::translate("sheet", "Writing “%1” was stopped; the file is as it was before.")
            .arg(shownName(path)),
        {}};
}

base::Error cannotFit(const QString &sentence)
{
    return {base::ErrorKind::Limit, sentence, {}};
}

// As spreadsheet programs count them: those beyond the first plane are two.
std::size_t charactersIn(std::string_view text)
{
    const auto isFirst = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    const auto isPair = [](char c) { return static_cast<unsigned char>(c) >= 0xF0; };
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), isFirst) + std::count_if(text.begin(), text.end(), isPair));
}

base::Error cannotWrite(const QString &path, lxw_error error)
{
    return {base::ErrorKind::Storage,
        QCoreApplication::translate("sheet", "“%1” could not be written. Choose another place or free some space.")
            .arg(path),
        QString::fromUtf8(lxw_strerror(error))};
}

// One row into the worksheet; nothing when it fits.
std::optional<base::Error> addXlsxRow(
    lxw_worksheet *worksheet, lxw_row_t row, const std::vector<std::string_view> &cells, const QString &path)
{
    const QString name = shownName(path);
    if (row >= mostSheetRows || cells.size() > mostColumns) {
        return cannotFit(QCoreApplication::translate("sheet",
            "The table has more than the 1,048,576 rows or 16,384 columns that “%1” may have. Choose a name that ends "
            "in "
            ".csv.")
                             .arg(name));
    }
    for (std::size_t column = 0; column < cells.size(); ++column) {
        if (cells[column].empty())
            continue;
        const std::string text = escapedForXlsx(cells[column]);
        if (charactersIn(text) > mostXlsxCharacters) {
            return cannotFit(QCoreApplication::translate("sheet",
                "Cell %1%2 is longer than the 32,767 characters that a cell of “%3” may have. Choose a name that ends "
                "in "
                ".csv.")
                                 .arg(columnLetters(static_cast<int>(column)))
                                 .arg(row + 1)
                                 .arg(name));
        }
        const lxw_error written
            = worksheet_write_string(worksheet, row, static_cast<lxw_col_t>(column), text.c_str(), nullptr);
        if (written != LXW_NO_ERROR)
            return cannotWrite(path, written);
    }
    return std::nullopt;
}

base::Result<void> fillWorkbook(const QString &temporaryPath, const QString &path, const ByteRows &rows)
{
    QByteArray folder = QFile::encodeName(QFileInfo(temporaryPath).absolutePath());
    lxw_workbook_options options = {};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder.data();
    lxw_workbook *workbook = workbook_new_opt(QFile::encodeName(temporaryPath).constData(), &options);
    lxw_worksheet *worksheet = workbook == nullptr ? nullptr : workbook_add_worksheet(workbook, "Sheet1");
    std::optional<base::Error> error;
    if (worksheet != nullptr) {
        std::vector<std::string_view> cells;
        Next next = Next::End;
        for (lxw_row_t row = 0; !error && (next = rows(cells)) == Next::Row; ++row)
            error = addXlsxRow(worksheet, row, cells, path);
        if (next == Next::Stop)
            error = writingStopped(path);
    }
    const lxw_error closed = workbook == nullptr ? LXW_ERROR_CREATING_TMPFILE : workbook_close(workbook);
    if (error)
        return *error;
    if (worksheet == nullptr || closed != LXW_NO_ERROR)
        return cannotWrite(path, closed);
    return {};
}

base::Result<void> writeXlsx(const QString &path, const ByteRows &rows)
{
    // The library writes to a name, not to a device: to a file of our own first, in the same folder because that is
    // where there must be room, then from there to the final one.
    QTemporaryFile temporary(QFileInfo(path).absolutePath() + u"/.callsheet-XXXXXX.xlsx"_s);
    if (!temporary.open()) {
        return base::Error{base::ErrorKind::Storage,
            QCoreApplication::translate(
                "base", "“%1” could not be written: %2. Choose another place or free some space.")
                .arg(path, temporary.errorString()),
            {}};
    }
    const auto filled = fillWorkbook(temporary.fileName(), path, rows);
    if (!filled)
        return filled;
    QFile written(temporary.fileName());
    return base::writeFileAtomically(path, [&written](QIODevice &device) {
        if (!written.open(QIODevice::ReadOnly))
            return false;
        QByteArray piece;
        while (!(piece = written.read(bytesAtOnce)).isEmpty()) {
            if (device.write(piece) != piece.size())
                return false;
        }
        return written.error() == QFileDevice::NoError;
    });
}

base::Result<void> writeRows(const QString &path, const ByteRows &rows)
{
    if (path.endsWith(".csv"_L1, Qt::CaseInsensitive))
        return base::writeFileAtomically(path, [&rows](QIODevice &device) { return writeCsvTo(device, rows); });
    if (path.endsWith(".xlsx"_L1, Qt::CaseInsensitive))
        return writeXlsx(path, rows);
    return wrongUsage(
        QCoreApplication::translate("sheet", "“%1” is no name for a sheet. Choose a name that ends in .csv or .xlsx.")
            .arg(shownName(path)));
}

void toBytes(const QStringList &row, std::vector<QByteArray> &bytes, std::vector<std::string_view> &cells)
{
    bytes.clear();
    cells.clear();
    for (const QString &cell : row)
        bytes.push_back(cell.toUtf8());
    for (const QByteArray &cell : bytes)
        cells.emplace_back(cell.constData(), static_cast<std::size_t>(cell.size()));
}

} // namespace

void appendQuoted(std::string_view cell, QByteArray &target)
{
    target += '"';
    for (const char c : cell) {
        if (c == '"')
            target += '"';
        target += c;
    }
    target += '"';
}

base::Result<void> writeSheet(const QString &path, const QStringList &header, const RowSource &rows)
{
    bool headerWritten = false;
    QStringList row;
    std::vector<QByteArray> bytes;
    return writeRows(path, [&](std::vector<std::string_view> &cells) {
        row.clear();
        if (headerWritten && !rows(row))
            return Next::End;
        toBytes(headerWritten ? row : header, bytes, cells);
        headerWritten = true;
        return Next::Row;
    });
}

base::Result<void> exportTable(const Table &table, const QString &path, std::stop_token stop)
{
    std::uint32_t next = 0; // 0: the header
    bool stopped = false;
    std::vector<QByteArray> headings;
    RowCells rowCells;
    const auto written = writeRows(path, [&](std::vector<std::string_view> &cells) {
        stopped = stopped || (next % rowsBetweenPolls == 0 && stop.stop_requested());
        if (stopped)
            return Next::Stop;
        if (next > table.rowCount())
            return Next::End;
        if (next++ == 0) {
            toBytes(table.header(), headings, cells);
            return Next::Row;
        }
        table.readRow(next - 2, rowCells);
        cells.assign(rowCells.cells().begin(), rowCells.cells().end());
        cells.resize(std::max(cells.size(), static_cast<std::size_t>(table.columnCount())));
        return Next::Row;
    });
    if (stopped)
        return writingStopped(path);
    return written;
}

} // namespace callsheet::sheet
