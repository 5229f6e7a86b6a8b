#pragma once

#include <QString>

class QPushButton;
class QTableView;

namespace callsheet::ui {

//! What every table of the window shares: fixed row height from the font, no word wrap, Tab leaves it, rows are
//! selected whole.
void setUpTable(QTableView &table, const QString &objectName, const QString &accessibleName);
//! After setModel(), for a table in which a million rows can be selected. Qt asks each of them for each heading that it
//! paints whether all are selected, and the headings show nothing of it.
void keepSelectionFromHeadings(QTableView &table);
//! One line of text for a cell: line breaks are shown as a sign.
QString oneLine(QString text);
//! Styles leave hardly a pixel beside a long text.
void giveRoom(QPushButton &button);

} // namespace callsheet::ui
