#include "ui/match/clean_up_dialog.h"

#include "ui/common/table_setup.h"
#include "ui/match/first_values.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using match::CleanUpKind;

namespace {

constexpr int rowsShown = 50;

bool takesText(CleanUpKind kind)
{
    return kind == CleanUpKind::Prefix || kind == CleanUpKind::Suffix || kind == CleanUpKind::Replace
        || kind == CleanUpKind::ReplacePattern;
}

bool takesReplacement(CleanUpKind kind)
{
    return kind == CleanUpKind::Replace || kind == CleanUpKind::ReplacePattern;
}

//! "M = Mr" a line.
QString toLines(const QList<std::pair<QString, QString>> &values)
{
    QStringList lines;
    for (const auto &[from, to] : values)
        lines.append(u"%1 = %2"_s.arg(from, to));
    return lines.join(u'\n');
}

QList<std::pair<QString, QString>> fromLines(const QString &text)
{
    QList<std::pair<QString, QString>> values;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const qsizetype equals = line.indexOf(u'=');
        if (equals > 0)
            values.append({line.left(equals).trimmed(), line.mid(equals + 1).trimmed()});
    }
    return values;
}

} // namespace

CleanUpDialog::CleanUpDialog(const check::CheckInput &input, int variable, QWidget *parent)
    : QDialog(parent)
    , m_input(input)
    , m_assignment(input.mapping.assignments.value(variable))
{
    m_input.variables.variables = {input.variables.variables.at(variable)};
    const match::Variable &own = m_input.variables.variables.first();
    setObjectName(u"cleanUpDialog"_s);
    setWindowTitle(tr("Clean-ups of “%1”").arg(own.label));
    m_hasFallback = new QCheckBox(tr("&Instead of a blank:"), this);
    m_hasFallback->setObjectName(u"hasFallback"_s);
    m_fallback = new QLineEdit(this);
    m_fallback->setObjectName(u"fallback"_s);
    m_fallback->setAccessibleName(tr("What is sent instead of a blank"));
    const QString fallback = match::fallbackFor(own, m_assignment);
    m_hasFallback->setChecked(!fallback.isEmpty());
    m_fallback->setText(fallback);
    const bool mayStandIn = own.key != match::phoneNumberKey;
    m_hasFallback->setVisible(mayStandIn);
    m_fallback->setVisible(mayStandIn);
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"cleanUpSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_preview = new QTableWidget(0, 3, this);
    setUpTable(*m_preview, u"cleanUpPreview"_s, tr("First values as in the sheet and as sent"));
    m_preview->setHorizontalHeaderLabels({tr("Row"), tr("As in the sheet"), tr("As sent")});
    m_preview->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_preview->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_preview->verticalHeader()->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setText(tr("&Use these"));

    auto *blank = new QHBoxLayout;
    blank->addWidget(m_hasFallback);
    blank->addWidget(m_fallback, 1);
    auto *choices = new QHBoxLayout;
    choices->addWidget(makeColumns(), 1);
    choices->addWidget(makeSteps(), 2);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(choices, 2);
    layout->addLayout(blank);
    layout->addWidget(m_summary);
    layout->addWidget(m_preview, 3);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 30);

    const auto takeFallback = [this] {
        m_fallback->setEnabled(m_hasFallback->isChecked());
        m_assignment.fallback = m_hasFallback->isChecked() ? m_fallback->text() : QString();
        showPreview();
    };
    connect(m_hasFallback, &QCheckBox::toggled, this, takeFallback);
    connect(m_fallback, &QLineEdit::textEdited, this, takeFallback);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        m_assignment.reason = match::MatchReason::ChosenByYou;
        m_assignment.confirmed = true;
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_fallback->setEnabled(m_hasFallback->isChecked());
    showColumns();
    showSteps(0);
    m_addStep->setFocus();
}

QWidget *CleanUpDialog::makeColumns()
{
    auto *group = new QGroupBox(tr("The first that has a value"), this);
    m_columns = new QListWidget(group);
    m_columns->setObjectName(u"sourceColumns"_s);
    m_columns->setAccessibleName(tr("Columns, of which the first that has a value counts"));
    m_moreColumns = new QComboBox(group);
    m_moreColumns->setObjectName(u"moreColumns"_s);
    m_moreColumns->setAccessibleName(tr("Another column"));
    m_moreColumns->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_removeColumn = new QPushButton(tr("&Take out"), group);
    m_removeColumn->setObjectName(u"removeColumn"_s);
    auto *layout = new QVBoxLayout(group);
    layout->addWidget(m_columns, 1);
    layout->addWidget(m_moreColumns);
    layout->addWidget(m_removeColumn);
    connect(m_moreColumns, &QComboBox::activated, this, [this](int index) {
        if (index > 0)
            m_assignment.furtherColumns.append(m_moreColumns->itemData(index).toInt());
        showColumns();
        showPreview();
    });
    connect(m_removeColumn, &QPushButton::clicked, this, [this] {
        const int row = m_columns->currentRow();
        if (row > 0)
            m_assignment.furtherColumns.removeAt(row - 1);
        showColumns();
        showPreview();
    });
    connect(m_columns, &QListWidget::currentRowChanged, this, [this](int row) { m_removeColumn->setEnabled(row > 0); });
    return group;
}

