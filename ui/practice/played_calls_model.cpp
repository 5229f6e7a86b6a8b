#include "ui/practice/played_calls_model.h"

#include "ui/common/icons.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::ui {

using practice::CallStatus;

QString callOutcome(CallStatus status)
{
    switch (status) {
    case CallStatus::Pending:
        return QCoreApplication::translate("practice", "Waits");
    case CallStatus::Completed:
        return QCoreApplication::translate("practice", "Answered");
    case CallStatus::NoAnswer:
        return QCoreApplication::translate("practice", "No answer");
    case CallStatus::Busy:
        return QCoreApplication::translate("practice", "Busy");
    case CallStatus::Failed:
        return QCoreApplication::translate("practice", "Failed");
    case CallStatus::Dnc:
        return QCoreApplication::translate("practice", "Do not call");
    }
    return {};
}

static QIcon outcomeIcon(CallStatus status)
{
    switch (status) {
    case CallStatus::Pending:
        return icon(Glyph::Waiting, Tone::Quiet);
    case CallStatus::Completed:
        return icon(Glyph::Done, Tone::Good);
    case CallStatus::NoAnswer:
    case CallStatus::Busy:
        return icon(Glyph::NotSent, Tone::Caution);
    case CallStatus::Failed:
        return icon(Glyph::Error, Tone::Bad);
    case CallStatus::Dnc:
        return icon(Glyph::Skipped, Tone::Quiet);
    }
    return {};
}

PlayedCallsModel::PlayedCallsModel(int most, QObject *parent)
    : QAbstractTableModel(parent)
    , m_most(most)
{
}

void PlayedCallsModel::add(const QList<practice::PlayedCall> &calls)
{
    const auto taken = static_cast<int>(std::min<qsizetype>(calls.size(), m_most));
    if (taken == 0)
        return;
    const int kept = std::min(rowCount(), m_most - taken);
    if (kept < rowCount()) {
        beginRemoveRows({}, kept, rowCount() - 1);
        m_calls.resize(static_cast<std::size_t>(kept));
        endRemoveRows();
    }
    beginInsertRows({}, 0, taken - 1);
    for (auto call = calls.cend() - taken; call != calls.cend(); ++call)
        m_calls.push_front(*call);
    endInsertRows();
}

int PlayedCallsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_calls.size());
}

int PlayedCallsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString PlayedCallsModel::text(const practice::PlayedCall &call, Column column) const
{
    switch (column) {
    case Column::At:
        return timeOfDay(call.at);
    case Column::Phone:
        return call.phoneNumber;
    case Column::Name:
        return oneLine(call.name);
    case Column::Outcome:
        return callOutcome(call.status);
    case Column::Seconds:
        return call.seconds > 0 ? tr("%1 s").arg(number(call.seconds)) : QString();
    }
    return {};
}

QVariant PlayedCallsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const practice::PlayedCall &call = m_calls[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(call, column);
    case Qt::DecorationRole:
        return column == Column::Outcome ? QVariant(outcomeIcon(call.status)) : QVariant();
    case Qt::TextAlignmentRole:
        return column == Column::Seconds ? QVariant(static_cast<int>(Qt::AlignTrailing | Qt::AlignVCenter))
                                         : QVariant();
    case Qt::AccessibleTextRole:
        // The first cell holds the whole row, so that it can be heard without going through the columns.
        return column == Column::At ? tr("%1: %2, %3, practice call: %4")
                                          .arg(text(call, Column::At), isolated(call.phoneNumber),
                                              text(call, Column::Name), text(call, Column::Outcome))
                                    : text(call, column);
    default:
        return {};
    }
}

QVariant PlayedCallsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::At:
        return tr("Time");
    case Column::Phone:
        return tr("Number");
    case Column::Outcome:
        return tr("Outcome");
    case Column::Seconds:
        return tr("Length");
    case Column::Name:
        return tr("Name");
    }
    return {};
}

} // namespace callsheet::ui
