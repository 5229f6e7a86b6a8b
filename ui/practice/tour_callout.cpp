#include "ui/practice/tour_callout.h"

#include "ui/common/table_setup.h"
#include "ui/common/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMainWindow>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using Side = CalloutPlace::Side;

namespace {

constexpr auto pointer = 10; // its height, kept free on all sides
constexpr auto frameWidth = 3;

} // namespace

TourFrame::TourFrame(QWidget *window)
    : QWidget(window)
{
    setObjectName(u"tourFrame"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void TourFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(toneColor(Tone::Accent, palette()), frameWidth));
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 6, 6);
}

TourCallout::TourCallout(QWidget *window)
    : QFrame(window)
    , m_window(window)
    , m_frame(new TourFrame(window))
{
    setObjectName(u"tourCallout"_s);
    setFocusPolicy(Qt::NoFocus);
    m_title = new QLabel(this);
    m_title->setObjectName(u"tourTitle"_s);
    m_title->setFont(scaledFont(*this, 1.05, true));
    m_text = new QLabel(this);
    m_text->setObjectName(u"tourText"_s);
    for (QLabel *label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_end = new QPushButton(tr("End the tour"), this);
    m_end->setObjectName(u"tourEnd"_s);
    m_end->setToolTip(tr("Ends the tour (Esc). The Help menu starts it again."));
    m_back = new QPushButton(tr("Previous step"), this);
    m_back->setObjectName(u"tourBack"_s);
    m_primary = new QPushButton(this);
    m_primary->setObjectName(u"tourPrimary"_s);
    QFont strong = m_primary->font();
    strong.setBold(true);
    m_primary->setFont(strong);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_end);
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(m_primary);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(pointer + 12, pointer + 10, pointer + 12, pointer + 10);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    connect(m_end, &QPushButton::clicked, this, &TourCallout::endPressed);
    connect(m_back, &QPushButton::clicked, this, &TourCallout::backPressed);
    connect(m_primary, &QPushButton::clicked, this, &TourCallout::primaryPressed);
    for (QPushButton *button : {m_end, m_back, m_primary}) {
        giveRoom(*button);
        button->installEventFilter(this);
    }
    window->installEventFilter(this);
    hide();
}

void TourCallout::showText(const CalloutText &text)
{
    const bool isNew = text != m_shown || isHidden();
    m_shown = text;
    m_title->setText(text.title);
    m_text->setText(text.text);
    m_primary->setText(text.primary);
    giveRoom(*m_primary);
    if (!text.canGoBack && m_back->hasFocus())
        m_primary->setFocus();
    m_back->setVisible(text.canGoBack);
    setAccessibleName(text.title);
    setAccessibleDescription(text.text);
    m_primary->setAccessibleDescription(u"%1. %2"_s.arg(text.title, text.text));
    if (!isNew)
        return;
    show();
    place();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void TourCallout::pointAt(QWidget *target)
{
    if (target != m_target) {
        m_target = target;
        watch(target);
    }
    place();
}

void TourCallout::watch(QWidget *target)
{
    for (const QPointer<QObject> &watched : std::as_const(m_watched)) {
        if (watched)
            watched->removeEventFilter(this);
    }
    m_watched.clear();
    for (QWidget *widget = target; widget && widget != m_window; widget = widget->parentWidget()) {
        widget->installEventFilter(this);
        m_watched.append(widget);
    }
}

void TourCallout::place()
{
    if (isHidden()) {
        m_frame->hide();
        return;
    }
    auto *window = qobject_cast<QMainWindow *>(m_window);
    const QRect central = window ? window->centralWidget()->geometry() : m_window->rect();
    // As narrow as reads well; in a small window with less room, as wide as the page.
    const int letters = fontMetrics().averageCharWidth();
    const int width = std::min(letters * 64 + 2 * pointer, central.width() - 8);
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    QRect target;
    if (m_target && m_target->isVisible())
        target = QRect(m_target->mapTo(m_window, QPoint(0, 0)), m_target->size());
    const CalloutPlace placed = placeCallout({width, height}, target, central.adjusted(2, 2, -2, -2));
    m_side = placed.side;
    setGeometry(placed.rect);
    m_frame->setGeometry(target.adjusted(-5, -5, 5, 5));
    m_frame->setVisible(!target.isEmpty());
    m_frame->raise();
    raise();
    update();
}

void TourCallout::takeFocus()
{
    m_primary->setFocus(Qt::OtherFocusReason);
    m_window->setAttribute(Qt::WA_KeyboardFocusChange); // it shows where the focus is
}

bool TourCallout::holdsFocus() const
{
    return isAncestorOf(m_window->focusWidget());
}

void TourCallout::keyPressEvent(QKeyEvent *event)
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    switch (event->key()) {
    case Qt::Key_Escape:
        Q_EMIT endPressed();
        return;
    case Qt::Key_Right:
    case Qt::Key_Left:
        if ((event->key() == Qt::Key_Right) != mirrored)
            Q_EMIT primaryPressed();
        else if (m_shown.canGoBack)
            Q_EMIT backPressed();
        return;
    default:
        QFrame::keyPressEvent(event);
    }
}

