#pragma once

#include "core/check/check_rows.h"
#include "core/match/carry_mapping.h"

#include <QJsonObject>

#include <optional>
#include <string>
#include <vector>

namespace callsheet::check {

//! What can be done to a whole group of cells at once. Each says nothing about cells that it cannot mend for certain.
enum class RepairKind {
    PlusInFront, // 447911123456 where the default country is another one
    ZeroInFront, // 0 in front of a phone number that has lost it
    PadWithZeros, // "1234" among codes of five digits: `width` is the length that they have
    CutFloatTail, // "1234.0" -> "1234"
    SerialToDate, // "45231" -> "2023-11-01"
    FirstNumber, // of several phone numbers in one cell
    WithoutControlCharacters,
    PlainNumber, // "€ 1,234.50" -> "1234.50", where there is one way to read it
    FillBlank, // `text` into blank cells
    Replace, // every `find` by `text`
};

struct Repair {
    RepairKind kind = RepairKind::Replace;
    QString find;
    QString text;
    int width = 0;

    bool operator==(const Repair &) const = default;
};

//! The mended text, or nothing where the cell is as it should be or cannot be mended. Digits that are lost are never
//! made up: an exponent is no case for any repair. `country` is the default country of phone numbers.
std::optional<std::string> repaired(const Repair &repair, std::string_view cell, const QString &country);

//! One bulk fix: which cells, and what is done to them. A list of them is a recipe, which next week's file goes through
//! again.
struct RepairStep {
    Repair repair;
    QString variable; // key
    std::optional<ProblemCode> where; // only rows that have this problem there

    bool operator==(const RepairStep &) const = default;
};

struct CellChange {
    sheet::RowIndex row = 0;
    int column = 0;
    std::string before;
    std::string after;
};

//! What a step would do; nothing is done yet.
struct RepairPlan {
    Edits edits; // those of the input, with the changes
    std::vector<sheet::RowIndex> rows; // that change, rising
    std::vector<CellChange> first; // the first few changes, to look at
};
//! `source` is the table without edits. Stopped, it gives what it has until then.
RepairPlan planRepair(const CheckInput &input, const sheet::Table &source, const Report &report, const RepairStep &step,
    const std::stop_token &stop = {});

//! What it would come to.
struct RepairEffect {
    RepairPlan plan;
    std::shared_ptr<const Report> report; // after it
    std::uint32_t madeReady = 0; // rows that have problems now, and would have none then
    std::uint32_t noLongerSent = 0; // rows fewer that could be sent: not what a person means by a repair
};
base::Result<RepairEffect> tryRepair(const CheckInput &input, std::shared_ptr<const sheet::Table> source,
    const Report &report, const RepairStep &step, std::stop_token stop);

//! The repairs that are worth a try for a problem, likeliest first.
std::vector<Repair> repairsFor(ProblemCode code, match::VariableType type);
//! "Put + in front", for a list of choices.
QString describe(const Repair &repair);
//! "Put + in front, where “Phone number has no country code”"
QString describe(const RepairStep &step);
//! The same without the texts that a person typed, which may be somebody's name: for what is kept and passed on.
QString describeWithoutTexts(const RepairStep &step);

struct Recipe {
    std::vector<RepairStep> steps;
    //! Left over when the recipe was made; nothing: no check had told.
    std::optional<std::vector<ProblemCode>> knownProblems;

    bool operator==(const Recipe &) const = default;
};

//! What one step of a recipe comes to in this sheet.
struct ReplayedStep {
    RepairStep step;
    bool fits = true; // false: its variable is not in the set, or no column is matched with it
    std::size_t rows = 0; // that it changes
    std::vector<CellChange> first; // the first few changes
};
//! A recipe replayed: every step over what the steps before it have left.
struct Replay {
    Edits edits;
    std::shared_ptr<const Report> report;
    std::vector<ReplayedStep> steps; // those of the recipe
    std::size_t rows = 0; // that changed
    //! Problems that are left and were not there when the recipe was made.
    std::vector<ProblemCode> newProblems;

    int stepsThatChange() const;
};
base::Result<Replay> replay(const Recipe &recipe, const CheckInput &input, std::shared_ptr<const sheet::Table> source,
    std::shared_ptr<const Report> report, std::stop_token stop);

//! The steps follow their variables to new keys; `renamed` has the old key by the new one.
void renameVariables(std::vector<RepairStep> &steps, const match::RenamedKeys &renamed);
//! The steps of the recipe that are not among those done.
std::vector<RepairStep> stepsLeft(const Recipe &recipe, const std::vector<RepairStep> &done);
//! The recipe to keep for next week: what was kept and not done again yet, then what was done to these rows. `report`
//! (null: not checked) tells which problems are known by now.
Recipe recipeToKeep(const Recipe &waiting, const std::vector<RepairStep> &done, const Report *report);

//! {"steps": [{"repair", "variable", "where", "find", "text", "width"}], "knownProblems": [code…]}. What this version
//! does not know is left out, and `unknown` says how many steps that were.
QJsonObject toJson(const Recipe &recipe);
Recipe recipeFromJson(const QJsonObject &json, int *unknown);

} // namespace callsheet::check
