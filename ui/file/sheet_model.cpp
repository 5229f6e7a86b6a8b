#include "ui/file/sheet_model.h"

#include "ui/common/table_setup.h"
#include "ui/common/theme.h"
#include "ui/file/row_groups.h"

#include <QGuiApplication>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

void SheetModel::replace(std::shared_ptr<const sheet::Table> table)
{
    m_cellsRow = -1;
    m_cells.clear();
    m_table = std::move(table);
    m_rows.reset();
}

bool SheetModel::setTable(std::shared_ptr<const sheet::Table> table, Place place)
{
    const bool goesOn = place == Place::Kept && m_table && table && !m_rows && m_table->header() == table->header();
    if (!goesOn) {
        beginResetModel();
        replace(std::move(table));
        endResetModel();
        return false;
    }
    const int before = rowCount();
    const int after = static_cast<int>(table->rowCount());
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        replace(std::move(table));
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, after, before - 1);
        replace(std::move(table));
        endRemoveRows();
    } else {
        replace(std::move(table));
    }
    if (const int common = qMin(before, after); common > 0) {
        Q_EMIT dataChanged(index(0, 0), index(common - 1, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Vertical, 0, common - 1);
    }
    return true;
}

void SheetModel::showRows(std::optional<std::vector<sheet::RowIndex>> rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

sheet::RowIndex SheetModel::tableRow(int row) const
{
    return m_rows ? (*m_rows)[static_cast<std::size_t>(row)] : static_cast<sheet::RowIndex>(row);
}

int SheetModel::sheetRow(int row) const
{
    return m_table && row >= 0 && row < rowCount() ? static_cast<int>(m_table->sheetRow(tableRow(row))) : 0;
}

int SheetModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || !m_table)
        return 0;
    return m_rows ? static_cast<int>(m_rows->size()) : static_cast<int>(m_table->rowCount());
}

int SheetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_table ? 0 : m_table->columnCount();
}

bool SheetModel::isDamaged(sheet::RowIndex row) const
{
    const auto &damaged = m_table->damagedRows();
    const auto at = std::lower_bound(damaged.begin(), damaged.end(), row,
        [](const sheet::DamagedRow &entry, sheet::RowIndex wanted) { return entry.row < wanted; });
    return at != damaged.end() && at->row == row;
}

QVariant SheetModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const sheet::RowIndex row = tableRow(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        if (m_cellsRow != row) {
            m_table->readRow(row, m_cells);
            m_cellsRow = row;
        }
        const std::string_view cell = m_cells[static_cast<std::size_t>(index.column())];
        const QString text = oneLine(QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size())));
        if (role == Qt::AccessibleTextRole && index.column() == 0)
            return tr("Row %1: %2").arg(QString::number(m_table->sheetRow(row)), text);
        return text;
    }
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: {
        const QStringList damages = damagesOf(*m_table, row);
        return damages.isEmpty() ? QVariant() : QVariant(damages.join(u'\n'));
    }
    case Qt::BackgroundRole:
        return isDamaged(row) ? QVariant(toneTint(Tone::Caution, QGuiApplication::palette())) : QVariant();
    default:
        return {};
    }
}

QVariant SheetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (!m_table || section < 0)
        return {};
    if (orientation == Qt::Horizontal) {
        if (section >= columnCount())
            return {};
        if (role == Qt::DisplayRole)
            return oneLine(m_table->header().at(section));
        return role == Qt::ToolTipRole ? QVariant(tr("Column %1").arg(sheet::columnLetters(section))) : QVariant();
    }
    if (section >= rowCount())
        return {};
    if (role == Qt::DisplayRole)
        return QString::number(m_table->sheetRow(tableRow(section)));
    return role == Qt::ToolTipRole ? QVariant(tr("Double-click to use this row as the header")) : QVariant();
}

} // namespace callsheet::ui
