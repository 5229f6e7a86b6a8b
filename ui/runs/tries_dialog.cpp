#include "ui/runs/tries_dialog.h"

#include "ui/common/numbers.h"

#include <QAccessible>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

TriesDialog::TriesDialog(const runs::ChunkRecord &chunk, QWidget *parent)
    : QDialog(parent)
    , m_chunk(chunk.id)
{
    setObjectName(u"triesDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Details of chunk %1").arg(number(chunk.number)));
    auto *label = new QLabel(tr("&What was sent, and what came back:"), this);
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(u"triesText"_s);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    // A read-only text has no cursor to be seen: with one, it is read by the keyboard.
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setBuddy(m_text);
    m_said = new QLabel(tr("Looking into the journal…"), this);
    m_said->setObjectName(u"triesSaid"_s);
    m_said->setTextFormat(Qt::PlainText);
    m_said->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(u"copyTries"_s);
    m_copy->setEnabled(false);
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"closeTries"_s);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_said);
    layout->addWidget(buttons);
    connect(m_copy, &QPushButton::clicked, this, &TriesDialog::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    const QSize wanted(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 36);
    resize(parent ? wanted.boundedTo(parent->window()->size() * 0.9) : wanted);
}

void TriesDialog::showText(const base::Result<QString> &text)
{
    m_copy->setEnabled(bool(text));
    m_said->setText(text ? QString() : text.error().message);
    m_said->setVisible(!text);
    if (!text)
        return;
    const int position = m_text->verticalScrollBar()->value();
    m_text->setPlainText(*text);
    m_text->verticalScrollBar()->setValue(position);
}

void TriesDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
    m_said->setText(tr("The text is on the clipboard."));
    m_said->show();
    QAccessibleEvent announcement(m_said, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
}

} // namespace callsheet::ui
