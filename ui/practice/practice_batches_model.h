#pragma once

#include "core/practice/batch_types.h"

#include <QAbstractTableModel>
#include <QList>

namespace callsheet::ui {

QString batchStatus(practice::BatchStatus status); // "Calling"

//! The batches of the practice service.
class PracticeBatchesModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column { Name, Status, Queued, Called, Answered, Waiting };
    static constexpr int columns = 6;

    using QAbstractTableModel::QAbstractTableModel;

    //! Takes all of them; the same batches are updated in place, so that the selection stays.
    void setBatches(const QList<practice::BatchSummary> &batches);
    const practice::BatchSummary *batchAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const practice::BatchSummary &batch, Column column) const;

    QList<practice::BatchSummary> m_batches;
};

} // namespace callsheet::ui
