#include "ui/common/widget_prompts.h"

#include "ui/common/number_dialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace callsheet::ui {

namespace {

QMessageBox *messageBox(QWidget *parent, const QString &title, const QString &text, const QString &detail)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowModality(Qt::WindowModal);
    box->setWindowTitle(title);
    box->setTextFormat(Qt::PlainText);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->setText(text);
    box->setInformativeText(detail);
    box->setIcon(QMessageBox::Question);
    // As wide as a line reads well; by itself the box is as narrow as its buttons and breaks every fact into two.
    if (auto *layout = qobject_cast<QGridLayout *>(box->layout())) {
        const int width = box->fontMetrics().averageCharWidth() * 75;
        layout->addItem(new QSpacerItem(width, 0), layout->rowCount(), 0, 1, layout->columnCount());
    }
    return box;
}

} // namespace

void WidgetPrompts::confirm(QWidget *parent, const Confirmation &question, std::function<void(bool)> answer)
{
    QMessageBox *box = messageBox(parent, question.title, question.text, question.detail);
    QPushButton *accept = box->addButton(question.accept, QMessageBox::AcceptRole);
    QPushButton *cancel = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(cancel); // where the focus starts; Enter presses whichever button has it
    box->setEscapeButton(cancel);
    QObject::connect(box, &QMessageBox::finished, box,
        [box, accept, answer = std::move(answer)] { answer(box->clickedButton() == accept); });
    box->open();
}

void WidgetPrompts::choose(QWidget *parent, const Choice &question, std::function<void(std::optional<int>)> answer)
{
    QMessageBox *box = messageBox(parent, question.title, question.text, question.detail);
    QList<QAbstractButton *> buttons;
    for (const QString &option : question.options) {
        QPushButton *button = box->addButton(option, QMessageBox::ActionRole);
        buttons.append(button);
    }
    if (!buttons.isEmpty())
        box->setDefaultButton(qobject_cast<QPushButton *>(buttons.first()));
    QPushButton *cancel = box->addButton(QMessageBox::Cancel);
    box->setEscapeButton(cancel);
    QObject::connect(box, &QMessageBox::finished, box, [box, buttons, answer = std::move(answer)] {
        const auto index = buttons.indexOf(box->clickedButton());
        answer(index < 0 ? std::nullopt : std::optional<int>(static_cast<int>(index)));
    });
    box->open();
}

void WidgetPrompts::typeNumber(
    QWidget *parent, const TypedNumber &question, std::function<void(bool typed, const QString &note)> answer)
{
    auto *dialog = new NumberDialog(question, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::finished, dialog,
        [dialog, answer = std::move(answer)](int result) { answer(result == QDialog::Accepted, dialog->note()); });
    dialog->open();
}

void WidgetPrompts::askText(
    QWidget *parent, const TextQuestion &question, std::function<void(std::optional<QString>)> answer)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(question.title);
    auto *edit = new QLineEdit(question.text, dialog);
    edit->setObjectName(QStringLiteral("textAnswer"));
    edit->setMinimumWidth(edit->fontMetrics().averageCharWidth() * 70);
    auto *label = new QLabel(question.label, dialog);
    label->setWordWrap(true);
    label->setBuddy(edit);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton *accept = buttons->addButton(question.accept, QDialogButtonBox::AcceptRole);
    accept->setDefault(true);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(label);
    layout->addWidget(edit);
    layout->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(dialog, &QDialog::finished, dialog, [edit, answer = std::move(answer)](int result) {
        answer(result == QDialog::Accepted ? std::optional<QString>(edit->text()) : std::nullopt);
    });
    dialog->open();
}

void WidgetPrompts::openFile(QWidget *parent, const FileQuestion &question, std::function<void(const QString &)> answer)
{
    auto *dialog = new QFileDialog(parent, question.title, question.path, question.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog,
        [answer = std::move(answer)](const QString &file) { answer(file); });
    dialog->open();
}

void WidgetPrompts::saveFile(QWidget *parent, const FileQuestion &question, std::function<void(const QString &)> answer)
{
    auto *dialog = new QFileDialog(parent, question.title, question.path, question.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(question.path).suffix());
    dialog->selectFile(question.path);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog,
        [answer = std::move(answer)](const QString &file) { answer(file); });
    dialog->open();
}

} // namespace callsheet::ui
