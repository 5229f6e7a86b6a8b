#include "ui/practice/practice_badge.h"

#include "ui/common/icons.h"

#include <QPainter>
#include <QStyle>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto margin = 8;
constexpr auto gap = 6;

} // namespace

PracticeBadge::PracticeBadge(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(u"practiceBadge"_s);
    showPractice(false);
}

void PracticeBadge::showPractice(bool rehearsing)
{
    say(rehearsing ? tr("Practice, rehearsing: nobody is called") : tr("Practice: nobody is called"),
        tr("Opens the practice service: its batches, its calls and what can go wrong (Ctrl+Shift+P)"), true);
}

void PracticeBadge::showReal(const QString &connection)
{
    //: %1 is the name of a connection
    say(tr("Real calls: %1")
            .arg(fontMetrics().elidedText(connection, Qt::ElideRight, fontMetrics().averageCharWidth() * 24)),
        tr("What is sent through this connection makes phones ring"), false);
}

void PracticeBadge::say(const QString &text, const QString &explanation, bool practice)
{
    m_practice = practice;
    setText(text);
    setToolTip(explanation);
    setAccessibleName(text);
    setAccessibleDescription(explanation);
    setFocusPolicy(practice ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(practice ? Qt::PointingHandCursor : Qt::ArrowCursor);
    updateGeometry();
    update();
}

QSize PracticeBadge::sizeHint() const
{
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    return {2 * margin + side + gap + fontMetrics().horizontalAdvance(text()) + 2, fontMetrics().height() + 12};
}

void PracticeBadge::paintEvent(QPaintEvent *)
{
    const Tone tone = m_practice ? Tone::Good : Tone::Caution;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(toneTint(tone, palette()));
    painter.setPen(QPen(toneColor(tone, palette()), hasFocus() || (m_practice && underMouse()) ? 2 : 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    const QRect inner = rect().adjusted(margin, 0, -margin, 0);
    const QRect picture
        = QStyle::alignedRect(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter, {side, side}, inner);
    ui::icon(m_practice ? Glyph::Info : Glyph::Warning, tone).paint(&painter, picture);
    painter.setPen(toneColor(tone, palette()));
    const QRect words = QStyle::visualRect(layoutDirection(), inner, inner.adjusted(side + gap, 0, 0, 0));
    painter.drawText(words, Qt::AlignLeading | Qt::AlignVCenter, text());
}

} // namespace callsheet::ui
