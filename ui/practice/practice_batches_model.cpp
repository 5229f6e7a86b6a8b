#include "ui/practice/practice_batches_model.h"

#include "ui/common/icons.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"

#include <QCoreApplication>

namespace callsheet::ui {

using practice::BatchStatus;
using practice::BatchSummary;

QString batchStatus(BatchStatus status)
{
    switch (status) {
    case BatchStatus::Idle:
        return QCoreApplication::translate("practice", "Empty");
    case BatchStatus::Active:
        return QCoreApplication::translate("practice", "Calling");
    case BatchStatus::Stopped:
        return QCoreApplication::translate("practice", "Stopped");
    case BatchStatus::Completed:
        return QCoreApplication::translate("practice", "All called");
    }
    return {};
}

static QIcon statusIcon(BatchStatus status)
{
    switch (status) {
    case BatchStatus::Idle:
        return icon(Glyph::Blank, Tone::Quiet);
    case BatchStatus::Active:
        return icon(Glyph::Running, Tone::Accent);
    case BatchStatus::Stopped:
        return icon(Glyph::Stopped, Tone::Caution);
    case BatchStatus::Completed:
        return icon(Glyph::Done, Tone::Good);
    }
    return {};
}

void PracticeBatchesModel::setBatches(const QList<BatchSummary> &batches)
{
    bool same = batches.size() >= m_batches.size();
    for (qsizetype i = 0; same && i < m_batches.size(); ++i)
        same = m_batches[i].id == batches[i].id;
    if (!same) {
        beginResetModel();
        m_batches = batches;
        endResetModel();
        return;
    }
    const auto known = m_batches.size();
    if (known > 0) {
        m_batches = batches.first(known);
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(known) - 1, columns - 1));
    }
    if (batches.size() > known) {
        beginInsertRows({}, static_cast<int>(known), static_cast<int>(batches.size()) - 1);
        m_batches = batches;
        endInsertRows();
    }
}

const BatchSummary *PracticeBatchesModel::batchAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_batches[row] : nullptr;
}

int PracticeBatchesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_batches.size());
}

int PracticeBatchesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString PracticeBatchesModel::text(const BatchSummary &batch, Column column) const
{
    switch (column) {
    case Column::Name:
        return oneLine(batch.name);
    case Column::Status:
        return batchStatus(batch.status);
    case Column::Queued:
        return number(batch.calls);
    case Column::Waiting:
        return number(batch.waiting);
    case Column::Called:
        return number(batch.dialled);
    case Column::Answered:
        return number(batch.picked);
    }
    return {};
}

QVariant PracticeBatchesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const BatchSummary &batch = m_batches[index.row()];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(batch, column);
    case Qt::ToolTipRole:
        return tr("%1, batch %2").arg(batch.name, isolated(batch.id));
    case Qt::DecorationRole:
        return column == Column::Status ? QVariant(statusIcon(batch.status)) : QVariant();
    case Qt::TextAlignmentRole:
        return column >= Column::Queued ? QVariant(static_cast<int>(Qt::AlignTrailing | Qt::AlignVCenter)) : QVariant();
    case Qt::AccessibleTextRole:
        return column == Column::Name ? tr("%1, practice batch, %2, people queued: %3, calls made: %4, answered: %5")
                                            .arg(batch.name, text(batch, Column::Status), text(batch, Column::Queued),
                                                text(batch, Column::Called), text(batch, Column::Answered))
                                      : text(batch, column);
    default:
        return {};
    }
}

QVariant PracticeBatchesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole && column >= Column::Queued)
        return static_cast<int>(Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Name:
        return tr("Batch");
    case Column::Status:
        return tr("Status");
    case Column::Queued:
        return tr("Queued");
    case Column::Called:
        return tr("Calls");
    case Column::Answered:
        return tr("Answered");
    case Column::Waiting:
        return tr("Waiting");
    }
    return {};
}

} // namespace callsheet::ui
