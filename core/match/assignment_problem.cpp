#include "core/match/assignment_problem.h"

#include <limits>

namespace callsheet::match {

// The Hungarian method with potentials, rows added one by one. One spare column a row (weight 0) stands for "no
// column", so that a row is never forced onto a column it has nothing to do with.
std::vector<int> bestAssignment(const std::vector<std::vector<double>> &weights)
{
    if (weights.empty())
        return {};
    const std::size_t rows = weights.size();
    const std::size_t realColumns = weights.front().size();
    const std::size_t columns = realColumns + rows;
    constexpr auto infinite = std::numeric_limits<double>::infinity();
    const auto cost
        = [&](std::size_t row, std::size_t column) { return column < realColumns ? -weights[row][column] : 0.0; };

    // Index 0 is "none" in rowAt and a starting point in columns; rows and columns count from 1.
    std::vector<double> rowPotential(rows + 1, 0.0);
    std::vector<double> columnPotential(columns + 1, 0.0);
    std::vector<std::size_t> rowAt(columns + 1, 0);
    std::vector<std::size_t> cameFrom(columns + 1, 0);
    for (std::size_t row = 1; row <= rows; ++row) {
        rowAt[0] = row;
        std::size_t column = 0;
        std::vector<double> slack(columns + 1, infinite);
        std::vector<bool> visited(columns + 1, false);
        do {
            visited[column] = true;
            const std::size_t current = rowAt[column];
            double step = infinite;
            std::size_t next = 0;
            for (std::size_t j = 1; j <= columns; ++j) {
                if (visited[j])
                    continue;
                const double reduced = cost(current - 1, j - 1) - rowPotential[current] - columnPotential[j];
                if (reduced < slack[j]) {
                    slack[j] = reduced;
                    cameFrom[j] = column;
                }
                if (slack[j] < step) {
                    step = slack[j];
                    next = j;
                }
            }
            for (std::size_t j = 0; j <= columns; ++j) {
                if (visited[j]) {
                    rowPotential[rowAt[j]] += step;
                    columnPotential[j] -= step;
                } else {
                    slack[j] -= step;
                }
            }
            column = next;
        } while (rowAt[column] != 0);
        while (column != 0) {
            rowAt[column] = rowAt[cameFrom[column]];
            column = cameFrom[column];
        }
    }

    std::vector<int> chosen(rows, -1);
    for (std::size_t column = 1; column <= realColumns; ++column) {
        const std::size_t row = rowAt[column];
        if (row != 0 && weights[row - 1][column - 1] > 0)
            chosen[row - 1] = static_cast<int>(column - 1);
    }
    return chosen;
}

} // namespace callsheet::match
