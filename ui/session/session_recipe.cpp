#include "ui/session/session.h"

#include "core/base/background.h"
#include "ui/common/when_done.h"

// The bulk fixes that a template keeps: shown before they are done to a new sheet, and taken back as one.

namespace callsheet::ui {

namespace {

base::Result<check::Replay> replayRecipe(const check::Recipe &recipe, const check::CheckInput &input,
    std::shared_ptr<const sheet::Table> source, std::shared_ptr<const check::Report> report)
{
    return check::replay(recipe, input, std::move(source), std::move(report), {});
}

} // namespace

void Session::tryRecipe(const std::vector<check::RepairStep> &steps, std::function<void(const check::Replay &)> answer)
{
    if (!m_report)
        return;
    holdLook();
    const int generation = m_editGeneration;
    const check::Recipe recipe{steps, m_recipe.knownProblems};
    const auto future = base::inBackground(&replayRecipe, recipe, checkInput(), m_document->table, m_report);
    whenDone(future, this, [this, generation, answer = std::move(answer)](const base::Result<check::Replay> &replay) {
        if (replay && generation == m_editGeneration)
            answer(*replay);
        releaseLook();
    });
}

void Session::applyRecipe(const check::Replay &replay)
{
    if (!m_report || m_editing || replay.rows == 0)
        return;
    // Steps that found nothing to do stay in the recipe, in their places: next week's file may need them.
    std::vector<check::RepairStep> steps;
    for (const check::ReplayedStep &tried : replay.steps)
        steps.push_back(tried.step);
    m_recipe.steps = steps; // taken back, they wait again
    const QString name = tr("Repairs of the Template (%Ln Row(s))", nullptr, static_cast<int>(replay.rows));
    QStringList record{name};
    for (const check::ReplayedStep &tried : replay.steps)
        record.append(recordOf(tried.step, tried.rows));
    finishEdit(replay.edits, replay.report,
        [&](check::EditHistory &history) { history.add(replay.edits, name, steps, record); });
    const QString repairs = tr("%Ln repair(s) of the template", nullptr, replay.stepsThatChange());
    const QString rows = tr("%Ln row(s)", nullptr, static_cast<int>(replay.rows));
    //: %1 is "14 repairs of the template", %2 is "386 rows"
    Q_EMIT done(Step::Check, tr("%1 changed %2. Undo takes them back.").arg(repairs, rows));
}

// After the first check with a template: what it would do, and what it does not know.
void Session::offerRecipe()
{
    if (m_templateName.isEmpty() || m_recipeIsOffered || !m_report)
        return;
    m_recipeIsOffered = true;
    tryRecipe(recipeSteps(), [this](const check::Replay &replay) { Q_EMIT recipeTried(replay); });
}

} // namespace callsheet::ui
