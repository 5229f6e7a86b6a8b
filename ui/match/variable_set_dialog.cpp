#include "ui/match/variable_set_dialog.h"

#include "core/match/kept_files.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using match::VariableType;

namespace {

QString typeWord(VariableType type)
{
    switch (type) {
    case VariableType::Text:
        return VariableSetDialog::tr("Text");
    case VariableType::Number:
        return VariableSetDialog::tr("Number");
    case VariableType::Boolean:
        return VariableSetDialog::tr("Yes or no");
    case VariableType::Date:
        return VariableSetDialog::tr("Date");
    case VariableType::TimeZone:
        return VariableSetDialog::tr("Time zone");
    case VariableType::Phone:
        return VariableSetDialog::tr("Phone number");
    }
    return {};
}

QStringList trimmedParts(const QString &text, QChar separator)
{
    QStringList parts;
    for (const QString &part : text.split(separator)) {
        if (!part.trimmed().isEmpty())
            parts.append(part.trimmed());
    }
    return parts;
}

} // namespace

VariableSetDialog::VariableSetDialog(const match::VariableSet &set, const QStringList &otherNames, QWidget *parent)
    : QDialog(parent)
    , m_set(set)
    , m_otherNames(otherNames)
{
    for (const match::Variable &variable : set.variables)
        m_keysBefore.append(variable.key);
    setObjectName(u"variableSetDialog"_s);
    setWindowTitle(tr("Variable set"));
    m_name = new QLineEdit(set.name, this);
    m_name->setObjectName(u"setName"_s);
    m_openingLine = new QLineEdit(set.openingLine, this);
    m_openingLine->setObjectName(u"setOpeningLine"_s);
    m_openingLine->setPlaceholderText(u"Hi {{name}}, about order {{order_id}}…"_s);
    m_fault = new QLabel(this);
    m_fault->setObjectName(u"setFault"_s);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setText(tr("&Keep"));
    auto *top = new QFormLayout;
    top->addRow(tr("Name of the &set:"), m_name);
    top->addRow(tr("The agent's &opening line:"), m_openingLine);
    auto *middle = new QHBoxLayout;
    middle->addWidget(makeList(), 1);
    middle->addWidget(makeForm(), 3);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addLayout(middle, 1);
    layout->addWidget(m_fault);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 36);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &name) {
        m_set.name = name.trimmed();
        showFault();
    });
    connect(m_openingLine, &QLineEdit::textEdited, this, [this](const QString &line) { m_set.openingLine = line; });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showVariables(0);
}

QWidget *VariableSetDialog::makeList()
{
    auto *area = new QWidget(this);
    m_list = new QListWidget(area);
    m_list->setObjectName(u"variables"_s);
    m_list->setAccessibleName(tr("Variables"));
    auto *buttons = new QHBoxLayout;
    const auto addButton = [&](const QString &name, const QString &text, auto run) {
        auto *button = new QPushButton(text, area);
        button->setObjectName(name);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, run);
        buttons->addWidget(button);
        return button;
    };
    addButton(u"addVariable"_s, tr("&Add"), [this] { add(); });
    m_remove = addButton(u"removeVariable"_s, tr("&Remove"), [this] { remove(); });
    m_up = addButton(u"variableUp"_s, tr("&Up"), [this] { move(-1); });
    m_down = addButton(u"variableDown"_s, tr("&Down"), [this] { move(1); });
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this, &VariableSetDialog::showVariable);
    return area;
}

