#pragma once

#include "core/sheet/table.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace callsheet::ui {

//! The table as read, or only its damaged rows. Vertical headers are the row numbers of the sheet.
class SheetModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(std::shared_ptr<const sheet::Table> table);
    void showOnlyDamaged(bool only);
    //! The sheet's row number of a row of this model; 0 for none.
    int sheetRow(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void findDamaged();
    sheet::RowIndex tableRow(int row) const;
    QString damageOf(sheet::RowIndex row) const;

    std::shared_ptr<const sheet::Table> m_table;
    bool m_onlyDamaged = false;
    std::vector<sheet::RowIndex> m_damaged;
    // A view asks cell by cell along a row: the row asked for last is kept.
    mutable sheet::RowCells m_cells;
    mutable qint64 m_cellsRow = -1;
};

} // namespace callsheet::ui
