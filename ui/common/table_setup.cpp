#include "ui/common/table_setup.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QTableView>

namespace callsheet::ui {

void setUpTable(QTableView &table, const QString &objectName, const QString &accessibleName)
{
    table.setObjectName(objectName);
    table.setAccessibleName(accessibleName);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setShowGrid(true);
    table.setGridStyle(Qt::SolidLine);
    table.setCornerButtonEnabled(false);
    const int rowHeight = qMax(24, table.fontMetrics().height() + 9);
    // Never ResizeToContents on rows: it asks for every row of the sheet before the first is painted.
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setDefaultSectionSize(rowHeight);
    table.verticalHeader()->setMinimumSectionSize(rowHeight);
    table.horizontalHeader()->setHighlightSections(false);
    table.verticalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setMinimumHeight(rowHeight);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table.horizontalHeader()->setMinimumSectionSize(table.fontMetrics().averageCharWidth() * 6);
    table.horizontalHeader()->setDefaultSectionSize(table.fontMetrics().averageCharWidth() * 20);
}

void keepSelectionFromHeadings(QTableView &table)
{
    for (QHeaderView *headings : {table.horizontalHeader(), table.verticalHeader()})
        headings->setSelectionModel(new QItemSelectionModel(table.model(), headings)); // one of nothing
}

void giveRoom(QPushButton &button)
{
    const QFontMetrics metrics(button.font());
    const QString shown = QString(button.text()).remove(u'&');
    button.setMinimumWidth(
        qMax(metrics.averageCharWidth() * 14, metrics.horizontalAdvance(shown) + metrics.averageCharWidth() * 5));
}

QString oneLine(QString text)
{
    text.replace(QStringLiteral("\r\n"), QStringLiteral(" ⏎ "));
    for (const QChar lineBreak : {QChar(u'\n'), QChar(u'\r'), QChar(0x2028), QChar(0x2029)})
        text.replace(lineBreak, QStringLiteral(" ⏎ "));
    return text;
}

} // namespace callsheet::ui
