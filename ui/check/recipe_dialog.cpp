#include "ui/check/recipe_dialog.h"

#include "ui/check/fix_dialog.h"
#include "ui/check/recipe_words.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/session/session.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

enum Column { Repair, Variable, Rows, Outcome, columns };

QString labelOf(const QString &key, const match::VariableSet &set)
{
    const int variable = set.indexOf(key);
    return variable < 0 ? key : set.variables[variable].label;
}

} // namespace

RecipeDialog::RecipeDialog(Session &session, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_steps(session.recipeSteps())
{
    setObjectName(u"recipeDialog"_s);
    setWindowTitle(tr("Repairs of the template “%1”").arg(session.templateName()));
    auto *explanation
        = new QLabel(tr("These were done to the sheet that the template was made from. A repair without a "
                        "tick is not done, and the template no longer keeps it when you save it again."),
            this);
    explanation->setWordWrap(true);
    m_list = new QTableWidget(static_cast<int>(m_steps.size()), columns, this);
    setUpTable(*m_list, u"recipeSteps"_s, tr("Repairs of the template"));
    m_list->setHorizontalHeaderLabels({tr("Repair"), tr("Variable"), tr("Rows"), tr("First change")});
    m_list->verticalHeader()->hide();
    m_list->horizontalHeader()->setStretchLastSection(true);
    int line = 0;
    for (const check::RepairStep &step : m_steps) {
        const QString text = check::describe(step);
        auto *repair = new QTableWidgetItem(text);
        repair->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        repair->setCheckState(Qt::Checked);
        repair->setToolTip(text);
        m_list->setItem(line, Repair, repair);
        const QString texts[] = {labelOf(step.variable, session.checkInput().variables), {}, {}};
        for (int column = Variable; column < columns; ++column)
            m_list->setItem(line, column, new QTableWidgetItem(texts[column - Variable]));
        ++line;
    }
    const int letter = fontMetrics().averageCharWidth();
    m_list->setColumnWidth(Repair, 46 * letter);
    m_list->setColumnWidth(Variable, 18 * letter);
    m_list->setColumnWidth(Rows, 9 * letter);
    m_changes = makeChangeTable(u"recipeChanges"_s, this);
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"recipeSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addWidget(m_list, 3);
    layout->addWidget(m_changes, 2);
    layout->addWidget(m_summary);
    layout->addWidget(m_buttons);
    resize(100 * letter, fontMetrics().height() * 28);
    connect(m_list, &QTableWidget::itemChanged, this, &RecipeDialog::preview);
    connect(m_list, &QTableWidget::currentCellChanged, this, &RecipeDialog::showStep);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &RecipeDialog::apply);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // The rows that were looked at are no longer those in view.
    connect(&session, &Session::edited, this, &QDialog::reject);
    connect(&session, &Session::reportChanged, this, &QDialog::reject);
    if (!m_steps.empty())
        m_list->setCurrentCell(0, Repair);
    preview();
}

std::vector<check::RepairStep> RecipeDialog::chosen() const
{
    std::vector<check::RepairStep> steps;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        if (m_list->item(static_cast<int>(i), Repair)->checkState() == Qt::Checked)
            steps.push_back(m_steps[i]);
    }
    return steps;
}

void RecipeDialog::preview()
{
    const int generation = ++m_generation;
    m_stop.request_stop();
    m_stop = {};
    m_replay.reset();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("&Apply"));
    m_summary->setText(tr("Looking at the rows…"));
    m_session.tryRecipe(
        chosen(), m_stop.get_token(), [dialog = QPointer<RecipeDialog>(this), generation](const check::Replay &replay) {
            if (dialog && dialog->m_generation == generation)
                dialog->show(replay);
        });
}

void RecipeDialog::show(const check::Replay &replay)
{
    m_replay = replay;
    const QSignalBlocker quiet(m_list); // these are answers, not the person's ticks
    const check::CheckInput input = m_session.checkInput();
    std::size_t tried = 0;
    for (int line = 0; line < m_list->rowCount(); ++line) {
        const bool isChosen = m_list->item(line, Repair)->checkState() == Qt::Checked;
        const check::ReplayedStep *step = isChosen && tried < replay.steps.size() ? &replay.steps[tried++] : nullptr;
        m_list->item(line, Rows)->setText(step ? number(static_cast<qint64>(step->rows)) : u"–"_s);
        m_list->item(line, Outcome)->setText(step ? stepOutcome(*step, input) : tr("Left out"));
        m_list->item(line, Outcome)->setToolTip(m_list->item(line, Outcome)->text());
    }
    m_summary->setText(recipeSummary(replay));
    QPushButton *apply = m_buttons->button(QDialogButtonBox::Ok);
    apply->setEnabled(replay.rows > 0);
    if (replay.rows > 0)
        apply->setText(tr("&Change %Ln row(s)", nullptr, static_cast<int>(replay.rows)));
    showStep();
}

void RecipeDialog::showStep()
{
    const int line = m_list->currentRow();
    const bool isChosen = line >= 0 && m_list->item(line, Repair)->checkState() == Qt::Checked;
    std::size_t tried = 0;
    for (int before = 0; before < line; ++before)
        tried += m_list->item(before, Repair)->checkState() == Qt::Checked ? 1 : 0;
    const bool isKnown = isChosen && m_replay && tried < m_replay->steps.size();
    showChanges(isKnown ? m_replay->steps[tried].first : std::vector<check::CellChange>(),
        *m_session.checkInput().table, *m_changes);
}

void RecipeDialog::apply()
{
    if (!m_replay)
        return;
    const check::Replay replay = *m_replay;
    accept();
    m_session.applyRecipe(replay);
}

} // namespace callsheet::ui