QWidget *VariableSetDialog::makeForm()
{
    auto *area = new QWidget(this);
    const auto line = [&](const QString &name, void (VariableSetDialog::*take)() = &VariableSetDialog::takeVariable) {
        auto *edit = new QLineEdit(area);
        edit->setObjectName(name);
        connect(edit, &QLineEdit::textEdited, this, take);
        return edit;
    };
    m_key = line(u"variableKey"_s, &VariableSetDialog::takeKey);
    m_label = line(u"variableLabel"_s);
    m_description = line(u"variableDescription"_s);
    m_required = new QCheckBox(tr("The agent needs it for e&very call"), area);
    m_required->setObjectName(u"variableRequired"_s);
    m_type = new QComboBox(area);
    m_type->setObjectName(u"variableType"_s);
    for (const VariableType type : {VariableType::Text, VariableType::Number, VariableType::Boolean, VariableType::Date,
             VariableType::TimeZone, VariableType::Phone})
        m_type->addItem(typeWord(type), static_cast<int>(type));
    m_aliases = line(u"variableAliases"_s);
    m_aliases->setPlaceholderText(tr("Headings that mean it, with commas between them"));
    m_allowed = new QPlainTextEdit(area);
    m_allowed->setObjectName(u"variableAllowed"_s);
    m_allowed->setPlaceholderText(tr("Any value, or one a line"));
    m_allowed->setTabChangesFocus(true);
    m_allowed->setMaximumHeight(fontMetrics().height() * 5);
    m_pattern = line(u"variablePattern"_s);
    m_pattern->setPlaceholderText(tr("A regular expression for the whole value, such as [A-Z]{3}-\\d+"));
    m_longest = new QSpinBox(area);
    m_longest->setObjectName(u"variableLongest"_s);
    m_longest->setRange(0, 100'000);
    m_longest->setSpecialValueText(tr("Any length"));
    m_fallback = line(u"variableFallback"_s);
    m_fallback->setPlaceholderText(tr("Nothing"));
    auto *form = new QFormLayout(area);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("Ke&y:"), m_key);
    form->addRow(tr("&Label:"), m_label);
    form->addRow(tr("Descri&ption:"), m_description);
    form->addRow(QString(), m_required);
    form->addRow(tr("&Type:"), m_type);
    form->addRow(tr("Al&iases:"), m_aliases);
    form->addRow(tr("Allo&wed values:"), m_allowed);
    form->addRow(tr("Patter&n:"), m_pattern);
    form->addRow(tr("Longest len&gth:"), m_longest);
    form->addRow(tr("Instead of a &blank:"), m_fallback);
    connect(m_required, &QCheckBox::toggled, this, &VariableSetDialog::takeVariable);
    connect(m_type, &QComboBox::activated, this, &VariableSetDialog::takeVariable);
    connect(m_allowed, &QPlainTextEdit::textChanged, this, &VariableSetDialog::takeVariable);
    connect(m_longest, &QSpinBox::valueChanged, this, &VariableSetDialog::takeVariable);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(area);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(area->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    return scroll;
}

match::RenamedKeys VariableSetDialog::renamedKeys() const
{
    match::RenamedKeys renamed;
    for (qsizetype i = 0; i < m_keysBefore.size(); ++i) {
        if (!m_keysBefore[i].isEmpty() && m_keysBefore[i] != m_set.variables[i].key)
            renamed.insert(m_set.variables[i].key, m_keysBefore[i]);
    }
    return renamed;
}

void VariableSetDialog::add()
{
    match::Variable variable;
    for (int number = 1; variable.key.isEmpty() || m_set.indexOf(variable.key) >= 0; ++number)
        variable.key = u"variable_%1"_s.arg(number);
    variable.label = variable.key;
    m_set.variables.append(variable);
    m_keysBefore.append(QString());
    showVariables(static_cast<int>(m_set.variables.size()) - 1);
    m_key->setFocus();
    m_key->selectAll();
}

void VariableSetDialog::remove()
{
    const int row = m_list->currentRow();
    if (row < 0 || m_set.variables[row].key == match::phoneNumberKey)
        return;
    m_set.variables.removeAt(row);
    m_keysBefore.removeAt(row);
    showVariables(std::min(row, static_cast<int>(m_set.variables.size()) - 1));
}

void VariableSetDialog::move(int by)
{
    const int row = m_list->currentRow();
    if (row < 1 || row + by < 1 || row + by >= m_set.variables.size()) // the phone number stays first
        return;
    m_set.variables.swapItemsAt(row, row + by);
    m_keysBefore.swapItemsAt(row, row + by);
    showVariables(row + by);
}

void VariableSetDialog::showVariables(int current)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const match::Variable &variable : m_set.variables)
        m_list->addItem(variable.label.isEmpty() ? variable.key : variable.label);
    m_list->setCurrentRow(current);
    showVariable();
}

void VariableSetDialog::showVariable()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_set.variables.size())
        return;
    m_showing = true;
    const match::Variable &variable = m_set.variables[row];
    m_key->setText(variable.key);
    m_label->setText(variable.label);
    m_description->setText(variable.description);
    m_required->setChecked(variable.required);
    m_type->setCurrentIndex(m_type->findData(static_cast<int>(variable.type)));
    m_aliases->setText(variable.aliases.join(u", "_s));
    m_allowed->setPlainText(variable.allowedValues.join(u'\n'));
    m_pattern->setText(variable.pattern);
    m_longest->setValue(variable.longestLength);
    m_fallback->setText(variable.fallback);
    m_showing = false;
    // The service demands the phone number, so that nothing about it can be otherwise.
    const bool isPhone = variable.key == match::phoneNumberKey && row == 0;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_key, m_required, m_type, m_fallback, m_remove})
        widget->setEnabled(!isPhone);
    m_up->setEnabled(row > 1);
    m_down->setEnabled(row > 0 && row + 1 < m_set.variables.size());
    showFault();
}

//! A label that nobody has written says what the key says.
void VariableSetDialog::takeKey()
{
    const int row = m_list->currentRow();
    if (row >= 0 && m_label->text() == m_set.variables[row].key)
        m_label->setText(m_key->text());
    takeVariable();
}

void VariableSetDialog::takeVariable()
{
    const int row = m_list->currentRow();
    if (m_showing || row < 0)
        return;
    match::Variable &variable = m_set.variables[row];
    variable.key = m_key->text();
    variable.label = m_label->text().trimmed().isEmpty() ? variable.key : m_label->text().trimmed();
    variable.description = m_description->text().trimmed();
    variable.required = m_required->isChecked();
    variable.type = static_cast<VariableType>(m_type->currentData().toInt());
    variable.aliases = trimmedParts(m_aliases->text(), u',');
    variable.allowedValues = trimmedParts(m_allowed->toPlainText(), u'\n');
    variable.pattern = m_pattern->text();
    variable.longestLength = m_longest->value();
    variable.fallback = m_fallback->text();
    m_list->item(row)->setText(variable.label);
    showFault();
}

void VariableSetDialog::showFault()
{
    std::optional<QString> fault = match::faultOf(m_set);
    if (!fault && m_set.name.isEmpty())
        fault = tr("The set has no name yet. Give it one, so that you find it again.");
    const auto isTaken = [this](const QString &other) { return match::areKeptAsOne(m_set.name, other); };
    if (!fault && std::any_of(m_otherNames.begin(), m_otherNames.end(), isTaken))
        fault = tr("Another variable set is called “%1” already, and would be lost. Give this one another name.")
                    .arg(m_set.name);
    m_accept->setEnabled(!fault);
    m_fault->setText(fault.value_or(match::warningsAbout(m_set).join(u'\n')));
}

} // namespace callsheet::ui
