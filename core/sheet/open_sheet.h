#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/sheet/table.h"

#include <QDateTime>

#include <memory>
#include <optional>
#include <stop_token>

namespace callsheet::sheet {

enum class Format { Csv, Xlsx, Ods, Xls };
QString formatName(Format format); // "csv", "xlsx", "ods", "xls": the word of `inspect --json`

//! How a quote stands inside a quoted cell of a CSV file: as "" or as \", or not at all.
enum class CsvEscape { Doubled, Backslash, None };
//! What ends a row of a CSV file outside quotes. Other line breaks than the chosen one are text of a cell.
enum class CsvLineEnd { Any, Lf, CrLf, Cr };

//! What a person fixed by hand; everything that is empty is found out by looking at the file.
struct ReadingOptions {
    std::optional<QString> sheet; // a sheet's name, or its number from 1
    std::optional<int> headerRow; // row number of the sheet; 0: the sheet has no header row
    std::optional<int> headerRows; // rows that name the columns together, from headerRow on: 1 to mostHeaderRows
    std::optional<int> table; // of several tables in one sheet, from 1; 0: all rows are one table
    std::optional<bool> hiddenRows; // true: rows that the sheet hides are rows like any other; false: left out
    std::optional<bool> mergedCells; // true: every row of a merged area has its text; false: only the first
    std::optional<QString> encoding; // "UTF-8", "UTF-16LE", "windows-1252", …
    std::optional<QString> separator; // , ; TAB | or any one to mostSeparatorLength characters
    std::optional<char> quote; // '\0': no quote character
    std::optional<CsvEscape> escape;
    std::optional<CsvLineEnd> lineEnd;

    bool operator==(const ReadingOptions &) const = default;
};

constexpr int mostHeaderRows = 5;
constexpr int mostSeparatorLength = 4;

struct SheetInfo {
    QString name;
    std::uint32_t rows = 0; // as far as known: all rows of the chosen sheet, the declared ones of the others
    int columns = 0;
    bool hidden = false;

    bool operator==(const SheetInfo &) const = default;
};

//! One of several tables that stand below one another in a sheet. Row numbers of the sheet.
struct TableInfo {
    int headerRow = 0;
    std::uint32_t lastRow = 0;

    bool operator==(const TableInfo &) const = default;
};

//! What only a person can decide, because either answer may lose somebody or call somebody by mistake. Until it is
//! answered by ReadingOptions, everything counts: hidden rows are in, all tables are one, merged cells are as stored.
enum class Question { SeveralTables, HiddenRows, MergedCells };

//! What was found out about the file, each with the reason in words for people (`why…`).
struct ReadingReport {
    Format format = Format::Csv;
    QList<SheetInfo> sheets;
    QString sheet; // the chosen one; empty for CSV
    QString encoding; // "UTF-8" for XLSX and ODS
    QString separator; // empty for workbooks
    QString quote; // one character; empty for none and for workbooks
    CsvEscape escape = CsvEscape::Doubled;
    CsvLineEnd lineEnd = CsvLineEnd::Any;
    int headerRow = 0; // 0: none
    int headerRows = 1; // how many, from headerRow on
    QList<TableInfo> tables; // of the sheet, when there is more than one
    int table = 0; // the chosen one, from 1; 0: all rows are one table
    std::uint32_t hiddenRows = 0; // rows with text that the sheet does not show, whether left out or not
    bool isFiltered = false; // a filter hides some of them
    QList<int> hiddenColumns;
    std::uint32_t mergedAreas = 0; // that reach over several data rows
    QString whyFormat, whySheet, whyEncoding, whySeparator, whyQuote, whyEscape, whyLineEnd, whyHeaderRow, whyTable;
    //! What has to be answered before anybody is called; empty when nothing is open.
    QList<Question> questions;
};

//! The question in one sentence with its numbers: "312 rows are hidden by a filter. …?"
QString ask(Question question, const ReadingReport &report);

//! The identity of the file that was read, so that a change between check and send is noticed.
struct SourceFile {
    QString path; // absolute
    qint64 size = 0;
    QDateTime modified;

    bool operator==(const SourceFile &) const = default;
};

struct Document {
    std::shared_ptr<const Table> table;
    ReadingReport report;
    SourceFile source;
    ReadingOptions options;
};

//! Reads one sheet of the file, whole. Magic bytes decide the format, not the file's name. Progress counts bytes.
//! Runs in the calling thread. Errors: Unreadable, Limit, WrongUsage (no such sheet, unknown encoding), Cancelled.
base::Result<Document> openSheet(
    const QString &path, const ReadingOptions &options, base::Progress *progress, std::stop_token stop);

//! The first rows, for a view while openSheet() still reads the whole: takes no longer for a large file than for a
//! small one. Its table ends after `beginningRows` rows with text; its report says what the beginning shows.
base::Result<Document> openBeginning(const QString &path, const ReadingOptions &options, std::stop_token stop);
constexpr std::size_t beginningRows = 200;

//! SHA-256 over the file's bytes as they are now, in hex.
base::Result<QString> hashFile(const QString &path);
//! True while the file on disk is still the one that was read (size and time of change).
bool isUnchanged(const SourceFile &source);

} // namespace callsheet::sheet
