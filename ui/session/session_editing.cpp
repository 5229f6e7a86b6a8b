#include "ui/session/session.h"

#include "core/base/background.h"
#include "ui/common/when_done.h"

#include <algorithm>
#include <iterator>

// What a person changes in the rows that were checked.

namespace callsheet::ui {

namespace {

using Checked = base::Result<std::shared_ptr<const check::Report>>;

// So many are checked again between two frames; for more the window must not wait.
constexpr std::size_t mostRowsAtOnce = 500;

Checked checkChanged(const check::CheckInput &input, std::shared_ptr<const check::Report> before,
    const std::vector<sheet::RowIndex> &rows, std::stop_token stop)
{
    return check::checkAgain(input, *before, rows, stop);
}

} // namespace

void Session::edit(const check::Edits &next, const QString &name)
{
    if (next == m_edits.current())
        return;
    useEdits(next, [next, name](check::EditHistory &history) { history.add(next, name); });
}

void Session::undo()
{
    if (m_edits.canUndo())
        useEdits(m_edits.undone(), [](check::EditHistory &history) { history.undo(); });
}

void Session::redo()
{
    if (m_edits.canRedo())
        useEdits(m_edits.redone(), [](check::EditHistory &history) { history.redo(); });
}

// Edits and report change in one moment. Whatever became of the report meanwhile (another mapping, another file) is
// newer, and the edit is dropped with the report that it was made on.
void Session::useEdits(const check::Edits &next, const std::function<void(check::EditHistory &)> &step)
{
    if (!m_report || m_editing)
        return;
    const std::vector<sheet::RowIndex> rows = check::rowsToCheckAgain(m_edits.current(), next);
    check::CheckInput input = checkInput();
    input.edits = next;
    input.table = check::withEdits(m_document->table, next);
    const auto finish = [this, step, table = input.table](std::shared_ptr<const check::Report> report) {
        step(m_edits);
        m_editedTable = table;
        takeReport(std::move(report));
        Q_EMIT edited();
        Q_EMIT skippedChanged();
    };
    if (rows.empty()) {
        finish(m_report);
        return;
    }
    if (rows.size() <= mostRowsAtOnce) {
        if (const Checked checked = check::checkAgain(input, *m_report, rows, {}))
            finish(*checked);
        return;
    }
    m_editing = true;
    Q_EMIT editingChanged();
    const int generation = m_checkingGeneration;
    const auto future = base::inBackground(&checkChanged, input, m_report, rows, std::stop_token());
    whenDone(future, this, [this, generation, finish](const Checked &checked) {
        m_editing = false;
        if (checked && generation == m_checkingGeneration)
            finish(*checked);
        Q_EMIT editingChanged();
    });
}

void Session::takeReport(std::shared_ptr<const check::Report> report)
{
    m_report = std::move(report);
    findSkipped();
}

void Session::findSkipped()
{
    m_skipped = m_edits.current().rowsWith(check::RowMark::Skip);
    std::erase_if(m_skipped, [this](sheet::RowIndex row) { return m_report->states[row] > check::RowState::Warning; });
}

void Session::editValue(sheet::RowIndex row, int variable, const QString &text)
{
    const match::Assignment assignment = m_mapping.assignments.value(variable);
    if (!m_report || assignment.source != match::Source::Column)
        return;
    check::Edits next = m_edits.current();
    check::changeCell(*m_document->table, row, assignment.column, text.toStdString(), next);
    edit(next,
        tr("Edit “%1” in Row %2")
            .arg(m_document->table->header().value(assignment.column),
                QString::number(m_document->table->sheetRow(row))));
}

void Session::setMark(const std::vector<sheet::RowIndex> &rows, check::RowMark mark, bool on)
{
    if (!m_report)
        return;
    check::Edits next = m_edits.current();
    for (const sheet::RowIndex row : rows) {
        // Of the rows with one number only one can be called.
        if (mark == check::RowMark::CallThisOne && on) {
            for (const sheet::RowIndex other : next.rowsWith(mark)) {
                if (m_report->phones[other] == m_report->phones[row])
                    next.setMark(other, mark, false);
            }
        }
        next.setMark(row, mark, on);
    }
    const int count = static_cast<int>(rows.size());
    switch (mark) {
    case check::RowMark::Skip:
        edit(next, on ? tr("Skip %Ln Row(s)", nullptr, count) : tr("Take Back %Ln Row(s)", nullptr, count));
        break;
    case check::RowMark::SendAnyway:
        edit(next, on ? tr("Send %Ln Row(s) Anyway", nullptr, count) : tr("Heed Warnings of %Ln Row(s)", nullptr, count));
        break;
    case check::RowMark::CallThisOne:
        edit(next, tr("Choose the Row to Call"));
        break;
    }
}

void Session::setSkipped(std::vector<sheet::RowIndex> rows, bool skip)
{
    if (!m_report)
        return;
    std::erase_if(rows, [this](sheet::RowIndex row) { return m_report->states[row] > check::RowState::Warning; });
    setMark(rows, check::RowMark::Skip, skip);
}

void Session::setDoNotCall(const check::NumberSet &numbers)
{
    m_doNotCall = numbers;
    forgetReport();
}

void Session::setAlreadyQueued(const check::NumberSet &numbers)
{
    m_alreadyQueued = numbers;
    forgetReport();
}

// The same file read with other options: its rows are found again by their numbers.
void Session::carryEdits(const sheet::Document &before)
{
    std::size_t lost = 0;
    m_edits = check::EditHistory(check::rebased(m_edits.current(), *before.table, *m_document->table, &lost));
    m_editedTable = check::withEdits(m_document->table, m_edits.current());
    if (lost > 0)
        Q_EMIT done(Step::Check,
            tr("%Ln edit(s) could not be found again in the sheet as it is read now, and are gone.", nullptr,
                static_cast<int>(lost)));
}

} // namespace callsheet::ui
