#include "app/cli/commands.h"
#include "app/cli/reading_options.h"

#include "core/sheet/write_sheet.h"

#include <QCoreApplication>

namespace callsheet::app {

using namespace Qt::StringLiterals;

ExitCode exportCommand(const QStringList &words)
{
    const auto arguments = Arguments::parse(words, readingOptionNames() + QStringList{u"to"_s}, {}, 1);
    if (!arguments)
        return fail(arguments.error());
    if (!arguments->has(u"to"_s))
        return fail(
            wrongUsage(QCoreApplication::translate("cli", "Say where to write with --to OUT.csv or --to OUT.xlsx.")));
    const auto options = readingOptions(*arguments);
    if (!options)
        return fail(options.error());
    const auto document = sheet::openSheet(arguments->positional(0), *options, nullptr, {});
    if (!document)
        return fail(document.error());
    printQuestions(document->report);
    const auto written = sheet::exportTable(*document->table, arguments->value(u"to"_s), {});
    if (!written) {
        printError(written.error().message);
        // Storage here means the export's own place, not the journal.
        return ExitCode::FileUnreadable;
    }
    return ExitCode::Ok;
}

} // namespace callsheet::app
