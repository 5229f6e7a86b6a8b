#pragma once

#include "core/runs/records.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <vector>

namespace callsheet::ui {

//! The runs of the journal that hold the searched words: interrupted ones first, then the newest.
class RunsModel final : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr int secondLineRole = Qt::UserRole;
    static constexpr int thirdLineRole = Qt::UserRole + 1;

    using QAbstractListModel::QAbstractListModel;

    void setRuns(const std::vector<runs::RunSummary> &summaries);
    void setSearch(const QString &words);
    void setSending(runs::RunId run); // 0: none
    runs::RunId runAt(int row) const;
    int rowOf(runs::RunId run) const; // -1: not shown

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void filter();

    std::vector<runs::RunSummary> m_all;
    std::vector<std::size_t> m_shown;
    QString m_search;
    runs::RunId m_sending = 0;
};

//! Three lines: the name; when, where and how it stands; how many rows, and which batch.
class RunDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace callsheet::ui
