#include "core/check/repair.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace callsheet::check {

using namespace Qt::StringLiterals;

namespace {

//! The words of the file, in the order of RepairKind: they stay when the program changes.
constexpr std::array<QLatin1StringView, 10> kinds
    = {"plusInFront"_L1, "zeroInFront"_L1, "padWithZeros"_L1, "cutFloatTail"_L1, "serialToDate"_L1, "firstNumber"_L1,
        "withoutControlCharacters"_L1, "plainNumber"_L1, "fillBlank"_L1, "replace"_L1};

std::optional<ProblemCode> codeNamed(const QString &name)
{
    for (int i = 0; i < problemCodeCount; ++i) {
        if (codeName(static_cast<ProblemCode>(i)) == name)
            return static_cast<ProblemCode>(i);
    }
    return std::nullopt;
}

std::optional<RepairStep> stepFrom(const QJsonObject &json)
{
    const QString word = json["repair"_L1].toString();
    const auto kind = std::find(kinds.begin(), kinds.end(), word);
    const QString where = json["where"_L1].toString();
    RepairStep step;
    step.variable = json["variable"_L1].toString();
    step.where = codeNamed(where);
    // A step without its condition would change more cells than it was made for.
    if (kind == kinds.end() || step.variable.isEmpty() || (!where.isEmpty() && !step.where))
        return std::nullopt;
    step.repair.kind = static_cast<RepairKind>(kind - kinds.begin());
    step.repair.find = json["find"_L1].toString();
    step.repair.text = json["text"_L1].toString();
    step.repair.width = std::clamp(json["width"_L1].toInt(), 0, 64);
    return step;
}

} // namespace

QJsonObject toJson(const Recipe &recipe)
{
    QJsonArray steps;
    for (const RepairStep &step : recipe.steps) {
        QJsonObject json{
            {"repair"_L1, QString(kinds[static_cast<std::size_t>(step.repair.kind)])}, {"variable"_L1, step.variable}};
        if (step.where)
            json.insert("where"_L1, codeName(*step.where));
        if (!step.repair.find.isEmpty())
            json.insert("find"_L1, step.repair.find);
        if (!step.repair.text.isEmpty())
            json.insert("text"_L1, step.repair.text);
        if (step.repair.width > 0)
            json.insert("width"_L1, step.repair.width);
        steps.append(json);
    }
    QJsonObject json{{"steps"_L1, steps}};
    if (recipe.knownProblems) {
        QJsonArray known;
        for (const ProblemCode code : *recipe.knownProblems)
            known.append(codeName(code));
        json.insert("knownProblems"_L1, known);
    }
    return json;
}

Recipe recipeFromJson(const QJsonObject &json, int *unknown)
{
    Recipe recipe;
    int notKnown = 0;
    const QJsonArray steps = json["steps"_L1].toArray();
    for (const QJsonValue &value : steps) {
        if (auto step = stepFrom(value.toObject()))
            recipe.steps.push_back(*std::move(step));
        else
            ++notKnown;
    }
    if (json["knownProblems"_L1].isArray()) {
        std::vector<ProblemCode> codes;
        const QJsonArray known = json["knownProblems"_L1].toArray();
        for (const QJsonValue &value : known) {
            if (const auto code = codeNamed(value.toString()))
                codes.push_back(*code);
        }
        recipe.knownProblems = std::move(codes);
    }
    if (unknown)
        *unknown = notKnown;
    return recipe;
}

} // namespace callsheet::check