void CleanUpDialog::showColumns()
{
    const QStringList &header = m_input.table->header();
    const QList<int> used = QList<int>{m_assignment.column} + m_assignment.furtherColumns;
    m_columns->clear();
    for (const int column : used)
        m_columns->addItem(oneLine(header.value(column)));
    m_columns->setCurrentRow(static_cast<int>(used.size()) - 1);
    m_removeColumn->setEnabled(used.size() > 1);
    m_moreColumns->clear();
    m_moreColumns->addItem(tr("Another column…"), -1);
    for (int column = 0; column < static_cast<int>(header.size()); ++column) {
        if (!used.contains(column))
            m_moreColumns->addItem(oneLine(header[column]), column);
    }
}

QWidget *CleanUpDialog::makeSteps()
{
    auto *group = new QGroupBox(tr("What is done to it, in this order"), this);
    m_steps = new QListWidget(group);
    m_steps->setObjectName(u"cleanUps"_s);
    m_steps->setAccessibleName(tr("Clean-ups in their order"));
    m_addStep = new QPushButton(tr("&Add"), group);
    m_addStep->setObjectName(u"addCleanUp"_s);
    auto *kinds = new QMenu(m_addStep);
    for (int i = 0; i < match::cleanUpKindCount; ++i) {
        const auto kind = static_cast<CleanUpKind>(i);
        connect(kinds->addAction(match::describe(kind)), &QAction::triggered, this, [this, kind] { addStep(kind); });
    }
    m_addStep->setMenu(kinds);
    m_removeStep = new QPushButton(tr("&Remove"), group);
    m_removeStep->setObjectName(u"removeCleanUp"_s);
    m_stepUp = new QPushButton(tr("&Earlier"), group);
    m_stepUp->setObjectName(u"cleanUpEarlier"_s);
    m_stepDown = new QPushButton(tr("&Later"), group);
    m_stepDown->setObjectName(u"cleanUpLater"_s);
    auto *buttons = new QVBoxLayout;
    for (QPushButton *button : {m_addStep, m_removeStep, m_stepUp, m_stepDown})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *top = new QHBoxLayout;
    top->addWidget(m_steps, 1);
    top->addLayout(buttons);
    auto *layout = new QVBoxLayout(group);
    layout->addLayout(top, 1);
    layout->addWidget(makeParameters());
    connect(m_removeStep, &QPushButton::clicked, this, [this] {
        const int row = m_steps->currentRow();
        if (row < 0)
            return;
        m_assignment.cleanUps.removeAt(row);
        showSteps(std::min(row, static_cast<int>(m_assignment.cleanUps.size()) - 1));
    });
    connect(m_stepUp, &QPushButton::clicked, this, [this] { moveStep(-1); });
    connect(m_stepDown, &QPushButton::clicked, this, [this] { moveStep(1); });
    connect(m_steps, &QListWidget::currentRowChanged, this, &CleanUpDialog::showParameters);
    return group;
}

QWidget *CleanUpDialog::makeParameters()
{
    auto *area = new QWidget(this);
    m_text = new QLineEdit(area);
    m_text->setObjectName(u"cleanUpText"_s);
    m_textLabel = new QLabel(tr("Te&xt:"), area);
    m_textLabel->setBuddy(m_text);
    m_with = new QLineEdit(area);
    m_with->setObjectName(u"cleanUpWith"_s);
    m_withLabel = new QLabel(tr("&By:"), area);
    m_withLabel->setBuddy(m_with);
    m_values = new QPlainTextEdit(area);
    m_values->setObjectName(u"cleanUpValues"_s);
    m_values->setPlaceholderText(tr("One a line, such as: g = Gold"));
    m_values->setTabChangesFocus(true);
    m_values->setMaximumHeight(fontMetrics().height() * 5);
    m_valuesLabel = new QLabel(tr("&Values:"), area);
    m_valuesLabel->setBuddy(m_values);
    auto *grid = new QGridLayout(area);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(m_textLabel, 0, 0);
    grid->addWidget(m_text, 0, 1);
    grid->addWidget(m_withLabel, 0, 2);
    grid->addWidget(m_with, 0, 3);
    grid->addWidget(m_valuesLabel, 1, 0, Qt::AlignTop);
    grid->addWidget(m_values, 1, 1, 1, 3);
    connect(m_text, &QLineEdit::textEdited, this, &CleanUpDialog::takeParameters);
    connect(m_with, &QLineEdit::textEdited, this, &CleanUpDialog::takeParameters);
    connect(m_values, &QPlainTextEdit::textChanged, this, &CleanUpDialog::takeParameters);
    return area;
}

