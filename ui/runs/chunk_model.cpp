#include "ui/runs/chunk_model.h"

#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/runs/run_words.h"

#include <QGuiApplication>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

void ChunkModel::setChunks(runs::RunId run, const std::vector<runs::ChunkRecord> &chunks)
{
    bool same = run == m_run && chunks.size() >= m_chunks.size();
    for (std::size_t i = 0; same && i < m_chunks.size(); ++i)
        same = m_chunks[i].id == chunks[i].id;
    if (!same) {
        beginResetModel();
        m_run = run;
        m_chunks = chunks;
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < m_chunks.size(); ++i) {
        if (m_chunks[i] != chunks[i])
            updateChunk(static_cast<int>(i), chunks[i]);
    }
    if (chunks.size() > m_chunks.size()) {
        beginInsertRows({}, static_cast<int>(m_chunks.size()), static_cast<int>(chunks.size()) - 1);
        m_chunks.insert(m_chunks.end(), chunks.begin() + static_cast<std::ptrdiff_t>(m_chunks.size()), chunks.end());
        endInsertRows();
    }
}

void ChunkModel::updateChunk(int row, const runs::ChunkRecord &chunk)
{
    if (row < 0 || row >= rowCount())
        return;
    m_chunks[static_cast<std::size_t>(row)] = chunk;
    Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

const runs::ChunkRecord *ChunkModel::chunkAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_chunks[static_cast<std::size_t>(row)] : nullptr;
}

int ChunkModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_chunks.size());
}

int ChunkModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString ChunkModel::text(const runs::ChunkRecord &chunk, Column column) const
{
    switch (column) {
    case Column::Number:
        //: chunk 14 stands in for chunk 4
        return chunk.replaces ? tr("%1 (for %2)").arg(number(chunk.number), number(*chunk.replaces))
                              : number(chunk.number);
    case Column::Rows:
        return rowsText(chunk);
    case Column::People:
        return number(chunk.count());
    case Column::SentAt:
        return chunk.lastTryAt.isValid() ? timeOfDay(chunk.lastTryAt) : QString();
    case Column::State:
        return runs::stateName(chunk.state);
    case Column::Queued:
        return chunk.state == runs::ChunkState::Accepted ? number(chunk.accepted) : QString();
    case Column::Tries:
        return chunk.tries > 0 ? number(chunk.tries) : QString();
    case Column::Happened:
        return oneLine(chunk.message);
    case Column::CanDo:
        return whatCanBeDone(chunk.state);
    }
    return {};
}

QVariant ChunkModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const runs::ChunkRecord &chunk = m_chunks[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(chunk, column);
    case Qt::AccessibleTextRole:
        if (column == Column::Number)
            return tr("Chunk %1, rows %2, %3. %4")
                .arg(number(chunk.number), rowsText(chunk), runs::stateName(chunk.state), chunk.message);
        return text(chunk, column);
    case Qt::ToolTipRole: {
        const QString tip = text(chunk, column);
        return tip.isEmpty() ? QVariant() : QVariant(tip);
    }
    case Qt::DecorationRole:
        if (column == Column::State)
            return icon(lookOf(chunk.state).glyph, lookOf(chunk.state).tone);
        return {};
    case Qt::BackgroundRole:
        if (chunk.state == runs::ChunkState::Unknown || chunk.state == runs::ChunkState::Refused)
            return toneTint(lookOf(chunk.state).tone, QGuiApplication::palette());
        return {};
    default:
        return {};
    }
}

QVariant ChunkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation == Qt::Vertical)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Number:
        return tr("Chunk");
    case Column::Rows:
        return tr("Rows in sheet");
    case Column::People:
        return tr("People");
    case Column::SentAt:
        return tr("Tried at");
    case Column::State:
        return tr("State");
    case Column::Queued:
        return tr("Queued");
    case Column::Tries:
        return tr("Tries");
    case Column::Happened:
        return tr("What happened");
    case Column::CanDo:
        return tr("What you can do");
    }
    return {};
}

} // namespace callsheet::ui
