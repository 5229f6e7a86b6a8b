#include "core/match/assignment_problem.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace callsheet::match {
namespace {

using Weights = std::vector<std::vector<double>>;

double sumOf(const Weights &weights, const std::vector<int> &chosen)
{
    double sum = 0;
    for (std::size_t row = 0; row < chosen.size(); ++row)
        sum += chosen[row] < 0 ? 0 : weights[row][static_cast<std::size_t>(chosen[row])];
    return sum;
}

//! Tries every choice: the truth for small tables.
double greatestSum(const Weights &weights, std::size_t row, std::vector<bool> &taken)
{
    if (row == weights.size())
        return 0;
    double best = greatestSum(weights, row + 1, taken);
    for (std::size_t column = 0; column < taken.size(); ++column) {
        if (taken[column])
            continue;
        taken[column] = true;
        best = std::max(best, weights[row][column] + greatestSum(weights, row + 1, taken));
        taken[column] = false;
    }
    return best;
}

TEST(AssignmentProblem, hasNothingToChooseWithoutRowsOrColumns)
{
    EXPECT_TRUE(bestAssignment({}).empty());
    EXPECT_EQ(bestAssignment({{}, {}}), (std::vector<int>{-1, -1}));
}

TEST(AssignmentProblem, leavesARowAloneThatFitsNothing)
{
    EXPECT_EQ(bestAssignment({{0, 0}, {0, 1}}), (std::vector<int>{-1, 1}));
}

TEST(AssignmentProblem, givesUpTheBestPairForTheBestWhole)
{
    // The greedy choice (0.9) would leave the second row with nothing.
    EXPECT_EQ(bestAssignment({{0.9, 0.8}, {0.85, 0}}), (std::vector<int>{1, 0}));
}

TEST(AssignmentProblem, findsTheGreatestSumThatTryingEverythingFinds)
{
    std::mt19937 random(20240501); // NOLINT: the same tables in every run
    for (int round = 0; round < 300; ++round) {
        const std::size_t rows = 1 + random() % 5;
        const std::size_t columns = 1 + random() % 5;
        Weights weights(rows, std::vector<double>(columns));
        for (auto &row : weights) {
            for (double &weight : row)
                weight = random() % 3 == 0 ? 0 : static_cast<double>(random() % 1000);
        }
        std::vector<bool> taken(columns, false);
        const std::vector<int> chosen = bestAssignment(weights);
        EXPECT_DOUBLE_EQ(sumOf(weights, chosen), greatestSum(weights, 0, taken)) << "round " << round;
        std::vector<int> used = chosen;
        std::erase(used, -1);
        std::sort(used.begin(), used.end());
        EXPECT_EQ(std::adjacent_find(used.begin(), used.end()), used.end()) << "a column stands twice";
    }
}

TEST(AssignmentProblem, copesWithAWideSheet)
{
    Weights weights(50, std::vector<double>(200, 0.0));
    for (std::size_t row = 0; row < weights.size(); ++row)
        weights[row][199 - row] = 1;
    const std::vector<int> chosen = bestAssignment(weights);
    for (std::size_t row = 0; row < weights.size(); ++row)
        EXPECT_EQ(chosen[row], static_cast<int>(199 - row));
}

} // namespace
} // namespace callsheet::match
