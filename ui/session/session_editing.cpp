#include "ui/session/session.h"

#include "core/base/background.h"
#include "core/check/mark_rows.h"
#include "core/check/record_maker.h"
#include "core/check/spot_check.h"
#include "ui/common/when_done.h"

#include <algorithm>
#include <utility>

// What a person changes in the rows that were checked.

namespace callsheet::ui {

namespace {

using Checked = base::Result<std::shared_ptr<const check::Report>>;

// So many are checked again between two frames; for more the window must not wait.
constexpr std::size_t mostRowsAtOnce = 500;
// Neighbours of changed cells among them: what it takes to find those rows is a part of a frame.
constexpr std::size_t mostEntriesAtOnce = 20'000;

bool isQuick(const check::Edits &before, const check::Edits &next)
{
    return check::entriesToCompare(before, next) <= mostEntriesAtOnce
        && check::rowsToCheckAgain(before, next).size() <= mostRowsAtOnce;
}

//! The rows of `edited` that may be another case than before are judged again.
base::Result<EditedRows> checkEdited(const RowsNow &now, EditedRows edited, std::stop_token stop)
{
    const std::vector<sheet::RowIndex> rows = check::rowsToCheckAgain(now.input.edits, edited.edits);
    check::CheckInput input = now.input;
    input.edits = edited.edits;
    input.table = check::withEdits(now.source, edited.edits);
    const Checked checked = check::checkAgain(input, *now.report, rows, std::move(stop));
    if (!checked)
        return checked.error();
    edited.report = *checked;
    return edited;
}

base::Result<EditedRows> changeAndCheck(const RowsNow &now, const Change &change, std::stop_token stop)
{
    const EditedRows edited = change(now);
    if (edited.edits == now.input.edits)
        return edited;
    return checkEdited(now, edited, std::move(stop));
}

HistoryStep addedAs(const QString &name)
{
    return [name](check::EditHistory &history, const EditedRows &edited) { history.add(edited.edits, name); };
}

QString nameOfMark(check::RowMark mark, bool on, int rows)
{
    switch (mark) {
    case check::RowMark::Skip:
        return on ? Session::tr("Skip %Ln Row(s)", nullptr, rows) : Session::tr("Take Back %Ln Row(s)", nullptr, rows);
    case check::RowMark::SendAnyway:
        return on ? Session::tr("Send %Ln Row(s) Anyway", nullptr, rows)
                  : Session::tr("Heed Warnings of %Ln Row(s)", nullptr, rows);
    case check::RowMark::CallThisOne:
        break;
    }
    return Session::tr("Choose the Row to Call");
}

struct WholeSheet {
    std::vector<check::DamageGroup> damage;
    std::optional<check::CountryHint> countryHint;
};

base::Result<WholeSheet> wholeOf(
    const check::CheckInput &input, std::shared_ptr<const check::Report> report, std::stop_token stop)
{
    const auto damage = check::findDamage(input, *report, stop);
    if (!damage)
        return damage.error();
    const auto countryHint = check::findCountryHint(input, *report, stop);
    if (!countryHint)
        return countryHint.error();
    return WholeSheet{*damage, *countryHint};
}

base::Result<check::RepairEffect> effectOf(const check::CheckInput &input, std::shared_ptr<const sheet::Table> source,
    std::shared_ptr<const check::Report> report, const check::RepairStep &step, std::stop_token stop)
{
    return check::tryRepair(input, std::move(source), *report, step, std::move(stop));
}

} // namespace

void Session::afterEdit(std::function<void()> next)
{
    if (m_editing)
        m_afterEdit.push_back(std::move(next));
    else
        next();
}

void Session::undo()
{
    if (!m_report)
        return;
    edit(
        0, [this](const RowsNow &) { return EditedRows{m_edits.undone()}; },
        [](check::EditHistory &history, const EditedRows &) { history.undo(); });
}

void Session::redo()
{
    if (!m_report)
        return;
    edit(
        0, [this](const RowsNow &) { return EditedRows{m_edits.redone()}; },
        [](check::EditHistory &history, const EditedRows &) { history.redo(); });
}

void Session::edit(std::size_t rows, const Change &change, const HistoryStep &step)
{
    if (m_document)
        afterEdit([this, rows, change, step] { editNow(rows, change, step); });
}

void Session::editNow(std::size_t rows, const Change &change, const HistoryStep &step)
{
    const RowsNow now{checkInput(), m_document->table, m_report};
    if (m_report && rows > mostRowsAtOnce) {
        editLater(now, change, step);
        return;
    }
    const EditedRows edited = change(now);
    if (edited.edits == m_edits.current())
        return;
    if (!m_report) {
        finishEdit(edited, step);
    } else if (!isQuick(m_edits.current(), edited.edits)) {
        editLater(
            now, [edited](const RowsNow &) { return edited; }, step);
    } else if (const auto checked = checkEdited(now, edited, {})) {
        finishEdit(*checked, step);
    }
}

void Session::editLater(const RowsNow &now, const Change &change, const HistoryStep &step)
{
    m_editing = true;
    m_stopEditing = {};
    holdLook();
    Q_EMIT editingChanged();
    const auto future = base::inBackground(&changeAndCheck, now, change, m_stopEditing.get_token());
    whenDone(future, this, [this, source = now.source, step](const base::Result<EditedRows> &edited) {
        m_editing = false;
        const bool isOpen = m_document && m_document->table == source;
        if (edited && isOpen && edited->report)
            finishEdit(*edited, step);
        endEdit();
    });
}

// Edits and report change in one moment. A report that is gone meanwhile (another mapping, another country) takes no
// edit with it: the next check judges the rows as they are by then.
void Session::finishEdit(const EditedRows &edited, const HistoryStep &step)
{
    step(m_edits, edited);
    m_editedTable = check::withEdits(m_document->table, m_edits.current());
    if (!m_report) {
        ++m_editGeneration;
        m_keepSoon.start();
        return;
    }
    takeReport(edited.report);
    Q_EMIT this->edited();
    Q_EMIT skippedChanged();
}

//! What has waited comes first: whoever hears of the end finds everything done.
void Session::endEdit()
{
    while (!m_editing && !m_afterEdit.empty()) {
        const std::function<void()> next = std::move(m_afterEdit.front());
        m_afterEdit.pop_front();
        next();
    }
    releaseLook();
    Q_EMIT editingChanged();
}

void Session::takeReport(std::shared_ptr<const check::Report> report)
{
    ++m_editGeneration;
    ++m_rowsVersion;
    m_report = std::move(report);
    findSkipped();
    forgetChangedLooks();
    lookAtTheWhole();
    offerRecipe();
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
    sheet::RowCells cells;
    m_editedTable->readRow(row, cells);
    const int column = check::ValueSource(m_variables->variables[variable], assignment).columnOf(cells);
    // The cell is found now, as the person sees it; the mapping may be another one when its turn comes.
    const auto change = [source = m_document->table, row, column, text](const RowsNow &now) {
        EditedRows edited{now.input.edits, 1};
        if (now.source == source)
            check::changeCell(*source, row, column, text.toStdString(), edited.edits);
        return edited;
    };
    edit(1, change,
        addedAs(
            tr("Edit “%1” in Row %2")
                .arg(m_document->table->header().value(column), QString::number(m_document->table->sheetRow(row)))));
}

void Session::setMark(const std::vector<sheet::RowIndex> &rows, check::RowMark mark, bool on)
{
    if (!m_report)
        return;
    // The report that the person sees tells which rows can have the mark; it may be gone when their turn comes.
    const auto change
        = [seen = m_report, source = m_document->table,
              shared = std::make_shared<const std::vector<sheet::RowIndex>>(rows), mark, on](const RowsNow &now) {
              if (now.source != source)
                  return EditedRows{now.input.edits};
              check::MarkedRows marked
                  = check::markRows(now.input.edits, now.report ? *now.report : *seen, *shared, mark, on);
              return EditedRows{std::move(marked.edits), marked.count};
          };
    edit(rows.size(), change, [mark, on](check::EditHistory &history, const EditedRows &edited) {
        history.add(edited.edits, nameOfMark(mark, on, edited.rows));
    });
}

void Session::setSkipped(std::vector<sheet::RowIndex> rows, bool skip)
{
    if (!m_report)
        return;
    // A duplicate is skipped with the others: else the next of its number would be called for those that are.
    std::erase_if(rows, [this](sheet::RowIndex row) { return m_report->states[row] == check::RowState::Error; });
    setMark(rows, check::RowMark::Skip, skip);
}

// Looking takes two passes over the sheet. A newer edit stops it: a queue of looks at rows that are gone would keep the
// next bulk fix waiting for seconds.
void Session::lookAtTheWhole()
{
    m_stopLooking.request_stop();
    if (m_lookHolds > 0)
        return;
    m_stopLooking = {};
    const int generation = m_editGeneration;
    const auto future = base::inBackground(&wholeOf, checkInput(), m_report, m_stopLooking.get_token());
    whenDone(future, this, [this, generation](const base::Result<WholeSheet> &found) {
        if (!found || generation != m_editGeneration)
            return;
        m_lookedGeneration = generation;
        m_damage = found->damage;
        Q_EMIT damageChanged();
        setCountryHint(found->countryHint);
    });
}

void Session::setCountryHint(const std::optional<check::CountryHint> &hint)
{
    if (hint == m_countryHint)
        return;
    m_countryHint = hint;
    Q_EMIT countryHintChanged();
}

void Session::holdLook()
{
    ++m_lookHolds;
    m_stopLooking.request_stop();
}

void Session::releaseLook()
{
    if (--m_lookHolds == 0 && m_report && m_lookedGeneration != m_editGeneration)
        lookAtTheWhole();
}

void Session::tryRepair(
    const check::RepairStep &step, const std::stop_token &stop, std::function<void(const TriedRepair &)> answer)
{
    afterEdit([this, step, stop, answer = std::move(answer)] {
        if (!m_report || stop.stop_requested())
            return;
        holdLook();
        const int generation = m_editGeneration;
        const auto future = base::inBackground(&effectOf, checkInput(), m_document->table, m_report, step, stop);
        whenDone(future, this, [this, generation, answer](const base::Result<check::RepairEffect> &effect) {
            if (effect && generation == m_editGeneration)
                answer({*effect, generation});
            releaseLook();
        });
    });
}

// What was tried is what is taken: the rows are not judged a second time.
void Session::repair(const check::RepairStep &step, const TriedRepair &tried)
{
    const check::RepairEffect &effect = tried.effect;
    if (!m_report || effect.plan.rows.empty())
        return;
    if (m_editing || tried.generation != m_editGeneration) {
        refuseOld();
        return;
    }
    const QString name
        = tr("%1 (%Ln Row(s))", nullptr, static_cast<int>(effect.plan.rows.size())).arg(check::describe(step.repair));
    const QString record = recordOf(step, effect.plan.rows.size());
    finishEdit({effect.plan.edits, static_cast<int>(effect.plan.rows.size()), effect.report},
        [&](check::EditHistory &history, const EditedRows &edited) {
            history.add(edited.edits, name, {step}, {record});
        });
}

//! Nothing is done with rows that are others by now, and nobody thinks that it was.
void Session::refuseOld()
{
    Q_EMIT failed(Step::Check,
        {base::ErrorKind::Conflict,
            tr("The rows have changed meanwhile, so that nothing was repaired. Look at what would change once more."),
            {}});
}

//! For the receipt, which other people read. `rows`: nothing where it is not known any more how many changed.
QString Session::recordOf(const check::RepairStep &step, std::optional<std::size_t> rows) const
{
    QString label = step.variable;
    for (const match::Variable &variable : m_variables ? m_variables->variables : QList<match::Variable>()) {
        if (variable.key == step.variable && !variable.label.isEmpty())
            label = variable.label;
    }
    //: %1 is "Put the lost 0 in front", %2 a variable
    const QString done = tr("%1, in “%2”").arg(check::describeWithoutTexts(step), label);
    return rows ? tr("%1: %Ln row(s)", nullptr, static_cast<int>(*rows)).arg(done) : done;
}

void Session::setLookedAt(sheet::RowIndex row, bool on)
{
    if (!m_report)
        return;
    if (on)
        m_lookedAt[row] = check::recordJson(checkInput(), *m_report, row);
    else
        m_lookedAt.erase(row);
    Q_EMIT lookedAtChanged();
}

// What was looked at is a record, not a row: an edit, a clean-up, another mapping or country make it another one.
void Session::forgetChangedLooks()
{
    const check::CheckInput input = checkInput();
    const auto forgotten = std::erase_if(m_lookedAt,
        [&](const auto &looked) { return check::recordJson(input, *m_report, looked.first) != looked.second; });
    if (forgotten > 0)
        Q_EMIT lookedAtChanged();
}

int Session::spotCheckedCount() const
{
    if (!m_report)
        return 0;
    return static_cast<int>(std::count_if(m_lookedAt.begin(), m_lookedAt.end(), [this](const auto &looked) {
        return m_report->states[looked.first] <= check::RowState::Warning
            && !std::binary_search(m_skipped.begin(), m_skipped.end(), looked.first);
    }));
}

// The same file read with other options: its rows are found again by their numbers.
void Session::carryEdits(const sheet::Document &before)
{
    std::size_t lost = 0;
    m_edits = check::EditHistory(check::rebased(m_edits.current(), *before.table, *m_document->table, &lost),
        m_edits.repairs(), m_edits.record());
    m_editedTable = check::withEdits(m_document->table, m_edits.current());
    if (lost > 0)
        Q_EMIT done(Step::Check,
            tr("%Ln edit(s) could not be found again in the sheet as it is read now, and are gone.", nullptr,
                static_cast<int>(lost)));
}

} // namespace callsheet::ui
