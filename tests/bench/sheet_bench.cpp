// Micro benchmarks of the readers. CALLSHEET_BENCH_FILES names the folder of the files that are read; what is missing
// is written there first. The cases with many sizes show the cost of a row, which should not grow with the sheet.
#include "core/sheet/number_text.h"
#include "core/sheet/open_sheet.h"
#include "tests/bench/files.h"
#include "tests/bench/inflate.h"

#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>
#include <random>

namespace callsheet::bench {
namespace {

using namespace Qt::StringLiterals;

QString fileOf(Kind kind, benchmark::State &state)
{
    return contactsFile(qEnvironmentVariable("CALLSHEET_BENCH_FILES", u"build/bench/files"_s), kind,
        static_cast<std::uint32_t>(state.range(0)));
}

void countRows(benchmark::State &state, std::int64_t rows)
{
    state.SetItemsProcessed(state.iterations() * rows);
    state.counters["time/row"] = benchmark::Counter(
        static_cast<double>(state.iterations() * rows), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

sheet::Document openOrSkip(const QString &path, benchmark::State &state)
{
    auto document = sheet::openSheet(path, {}, nullptr, {});
    if (!document) {
        state.SkipWithError(qPrintable(document.error().message));
        return {};
    }
    return std::move(document.value());
}

template <Kind kind>
void openWhole(benchmark::State &state)
{
    const QString path = fileOf(kind, state);
    for (auto _ : state)
        benchmark::DoNotOptimize(openOrSkip(path, state));
    countRows(state, state.range(0));
}

template <Kind kind>
void openBeginning(benchmark::State &state)
{
    const QString path = fileOf(kind, state);
    for (auto _ : state)
        benchmark::DoNotOptimize(sheet::openBeginning(path, {}, {}));
}

template <Kind kind>
void inflateOnly(benchmark::State &state)
{
    const QString path = fileOf(kind, state);
    for (auto _ : state)
        state.SetIterationTime(inflateParts(path).seconds);
    countRows(state, state.range(0));
}

template <Kind kind>
void readEveryRow(benchmark::State &state)
{
    const sheet::Document document = openOrSkip(fileOf(kind, state), state);
    sheet::RowCells cells;
    for (auto _ : state) {
        for (sheet::RowIndex row = 0; document.table && row < document.table->rowCount(); ++row) {
            document.table->readRow(row, cells);
            benchmark::DoNotOptimize(cells.cells().data());
        }
    }
    countRows(state, state.range(0));
}

template <Kind kind>
void readRandomRow(benchmark::State &state)
{
    const sheet::Document document = openOrSkip(fileOf(kind, state), state);
    sheet::RowCells cells;
    std::mt19937 random(1);
    for (auto _ : state) {
        if (document.table)
            document.table->readRow(static_cast<sheet::RowIndex>(random() % document.table->rowCount()), cells);
        benchmark::DoNotOptimize(cells.cells().data());
    }
}

void numberText(benchmark::State &state, const char *source, const sheet::NumberFormat &format)
{
    std::string text;
    for (auto _ : state) {
        text.clear();
        sheet::appendNumber(source, format, false, text);
        benchmark::DoNotOptimize(text.data());
    }
}

void curve(benchmark::internal::Benchmark *made)
{
    for (const int rows : {10'000, 32'000, 100'000, 320'000, 1'048'576})
        made->Arg(rows);
    made->Unit(benchmark::kMillisecond)->UseRealTime();
}

BENCHMARK(openWhole<Kind::Csv>)->Name("curve/csv/open")->Apply(curve);
BENCHMARK(openWhole<Kind::XlsxInline>)->Name("curve/xlsx-inline/open")->Apply(curve);
BENCHMARK(openWhole<Kind::XlsxShared>)->Name("curve/xlsx-shared/open")->Apply(curve);
BENCHMARK(openWhole<Kind::Ods>)
    ->Name("ods/open")
    ->Arg(10'000)
    ->Arg(200'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(openWhole<Kind::Xls>)
    ->Name("xls/open")
    ->Arg(10'000)
    ->Arg(60'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(inflateOnly<Kind::XlsxInline>)
    ->Name("xlsx-inline/inflate-only")
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();
BENCHMARK(inflateOnly<Kind::XlsxShared>)
    ->Name("xlsx-shared/inflate-only")
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();
BENCHMARK(inflateOnly<Kind::Ods>)
    ->Name("ods/inflate-only")
    ->Arg(200'000)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();
BENCHMARK(openBeginning<Kind::Csv>)->Name("beginning/csv")->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(openBeginning<Kind::XlsxShared>)
    ->Name("beginning/xlsx-shared")
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(readEveryRow<Kind::Csv>)->Name("csv/split-every-row")->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(readEveryRow<Kind::XlsxShared>)
    ->Name("xlsx-shared/read-every-row")
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(readRandomRow<Kind::Csv>)->Name("csv/read-random-row")->Arg(1'000'000);
BENCHMARK(readRandomRow<Kind::XlsxShared>)->Name("xlsx-shared/read-random-row")->Arg(100'000);
BENCHMARK_CAPTURE(numberText, whole, "447911123456", sheet::NumberFormat());
BENCHMARK_CAPTURE(numberText, noise, "5825.3599999999997", sheet::NumberFormat());
BENCHMARK_CAPTURE(numberText, exponent, "4.47911123456E11", sheet::NumberFormat());
BENCHMARK_CAPTURE(numberText, percent, "0.125", sheet::customFormat("0.0%"));
BENCHMARK_CAPTURE(numberText, date, "45000.5", sheet::customFormat("yyyy-mm-dd hh:mm"));
BENCHMARK_CAPTURE(numberText, digits, "7911123456", sheet::customFormat("00000 000000"));

} // namespace
} // namespace callsheet::bench

BENCHMARK_MAIN();
