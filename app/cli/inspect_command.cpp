#include "app/cli/commands.h"
#include "app/cli/reading_options.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace callsheet::app {

using namespace Qt::StringLiterals;

namespace {

QString escapeName(const sheet::ReadingReport &report)
{
    if (report.format != sheet::Format::Csv)
        return {};
    switch (report.escape) {
    case sheet::CsvEscape::Doubled:
        return u"doubled"_s;
    case sheet::CsvEscape::Backslash:
        return u"backslash"_s;
    case sheet::CsvEscape::None:
        return u"none"_s;
    }
    return {};
}

QString lineEndName(const sheet::ReadingReport &report)
{
    if (report.format != sheet::Format::Csv)
        return {};
    switch (report.lineEnd) {
    case sheet::CsvLineEnd::Any:
        return u"any"_s;
    case sheet::CsvLineEnd::Lf:
        return u"lf"_s;
    case sheet::CsvLineEnd::CrLf:
        return u"crlf"_s;
    case sheet::CsvLineEnd::Cr:
        return u"cr"_s;
    }
    return {};
}

QStringList lettersOf(const QList<int> &columns)
{
    QStringList letters;
    for (const int column : columns)
        letters.append(sheet::columnLetters(column));
    return letters;
}

QJsonObject toJson(const sheet::Document &document)
{
    const sheet::ReadingReport &report = document.report;
    QJsonArray sheets;
    for (const sheet::SheetInfo &info : report.sheets) {
        sheets.append(QJsonObject{{u"name"_s, info.name}, {u"rows"_s, static_cast<qint64>(info.rows)},
            {u"columns"_s, info.columns}, {u"hidden"_s, info.hidden}});
    }
    QJsonArray tables;
    for (const sheet::TableInfo &table : report.tables) {
        tables.append(
            QJsonObject{{u"headerRow"_s, table.headerRow}, {u"lastRow"_s, static_cast<qint64>(table.lastRow)}});
    }
    QJsonArray questions;
    for (const sheet::Question question : report.questions)
        questions.append(questionName(question));
    const sheet::Table &table = *document.table;
    return {{u"format"_s, sheet::formatName(report.format)}, {u"sheets"_s, sheets}, {u"sheet"_s, report.sheet},
        {u"encoding"_s, report.encoding}, {u"separator"_s, report.separator}, {u"quote"_s, report.quote},
        {u"escape"_s, escapeName(report)}, {u"lineEnd"_s, lineEndName(report)}, {u"headerRow"_s, report.headerRow},
        {u"headerRows"_s, report.headerRows}, {u"header"_s, QJsonArray::fromStringList(table.header())},
        {u"tables"_s, tables}, {u"table"_s, report.table}, {u"rows"_s, static_cast<qint64>(table.rowCount())},
        {u"columns"_s, table.columnCount()}, {u"blankRows"_s, static_cast<qint64>(table.blankRows())},
        {u"damagedRows"_s, static_cast<qint64>(table.damagedRows().size())},
        {u"hiddenRows"_s, static_cast<qint64>(report.hiddenRows)}, {u"filtered"_s, report.isFiltered},
        {u"hiddenColumns"_s, QJsonArray::fromStringList(lettersOf(report.hiddenColumns))},
        {u"mergedAreas"_s, static_cast<qint64>(report.mergedAreas)}, {u"questions"_s, questions},
        {u"why"_s,
            QJsonObject{{u"format"_s, report.whyFormat}, {u"sheet"_s, report.whySheet},
                {u"encoding"_s, report.whyEncoding}, {u"separator"_s, report.whySeparator},
                {u"quote"_s, report.whyQuote}, {u"escape"_s, report.whyEscape}, {u"lineEnd"_s, report.whyLineEnd},
                {u"headerRow"_s, report.whyHeaderRow}, {u"table"_s, report.whyTable}}}};
}

QString headerRowsInWords(const sheet::ReadingReport &report)
{
    if (report.headerRow == 0)
        return QCoreApplication::translate("cli", "none");
    if (report.headerRows == 1)
        return QString::number(report.headerRow);
    return u"%1–%2"_s.arg(report.headerRow).arg(report.headerRow + report.headerRows - 1);
}

QString tablesInWords(const sheet::ReadingReport &report)
{
    if (report.tables.isEmpty())
        return {};
    QStringList parts;
    for (const sheet::TableInfo &table : report.tables)
        parts.append(u"%1–%2"_s.arg(table.headerRow).arg(table.lastRow));
    const QString chosen
        = report.table == 0 ? QCoreApplication::translate("cli", "all as one") : QString::number(report.table);
    return QCoreApplication::translate("cli", "%1 of %2: rows %3")
        .arg(chosen, QString::number(report.tables.size()), parts.join(u", "_s));
}

void printForPeople(const sheet::Document &document)
{
    const sheet::ReadingReport &report = document.report;
    const sheet::Table &table = *document.table;
    const auto fact = [](const QString &name, const QString &value, const QString &why) {
        if (!value.isEmpty())
            printLine(u"%1 %2%3"_s.arg(name + u':', -15).arg(value, why.isEmpty() ? u""_s : u"   ("_s + why + u')'));
    };
    // A count that is nearly always zero is only said when it is not.
    const auto count = [&fact](const QString &name, qint64 value) {
        if (value > 0)
            fact(name, QLocale().toString(value), {});
    };
    const QString separator = report.separator == "\t"_L1 ? u"TAB"_s : report.separator;
    fact(QCoreApplication::translate("cli", "Format"), sheet::formatName(report.format), report.whyFormat);
    fact(QCoreApplication::translate("cli", "Sheet"), report.sheet, report.whySheet);
    fact(QCoreApplication::translate("cli", "Encoding"), report.encoding, report.whyEncoding);
    fact(QCoreApplication::translate("cli", "Separator"), separator, report.whySeparator);
    fact(QCoreApplication::translate("cli", "Quote"), report.quote, report.whyQuote);
    fact(QCoreApplication::translate("cli", "Escape"), escapeName(report), report.whyEscape);
    fact(QCoreApplication::translate("cli", "Line ends"), lineEndName(report), report.whyLineEnd);
    fact(QCoreApplication::translate("cli", "Table"), tablesInWords(report), report.whyTable);
    fact(QCoreApplication::translate("cli", "Header row"), headerRowsInWords(report), report.whyHeaderRow);
    fact(QCoreApplication::translate("cli", "Rows"), QLocale().toString(table.rowCount()), {});
    count(QCoreApplication::translate("cli", "Blank rows"), table.blankRows());
    count(QCoreApplication::translate("cli", "Hidden rows"), report.hiddenRows);
    fact(QCoreApplication::translate("cli", "Hidden columns"), lettersOf(report.hiddenColumns).join(u", "_s), {});
    count(QCoreApplication::translate("cli", "Merged cells"), report.mergedAreas);
    fact(QCoreApplication::translate("cli", "Columns"), table.header().join(u" | "_s), {});
    for (const sheet::Question question : report.questions)
        fact(QCoreApplication::translate("cli", "Question"), askWithOptions(question, report), {});
    for (const sheet::DamagedRow &damaged : table.damagedRows()) {
        printLine(sheet::placeOf(damaged, table) + u": "_s + sheet::describe(damaged.damage));
    }
}

} // namespace

ExitCode inspectCommand(const QStringList &words)
{
    const auto arguments = Arguments::parse(words, readingOptionNames(), {u"json"_s}, 1);
    if (!arguments)
        return fail(arguments.error());
    const auto options = readingOptions(*arguments);
    if (!options)
        return fail(options.error());
    const auto document = sheet::openSheet(arguments->positional(0), *options, nullptr, {});
    if (!document)
        return fail(document.error());
    if (arguments->has(u"json"_s))
        printJson(toJson(*document));
    else
        printForPeople(*document);
    return ExitCode::Ok;
}

} // namespace callsheet::app
