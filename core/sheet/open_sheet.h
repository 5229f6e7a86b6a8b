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

//! What a person fixed by hand; everything that is empty is found out by looking at the file.
struct ReadingOptions {
    std::optional<QString> sheet; // a sheet's name, or its number from 1
    std::optional<int> headerRow; // row number of the sheet; 0: the sheet has no header row
    std::optional<QString> encoding; // "UTF-8", "UTF-16LE", "windows-1252", …
    std::optional<char> separator; // one of , ; TAB |, or any other ASCII character
    std::optional<char> quote; // '\0': no quote character

    bool operator==(const ReadingOptions &) const = default;
};

struct SheetInfo {
    QString name;
    std::uint32_t rows = 0; // as far as known: all rows of the chosen sheet, the declared ones of the others
    int columns = 0;
    bool hidden = false;

    bool operator==(const SheetInfo &) const = default;
};

//! What was found out about the file, each with the reason in words for people (`why…`).
struct ReadingReport {
    Format format = Format::Csv;
    QList<SheetInfo> sheets;
    QString sheet; // the chosen one; empty for CSV
    QString encoding; // "UTF-8" for XLSX and ODS
    QString separator; // one character; empty for workbooks
    QString quote; // one character; empty for none and for workbooks
    int headerRow = 0; // 0: none
    QString whyFormat, whySheet, whyEncoding, whySeparator, whyQuote, whyHeaderRow;
};

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

//! SHA-256 over the file's bytes as they are now, in hex.
base::Result<QString> hashFile(const QString &path);
//! True while the file on disk is still the one that was read (size and time of change).
bool isUnchanged(const SourceFile &source);

} // namespace callsheet::sheet
