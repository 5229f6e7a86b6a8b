#include "ui/common/step_list.h"

#include "ui/common/icons.h"
#include "ui/common/numbers.h"

#include <QApplication>
#include <QPainter>

namespace callsheet::ui {

namespace {

// Rows of the list: headings stand before the steps and before the runs.
constexpr int headingOfSteps = 0;
constexpr int headingOfRuns = 5;
constexpr int rows = 7;

QString stepName(Step step)
{
    switch (step) {
    case Step::File:
        return StepModel::tr("1  File");
    case Step::Match:
        return StepModel::tr("2  Match");
    case Step::Check:
        return StepModel::tr("3  Check");
    case Step::Send:
        return StepModel::tr("4  Send");
    case Step::Runs:
        return StepModel::tr("Runs");
    }
    return {};
}

Glyph stepGlyph(Step step)
{
    constexpr Glyph glyphs[] = {Glyph::File, Glyph::Match, Glyph::Check, Glyph::Send, Glyph::Runs};
    return glyphs[static_cast<int>(step)];
}

QString markWords(const StepMark &mark)
{
    switch (mark.kind) {
    case StepMark::Kind::None:
        return StepModel::tr("not done yet");
    case StepMark::Kind::Done:
        return StepModel::tr("done");
    case StepMark::Kind::Attention:
        return StepModel::tr("needs attention: %1").arg(number(mark.count));
    case StepMark::Kind::Running:
        return StepModel::tr("running");
    case StepMark::Kind::Unknown:
        return StepModel::tr("%Ln chunk(s) unknown", nullptr, static_cast<int>(mark.count));
    }
    return {};
}

QIcon markIcon(const StepMark &mark)
{
    switch (mark.kind) {
    case StepMark::Kind::None:
        return {};
    case StepMark::Kind::Done:
        return icon(Glyph::Done, Tone::Good);
    case StepMark::Kind::Attention:
        return icon(Glyph::Warning, Tone::Caution);
    case StepMark::Kind::Running:
        return icon(Glyph::Running, Tone::Accent);
    case StepMark::Kind::Unknown:
        return icon(Glyph::Unknown, Tone::Caution);
    }
    return {};
}

} // namespace

int StepModel::rowOf(Step step)
{
    return step == Step::Runs ? headingOfRuns + 1 : static_cast<int>(step) + 1;
}

std::optional<Step> StepModel::stepAt(int row)
{
    if (row <= headingOfSteps || row == headingOfRuns || row >= rows)
        return {};
    return row > headingOfRuns ? Step::Runs : static_cast<Step>(row - 1);
}

void StepModel::setMark(Step step, const StepMark &mark)
{
    if (m_marks[static_cast<std::size_t>(step)] == mark)
        return;
    m_marks[static_cast<std::size_t>(step)] = mark;
    const QModelIndex changed = index(rowOf(step));
    Q_EMIT dataChanged(changed, changed);
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : rows;
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const std::optional<Step> step = stepAt(index.row());
    if (role == isHeadingRole)
        return !step.has_value();
    if (!step) {
        const QString heading = index.row() == headingOfSteps ? tr("New campaign") : tr("History");
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? QVariant(heading) : QVariant();
    }
    const StepMark &stepMark = m_marks[static_cast<std::size_t>(*step)];
    switch (role) {
    case Qt::DisplayRole:
        return stepName(*step);
    case Qt::DecorationRole:
        return icon(stepGlyph(*step));
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return tr("%1, %2").arg(stepName(*step).simplified(), markWords(stepMark));
    case markRole:
        return markIcon(stepMark);
    case countRole:
        return stepMark.count > 0 ? QVariant(number(stepMark.count)) : QVariant();
    default:
        return {};
    }
}

Qt::ItemFlags StepModel::flags(const QModelIndex &index) const
{
    return stepAt(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

void StepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    QPalette active(option.palette); // headings are no choices, but not out of order either
    active.setCurrentColorGroup(QPalette::Active);
    if (index.data(StepModel::isHeadingRole).toBool()) {
        QFont small = option.font;
        small.setBold(true);
        if (small.pointSizeF() > 0)
            small.setPointSizeF(small.pointSizeF() * 0.88);
        painter->setFont(small);
        painter->setPen(toneColor(Tone::Quiet, active));
        const QRect rect = option.rect.adjusted(12, 0, -12, -4);
        if (index.row() > 0) {
            painter->setPen(lineColor(active));
            painter->drawLine(rect.left(), option.rect.top() + 8, rect.right(), option.rect.top() + 8);
            painter->setPen(toneColor(Tone::Quiet, active));
        }
        painter->drawText(rect, Qt::AlignLeading | Qt::AlignBottom, index.data().toString());
        painter->restore();
        return;
    }
    const bool selected = option.state & QStyle::State_Selected;
    const QRect area = option.rect.adjusted(5, 1, -5, -1);
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || option.state & QStyle::State_MouseOver) {
        QColor fill = option.palette.color(QPalette::Highlight);
        if (!selected)
            fill.setAlphaF(0.12F);
        painter->setPen(Qt::NoPen);
        painter->setBrush(fill);
        painter->drawRoundedRect(area, 5, 5);
    }
    if (option.state & QStyle::State_HasFocus && selected) {
        painter->setPen(QPen(option.palette.color(QPalette::HighlightedText), 1, Qt::DotLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(area).adjusted(2.5, 2.5, -2.5, -2.5), 4, 4);
    }
    const int side = qMax(16, option.fontMetrics.height());
    const QIcon::Mode mode = selected ? QIcon::Selected : QIcon::Normal;
    const QRect inner = area.adjusted(8, 0, -8, 0);
    const auto place = [&](const QRect &rect) { return QStyle::visualRect(option.direction, inner, rect); };
    const QRect picture(inner.left(), inner.center().y() - side / 2 + 1, side, side);
    qvariant_cast<QIcon>(index.data(Qt::DecorationRole)).paint(painter, place(picture), Qt::AlignCenter, mode);
    const QIcon mark = qvariant_cast<QIcon>(index.data(StepModel::markRole));
    const QString count = index.data(StepModel::countRole).toString();
    painter->setFont(option.font);
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    int right = inner.right();
    if (!count.isEmpty()) {
        const int width = option.fontMetrics.horizontalAdvance(count);
        painter->drawText(place(QRect(right - width, inner.top(), width, inner.height())), Qt::AlignCenter, count);
        right -= width + 5;
    }
    if (!mark.isNull()) {
        mark.paint(painter, place(QRect(right - side + 1, picture.top(), side, side)), Qt::AlignCenter, mode);
        right -= side + 5;
    }
    const QRect text(picture.right() + 10, inner.top(), right - picture.right() - 10, inner.height());
    painter->drawText(place(text), Qt::AlignLeading | Qt::AlignVCenter,
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    painter->restore();
}

QSize StepDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool heading = index.data(StepModel::isHeadingRole).toBool();
    return {option.fontMetrics.averageCharWidth() * 20,
        option.fontMetrics.height() + (heading ? (index.row() > 0 ? 26 : 14) : 17)};
}

StepList::StepList(QWidget *parent)
    : QListView(parent)
    , m_model(new StepModel(this))
{
    setObjectName(QStringLiteral("steps"));
    setAccessibleName(tr("Steps"));
    setModel(m_model);
    setItemDelegate(new StepDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (const std::optional<Step> step = StepModel::stepAt(current.row()))
            Q_EMIT stepChosen(*step);
    });
}

void StepList::setCurrentStep(Step step)
{
    setCurrentIndex(m_model->index(StepModel::rowOf(step)));
}

QSize StepList::sizeHint() const
{
    // Wide enough for a name beside its mark and the count of a full worksheet; StepDelegate::paint has the gaps.
    int name = 0;
    for (const Step step : {Step::File, Step::Match, Step::Check, Step::Send, Step::Runs})
        name = qMax(name, fontMetrics().horizontalAdvance(stepName(step)));
    const int side = qMax(16, fontMetrics().height());
    const int count = fontMetrics().horizontalAdvance(number(1'048'576));
    return {26 + side + 10 + name + 4 + side + 5 + count + 5, 300};
}

} // namespace callsheet::ui
