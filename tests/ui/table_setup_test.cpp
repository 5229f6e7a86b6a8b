#include "ui/common/table_setup.h"

#include <QAbstractTableModel>
#include <QApplication>
#include <QHeaderView>
#include <QTableView>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int manyRows = 100'000;

//! Counts how often a view asks what a cell allows.
class AskedModel : public QAbstractTableModel {
public:
    int rowCount(const QModelIndex & = {}) const override { return manyRows; }
    int columnCount(const QModelIndex & = {}) const override { return 3; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(index.row()) : QVariant();
    }
    Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        ++asked;
        return QAbstractTableModel::flags(index);
    }
    mutable int asked = 0;
};

struct SelectedTable {
    explicit SelectedTable(bool keepsSelectionFromHeadings)
    {
        setUpTable(table, u"table"_s, u"Table"_s);
        table.setModel(&model);
        if (keepsSelectionFromHeadings)
            keepSelectionFromHeadings(table);
        table.resize(600, 400);
        table.show();
        table.selectAll();
        QApplication::processEvents();
    }
    int askedByAPaint()
    {
        model.asked = 0;
        table.horizontalHeader()->viewport()->repaint();
        table.verticalHeader()->viewport()->repaint();
        table.viewport()->repaint();
        return model.asked;
    }
    AskedModel model;
    QTableView table;
};

} // namespace

TEST(ATableOfWhichEverythingIsSelected, isPaintedWithoutAskingEveryRow)
{
    SelectedTable table(true);
    EXPECT_LT(table.askedByAPaint(), 1000);
    EXPECT_EQ(table.table.selectionModel()->selection().first().height(), manyRows);
    SelectedTable control(false);
    EXPECT_GT(control.askedByAPaint(), manyRows) << "Qt asks no more: the guard against it can go";
}

TEST(ATableOfWhichEverythingIsSelected, stillSelectsARowByItsNumber)
{
    SelectedTable table(true);
    Q_EMIT table.table.verticalHeader()->sectionPressed(4);
    ASSERT_EQ(table.table.selectionModel()->selectedRows().size(), 1);
    EXPECT_EQ(table.table.selectionModel()->selectedRows().first().row(), 4);
}

} // namespace callsheet::ui
