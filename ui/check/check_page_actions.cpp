#include "ui/check/check_page.h"

#include "core/base/background.h"
#include "core/check/describe.h"
#include "ui/check/check_model.h"
#include "ui/check/duplicates_dialog.h"
#include "ui/check/find_row.h"
#include "ui/check/fix_dialog.h"
#include "ui/check/group_fixes.h"
#include "ui/check/problem_panel.h"
#include "ui/check/replace_dialog.h"
#include "ui/check/row_group_words.h"
#include "ui/check/spot_check_dialog.h"
#include "ui/common/prompts.h"
#include "ui/common/when_done.h"
#include "ui/session/session.h"

#include <QCheckBox>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

// What a person does with the rows in view.

namespace callsheet::ui {

using namespace Qt::StringLiterals;

std::vector<sheet::RowIndex> CheckPage::selectedRows() const
{
    std::vector<sheet::RowIndex> rows;
    // Ranges, not selectedRows(): that one takes a second for a million rows.
    const QItemSelection selection = m_view->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(m_model->tableRow(row));
    }
    return rows;
}

QWidget *CheckPage::makeRowActions()
{
    auto *area = new QWidget(this);
    auto *layout = new QHBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    const auto add = [&](const QString &name, const QString &text, const QString &tip, void (CheckPage::*run)()) {
        auto *button = new QPushButton(text, area);
        button->setObjectName(name);
        button->setToolTip(tip);
        connect(button, &QPushButton::clicked, this, run);
        layout->addWidget(button);
        return button;
    };
    m_asInSheet = new QCheckBox(tr("As in the shee&t"), area);
    m_asInSheet->setObjectName(u"asInSheet"_s);
    m_asInSheet->setToolTip(tr("Shows what the file holds, instead of what will be sent"));
    layout->addWidget(m_asInSheet);
    layout->addStretch();
    m_spotCheck = add(u"spotCheck"_s, tr("Sp&ot check…"), tr("Shows 20 rows by chance, exactly as they will be sent"),
        &CheckPage::spotCheck);
    m_compare = add(u"compareDuplicates"_s, tr("Co&mpare…"),
        tr("Shows rows with one number and different data side by side, to choose the one that is called"),
        &CheckPage::compareDuplicates);
    m_sendAnyway = add(u"sendAnyway"_s, tr("Send an&yway"), {}, &CheckPage::toggleSendAnyway);
    m_skip = add(u"skipRows"_s, tr("&Skip rows"), {}, &CheckPage::toggleSkipped);
    connect(
        m_asInSheet, &QCheckBox::toggled, this, [this](bool on) { m_model->setShowsSource(on, m_session.source()); });
    return area;
}

//! Whether there is such a row in the selection; of a very large one the beginning is asked, and the rest is taken for
//! granted.
bool CheckPage::isSelected(const std::function<bool(sheet::RowIndex)> &wanted) const
{
    int left = 20'000;
    const QItemSelection selection = m_view->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row, --left) {
            if (left == 0 || wanted(m_model->tableRow(row)))
                return true;
        }
    }
    return false;
}

bool CheckPage::canCallCurrent() const
{
    const int current = m_view->currentIndex().row();
    return m_session.report() && !m_session.isEditing() && current >= 0 && current < m_model->rowCount()
        && m_model->state(m_model->tableRow(current)) == check::RowState::Duplicate;
}

bool CheckPage::canBeSkipped(sheet::RowIndex row) const
{
    return m_model->state(row) != check::RowState::Error && !m_model->isSkipped(row);
}

bool CheckPage::canBeSentAnyway(sheet::RowIndex row) const
{
    return check::canBeWaived(*m_session.report(), row);
}

