#include "ui/check/recipe_words.h"

#include "core/check/describe.h"
#include "ui/common/table_setup.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

struct RecipeWords {
    Q_DECLARE_TR_FUNCTIONS(callsheet::ui::RecipeWords)
};

} // namespace

QString recipeSummary(const check::Replay &replay)
{
    QStringList sentences;
    if (const int steps = replay.stepsThatChange(); steps > 0) {
        const QString repairs = RecipeWords::tr("%Ln repair(s) of the template", nullptr, steps);
        const QString rows = RecipeWords::tr("%Ln row(s)", nullptr, static_cast<int>(replay.rows));
        //: %1 is "14 repairs of the template", %2 is "386 rows"
        sentences.append(RecipeWords::tr("%1 would change %2.").arg(repairs, rows));
    }
    const auto misfits = static_cast<int>(std::count_if(
        replay.steps.begin(), replay.steps.end(), [](const check::ReplayedStep &step) { return !step.fits; }));
    if (misfits > 0)
        sentences.append(RecipeWords::tr(
            "%Ln repair(s) of the template do not fit: their variable has no column.", nullptr, misfits));
    if (!replay.newProblems.empty()) {
        QStringList titles;
        for (const check::ProblemCode code : replay.newProblems)
            titles.append(u"“%1”"_s.arg(check::groupTitle(code)));
        sentences.append(RecipeWords::tr(
            "%Ln kind(s) of problem were not there when it was made: %1.", nullptr, static_cast<int>(titles.size()))
                             .arg(titles.join(u", "_s)));
    }
    return sentences.join(u' ');
}

QString stepOutcome(const check::ReplayedStep &step, const check::CheckInput &input)
{
    if (!step.fits) {
        const int variable = input.variables.indexOf(step.step.variable);
        return variable < 0 ? RecipeWords::tr("“%1” is no variable of this set").arg(step.step.variable)
                            : RecipeWords::tr("“%1” has no column here").arg(input.variables.variables[variable].label);
    }
    if (step.first.empty())
        return RecipeWords::tr("Nothing to do in this sheet");
    return u"%1 → %2"_s.arg(oneLine(QString::fromStdString(step.first.front().before)),
        oneLine(QString::fromStdString(step.first.front().after)));
}

} // namespace callsheet::ui
