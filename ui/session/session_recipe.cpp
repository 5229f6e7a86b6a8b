#include "ui/session/session.h"

#include "core/base/background.h"
#include "ui/common/when_done.h"

// The bulk fixes that a template keeps: shown before they are done to a new sheet, and taken back as one.

namespace callsheet::ui {

namespace {

base::Result<check::Replay> replayRecipe(const check::Recipe &recipe, const RowsNow &now, std::stop_token stop)
{
    return check::replay(recipe, now.input, now.source, now.report, std::move(stop));
}

} // namespace

void Session::setRecipe(const check::Recipe &recipe)
{
    m_recipe = recipe;
    m_chosenRecipe.reset();
    m_recipeIsOffered = false;
}

check::Recipe Session::recipeInUse() const
{
    const bool isDone = m_chosenRecipe && check::stepsLeft(*m_chosenRecipe, m_edits.repairs()).empty();
    return isDone ? *m_chosenRecipe : m_recipe;
}

void Session::tryRecipe(const std::vector<check::RepairStep> &steps, const std::stop_token &stop,
    std::function<void(const check::Replay &)> answer)
{
    afterEdit([this, steps, stop, answer = std::move(answer)] {
        if (!m_report || stop.stop_requested())
            return;
        holdLook();
        const int generation = m_editGeneration;
        const check::Recipe tried{steps, m_recipe.knownProblems};
        const RowsNow now{checkInput(), m_document->table, m_report};
        whenDone(base::inBackground(&replayRecipe, tried, now, stop), this,
            [this, generation, answer](const base::Result<check::Replay> &replay) {
                if (replay && generation == m_editGeneration)
                    answer(*replay);
                releaseLook();
            });
    });
}

void Session::applyRecipe(const check::Replay &replay)
{
    if (!m_report || replay.rows == 0)
        return;
    if (m_editing) {
        refuseOld();
        return;
    }
    // Steps that found nothing to do stay in the recipe, in their places: next week's file may need them.
    check::Recipe chosen{{}, m_recipe.knownProblems};
    for (const check::ReplayedStep &tried : replay.steps)
        chosen.steps.push_back(tried.step);
    const QString name = tr("Repairs of the Template (%Ln Row(s))", nullptr, static_cast<int>(replay.rows));
    QStringList record{name};
    for (const check::ReplayedStep &tried : replay.steps)
        record.append(recordOf(tried.step, tried.rows));
    m_chosenRecipe = chosen;
    finishEdit({replay.edits, static_cast<int>(replay.rows), replay.report},
        [&](check::EditHistory &history, const EditedRows &edited) {
            history.add(edited.edits, name, chosen.steps, record);
        });
    const QString repairs = tr("%Ln repair(s) of the template", nullptr, replay.stepsThatChange());
    const QString rows = tr("%Ln row(s)", nullptr, static_cast<int>(replay.rows));
    //: %1 is "14 repairs of the template", %2 is "386 rows"
    Q_EMIT done(Step::Check, tr("%1 changed %2. Undo takes them back.").arg(repairs, rows));
}

// After the first check with a template: what it would do, and what it does not know. Rows that change before the
// answer is there are another question, which is asked with every report until one is answered.
void Session::offerRecipe()
{
    m_stopOffering.request_stop();
    if (m_templateName.isEmpty() || m_recipeIsOffered || !m_report)
        return;
    m_stopOffering = {};
    tryRecipe(recipeSteps(), m_stopOffering.get_token(), [this](const check::Replay &replay) {
        m_recipeIsOffered = true;
        Q_EMIT recipeTried(replay);
    });
}

} // namespace callsheet::ui
