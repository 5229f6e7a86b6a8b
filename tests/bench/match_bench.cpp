#include "core/match/mapping.h"

#include "tests/core/check/memory_table.h"

#include <benchmark/benchmark.h>

// How long a person waits for the columns of a wide sheet. The floor is the reading of the same cells.

namespace callsheet::match {
namespace {

using namespace Qt::StringLiterals;

//! Headings of which half are known words and half are anything, over 200 rows of values.
test::MemoryTable wideSheet(int columns)
{
    const QStringList known
        = {u"Phone"_s, u"First name"_s, u"Kundennummer"_s, u"Correo electrónico"_s, u"Order date"_s};
    QStringList header;
    for (int i = 0; i < columns; ++i) {
        header.append(i % 2 == 0 ? u"%1 %2"_s.arg(known[i / 2 % known.size()]).arg(i)
                                 : u"Custom property number %1 of the sheet"_s.arg(i));
    }
    const test::MemoryTable::Row row(static_cast<std::size_t>(columns), "+44 20 7946 0001");
    return {header, std::vector<test::MemoryTable::Row>(200, row)};
}

VariableSet agent(int variables)
{
    VariableSet set{u"Bench"_s, {test::phoneVariable()}};
    for (int i = 1; i < variables; ++i)
        set.variables.append(test::variable(u"agent_property_%1"_s.arg(i)));
    return set;
}

void readWideSheet(benchmark::State &state)
{
    const test::MemoryTable table = wideSheet(500);
    sheet::RowCells cells;
    for (auto _ : state) {
        for (sheet::RowIndex row = 0; row < table.rowCount(); ++row) {
            table.readRow(row, cells);
            benchmark::DoNotOptimize(cells[0]);
        }
    }
}

void suggestForWideSheet(benchmark::State &state)
{
    const test::MemoryTable table = wideSheet(500);
    const VariableSet set = agent(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(suggestMapping(set, table));
}

BENCHMARK(readWideSheet)->Unit(benchmark::kMillisecond);
BENCHMARK(suggestForWideSheet)->Arg(12)->Arg(50)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace callsheet::match
