#include "core/check/record_maker.h"
#include "core/check/repair.h"

#include <algorithm>

namespace callsheet::check {

namespace {

constexpr std::size_t changesShown = 5;
constexpr std::size_t rowsAtATime = 4096; // between two looks at the stop token

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
    const ValueSource value(input.variables.variables[variable], input.mapping.assignments.value(variable));
    const std::vector<sheet::RowIndex> chosen
        = step.where ? rowsOf(step, variable, report) : std::vector<sheet::RowIndex>();
    const std::size_t count = step.where ? chosen.size() : input.table->rowCount();
    sheet::RowCells cells;
    for (std::size_t i = 0; i < count; ++i) {
        if (i % rowsAtATime == 0 && stop.stop_requested())
            break;
        const sheet::RowIndex row = step.where ? chosen[i] : static_cast<sheet::RowIndex>(i);
        input.table->readRow(row, cells);
        const int column = value.columnOf(cells);
        const std::string_view cell = cells[static_cast<std::size_t>(column)];
        std::optional<std::string> mended = repaired(step.repair, cell, input.settings.defaultCountry);
        if (!mended)
            continue;
        if (plan.first.size() < changesShown)
            plan.first.push_back({row, column, std::string(cell), *mended});
        plan.rows.push_back(row);
        changeCell(source, row, column, *std::move(mended), plan.edits);
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