void CleanUpDialog::addStep(CleanUpKind kind)
{
    m_assignment.cleanUps.append(match::CleanUp{kind});
    showSteps(static_cast<int>(m_assignment.cleanUps.size()) - 1);
    if (takesText(kind))
        m_text->setFocus();
    else if (kind == CleanUpKind::MapValues)
        m_values->setFocus();
}

void CleanUpDialog::moveStep(int by)
{
    const int row = m_steps->currentRow();
    if (row < 0 || row + by < 0 || row + by >= m_assignment.cleanUps.size())
        return;
    m_assignment.cleanUps.swapItemsAt(row, row + by);
    showSteps(row + by);
}

void CleanUpDialog::showSteps(int current)
{
    m_steps->clear();
    for (const match::CleanUp &cleanUp : m_assignment.cleanUps)
        m_steps->addItem(match::describe(cleanUp));
    m_steps->setCurrentRow(current);
    showParameters();
    showPreview();
}

void CleanUpDialog::showParameters()
{
    const int row = m_steps->currentRow();
    const bool any = row >= 0 && row < m_assignment.cleanUps.size();
    const match::CleanUp cleanUp = any ? m_assignment.cleanUps.at(row) : match::CleanUp();
    const bool text = any && takesText(cleanUp.kind);
    const bool with = any && takesReplacement(cleanUp.kind);
    const bool values = any && cleanUp.kind == CleanUpKind::MapValues;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_textLabel, m_text})
        widget->setVisible(text);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_withLabel, m_with})
        widget->setVisible(with);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_valuesLabel, m_values})
        widget->setVisible(values);
    m_text->setText(cleanUp.text);
    m_with->setText(cleanUp.with);
    const QSignalBlocker quiet(m_values);
    m_values->setPlainText(toLines(cleanUp.values));
    m_removeStep->setEnabled(any);
    m_stepUp->setEnabled(any && row > 0);
    m_stepDown->setEnabled(any && row + 1 < m_assignment.cleanUps.size());
}

void CleanUpDialog::takeParameters()
{
    const int row = m_steps->currentRow();
    if (row < 0 || row >= m_assignment.cleanUps.size())
        return;
    match::CleanUp &cleanUp = m_assignment.cleanUps[row];
    cleanUp.text = m_text->text();
    cleanUp.with = m_with->text();
    cleanUp.values = fromLines(m_values->toPlainText());
    m_steps->item(row)->setText(match::describe(cleanUp));
    showPreview();
}

void CleanUpDialog::showPreview()
{
    std::optional<QString> fault;
    for (const match::CleanUp &cleanUp : m_assignment.cleanUps) {
        if (!fault)
            fault = match::faultOf(cleanUp);
    }
    m_accept->setEnabled(!fault);
    m_preview->setRowCount(0);
    if (fault) {
        m_summary->setText(*fault);
        return;
    }
    m_input.mapping.assignments = {m_assignment};
    const ValuesBeforeAndAfter values = valuesBeforeAndAfter(m_input, rowsShown);
    m_preview->setRowCount(static_cast<int>(values.first.size()));
    int line = 0;
    for (const ValueBeforeAndAfter &value : values.first) {
        m_preview->setItem(line, 0, new QTableWidgetItem(QString::number(m_input.table->sheetRow(value.row))));
        m_preview->setItem(line, 1, new QTableWidgetItem(oneLine(value.before)));
        auto *after = new QTableWidgetItem(oneLine(value.after));
        if (value.before != value.after) {
            QFont bold = font();
            bold.setBold(true);
            after->setFont(bold);
        }
        m_preview->setItem(line++, 2, after);
    }
    m_preview->resizeColumnToContents(0);
    if (line > 0)
        m_preview->setCurrentCell(0, 1);
    m_summary->setText(values.changed > 0
            ? tr("%Ln of the first values change(s); those come first:", nullptr, values.changed)
            : tr("None of the first values changes."));
}

} // namespace callsheet::ui
