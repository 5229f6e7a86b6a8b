#include "ui/common/number_dialog.h"

#include "ui/common/numbers.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

NumberDialog::NumberDialog(const TypedNumber &question, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(question.title);
    auto *text = new QLabel(question.text, this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    QFont strong = text->font();
    strong.setBold(true);
    text->setFont(strong);
    auto *detail = new QLabel(question.detail, this);
    detail->setTextFormat(Qt::PlainText);
    detail->setWordWrap(true);
    detail->setMinimumWidth(fontMetrics().averageCharWidth() * 70);

    auto *typed = new QLineEdit(this);
    typed->setObjectName(u"typedNumber"_s);
    m_note = new QLineEdit(this);
    m_note->setObjectName(u"decisionNote"_s);
    m_note->setPlaceholderText(tr("How you know it, for the record"));
    auto *form = new QFormLayout;
    form->addRow(tr("&Type %1 to go on:").arg(number(question.number)), typed);
    form->addRow(tr("&Note:"), m_note);
    form->setRowVisible(m_note, question.takesNote);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *accept = buttons->addButton(question.accept, QDialogButtonBox::AcceptRole);
    accept->setObjectName(u"acceptNumber"_s);
    accept->setEnabled(false);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(text);
    layout->addWidget(detail);
    layout->addLayout(form);
    layout->addWidget(buttons);

    connect(typed, &QLineEdit::textChanged, this, [accept, wanted = question.number](const QString &entered) {
        bool isNumber = false;
        const qint64 value = QLocale().toLongLong(entered.trimmed(), &isNumber);
        accept->setEnabled(isNumber && value == wanted);
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString NumberDialog::note() const
{
    return m_note->text();
}

} // namespace callsheet::ui
