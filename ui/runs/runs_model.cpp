#include "ui/runs/runs_model.h"

#include "core/base/text_fold.h"
#include "ui/common/icons.h"
#include "ui/common/numbers.h"
#include "ui/practice/practice_words.h"
#include "ui/runs/run_words.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

void RunsModel::setRuns(const std::vector<runs::RunSummary> &summaries)
{
    beginResetModel();
    m_all = summaries;
    filter();
    endResetModel();
}

void RunsModel::setSearch(const QString &words)
{
    beginResetModel();
    m_search = base::foldHeading(words);
    filter();
    endResetModel();
}

void RunsModel::setSending(runs::RunId run)
{
    if (run == m_sending)
        return;
    m_sending = run;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void RunsModel::filter()
{
    m_shown.clear();
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        const runs::RunHead &head = m_all[i].head;
        const QString text
            = base::foldHeading(u"%1 %2 %3 %4"_s.arg(head.name, head.fileName, head.connectionName, head.batchId));
        if (m_search.isEmpty() || text.contains(m_search))
            m_shown.push_back(i);
    }
    // What waits for a person comes first; apart from that the order stays: newest first.
    std::stable_partition(m_shown.begin(), m_shown.end(), [this](std::size_t i) { return isInterrupted(m_all[i]); });
}

runs::RunId RunsModel::runAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_all[m_shown[static_cast<std::size_t>(row)]].head.id : 0;
}

int RunsModel::rowOf(runs::RunId run) const
{
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        if (m_all[m_shown[i]].head.id == run)
            return static_cast<int>(i);
    }
    return -1;
}

int RunsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const runs::RunSummary &run = m_all[m_shown[static_cast<std::size_t>(index.row())]];
    const bool sending = run.head.id == m_sending;
    const QString state = sending ? tr("Sending") : runState(run);
    const QString when = moment(run.head.createdAt);
    // "Practice", the state and the time stand where no narrow list cuts them off.
    const QString second = run.head.practice ? u"%1  ·  %2"_s.arg(shortRunTarget(run.head), state)
                                             : u"%1  ·  %2"_s.arg(state, shortRunTarget(run.head));
    QStringList counts{when};
    if (!sending && run.ledger.unknown > 0)
        counts.append(tr("%Ln person(s) unknown", nullptr, static_cast<int>(run.ledger.unknown)));
    counts.append(tr("%Ln row(s)", nullptr, static_cast<int>(run.ledger.rows)));
    const QString third = u"%1  ·  %2"_s.arg(counts.join(u"  ·  "_s), tr("batch %1").arg(isolated(run.head.batchId)));
    switch (role) {
    case Qt::DisplayRole:
        return run.head.name;
    case secondLineRole:
        return second;
    case thirdLineRole:
        return third;
    case Qt::ToolTipRole:
        return u"%1\n%2\n%3"_s.arg(run.head.name, second, third);
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3").arg(run.head.name, second, third);
    case Qt::DecorationRole:
        if (sending)
            return icon(Glyph::Running, Tone::Accent);
        if (run.unknownChunks > 0)
            return icon(Glyph::Unknown, Tone::Caution);
        if (run.openChunks > 0)
            return icon(Glyph::Paused, Tone::Caution);
        return run.ledger.refused > 0 ? icon(Glyph::Error, Tone::Bad) : icon(Glyph::Done, Tone::Good);
    default:
        return {};
    }
}

void RunDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    item.text.clear();
    item.icon = {};
    QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const bool selected = item.state & QStyle::State_Selected;
    const QIcon picture = qvariant_cast<QIcon>(index.data(Qt::DecorationRole));
    const int side = style->pixelMetric(QStyle::PM_SmallIconSize, nullptr, item.widget);
    const QRect inner = item.rect.adjusted(8, 6, -8, -6);
    const QRect pictureRect
        = QStyle::visualRect(item.direction, inner, QRect(inner.left(), inner.top() + 1, side, side));
    picture.paint(painter, pictureRect, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    const QRect textRect = QStyle::visualRect(item.direction, inner, inner.adjusted(side + 8, 0, 0, 0));

    painter->save();
    painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->setFont(item.font);
    painter->drawText(textRect, Qt::AlignLeading | Qt::AlignTop,
        item.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, textRect.width()));
    QFont small = item.font;
    if (small.pointSizeF() > 0)
        small.setPointSizeF(small.pointSizeF() * 0.88);
    painter->setFont(small);
    if (!selected)
        painter->setPen(toneColor(Tone::Quiet, item.palette));
    const QFontMetrics metrics(small);
    const auto line = [&](int role, int fromBelow) {
        painter->drawText(textRect.adjusted(0, 0, 0, -fromBelow * metrics.lineSpacing()),
            Qt::AlignLeading | Qt::AlignBottom,
            metrics.elidedText(index.data(role).toString(), Qt::ElideRight, textRect.width()));
    };
    line(RunsModel::secondLineRole, 1);
    line(RunsModel::thirdLineRole, 0);
    painter->restore();
}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.fontMetrics.averageCharWidth() * 24, option.fontMetrics.height() * 3 + 16};
}

} // namespace callsheet::ui
