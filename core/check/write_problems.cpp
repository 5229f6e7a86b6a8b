#include "core/check/describe.h"

#include "core/base/atomic_file.h"
#include "core/sheet/write_sheet.h"

#include <QCoreApplication>
#include <QIODevice>

namespace callsheet::check {

using namespace Qt::StringLiterals;

namespace {

// A buffer of this size is handed to the file at once; one write a problem would cost more than the problem.
constexpr std::size_t bytesPerWrite = 1024 * 1024;

base::Result<void> writeJsonLines(const CheckInput &input, const Report &report, const QString &path)
{
    return base::writeFileAtomically(path, [&](QIODevice &device) {
        std::string lines;
        const auto flush = [&] {
            const auto size = static_cast<qint64>(lines.size());
            const bool whole = device.write(lines.data(), size) == size;
            lines.clear();
            return whole;
        };
        for (const Problem &problem : report.problems) {
            appendProblemJson(problem, input, lines);
            lines += '\n';
            if (lines.size() >= bytesPerWrite && !flush())
                return false;
        }
        return flush();
    });
}

base::Result<void> writeRows(const CheckInput &input, const Report &report, const QString &path)
{
    QStringList header = {QCoreApplication::translate("check", "Row in the file"),
        QCoreApplication::translate("check", "State"), QCoreApplication::translate("check", "Problem")};
    header += input.table->header();
    std::size_t next = 0;
    sheet::RowCells cells;
    // One line a row of the file, however many problems it has: a person mends rows and opens them again.
    const auto nextRow = [&](QStringList &line) {
        if (next >= report.problems.size())
            return false;
        const sheet::RowIndex row = report.problems[next].row;
        QStringList messages;
        for (; next < report.problems.size() && report.problems[next].row == row; ++next)
            messages.append(describe(report.problems[next], input).message);
        line = {QString::number(input.table->sheetRow(row)), stateName(report.states[row]), messages.join(u' ')};
        input.table->readRow(row, cells);
        const std::size_t width = std::max(cells.size(), static_cast<std::size_t>(input.table->columnCount()));
        for (std::size_t column = 0; column < width; ++column) {
            const std::string_view cell = cells[column];
            line.append(QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size())));
        }
        return true;
    };
    return sheet::writeSheet(path, header, nextRow);
}

} // namespace

base::Result<void> writeProblems(const CheckInput &input, const Report &report, const QString &path)
{
    if (path.endsWith(".jsonl"_L1, Qt::CaseInsensitive))
        return writeJsonLines(input, report, path);
    if (path.endsWith(".csv"_L1, Qt::CaseInsensitive) || path.endsWith(".xlsx"_L1, Qt::CaseInsensitive))
        return writeRows(input, report, path);
    return base::Error{base::ErrorKind::WrongUsage,
        QCoreApplication::translate(
            "check", "“%1” ends in none of .csv, .xlsx and .jsonl. Give the report one of these endings.")
            .arg(path),
        {}};
}

} // namespace callsheet::check
