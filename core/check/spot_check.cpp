#include "core/check/spot_check.h"

#include "core/check/record.h"

#include <algorithm>
#include <random>
#include <unordered_set>

namespace callsheet::check {

std::vector<sheet::RowIndex> randomRows(
    const std::vector<sheet::RowIndex> &rows, std::size_t count, std::uint64_t number)
{
    if (rows.size() <= count)
        return rows;
    // Not std::sample or a std distribution: what they give differs from one library to the next.
    std::mt19937_64 random(number);
    std::unordered_set<std::size_t> chosen;
    while (chosen.size() < count)
        chosen.insert(static_cast<std::size_t>(random() % rows.size()));
    std::vector<sheet::RowIndex> sample;
    for (const std::size_t position : chosen)
        sample.push_back(rows[position]);
    std::sort(sample.begin(), sample.end());
    return sample;
}

std::string recordJson(const CheckInput &input, const Report &report, sheet::RowIndex row)
{
    sheet::RowCells cells;
    std::vector<Field> fields;
    makeRecord(input, report, row, cells, fields);
    std::string json;
    appendJson(input.variables, fields, json);
    return json;
}

} // namespace callsheet::check
