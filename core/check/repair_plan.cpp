#include "core/check/record_maker.h"
#include "core/check/repair.h"
#include "core/check/row_blocks.h"

#include <algorithm>
#include <thread>

namespace callsheet::check {

namespace {

constexpr std::size_t changesShown = 5;

//! The rows that a step is about.
std::vector<sheet::RowIndex> rowsOf(const RepairStep &step, int variable, const Report &report)
{
    std::vector<sheet::RowIndex> rows;
    for (const Problem &problem : report.problems) {
        if (problem.code == step.where && problem.variable == variable && (rows.empty() || rows.back() != problem.row))
            rows.push_back(problem.row);
    }
    return rows;
}

struct MendedCell {
    sheet::RowIndex row = 0;
    int column = 0;
    bool isAsInSheet = false; // as the file holds it: an edit is taken back
    std::string text;
};

//! Mends the cells of one variable. One object a thread.
class CellMender {
public:
    CellMender(const CheckInput &input, const sheet::Table &source, const RepairStep &step, int variable)
        : m_input(input)
        , m_source(source)
        , m_step(step)
        , m_value(input.variables.variables[variable], input.mapping.assignments.value(variable))
    {
    }

    void mend(sheet::RowIndex row, std::vector<MendedCell> &mended)
    {
        m_input.table->readRow(row, m_cells);
        const int column = m_value.columnOf(m_cells);
        const std::string_view cell = m_cells[static_cast<std::size_t>(column)];
        auto text = repaired(m_step.repair, cell, m_input.settings.defaultCountry);
        if (!text)
            return;
        const bool isAsInSheet = (m_input.edits.isEdited(row) ? cellInSheet(row, column) : cell) == *text;
        mended.push_back({row, column, isAsInSheet, *std::move(text)});
    }

private:
    std::string_view cellInSheet(sheet::RowIndex row, int column)
    {
        m_source.readRow(row, m_sourceCells);
        return m_sourceCells[static_cast<std::size_t>(column)];
    }

