#include "ui/common/inline_message.h"

#include "ui/common/icons.h"
#include "ui/common/table_setup.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

Glyph glyphOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return Glyph::Done;
    case Tone::Caution:
        return Glyph::Warning;
    case Tone::Bad:
        return Glyph::Error;
    default:
        return Glyph::Info;
    }
}

class AlertInterface final : public QAccessibleWidget {
public:
    explicit AlertInterface(InlineMessage *message)
        : QAccessibleWidget(message, QAccessible::AlertMessage)
        , m_message(message)
    {
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? m_message->text() : QAccessibleWidget::text(kind);
    }

private:
    InlineMessage *m_message;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *message = qobject_cast<InlineMessage *>(object);
    return message ? new AlertInterface(message) : nullptr;
}

} // namespace

void paintMessageFrame(QWidget &widget, Tone tone)
{
    QPainter painter(&widget);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(toneTint(tone, widget.palette()));
    painter.setPen(toneColor(tone, widget.palette()));
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
}

InlineMessage::InlineMessage(QWidget *parent, Close close)
    : QFrame(parent)
    , m_close(close)
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
    setObjectName(u"inlineMessage"_s);
    m_icon = new QLabel(this);
    m_text = new QLabel(this);
    m_text->setObjectName(u"inlineMessageText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Message"));
    m_actions = new QHBoxLayout;
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(10);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_actions);
    hide();
    if (m_close == Close::ByItsAnswer)
        return;
    auto *closeButton = new QToolButton(this);
    closeButton->setObjectName(u"closeMessage"_s);
    closeButton->setAutoRaise(true);
    closeButton->setIcon(ui::icon(Glyph::Close));
    closeButton->setToolTip(tr("Close this message (Esc)"));
    closeButton->setAccessibleName(tr("Close this message"));
    connect(closeButton, &QToolButton::clicked, this, &InlineMessage::dismiss);
    layout->addWidget(closeButton, 0, Qt::AlignVCenter);
}

void InlineMessage::showMessage(const Message &message)
{
    m_tone = message.tone;
    m_text->setText(message.text);
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->setObjectName({}); // it is not the action of that name any more
            widget->deleteLater(); // a click on it may be what replaces it
        }
        delete item;
    }
    int index = 0;
    QWidget *before = m_text; // new widgets would stand at the end of the tab order
    for (const MessageAction &action : message.actions) {
        auto *button = new QPushButton(action.text, this);
        button->setObjectName(u"messageAction%1"_s.arg(++index));
        if (m_close == Close::ByItsAnswer)
            button->installEventFilter(this);
        giveRoom(*button);
        connect(button, &QPushButton::clicked, this, [run = action.run] { run(); });
        m_actions->addWidget(button);
        setTabOrder(before, button);
        before = button;
    }
    applyTone();
    show();
    m_shown.start();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void InlineMessage::focusFirstAction()
{
    if (QLayoutItem *first = m_actions->itemAt(0))
        first->widget()->setFocus();
}

QString InlineMessage::text() const
{
    return m_text->text();
}

void InlineMessage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_close == Close::ByThePerson)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

bool InlineMessage::eventFilter(QObject *watched, QEvent *event)
{
    // The second click of a double-click on one question's answer must not answer the next one, which takes its place.
    const bool isPress = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    if (isPress && m_shown.isValid() && !m_shown.hasExpired(QApplication::doubleClickInterval()))
        return true;
    return QFrame::eventFilter(watched, event);
}

void InlineMessage::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTone();
}

void InlineMessage::paintEvent(QPaintEvent *)
{
    paintMessageFrame(*this, m_tone);
}

void InlineMessage::dismiss()
{
    hide();
    Q_EMIT closed();
}

void InlineMessage::applyTone()
{
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_icon->setPixmap(ui::icon(glyphOf(m_tone), m_tone).pixmap(QSize(side, side), devicePixelRatioF()));
    update();
}

} // namespace callsheet::ui
