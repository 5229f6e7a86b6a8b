#pragma once

#include "core/check/repair.h"
#include "core/sheet/open_sheet.h"

#include <QByteArray>

#include <map>

namespace callsheet::check {

//! A cell's new text, and what the sheet held when it was typed.
struct DraftCell {
    CellEdit edit;
    std::string before;

    bool operator==(const DraftCell &) const = default;
};

//! What a person did to an open file and has not sent: enough to go on after the program was closed. Holds people's
//! data, and is written into the profile alone.
struct Draft {
    QString path; // of the sheet
    QString hash; // of its bytes: for any other content the rest means nothing
    QString savedAt; // ISO 8601
    sheet::ReadingOptions reading;
    QStringList header;
    std::uint32_t rowCount = 0;
    match::VariableSet variables;
    QString variablesPath; // the file of the set; empty: from none
    match::Mapping mapping; // columns are those of `header`
    CheckSettings settings;
    QString templateName; // of the one in use
    Recipe recipe; // of it, as far as it waits
    std::vector<RepairStep> repairs; // that led to the cells
    std::vector<DraftCell> cells; // by row and column
    std::vector<sheet::RowIndex> skipped, sentAnyway, calledOnes;
    std::map<sheet::RowIndex, std::string> lookedAt; // with the record that was looked at
    QString doNotCallPath; // of the list
    NumberSet doNotCall; // its numbers, should the file be gone

    //! Something that nobody wants to do twice.
    bool isWorthKeeping() const;
};

//! The file: a line with the format's version, one with the SHA-256 of the rest, then the rest.
QByteArray toBytes(const Draft &draft);
//! InvalidInput for anything that is not exactly what toBytes() wrote.
base::Result<Draft> draftFrom(const QByteArray &bytes);

//! The edits as they go into a draft, and back. `source` is the table without edits.
void putEdits(const Edits &edits, const sheet::Table &source, Draft &draft);
//! Edits of cells that do not hold what they held then, or are not there, are left behind: `lost` counts them.
Edits editsOf(const Draft &draft, const sheet::Table &source, std::size_t *lost);

} // namespace callsheet::check
