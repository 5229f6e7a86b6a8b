#pragma once

#include <QString>
#include <QStringList>

namespace callsheet::runs {

//! What was done to a sheet before it was sent, and by whom: written down with the run, for its receipt.
struct Preparation {
    QString who; // the person's name on this computer
    QString templateName; // empty: none was used
    QStringList cleanUps; // by the mapping, in words: "Name: Title case"
    QStringList changes; // repairs and edits in their order, in words: "Put + in front of the country code (12 Rows)"
    qint64 cellsChanged = 0; // texts that differ from the file's because of them
    qint64 rowsLookedAt = 0; // spot checks

    bool operator==(const Preparation &) const = default;
};

//! One line of JSON, as the journal keeps it.
QString toText(const Preparation &preparation);
//! What this version does not know is left out, and so is what a damaged file holds.
Preparation preparationFrom(const QString &text);

} // namespace callsheet::runs
