// How long a person waits on the Check page: editing, bulk fixes, filters, for a sheet of a million rows. The floor
// beside it is a copy of what a report holds, which any new report costs.

#include "core/check/check_rows.h"
#include "core/check/repair.h"
#include "core/sheet/open_sheet.h"
#include "ui/check/check_model.h"
#include "ui/check/row_filter.h"
#include "ui/common/table_setup.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

namespace callsheet {
namespace {

using namespace Qt::StringLiterals;

constexpr int rows = 1'000'000;

//! Ten columns, a phone number first; every tenth row has no name, some numbers stand twice.
QByteArray contacts()
{
    QByteArray csv = "phone,name,account,city,amount,order,email,note,date,priority\n";
    csv.reserve(110'000'000);
    for (int row = 0; row < rows; ++row) {
        const QByteArray number = QByteArray::number(row);
        const int phone = row % 50 == 49 ? row - 1 : row;
        csv += "0791" + QByteArray::number(1'000'000 + phone) + ',' + (row % 10 == 3 ? "" : "Person " + number)
            + ",ACC-" + number + ",London," + number + ".50,ORD" + number + ",p" + number
            + "@example.com,some note,2026-01-02,high\n";
    }
    return csv;
}

//! Of this process, as the system counts it.
long kilobytes(const QByteArray &what)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        std::abort();
    const QByteArray text = status.readAll();
    return text.mid(text.indexOf(what) + what.size()).trimmed().split(' ').first().toLong();
}

//! VmHWM is the most from here on.
void restartPeak()
{
    QFile peak(u"/proc/self/clear_refs"_s);
    if (!peak.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || peak.write("5") != 1)
        std::abort();
}

struct Campaign {
    check::CheckInput input;
    std::shared_ptr<const sheet::Table> source;
    std::shared_ptr<const check::Report> report;
};

const Campaign &campaign()
{
    static const Campaign made = [] {
        static const QTemporaryDir folder;
        const QString path = folder.filePath(u"contacts.csv"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(contacts()) < 0)
            std::abort();
        file.close();
        Campaign result;
        const auto document = sheet::openSheet(path, {}, nullptr, {});
        if (!document)
            std::abort();
        result.source = document->table;
        result.input.table = document->table;
        result.input.settings.defaultCountry = u"GB"_s;
        match::VariableSet &set = result.input.variables;
        const QStringList &header = document->table->header();
        for (int column = 0; column < header.size(); ++column) {
            match::Variable variable;
            variable.key = column == 0 ? match::phoneNumberKey : header[column];
            variable.label = header[column];
            variable.type = column == 0 ? match::VariableType::Phone : match::VariableType::Text;
            variable.required = column < 2;
            set.variables.append(variable);
            match::Assignment assignment;
            assignment.source = match::Source::Column;
            assignment.column = column;
            assignment.confirmed = true;
            result.input.mapping.assignments.append(assignment);
        }
        restartPeak();
        const long before = kilobytes("VmRSS:");
        result.report = *check::checkRows(result.input, nullptr, {});
        std::printf("the table takes %.0f MiB; the check takes %.0f MiB more at its peak\n", double(before) / 1024,
            double(kilobytes("VmHWM:") - before) / 1024);
        const std::size_t bytes = result.report->problems.size() * sizeof(check::Problem);
        const std::uint32_t faulty = result.report->counts.errors + result.report->counts.warnings;
        std::printf(
            "%u rows, %u with a problem, %.1f bytes of findings for each of them, and %zu bytes for every row\n",
            result.report->counts.rows, faulty, double(bytes) / faulty,
            sizeof(check::RowState) + sizeof(std::uint64_t));
        return result;
    }();
    return made;
}

void copyOfAReport(benchmark::State &state)
{
    const Campaign &all = campaign();
    for (auto _ : state)
        benchmark::DoNotOptimize(std::make_shared<check::Report>(*all.report));
}
BENCHMARK(copyOfAReport)->Unit(benchmark::kMillisecond);

void checkOfEverything(benchmark::State &state)
{
    const Campaign &all = campaign();
    for (auto _ : state)
        benchmark::DoNotOptimize(check::checkRows(all.input, nullptr, {}));
}
BENCHMARK(checkOfEverything)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void editOfOneCell(benchmark::State &state)
{
    const Campaign &all = campaign();
    sheet::RowIndex row = 3;
    for (auto _ : state) {
        check::CheckInput input = all.input;
        check::changeCell(*all.source, row, 1, "Ada", input.edits);
        input.table = check::withEdits(all.source, input.edits);
        benchmark::DoNotOptimize(
            check::checkAgain(input, *all.report, check::rowsToCheckAgain(all.input.edits, input.edits), {}));
        row = (row + 7919) % rows;
    }
}
BENCHMARK(editOfOneCell)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void editOfOneCellAmongAHundredThousand(benchmark::State &state)
{
    const Campaign &all = campaign();
    const check::RepairStep step{{check::RepairKind::FillBlank, {}, u"Customer"_s, 0}, u"name"_s, {}};
    check::CheckInput edited = all.input;
    const auto effect = check::tryRepair(all.input, all.source, *all.report, step, {});
    edited.edits = effect->plan.edits;
    edited.table = check::withEdits(all.source, edited.edits);
    for (auto _ : state) {
        check::CheckInput input = edited;
        check::changeCell(*all.source, 500'003, 1, "Ada", input.edits);
        input.table = check::withEdits(all.source, input.edits);
        benchmark::DoNotOptimize(
            check::checkAgain(input, *effect->report, check::rowsToCheckAgain(edited.edits, input.edits), {}));
    }
}
BENCHMARK(editOfOneCellAmongAHundredThousand)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void bulkFixOfAHundredThousandRows(benchmark::State &state)
{
    const Campaign &all = campaign();
    const check::RepairStep step{
        {check::RepairKind::FillBlank, {}, u"Customer"_s, 0}, u"name"_s, check::ProblemCode::BlankRequired};
    for (auto _ : state) {
        const auto effect = check::tryRepair(all.input, all.source, *all.report, step, {});
        if (effect->plan.rows.size() != rows / 10)
            state.SkipWithError("the fix does not touch a hundred thousand rows");
    }
}
BENCHMARK(bulkFixOfAHundredThousandRows)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void undoOfAHundredThousandRows(benchmark::State &state)
{
    const Campaign &all = campaign();
    const check::RepairStep step{
        {check::RepairKind::FillBlank, {}, u"Customer"_s, 0}, u"name"_s, check::ProblemCode::BlankRequired};
    const auto effect = check::tryRepair(all.input, all.source, *all.report, step, {});
    for (auto _ : state)
        benchmark::DoNotOptimize(check::checkAgain(
            all.input, *effect->report, check::rowsToCheckAgain(effect->plan.edits, all.input.edits), {}));
}
BENCHMARK(undoOfAHundredThousandRows)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void filterErrors(benchmark::State &state)
{
    const Campaign &all = campaign();
    for (auto _ : state)
        benchmark::DoNotOptimize(ui::rowsMatching(*all.report, {}, {ui::RowGroup::Errors, {}}));
}
BENCHMARK(filterErrors)->Unit(benchmark::kMillisecond);

void problemGroupsOfTheReport(benchmark::State &state)
{
    const Campaign &all = campaign();
    for (auto _ : state)
        benchmark::DoNotOptimize(ui::problemGroups(*all.report));
}
BENCHMARK(problemGroupsOfTheReport)->Unit(benchmark::kMillisecond);

//! One frame: the rows move on and the table is painted.
void scrollOfTheGrid(benchmark::State &state)
{
    const Campaign &all = campaign();
    ui::CheckModel model;
    model.setReport(all.input, all.report);
    model.setVisibleRows(ui::rowsMatching(*all.report, {}, {}));
    QTableView view;
    ui::setUpTable(view, u"rows"_s, u"Rows"_s);
    view.setModel(&model);
    view.resize(1100, 700);
    QImage frame(view.size(), QImage::Format_RGB32);
    int row = 0;
    for (auto _ : state) {
        view.verticalScrollBar()->setValue(row);
        view.render(&frame);
        row = (row + (state.range(0) == 0 ? 3 : 7919)) % (rows - 100);
    }
}
BENCHMARK(scrollOfTheGrid)
    ->ArgName("jumps")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

} // namespace
} // namespace callsheet

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
