#include "app/cli/arguments.h"
#include "app/cli/commands.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace callsheet::app {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const sheet::Document &document)
{
    const sheet::ReadingReport &report = document.report;
    QJsonArray sheets;
    for (const sheet::SheetInfo &info : report.sheets) {
        sheets.append(QJsonObject{{u"name"_s, info.name}, {u"rows"_s, static_cast<qint64>(info.rows)},
            {u"columns"_s, info.columns}, {u"hidden"_s, info.hidden}});
    }
    return {{u"format"_s, sheet::formatName(report.format)}, {u"sheets"_s, sheets}, {u"sheet"_s, report.sheet},
        {u"encoding"_s, report.encoding}, {u"separator"_s, report.separator}, {u"quote"_s, report.quote},
        {u"headerRow"_s, report.headerRow}, {u"header"_s, QJsonArray::fromStringList(document.table->header())},
        {u"rows"_s, static_cast<qint64>(document.table->rowCount())}, {u"columns"_s, document.table->columnCount()},
        {u"blankRows"_s, static_cast<qint64>(document.table->blankRows())},
        {u"damagedRows"_s, static_cast<qint64>(document.table->damagedRows().size())},
        {u"why"_s,
            QJsonObject{{u"format"_s, report.whyFormat}, {u"sheet"_s, report.whySheet},
                {u"encoding"_s, report.whyEncoding}, {u"separator"_s, report.whySeparator},
                {u"quote"_s, report.whyQuote}, {u"headerRow"_s, report.whyHeaderRow}}}};
}

void printForPeople(const sheet::Document &document)
{
    const sheet::ReadingReport &report = document.report;
    const auto fact = [](const QString &name, const QString &value, const QString &why) {
        if (!value.isEmpty())
            printLine(u"%1 %2%3"_s.arg(name + u':', -12).arg(value, why.isEmpty() ? u""_s : u"   ("_s + why + u')'));
    };
    const QString separator = report.separator == "\t"_L1 ? u"TAB"_s : report.separator;
    fact(QCoreApplication::translate("cli", "Format"), sheet::formatName(report.format), report.whyFormat);
    fact(QCoreApplication::translate("cli", "Sheet"), report.sheet, report.whySheet);
    fact(QCoreApplication::translate("cli", "Encoding"), report.encoding, report.whyEncoding);
    fact(QCoreApplication::translate("cli", "Separator"), separator, report.whySeparator);
    fact(QCoreApplication::translate("cli", "Quote"), report.quote, report.whyQuote);
    fact(QCoreApplication::translate("cli", "Header row"),
        report.headerRow == 0 ? QCoreApplication::translate("cli", "none") : QString::number(report.headerRow),
        report.whyHeaderRow);
    fact(QCoreApplication::translate("cli", "Rows"), QLocale().toString(document.table->rowCount()), {});
    fact(QCoreApplication::translate("cli", "Columns"), document.table->header().join(u" | "_s), {});
    for (const sheet::DamagedRow &damaged : document.table->damagedRows()) {
        printLine(sheet::placeOf(damaged, *document.table) + u": "_s + sheet::describe(damaged.damage));
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
