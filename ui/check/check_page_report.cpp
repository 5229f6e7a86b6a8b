#include "ui/check/check_page.h"

#include "ui/check/cell_delegate.h"
#include "ui/check/check_model.h"
#include "ui/check/problem_panel.h"
#include "ui/check/row_group_words.h"
#include "ui/common/busy_line.h"
#include "ui/common/numbers.h"
#include "ui/session/session.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>
#include <utility>

// What the page shows of a check: while it goes on, when it is done, and after every edit.

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

//! What a check has found so far; nothing for what is only known at its end.
std::optional<qint64> countSoFar(const check::CheckProgress &progress, RowGroup group)
{
    switch (group) {
    case RowGroup::All:
        return progress.total;
    case RowGroup::Ready:
        return progress.ready;
    case RowGroup::Warnings:
        return progress.warnings;
    case RowGroup::Errors:
        return progress.errors;
    default:
        return std::nullopt;
    }
}

} // namespace

void CheckPage::showReport()
{
    const bool checked = m_session.report() != nullptr;
    if (checked) // the same rows, checked again; else they may be others by now
        m_cells->keepTyped();
    keepPlace();
    m_stack->setCurrentIndex(checked ? 1 : 0);
    m_model->setReport(m_session.checkInput(), m_session.report());
    m_groups->clear();
    m_filter = {};
    m_summary->setEnabled(checked);
    m_groups->setEnabled(checked);
    if (checked)
        setWidths();
    m_asInSheet->setChecked(false);
    m_asInSheet->setEnabled(checked);
    showGroups();
    m_model->setSkipped(m_session.skipped());
    showGroup(RowGroup::All);
    returnToPlace();
    showChecking();
}

//! Where the person looks, before other rows or another state of them come into view.
void CheckPage::keepPlace()
{
    const int row = m_view->currentIndex().row();
    if (m_stack->currentIndex() != 1 || row < 0 || row >= m_model->rowCount())
        return;
    m_place = Place{m_model->tableRow(row), row - m_view->verticalScrollBar()->value()};
}

void CheckPage::returnToPlace()
{
    const int row = m_place ? m_model->placeOf(m_place->row) : -1;
    if (row < 0)
        return;
    m_view->setCurrentIndex(m_model->index(row, 0));
    m_view->verticalScrollBar()->setValue(row - m_place->linesAbove);
}

//! The first rows of a check that goes on, to be looked at: everything that acts on rows waits for the whole report.
void CheckPage::showFirstRows()
{
    if (m_session.report() || !m_session.firstRows())
        return;
    m_stack->setCurrentIndex(1);
    m_model->setReport(m_session.checkInput(), m_session.firstRows(), false);
    m_model->setSkipped(m_session.edits().current().rowsWith(check::RowMark::Skip));
    m_model->setVisibleRows(rowsMatching(*m_session.firstRows(), {}, {}));
    setWidths();
    m_rows->setCurrentIndex(0);
    m_view->setCurrentIndex(m_model->index(0, 0));
    returnToPlace();
    m_groups->clear();
    m_groups->showAdvice(tr("The problems stand here when every row is checked."));
    for (QWidget *acting : {m_summary, static_cast<QWidget *>(m_groups), static_cast<QWidget *>(m_asInSheet)})
        acting->setEnabled(false);
    showCounts();
    showRowActions();
    showFooter();
}

void CheckPage::setWidths()
{
    const int letter = fontMetrics().averageCharWidth();
    m_hasOwnWidths = false;
    fitWidths();
    // The header asks some rows for their width, and not the one with the highest number.
    const sheet::Table &table = *m_session.document()->table;
    const QString highest = table.rowCount() > 0 ? QString::number(table.sheetRow(table.rowCount() - 1)) : QString();
    m_view->verticalHeader()->setFixedWidth(fontMetrics().horizontalAdvance(highest) + 3 * letter);
}

//! The state, what is wrong and the first value, which is the phone number, are in view together however narrow the
//! window is; what is left over belongs to the problem. Where a person has moved a border, it stays there.
void CheckPage::fitWidths()
{
    constexpr auto state = static_cast<int>(CheckModel::Column::State);
    constexpr auto problem = static_cast<int>(CheckModel::Column::Problem);
    constexpr auto first = static_cast<int>(CheckModel::Column::FirstVariable);
    if (m_hasOwnWidths || m_model->columnCount() <= first)
        return;
    const QScopedValueRollback<bool> fitting(m_isFitting, true);
    const int letter = fontMetrics().averageCharWidth();
    const int room = m_view->viewport()->width();
    m_view->setColumnWidth(state, (room > 100 * letter ? 22 : 15) * letter);
    int values = 0;
    for (int column = first; column < m_model->columnCount(); ++column)
        values += m_view->columnWidth(column);
    const int beside = room - m_view->columnWidth(state);
    const bool anyProblem = !m_session.report() || !m_session.report()->problems.empty();
    const int wanted
        = anyProblem ? std::clamp(beside - m_view->columnWidth(first), 24 * letter, 40 * letter) : 12 * letter;
    m_view->setColumnWidth(problem, std::max(wanted, beside - values));
}

bool CheckPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fitWidths();
    return Page::eventFilter(watched, event);
}

