#include "ui/session/session.h"

#include "core/base/background.h"
#include "core/check/mark_rows.h"
#include "core/check/record_maker.h"
#include "core/check/spot_check.h"
#include "ui/common/when_done.h"

#include <QDir>

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

//! The rows as they are, their report, and what they are made of.
struct RowsNow {
    check::CheckInput input;
    std::shared_ptr<const sheet::Table> source;
    std::shared_ptr<const check::Report> report;
};

base::Result<EditedRows> checkEdited(const RowsNow &now, const check::Edits &next, std::stop_token stop)
{
    const std::vector<sheet::RowIndex> rows = check::rowsToCheckAgain(now.input.edits, next);
    if (rows.empty())
        return EditedRows{next, now.report, 0};
    check::CheckInput input = now.input;
    input.edits = next;
    input.table = check::withEdits(now.source, next);
    const Checked checked = check::checkAgain(input, *now.report, rows, std::move(stop));
    if (!checked)
        return checked.error();
    return EditedRows{next, *checked, static_cast<int>(rows.size())};
}

base::Result<EditedRows> checkMarked(
    const RowsNow &now, const std::vector<sheet::RowIndex> &rows, check::RowMark mark, bool on, std::stop_token stop)
{
    const check::MarkedRows marked = check::markRows(now.input.edits, *now.report, rows, mark, on);
    if (marked.count == 0)
        return EditedRows{};
    const auto edited = checkEdited(now, marked.edits, std::move(stop));
    if (!edited)
        return edited.error();
    return EditedRows{edited->edits, edited->report, marked.count};
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

base::Result<std::optional<check::Corrections>> correctionsIn(
    const QString &path, const check::CheckInput &input, std::shared_ptr<const sheet::Table> source)
{
    // The beginning tells whether it is such a file; a large one of another kind is not read twice for nothing.
    const auto beginning = sheet::openBeginning(path, {}, {});
    if (!beginning)
        return beginning.error();
    if (!check::isCorrected(*beginning->table, *source))
        return std::optional<check::Corrections>();
    const auto corrected = sheet::openSheet(path, {}, nullptr, {});
    if (!corrected)
        return corrected.error();
    return std::optional(check::readCorrections(*corrected->table, input, *source));
}

base::Result<void> writeChosenRows(const check::CheckInput &input, std::shared_ptr<const sheet::Table> source,
    std::shared_ptr<const check::Report> report, const std::vector<sheet::RowIndex> &rows, const QString &path)
{
    return check::writeRows(input, *source, *report, rows, path);
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
    const RowsNow now{checkInput(), m_document->table, m_report};
    if (isQuick(m_edits.current(), next)) {
        if (const auto edited = checkEdited(now, next, {}))
            finishEdit(next, edited->report, step);
        return;
    }
    m_stopEditing = {};
    finishLater(base::inBackground(&checkEdited, now, next, m_stopEditing.get_token()),
        [step](check::EditHistory &history, const EditedRows &) { step(history); });
}

void Session::finishLater(const QFuture<base::Result<EditedRows>> &edited,
    const std::function<void(check::EditHistory &, const EditedRows &)> &step)
{
    m_editing = true;
    holdLook();
    Q_EMIT editingChanged();
    const int generation = m_editGeneration;
    whenDone(edited, this, [this, generation, step](const base::Result<EditedRows> &rows) {
        m_editing = false;
        if (rows && rows->report && generation == m_editGeneration)
            finishEdit(rows->edits, rows->report, [&](check::EditHistory &history) { step(history, *rows); });
        releaseLook();
        Q_EMIT editingChanged();
    });
}

void Session::finishEdit(const check::Edits &next, std::shared_ptr<const check::Report> report,
    const std::function<void(check::EditHistory &)> &step)
{
    step(m_edits);
    m_editedTable = check::withEdits(m_document->table, next);
    takeReport(std::move(report));
    Q_EMIT edited();
    Q_EMIT skippedChanged();
}

void Session::takeReport(std::shared_ptr<const check::Report> report)
{
    ++m_editGeneration;
    ++m_rowsVersion;
    m_report = std::move(report);
    findSkipped();
    forgetChangedLooks();
    lookAtTheWhole();
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
    check::Edits next = m_edits.current();
    check::changeCell(*m_document->table, row, column, text.toStdString(), next);
    edit(next,
        tr("Edit “%1” in Row %2")
            .arg(m_document->table->header().value(column), QString::number(m_document->table->sheetRow(row))));
}

void Session::setMark(const std::vector<sheet::RowIndex> &rows, check::RowMark mark, bool on)
{
    if (!m_report || m_editing)
        return;
    if (rows.size() > mostRowsAtOnce) {
        const RowsNow now{checkInput(), m_document->table, m_report};
        m_stopEditing = {};
        finishLater(base::inBackground(&checkMarked, now, rows, mark, on, m_stopEditing.get_token()),
            [mark, on](check::EditHistory &history, const EditedRows &edited) {
                history.add(edited.edits, nameOfMark(mark, on, edited.rows));
            });
        return;
    }
    const check::MarkedRows marked = check::markRows(m_edits.current(), *m_report, rows, mark, on);
    if (marked.count > 0)
        edit(marked.edits, nameOfMark(mark, on, marked.count));
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
    const check::RepairStep &step, const std::stop_token &stop, std::function<void(const check::RepairEffect &)> answer)
{
    if (!m_report)
        return;
    holdLook();
    const int generation = m_editGeneration;
    const auto future = base::inBackground(&effectOf, checkInput(), m_document->table, m_report, step, stop);
    whenDone(
        future, this, [this, generation, answer = std::move(answer)](const base::Result<check::RepairEffect> &effect) {
            if (effect && generation == m_editGeneration)
                answer(*effect);
            releaseLook();
        });
}

// What was tried is what is taken: the rows are not judged a second time.
void Session::repair(const check::RepairStep &step, const check::RepairEffect &effect)
{
    if (!m_report || m_editing || effect.plan.rows.empty())
        return;
    const QString name
        = tr("%1 (%Ln Row(s))", nullptr, static_cast<int>(effect.plan.rows.size())).arg(check::describe(step.repair));
    finishEdit(effect.plan.edits, effect.report, [&](check::EditHistory &history) {
        history.add(effect.plan.edits, name, {step}, {recordOf(step, effect.plan.rows.size())});
    });
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

void Session::readCorrected(const QString &path)
{
    if (!m_report) {
        Q_EMIT noCorrections(path);
        return;
    }
    const int generation = m_editGeneration;
    const auto future = base::inBackground(&correctionsIn, path, checkInput(), m_document->table);
    whenDone(
        future, this, [this, path, generation](const base::Result<std::optional<check::Corrections>> &corrections) {
            if (corrections && *corrections && generation == m_editGeneration)
                Q_EMIT correctionsFound(path, **corrections);
            else
                Q_EMIT noCorrections(path);
        });
}

void Session::takeCorrections(const check::Corrections &corrections)
{
    edit(corrections.edits, tr("Take Over %Ln Corrected Row(s)", nullptr, static_cast<int>(corrections.rows)));
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

void Session::exportRows(const std::vector<sheet::RowIndex> &rows, const QString &path)
{
    if (!m_report)
        return;
    const auto future = base::inBackground(&writeChosenRows, checkInput(), m_document->table, m_report, rows, path);
    whenDone(future, this, [this, path, count = static_cast<int>(rows.size())](const base::Result<void> &written) {
        if (written)
            Q_EMIT done(Step::Check,
                tr("%Ln row(s) were written to %1. Mend them there and drop the file on this window: the changes are "
                   "shown before they are taken over.",
                    nullptr, count)
                    .arg(QDir::toNativeSeparators(path)));
        else
            Q_EMIT failed(Step::Check, written.error());
    });
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
