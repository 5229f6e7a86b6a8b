#include "ui/practice/mishap_chooser.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

MishapChooser::MishapChooser(QWidget *parent)
    : QWidget(parent)
{
    auto *heading = new QLabel(
        tr("Let something go wrong on purpose, and see what you would do. It only ever happens in practice."), this);
    heading->setWordWrap(true);
    m_howLong = new QComboBox(this);
    m_howLong->setObjectName(u"mishapHowLong"_s);
    m_howLong->setAccessibleName(tr("How long it goes wrong"));
    m_howLong->addItem(tr("With the next request only"), static_cast<int>(HowLong::NextRequest));
    m_howLong->addItem(tr("With every request, until switched off"), static_cast<int>(HowLong::UntilSwitchedOff));
    m_howLong->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_howLong->setMinimumContentsLength(20);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(4);
    layout->addWidget(heading);
    layout->addSpacing(4);
    layout->addWidget(m_howLong);
    layout->addSpacing(4);
    addChoice(Mishap::None)->setChecked(true);
    for (const Mishap mishap : mishaps)
        addChoice(mishap);
    layout->addStretch();
    connect(m_howLong, &QComboBox::activated, this, [this] {
        if (choice().mishap != Mishap::None)
            Q_EMIT chosen(choice());
    });
}

QRadioButton *MishapChooser::addChoice(Mishap mishap)
{
    auto *button = new QRadioButton(mishapName(mishap), this);
    button->setObjectName(u"mishap%1"_s.arg(static_cast<int>(mishap)));
    button->setAccessibleDescription(mishapMeaning(mishap));
    auto *meaning = new QLabel(mishapMeaning(mishap), this);
    meaning->setWordWrap(true);
    meaning->setForegroundRole(QPalette::PlaceholderText);
    const int indent = style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, nullptr, button)
        + style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing, nullptr, button);
    auto *below = new QHBoxLayout;
    below->addSpacing(indent);
    below->addWidget(meaning, 1);
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    column->addWidget(button);
    column->addLayout(below);
    column->addSpacing(4);
    m_buttons.insert(static_cast<int>(mishap), button);
    connect(button, &QRadioButton::clicked, this, [this] { Q_EMIT chosen(choice()); });
    return button;
}

Rehearsal MishapChooser::choice() const
{
    Rehearsal rehearsal;
    for (auto at = m_buttons.cbegin(); at != m_buttons.cend(); ++at) {
        if (at.value()->isChecked())
            rehearsal.mishap = static_cast<Mishap>(at.key());
    }
    if (rehearsal.mishap != Mishap::None)
        rehearsal.howLong = static_cast<HowLong>(m_howLong->currentData().toInt());
    return rehearsal;
}

void MishapChooser::showRehearsal(const Rehearsal &rehearsal)
{
    m_buttons.value(static_cast<int>(rehearsal.mishap))->setChecked(true);
    if (rehearsal.mishap != Mishap::None) // what was chosen last is the suggestion for the next time
        m_howLong->setCurrentIndex(m_howLong->findData(static_cast<int>(rehearsal.howLong)));
}

} // namespace callsheet::ui
