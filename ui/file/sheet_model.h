#pragma once

#include "core/sheet/table.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

namespace callsheet::ui {

//! The table as read, or some of its rows. Vertical headers are the row numbers of the sheet.
class SheetModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    //! What was shown before, as far as the same columns go on: a view keeps its place then. True where it does.
    enum class Place { Kept, FromTheStart };
    bool setTable(std::shared_ptr<const sheet::Table> table, Place place = Place::FromTheStart);
    const std::shared_ptr<const sheet::Table> &table() const { return m_table; }
    //! Rising; nothing: all rows.
    void showRows(std::optional<std::vector<sheet::RowIndex>> rows);
    //! The sheet's row number of a row of this model; 0 for none.
    int sheetRow(int row) const;
    //! Which row of the table it is; the row has to be one of this model.
    sheet::RowIndex tableRow(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void replace(std::shared_ptr<const sheet::Table> table);
    bool isDamaged(sheet::RowIndex row) const;

    std::shared_ptr<const sheet::Table> m_table;
    std::optional<std::vector<sheet::RowIndex>> m_rows;
    // A view asks cell by cell along a row: the row asked for last is kept.
    mutable sheet::RowCells m_cells;
    mutable qint64 m_cellsRow = -1;
};

} // namespace callsheet::ui