// Only what can act can be pressed, and each button says what it would do.
void CheckPage::showRowActions()
{
    const bool any = m_session.report() && !m_model->isEmpty() && m_view->selectionModel()->hasSelection()
        && !m_session.isEditing();
    const bool skips = any && isSelected([this](sheet::RowIndex row) { return canBeSkipped(row); });
    const bool takesBack = any && !skips && isSelected([this](sheet::RowIndex row) { return m_model->isSkipped(row); });
    m_skip->setText(takesBack ? tr("Do not &skip") : tr("&Skip rows"));
    m_skip->setToolTip(takesBack
            ? tr("Takes the selected rows back: they are sent (Ctrl+K)")
            : tr("Rows that you skip are not sent (Ctrl+K). Rows with errors are not sent anyway."));
    m_skip->setEnabled(skips || takesBack);
    const bool waives = any && isSelected([this](sheet::RowIndex row) { return canBeSentAnyway(row); });
    const bool heeds = any && !waives && isSelected([this](sheet::RowIndex row) {
        return m_session.edits().current().has(row, check::RowMark::SendAnyway);
    });
    m_sendAnyway->setText(heeds ? tr("Heed warnings") : tr("Send an&yway"));
    m_sendAnyway->setToolTip(heeds ? tr("The warnings of the selected rows count again")
                                   : tr("Passes over the warnings of the selected rows, and that an earlier run has "
                                        "queued their numbers. Errors cannot be passed over."));
    m_sendAnyway->setEnabled(waives || heeds);
    m_compare->setEnabled(m_hasChoices && !m_session.isEditing());
    m_spotCheck->setEnabled(m_session.report() && m_session.rowsToSend() > 0);
}

void CheckPage::toggleSkipped()
{
    if (m_session.report() && m_skip->isEnabled())
        m_session.setSkipped(selectedRows(), isSelected([this](sheet::RowIndex row) { return canBeSkipped(row); }));
}

void CheckPage::toggleSendAnyway()
{
    if (m_session.report() && m_sendAnyway->isEnabled())
        m_session.setMark(selectedRows(), check::RowMark::SendAnyway,
            isSelected([this](sheet::RowIndex row) { return canBeSentAnyway(row); }));
}