//! After one edit the rows in view stay as they are, so that the one that was just mended does not vanish; where many
//! have changed, the filter holds again.
void CheckPage::showEdited()
{
    m_model->showEdited(m_session.checkInput(), m_session.report());
    m_model->setSkipped(m_session.skipped());
    fitWidths();
    showGroups();
    if (std::exchange(m_filterAgain, false))
        applyFilter();
    showCounts();
    showRowActions();
    showFooter();
}

void CheckPage::showGroups()
{
    const ProblemPanel::Choice before = m_groups->choice();
    if (m_session.report())
        m_groups->show(problemGroups(*m_session.report()), m_session.damage(), m_session.checkInput());
    m_hasChoices = m_session.report()
        && std::any_of(m_session.report()->problems.begin(), m_session.report()->problems.end(),
            [](const check::Problem &problem) { return problem.code == check::ProblemCode::DuplicateDifferent; });
    showFix();
    if (m_groups->choice() != before) // the last row of the group is mended
        chooseGroup();
}

void CheckPage::showChecking()
{
    m_model->setLocked(m_session.isEditing());
    if (m_session.isEditing()) {
        m_busy->begin(
            tr("Checking the changed rows…"), [] { return nullptr; }, [](qint64, qint64) { return QString(); });
    } else if (m_session.isChecking()) {
        m_busy->begin(
            tr("Checking…"), [this] { return m_session.checkingProgress(); },
            [](qint64 done, qint64 total) { return tr("%1 of %2 rows").arg(number(done), number(total)); },
            tr("Stop checking"));
    } else {
        m_busy->end();
    }
    if (m_session.isChecking())
        m_counting.start();
    else
        m_counting.stop();
    if (!m_session.report() && !m_session.firstRows())
        m_stack->setCurrentIndex(0); // stopped
    showRowActions();
    showFooter();
}

void CheckPage::showSkipped()
{
    m_model->setSkipped(m_session.skipped());
    if (m_filter.group == RowGroup::Skipped)
        applyFilter();
    showCounts();
    showFooter();
}

void CheckPage::showCounts()
{
    std::array<qint64, rowGroupCount> counts = {};
    if (m_session.report())
        counts = groupCounts(*m_session.report(), m_session.skipped());
    const check::CheckProgress *progress = m_session.report() ? nullptr : m_session.checkingProgress();
    // Large numbers have no room beside their words in a small window.
    constexpr sheet::RowIndex mostRowsInOneLine = 999;
    const bool twoLines = m_session.document() && m_session.document()->table->rowCount() > mostRowsInOneLine;
    for (const RowGroup group : groupsInOrder) {
        QAbstractButton *button = m_filters->button(static_cast<int>(group));
        const std::optional<qint64> count
            = progress ? countSoFar(*progress, group) : std::optional(counts[static_cast<std::size_t>(group)]);
        const QString name = groupName(group);
        const QString shown = count ? number(*count) : u"…"_s;
        button->setText((twoLines ? u"%1\n%2"_s : u"%1  %2"_s).arg(name, shown));
        button->setAccessibleName(u"%1  %2"_s.arg(name, shown));
        button->setToolTip(u"%1\n%2"_s.arg(button->accessibleName(), groupTip(group)));
    }
}

void CheckPage::showFooter()
{
    Footer footer;
    const std::optional<QString> missing = m_session.whatIsMissing();
    if (m_session.report()) {
        const qint64 send = m_session.rowsToSend();
        footer.primary = tr("Review and send");
        footer.enabled = send > 0;
        const QString ready = tr("%Ln row(s) will be sent", nullptr, static_cast<int>(send));
        const QString left
            = tr("%Ln row(s) left out", nullptr, static_cast<int>(m_session.report()->counts.rows - send));
        //: %1 is "12,443 rows will be sent", %2 is "37 rows left out"
        const bool all = send == qint64(m_session.report()->counts.rows);
        const bool allSkipped = send == 0 && !m_session.skipped().empty();
        footer.reason = allSkipped ? tr("Nobody would be called: you have skipped every row that can be sent.")
            : send == 0            ? tr("Nobody would be called: no row can be sent as it stands.")
            : all                  ? tr("Every row will be sent.")
                                   : tr("%1, %2.").arg(ready, left);
        if (const int looked = m_session.spotCheckedCount(); looked > 0 && send > 0)
            footer.reason += u' ' + tr("You have looked at %Ln of them.", nullptr, looked);
        footer.reasonLink = send > 0 ? QString() : allSkipped ? tr("Show skipped rows") : tr("Show errors");
        if (m_session.isEditing()) { // the counts are those of before it
            footer.reason = tr("The changed rows are still being checked.");
            footer.reasonLink.clear();
        }
    } else {
        const int rows = m_session.document() ? static_cast<int>(m_session.document()->table->rowCount()) : 0;
        footer.primary = tr("Check %Ln row(s)", nullptr, rows);
        footer.enabled = !missing && !m_session.isChecking();
        footer.reason = missing.value_or(QString());
        footer.reasonLink = missing ? tr("Go to Match") : QString();
        m_emptyHeading->setText(m_session.isChecking() ? tr("Checking every row…") : tr("Not checked yet"));
        m_emptyText->setText(m_session.isChecking()
                ? tr("Phone numbers, required values and duplicates of the whole sheet.")
                : missing ? *missing
                          : tr("The rows are checked as the file and the mapping stand now."));
    }
    setFooter(footer);
}

} // namespace callsheet::ui
