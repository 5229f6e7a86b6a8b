#pragma once

#include "core/runs/records.h"

#include <QAbstractTableModel>

#include <vector>

namespace callsheet::ui {

//! The chunks of one run, each with what happened and what can be done.
class ChunkModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    //! What a person looks for first stands first: a small window shows no more than up to what happened.
    enum class Column { Number, Rows, People, State, Queued, Happened, SentAt, Tries, CanDo };
    static constexpr int columns = 9;

    using QAbstractTableModel::QAbstractTableModel;

    //! Takes all of them; the same run with the same chunks is updated in place, so that the selection stays.
    void setChunks(runs::RunId run, const std::vector<runs::ChunkRecord> &chunks);
    void updateChunk(int row, const runs::ChunkRecord &chunk);
    const runs::ChunkRecord *chunkAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const runs::ChunkRecord &chunk, Column column) const;

    runs::RunId m_run = 0;
    std::vector<runs::ChunkRecord> m_chunks;
};

} // namespace callsheet::ui
