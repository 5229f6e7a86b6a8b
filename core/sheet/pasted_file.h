#pragma once

#include "core/base/result.h"
#include "core/sheet/pasted_rows.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>

#include <memory>
#include <stop_token>

namespace callsheet::sheet {

//! What programs put on the clipboard for the same cells.
struct Clipboard {
    QByteArray html;
    QByteArray text; // UTF-8
};
constexpr qint64 mostClipboardBytes = 64 << 20;

//! What was on the clipboard: rows of cells, or lines of text without a tab in them, which are read as any text file
//! is.
struct Pasted {
    std::shared_ptr<const PastedRows> rows; // null: lines
    QByteArray lines;
};

//! The table of the HTML, where it has more than one cell, or else the rows of the text. Errors: Limit, Unreadable.
base::Result<Pasted> readClipboard(const Clipboard &clipboard, std::stop_token stop);

//! Where pasted rows are kept, since everything after the opening works on a file: it is hashed before it is sent, read
//! again with other options, and opened again tomorrow.
struct PastedFolder {
    QString path;
    QStringList inUse; // names of files that stay, however old
};
constexpr int mostPastedFiles = 10;

//! Writes what was pasted into a new file of the folder, named after the time, and deletes the oldest ones beyond
//! mostPastedFiles. Gives its path.
base::Result<QString> savePasted(
    const Pasted &pasted, const PastedRows::Answers &answers, const PastedFolder &folder, const QDateTime &now);

} // namespace callsheet::sheet
