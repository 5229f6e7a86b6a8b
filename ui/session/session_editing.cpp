#include "ui/session/session.h"

#include "core/base/background.h"
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

Checked checkChanged(const check::CheckInput &input, std::shared_ptr<const check::Report> before,
    const std::vector<sheet::RowIndex> &rows, std::stop_token stop)
{
    return check::checkAgain(input, *before, rows, stop);
}

//! The same for the rows of everybody whom one of the two lists names.
Checked checkQueued(const check::CheckInput &input, std::shared_ptr<const check::Report> report,
    const check::QueuedNumbers &before, std::stop_token stop)
{
    std::vector<sheet::RowIndex> rows;
    for (std::size_t row = 0; row < report->phones.size(); ++row) {
        const std::uint64_t phone = report->phones[row];
        if (phone != 0 && (before.contains(phone) || input.alreadyQueued.contains(phone)))
            rows.push_back(static_cast<sheet::RowIndex>(row));
    }
    if (rows.empty())
        return report;
    return check::checkAgain(input, *report, rows, stop);
}

base::Result<std::vector<check::DamageGroup>> damageOf(
    const check::CheckInput &input, std::shared_ptr<const check::Report> report, std::stop_token stop)
{
    return check::findDamage(input, *report, stop);
}

base::Result<std::optional<check::CountryHint>> countryHintOf(
    const check::CheckInput &input, std::shared_ptr<const check::Report> report, std::stop_token stop)
{
    return check::findCountryHint(input, *report, stop);
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
    const std::vector<sheet::RowIndex> rows = check::rowsToCheckAgain(m_edits.current(), next);
    check::CheckInput input = checkInput();
    input.edits = next;
    input.table = check::withEdits(m_document->table, next);
    if (rows.empty()) {
        finishEdit(next, m_report, step);
        return;
    }
    if (rows.size() <= mostRowsAtOnce) {
        if (const Checked checked = check::checkAgain(input, *m_report, rows, {}))
            finishEdit(next, *checked, step);
        return;
    }
    m_editing = true;
    m_stopEditing.request_stop(); // a look at the rows as they were only takes a core from it
    m_stopEditing = {};
    Q_EMIT editingChanged();
    const int generation = m_editGeneration;
    const auto future = base::inBackground(&checkChanged, input, m_report, rows, m_stopEditing.get_token());
    whenDone(future, this, [this, generation, next, step](const Checked &checked) {
        m_editing = false;
        if (checked && generation == m_editGeneration)
            finishEdit(next, *checked, step);
        else if (m_report)
            lookAtTheWhole(); // the edit stopped the look before it
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
    if (!m_report)
        return;
    check::Edits next = m_edits.current();
    int count = 0; // of rows that it makes a difference to
    for (const sheet::RowIndex row : rows) {
        if (next.has(row, mark) == on
            || (mark == check::RowMark::SendAnyway && on && !check::canBeWaived(*m_report, row)))
            continue;
        ++count;
        // Of the rows with one number only one can be called.
        if (mark == check::RowMark::CallThisOne && on) {
            for (const sheet::RowIndex other : next.rowsWith(mark)) {
                if (m_report->phones[other] == m_report->phones[row])
                    next.setMark(other, mark, false);
            }
        }
        next.setMark(row, mark, on);
    }
    if (count == 0)
        return;
    switch (mark) {
    case check::RowMark::Skip:
        edit(next, on ? tr("Skip %Ln Row(s)", nullptr, count) : tr("Take Back %Ln Row(s)", nullptr, count));
        break;
    case check::RowMark::SendAnyway:
        edit(next,
            on ? tr("Send %Ln Row(s) Anyway", nullptr, count) : tr("Heed Warnings of %Ln Row(s)", nullptr, count));
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
    // A duplicate is skipped with the others: else the next of its number would be called for those that are.
    std::erase_if(rows, [this](sheet::RowIndex row) { return m_report->states[row] == check::RowState::Error; });
    setMark(rows, check::RowMark::Skip, skip);
}

void Session::openDoNotCall(const QString &path)
{
    m_checkWanted = true;
    m_doNotCall.open(path, m_settings.defaultCountry);
}

void Session::removeDoNotCall()
{
    const bool wasChecked = m_report != nullptr || m_checkWanted;
    m_doNotCall.remove();
    if (wasChecked)
        check();
}

// From the first moment on, nobody is sent by a report that knows another list.
void Session::takeDoNotCall()
{
    forgetReport();
    Q_EMIT doNotCallChanged();
    if (!m_doNotCall.isReading() && m_checkWanted)
        check();
}

void Session::sayWhoIsNotCalled()
{
    Q_EMIT done(Step::Check,
        tr("%Ln number(s) will not be called.", nullptr, static_cast<int>(m_doNotCall.list().numbers.size())));
}

void Session::setAlreadyQueued(const check::QueuedNumbers &numbers)
{
    if (numbers == m_alreadyQueued)
        return;
    const check::QueuedNumbers before = std::exchange(m_alreadyQueued, numbers);
    if (isChecking())
        ++m_editGeneration; // what is being checked does not know them: it is checked again
    else if (m_report)
        findQueued(before);
}

void Session::findQueued(const check::QueuedNumbers &before)
{
    if (m_editing) { // on the report that there was: once that is done
        connect(
            this, &Session::editingChanged, this, [this, before] { findQueued(before); }, Qt::SingleShotConnection);
        return;
    }
    const int generation = m_editGeneration;
    const auto future = base::inBackground(&checkQueued, checkInput(), m_report, before, std::stop_token());
    whenDone(future, this, [this, generation, before](const Checked &checked) {
        if (!checked || !m_report)
            return;
        if (generation != m_editGeneration) {
            findQueued(before);
            return;
        }
        if (*checked == m_report)
            return;
        ++m_editGeneration;
        m_report = *checked;
        lookAtTheWhole();
        Q_EMIT edited();
    });
}

// What only all rows together tell: damaged columns, and a default country that does not fit. It takes two passes over
// the sheet. A newer edit stops it: a queue of looks at rows that are gone would keep the
// next bulk fix waiting for seconds.
void Session::lookAtTheWhole()
{
    m_stopEditing.request_stop();
    m_stopEditing = {};
    const int generation = m_editGeneration;
    const auto future = base::inBackground(&damageOf, checkInput(), m_report, m_stopEditing.get_token());
    whenDone(future, this, [this, generation](const base::Result<std::vector<check::DamageGroup>> &found) {
        if (!found || generation != m_editGeneration)
            return;
        m_damage = *found;
        Q_EMIT damageChanged();
    });
    const auto country = base::inBackground(&countryHintOf, checkInput(), m_report, m_stopEditing.get_token());
    whenDone(country, this, [this, generation](const base::Result<std::optional<check::CountryHint>> &hint) {
        if (hint && generation == m_editGeneration)
            setCountryHint(*hint);
    });
}

void Session::setCountryHint(const std::optional<check::CountryHint> &hint)
{
    if (hint == m_countryHint)
        return;
    m_countryHint = hint;
    Q_EMIT countryHintChanged();
}

void Session::tryRepair(
    const check::RepairStep &step, const std::stop_token &stop, std::function<void(const check::RepairEffect &)> answer)
{
    if (!m_report)
        return;
    const int generation = m_editGeneration;
    const auto future = base::inBackground(&effectOf, checkInput(), m_document->table, m_report, step, stop);
    whenDone(
        future, this, [this, generation, answer = std::move(answer)](const base::Result<check::RepairEffect> &effect) {
            if (effect && generation == m_editGeneration)
                answer(*effect);
        });
}

// What was tried is what is taken: the rows are not judged a second time.
void Session::repair(const check::RepairStep &step, const check::RepairEffect &effect)
{
    if (!m_report || m_editing || effect.plan.rows.empty())
        return;
    const QString name
        = tr("%1 (%Ln Row(s))", nullptr, static_cast<int>(effect.plan.rows.size())).arg(check::describe(step.repair));
    finishEdit(effect.plan.edits, effect.report,
        [&](check::EditHistory &history) { history.add(effect.plan.edits, name, {step}); });
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
    m_edits = check::EditHistory(
        check::rebased(m_edits.current(), *before.table, *m_document->table, &lost), m_edits.repairs());
    m_editedTable = check::withEdits(m_document->table, m_edits.current());
    if (lost > 0)
        Q_EMIT done(Step::Check,
            tr("%Ln edit(s) could not be found again in the sheet as it is read now, and are gone.", nullptr,
                static_cast<int>(lost)));
}

} // namespace callsheet::ui