    const CheckInput &m_input;
    const sheet::Table &m_source;
    const RepairStep &m_step;
    ValueSource m_value;
    sheet::RowCells m_cells;
    sheet::RowCells m_sourceCells;
};

bool hasColumn(const CheckInput &input, const QString &key)
{
    const match::Assignment assignment = input.mapping.assignments.value(input.variables.indexOf(key));
    return assignment.source == match::Source::Column && assignment.isUsed();
}

std::vector<ProblemCode> codesIn(const Report &report)
{
    std::vector<bool> met(problemCodeCount, false);
    for (const Problem &problem : report.problems)
        met[static_cast<std::size_t>(problem.code)] = true;
    std::vector<ProblemCode> codes;
    for (int code = 0; code < problemCodeCount; ++code) {
        if (met[static_cast<std::size_t>(code)])
            codes.push_back(static_cast<ProblemCode>(code));
    }
    return codes;
}

} // namespace

RepairPlan planRepair(const CheckInput &input, const sheet::Table &source, const Report &report, const RepairStep &step,
    const std::stop_token &stop)
{
    RepairPlan plan;
    plan.edits = input.edits;
    if (!hasColumn(input, step.variable))
        return plan;
    const int variable = input.variables.indexOf(step.variable);
    const std::vector<sheet::RowIndex> chosen
        = step.where ? rowsOf(step, variable, report) : std::vector<sheet::RowIndex>();
    const std::size_t count = step.where ? chosen.size() : input.table->rowCount();
    std::vector<std::vector<MendedCell>> blocks(blocksOf(count));
    eachRowBlock(std::thread::hardware_concurrency(), count, stop, [&] {
        return [&, mender = CellMender(input, source, step, variable)](
                   std::size_t block, std::size_t first, std::size_t last) mutable {
            for (std::size_t i = first; i < last; ++i)
                mender.mend(step.where ? chosen[i] : static_cast<sheet::RowIndex>(i), blocks[block]);
        };
    });
    sheet::RowCells before;
    for (std::vector<MendedCell> &block : blocks) {
        if (stop.stop_requested())
            break;
        for (MendedCell &cell : block) {
            if (plan.first.size() < changesShown) {
                input.table->readRow(cell.row, before);
                plan.first.push_back(
                    {cell.row, cell.column, std::string(before[static_cast<std::size_t>(cell.column)]), cell.text});
            }
            plan.rows.push_back(cell.row);
            if (cell.isAsInSheet)
                plan.edits.resetCell(cell.row, cell.column);
            else
                plan.edits.setCell(cell.row, cell.column, std::move(cell.text));
            plan.edits.setMark(cell.row, RowMark::SendAnyway, false);
        }
        block = {};
    }
    return plan;
}

base::Result<RepairEffect> tryRepair(const CheckInput &input, std::shared_ptr<const sheet::Table> source,
    const Report &report, const RepairStep &step, std::stop_token stop)
{
    RepairEffect effect;
    effect.plan = planRepair(input, *source, report, step, stop);
    CheckInput after = input;
    after.edits = effect.plan.edits;
    after.table = withEdits(std::move(source), effect.plan.edits);
    const auto checked = checkAgain(after, report, effect.plan.rows, stop);
    if (!checked)
        return checked.error();
    effect.report = *checked;
    const std::uint32_t before = report.counts.ready;
    const std::uint32_t now = (*checked)->counts.ready;
    effect.madeReady = now > before ? now - before : 0;
    const std::uint32_t sentBefore = before + report.counts.warnings;
    const std::uint32_t sentNow = now + (*checked)->counts.warnings;
    effect.noLongerSent = sentNow < sentBefore ? sentBefore - sentNow : 0;
    return effect;
}

base::Result<Replay> replay(const Recipe &recipe, const CheckInput &input, std::shared_ptr<const sheet::Table> source,
    std::shared_ptr<const Report> report, std::stop_token stop)
{
    Replay replay;
    CheckInput now = input;
    std::vector<sheet::RowIndex> changed;
    for (const RepairStep &step : recipe.steps) {
        const auto effect = tryRepair(now, source, *report, step, stop);
        if (!effect)
            return effect.error();
        replay.steps.push_back({step, hasColumn(now, step.variable), effect->plan.rows.size(), effect->plan.first});
        if (effect->plan.rows.empty())
            continue;
        changed.insert(changed.end(), effect->plan.rows.begin(), effect->plan.rows.end());
        now.edits = effect->plan.edits;
        now.table = withEdits(source, now.edits);
        report = effect->report;
    }
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    replay.rows = changed.size();
    replay.edits = now.edits;
    if (recipe.knownProblems) {
        const std::vector<ProblemCode> left = codesIn(*report);
        const std::vector<ProblemCode> &known = *recipe.knownProblems;
        std::copy_if(left.begin(), left.end(), std::back_inserter(replay.newProblems),
            [&known](ProblemCode code) { return std::find(known.begin(), known.end(), code) == known.end(); });
    }
    replay.report = std::move(report);
    return replay;
}

int Replay::stepsThatChange() const
{
    return static_cast<int>(
        std::count_if(steps.begin(), steps.end(), [](const ReplayedStep &step) { return step.rows > 0; }));
}

void renameVariables(std::vector<RepairStep> &steps, const match::RenamedKeys &renamed)
{
    for (RepairStep &step : steps)
        step.variable = renamed.key(step.variable, step.variable);
}

std::vector<RepairStep> stepsLeft(const Recipe &recipe, const std::vector<RepairStep> &done)
{
    std::vector<RepairStep> left = recipe.steps;
    std::erase_if(
        left, [&](const RepairStep &step) { return std::find(done.begin(), done.end(), step) != done.end(); });
    return left;
}

Recipe recipeToKeep(const Recipe &waiting, const std::vector<RepairStep> &done, const Report *report)
{
    Recipe kept{stepsLeft(waiting, done), waiting.knownProblems};
    kept.steps.insert(kept.steps.end(), done.begin(), done.end());
    if (report)
        kept.knownProblems = codesIn(*report);
    return kept;
}

} // namespace callsheet::check
