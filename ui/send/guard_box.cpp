#include "ui/send/guard_box.h"

#include "ui/common/icons.h"
#include "ui/common/inline_message.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QRadioButton>
#include <QStyle>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

GuardBox::GuardBox(const QString &objectName, QWidget *parent)
    : QFrame(parent)
{
    setObjectName(objectName);
    m_icon = new QLabel(this);
    m_text = new QLabel(this);
    m_text->setObjectName(objectName + u"Text"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_leaveOut = new QRadioButton(this);
    m_leaveOut->setObjectName(objectName + u"LeaveOut"_s);
    m_callAgain = new QRadioButton(this);
    m_callAgain->setObjectName(objectName + u"CallAgain"_s);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setHorizontalSpacing(10);
    layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    layout->addWidget(m_text, 0, 1);
    layout->addWidget(m_leaveOut, 1, 1);
    layout->addWidget(m_callAgain, 2, 1);
    layout->setColumnStretch(1, 1);
    hide();
    connect(m_leaveOut, &QRadioButton::clicked, this, [this] { Q_EMIT answered(true); });
    connect(m_callAgain, &QRadioButton::clicked, this, [this] { Q_EMIT answered(false); });
    applyTone();
}

void GuardBox::showQuestion(const std::optional<GuardQuestion> &question, bool isPractice)
{
    setVisible(question.has_value());
    if (!question)
        return;
    m_text->setText(question->text);
    m_leaveOut->setText(tr("Leave out these %Ln", nullptr, question->people));
    m_callAgain->setText(isPractice ? tr("Practise with them again; nobody is called")
                                    : tr("Call these %Ln again", nullptr, question->people));
    for (QRadioButton *button : {m_leaveOut, m_callAgain})
        button->setAccessibleDescription(question->text);
    QRadioButton *chosen = question->leaveOut ? m_leaveOut : m_callAgain;
    chosen->setChecked(true);
    setFocusProxy(chosen);
}

void GuardBox::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_icon)
        applyTone();
}

void GuardBox::paintEvent(QPaintEvent *)
{
    paintMessageFrame(*this, Tone::Caution);
}

void GuardBox::applyTone()
{
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_icon->setPixmap(icon(Glyph::Warning, Tone::Caution).pixmap(QSize(side, side), devicePixelRatioF()));
    update();
}

} // namespace callsheet::ui
