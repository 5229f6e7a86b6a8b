#include "ui/file/sheet_model.h"

#include "ui/common/table_setup.h"
#include "ui/common/theme.h"

#include <QGuiApplication>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

void SheetModel::setTable(std::shared_ptr<const sheet::Table> table)
{
    beginResetModel();
    m_cellsRow = -1;
    m_cells.clear();
    m_table = std::move(table);
    findDamaged();
    endResetModel();
}

void SheetModel::showOnlyDamaged(bool only)
{
    if (only == m_onlyDamaged)
        return;
    beginResetModel();
    m_onlyDamaged = only;
    endResetModel();
}

void SheetModel::findDamaged()
{
    m_damaged.clear();
    if (!m_table)
        return;
    for (const sheet::DamagedRow &damaged : m_table->damagedRows()) {
        if (m_damaged.empty() || m_damaged.back() != damaged.row)
            m_damaged.push_back(damaged.row);
    }
}

sheet::RowIndex SheetModel::tableRow(int row) const
{
    return m_onlyDamaged ? m_damaged[static_cast<std::size_t>(row)] : static_cast<sheet::RowIndex>(row);
}

int SheetModel::sheetRow(int row) const
{
    return m_table && row >= 0 && row < rowCount() ? static_cast<int>(m_table->sheetRow(tableRow(row))) : 0;
}

int SheetModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || !m_table)
        return 0;
    return m_onlyDamaged ? static_cast<int>(m_damaged.size()) : static_cast<int>(m_table->rowCount());
}

int SheetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_table ? 0 : m_table->columnCount();
}

QString SheetModel::damageOf(sheet::RowIndex row) const
{
    const auto &damaged = m_table->damagedRows();
    auto at = std::lower_bound(damaged.begin(), damaged.end(), row,
        [](const sheet::DamagedRow &entry, sheet::RowIndex wanted) { return entry.row < wanted; });
    QStringList sentences;
    for (; at != damaged.end() && at->row == row; ++at)
        sentences.append(sheet::describe(at->damage));
    return sentences.join(u'\n');
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
        const QString damage = damageOf(row);
        return damage.isEmpty() ? QVariant() : QVariant(damage);
    }
    case Qt::BackgroundRole:
        return std::binary_search(m_damaged.begin(), m_damaged.end(), row)
            ? QVariant(toneTint(Tone::Caution, QGuiApplication::palette()))
            : QVariant();
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