void CheckPage::compareDuplicates()
{
    if (!m_compare->isEnabled())
        return;
    const int current = m_view->currentIndex().row();
    const auto row
        = current >= 0 && current < m_model->rowCount() ? std::optional(m_model->tableRow(current)) : std::nullopt;
    auto *dialog = new DuplicatesDialog(m_session, row, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void CheckPage::callThisRow()
{
    if (canCallCurrent())
        m_session.setMark({m_model->tableRow(m_view->currentIndex().row())}, check::RowMark::CallThisOne, true);
}

void CheckPage::editCurrent()
{
    QModelIndex current = m_view->currentIndex();
    if (!current.isValid() || !m_session.report() || m_session.isEditing())
        return;
    if (!(m_model->flags(current) & Qt::ItemIsEditable)) {
        const int column = m_model->columnToEdit(current.row());
        if (column < 0)
            return;
        current = m_model->index(current.row(), column);
        m_view->setCurrentIndex(current);
    }
    m_view->edit(current);
}

//! Which row of a number is right, nobody can fix for all of them: the person goes through them.
bool CheckPage::isChoosing() const
{
    const ProblemPanel::Choice choice = m_groups->choice();
    const auto *code = std::get_if<check::ProblemCode>(&choice);
    return code && *code == check::ProblemCode::DuplicateDifferent;
}

void CheckPage::showFix()
{
    const bool canFix = m_session.report()
        && !fixesFor(m_groups->choice(), m_session.damage(), m_session.checkInput(), *m_session.report()).empty();
    m_groups->setFix(isChoosing() ? tr("Comp&are and choose…") : tr("Fix &all…"), isChoosing() ? m_hasChoices : canFix);
}

void CheckPage::fixAll()
{
    if (!m_session.report() || m_session.isEditing())
        return;
    if (isChoosing()) {
        compareDuplicates();
        return;
    }
    const check::CheckInput input = m_session.checkInput();
    const ProblemPanel::Choice choice = m_groups->choice();
    std::vector<Fix> fixes = fixesFor(choice, m_session.damage(), input, *m_session.report());
    if (fixes.empty())
        return;
    const auto *key = std::get_if<DamageKey>(&choice);
    const QString title = key ? check::damageTitle(*findGroup(m_session.damage(), *key), input)
                              : check::groupTitle(std::get<check::ProblemCode>(choice));
    auto *dialog = new FixDialog(
        title, std::move(fixes), input,
        [this](const check::RepairStep &step, const std::stop_token &stop,
            std::function<void(const TriedRepair &)> answer) { m_session.tryRepair(step, stop, std::move(answer)); },
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, rows = rowsInView()] {
        const Fix chosen = dialog->fix();
        m_filterAgain = true;
        if (!chosen.step && chosen.mark == check::RowMark::Skip)
            m_session.setSkipped(rows, true);
        else if (!chosen.step)
            m_session.setMark(rows, chosen.mark, true);
        else if (dialog->tried())
            m_session.repair(*chosen.step, *dialog->tried());
    });
    connect(&m_session, &Session::edited, dialog, &FixDialog::preview);
    connect(&m_session, &Session::reportChanged, dialog, &QDialog::reject); // these rows are no longer the ones in view
    dialog->open();
}

void CheckPage::findAndReplace()
{
    if (!m_session.report())
        return;
    auto *dialog = new ReplaceDialog(m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReplaceDialog::findRequested, this, &CheckPage::findNext);
    connect(this, &CheckPage::searched, dialog, &ReplaceDialog::showFound);
    dialog->show(); // not modal: what is found stands behind it
}

void CheckPage::findNext(const QString &text)
{
    if (!m_session.report() || m_model->isEmpty())
        return;
    m_stopFinding.request_stop();
    m_stopFinding = {};
    const auto from = static_cast<std::size_t>(m_view->currentIndex().row() + 1);
    // A million rows take longer than a frame.
    const auto future = base::inBackground(&findRow, m_session.checkInput(), m_session.report(), m_model->visibleRows(),
        from, text, m_stopFinding.get_token());
    const auto stop = m_stopFinding.get_token();
    whenDone(future, this, [this, stop, rows = m_model->visibleRows()](const std::optional<FoundCell> &found) {
        if (stop.stop_requested() || rows != m_model->visibleRows())
            return; // another search, or other rows
        Q_EMIT searched(found.has_value());
        if (found)
            m_view->setCurrentIndex(
                m_model->index(static_cast<int>(found->place), std::max(m_model->columnOf(found->variable), 0)));
    });
}

void CheckPage::spotCheck()
{
    if (!m_session.report() || m_session.rowsToSend() == 0)
        return;
    auto *dialog = new SpotCheckDialog(m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void CheckPage::chooseDoNotCall()
{
    if (!m_session.document())
        return;
    m_prompts.openFile(this,
        {tr("Numbers not to call"),
            tr("Spreadsheets (*.xlsx *.xlsm *.ods *.xls *.csv *.tsv *.tab *.txt);;All files (*)"),
            QFileInfo(m_session.document()->source.path).absolutePath()},
        [this](const QString &path) { m_session.openDoNotCall(path); });
}

void CheckPage::exportProblems()
{
    if (!m_session.report() || !m_session.document())
        return;
    const QFileInfo file(m_session.document()->source.path);
    const bool allInView = m_groups->choice().index() == 0 && m_filter.group == RowGroup::All;
    const QString name = allInView ? tr("%1 problems.xlsx") : tr("%1 rows.xlsx");
    m_prompts.saveFile(this,
        {allInView ? tr("Export the rows with problems") : tr("Export these rows"),
            tr("Excel workbook (*.xlsx);;Text table (*.csv);;JSON lines of all problems (*.jsonl)"),
            file.dir().filePath(name.arg(file.completeBaseName()))},
        [this, allInView](const QString &path) {
            if (path.endsWith(u".jsonl"_s, Qt::CaseInsensitive)) {
                m_session.exportProblems(path);
                return;
            }
            std::vector<sheet::RowIndex> rows;
            if (allInView) {
                for (const check::Problem &problem : m_session.report()->problems) {
                    if (rows.empty() || rows.back() != problem.row)
                        rows.push_back(problem.row);
                }
            } else {
                rows = m_model->visibleRows();
            }
            m_session.exportRows(rows, path);
        });
}

} // namespace callsheet::ui