bool TourCallout::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress: {
        auto *key = dynamic_cast<QKeyEvent *>(event);
        if (!key || isHidden())
            break;
        if (watched == m_window && key->key() == Qt::Key_Escape) { // nothing else wanted it
            Q_EMIT endPressed();
            return true;
        }
        auto *button = qobject_cast<QPushButton *>(watched);
        if (!button || button->parentWidget() != this)
            break;
        // A button of a window, unlike one of a dialog, does not hear Enter by itself.
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::KeypadModifier) {
                button->click();
                return true;
            }
        }
        // A button would take the arrows for a walk to its neighbour.
        if (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right) {
            keyPressEvent(key);
            return true;
        }
        break;
    }
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::LayoutRequest:
        if (!isHidden() && (watched == m_window || m_watched.contains(watched)))
            QMetaObject::invokeMethod(this, &TourCallout::place, Qt::QueuedConnection); // after the layout is done
        break;
    default:
        break;
    }
    return QFrame::eventFilter(watched, event);
}

void TourCallout::paintEvent(QPaintEvent *)
{
    const QRectF box = QRectF(rect()).adjusted(pointer, pointer, -pointer, -pointer);
    QPainterPath path;
    path.addRoundedRect(box, 7, 7);
    if (m_target && m_side != Side::Nowhere) {
        const QPoint middle = m_target->mapTo(m_window, m_target->rect().center()) - pos();
        const double x = std::clamp<double>(middle.x(), box.left() + 20, box.right() - 20);
        const double y = std::clamp<double>(middle.y(), box.top() + 20, box.bottom() - 20);
        QPolygonF tip;
        if (m_side == Side::Above)
            tip << QPointF(x - 9, box.bottom()) << QPointF(x, box.bottom() + pointer - 1)
                << QPointF(x + 9, box.bottom());
        else if (m_side == Side::Below)
            tip << QPointF(x - 9, box.top()) << QPointF(x, box.top() - pointer + 1) << QPointF(x + 9, box.top());
        else if (m_side == Side::Before)
            tip << QPointF(box.right(), y - 9) << QPointF(box.right() + pointer - 1, y) << QPointF(box.right(), y + 9);
        else
            tip << QPointF(box.left(), y - 9) << QPointF(box.left() - pointer + 1, y) << QPointF(box.left(), y + 9);
        QPainterPath arrow;
        arrow.addPolygon(tip);
        arrow.closeSubpath();
        path = path.united(arrow);
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(palette().color(QPalette::Base));
    painter.setPen(QPen(toneColor(Tone::Accent, palette()), 2));
    painter.drawPath(path);
}

} // namespace callsheet::ui
