// What tests/bench/compare asks for, each answer one line of JSON:
//   read_sheet files FOLDER       writes the files that are compared
//   read_sheet whole FILE         opens the sheet; counts its rows and filled cells afterwards
//   read_sheet beginning FILE     the first rows, as the window shows them at once
//   read_sheet inflate FILE       the floor: the parts of a workbook inflated
#include "core/sheet/open_sheet.h"
#include "tests/bench/files.h"
#include "tests/bench/inflate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace callsheet;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

QJsonObject files(const QString &folder)
{
    QJsonObject names;
    constexpr std::uint32_t million = 1'000'000;
    names[u"csv"_s] = bench::contactsFile(folder, bench::Kind::Csv, million);
    names[u"shared"_s] = bench::contactsFile(folder, bench::Kind::XlsxShared, million);
    names[u"inline"_s] = bench::contactsFile(folder, bench::Kind::XlsxInline, million);
    names[u"ods"_s] = bench::contactsFile(folder, bench::Kind::Ods, 200'000);
    names[u"xls"_s] = bench::contactsFile(folder, bench::Kind::Xls, 60'000);
    return names;
}

qint64 filledCells(const sheet::Table &table)
{
    qint64 filled = 0;
    sheet::RowCells cells;
    for (sheet::RowIndex row = 0; row < table.rowCount(); ++row) {
        table.readRow(row, cells);
        for (const std::string_view cell : cells.cells())
            filled += cell.empty() ? 0 : 1;
    }
    return filled;
}

QJsonObject read(const QString &path, bool whole)
{
    const auto start = Clock::now();
    const auto document = whole ? sheet::openSheet(path, {}, nullptr, {}) : sheet::openBeginning(path, {}, {});
    const double seconds = secondsSince(start);
    if (!document)
        return {{u"error"_s, document.error().message}};
    const sheet::Table &table = *document->table;
    return {{u"seconds"_s, seconds}, {u"rows"_s, qint64(table.rowCount())}, {u"held"_s, qint64(table.memoryUsed())},
        {u"cells"_s, filledCells(table)}};
}

} // namespace

int main(int argc, char **argv)
{
    const QString what = argc == 3 ? QString::fromLocal8Bit(argv[1]) : QString();
    const QString path = argc == 3 ? QString::fromLocal8Bit(argv[2]) : QString();
    QJsonObject answer;
    if (what == "files"_L1) {
        answer = files(path);
    } else if (what == "whole"_L1 || what == "beginning"_L1) {
        answer = read(path, what == "whole"_L1);
    } else if (what == "inflate"_L1) {
        const bench::Inflation inflation = bench::inflateParts(path);
        answer = {
            {u"seconds"_s, inflation.seconds}, {u"cpu"_s, inflation.cpuSeconds}, {u"bytes"_s, qint64(inflation.bytes)}};
    } else {
        std::fputs("read_sheet files FOLDER | whole FILE | beginning FILE | inflate FILE\n", stderr);
        return 2;
    }
    std::puts(QJsonDocument(answer).toJson(QJsonDocument::Compact).constData());
    return answer.contains(u"error"_s) ? 1 : 0;
}
