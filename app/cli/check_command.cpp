#include "app/cli/commands.h"
#include "app/cli/prepare.h"

#include "core/check/country_hint.h"
#include "core/check/describe.h"

#include <QCoreApplication>
#include <QLocale>

#include <string>
#include <utility>

namespace callsheet::app {

using namespace Qt::StringLiterals;

namespace {

//! One object on one line, written in pieces: a million problems must not stand in memory twice.
void printJsonResult(const Prepared &prepared, const std::optional<check::CountryHint> &hint)
{
    const check::Counts &counts = prepared.report->counts;
    std::string json = "{\"rows\":" + std::to_string(counts.rows) + ",\"ready\":" + std::to_string(counts.ready)
        + ",\"warnings\":" + std::to_string(counts.warnings) + ",\"errors\":" + std::to_string(counts.errors)
        + ",\"duplicates\":" + std::to_string(counts.duplicates)
        + ",\"blankRequired\":" + std::to_string(counts.blankRequired) + ",\"problems\":[";
    bool first = true;
    for (const check::Problem &problem : prepared.report->problems) {
        if (!std::exchange(first, false))
            json += ',';
        check::appendProblemJson(problem, prepared.input, json);
        constexpr std::size_t piece = 1024 * 1024;
        if (json.size() > piece) {
            print(json);
            json.clear();
        }
    }
    json += "],\"hints\":[";
    if (hint)
        check::appendHintJson(*hint, json);
    print(json + "]}\n");
}

void printForPeople(const Prepared &prepared, const std::optional<check::CountryHint> &hint)
{
    const check::Counts &counts = prepared.report->counts;
    const QLocale locale;
    printLine(QCoreApplication::translate(
        "cli", "%1 rows: %2 ready, %3 with warnings, %4 with errors (%5 duplicates, %6 blank).")
                  .arg(locale.toString(counts.rows), locale.toString(counts.ready), locale.toString(counts.warnings),
                      locale.toString(counts.errors), locale.toString(counts.duplicates),
                      locale.toString(counts.blankRequired)));
    if (hint) {
        printLine(check::hintSentence(*hint));
        if (hint->verdict == check::CountryVerdict::Offer)
            printLine(QCoreApplication::translate("cli", "That would be --country %1.").arg(hint->country));
    }
    for (const check::Problem &problem : prepared.report->problems) {
        const check::Description words = check::describe(problem, prepared.input);
        const QString place = words.variable.isEmpty() ? QString() : u" · "_s + words.variable;
        printLine(QCoreApplication::translate("cli", "Row %1%2: %3")
                      .arg(QString::number(prepared.input.table->sheetRow(problem.row)), place, words.message));
    }
}

} // namespace

ExitCode checkCommand(const QStringList &words)
{
    const auto arguments = Arguments::parse(words, preparingOptionNames() + QStringList{u"report"_s}, {u"json"_s}, 1);
    if (!arguments)
        return fail(arguments.error());
    const auto prepared = prepare(*arguments);
    if (!prepared)
        return fail(prepared.error());
    printQuestions(prepared->document.report);
    if (arguments->has(u"report"_s)) {
        const auto written = check::writeProblems(prepared->input, *prepared->report, arguments->value(u"report"_s));
        if (!written) {
            printError(written.error().message);
            return ExitCode::FileUnreadable;
        }
    }
    const auto hint = check::findCountryHint(prepared->input, *prepared->report, {});
    if (!hint)
        return fail(hint.error());
    if (arguments->has(u"json"_s))
        printJsonResult(*prepared, *hint);
    else
        printForPeople(*prepared, *hint);
    return prepared->report->counts.errors > 0 ? ExitCode::RowsLeft : ExitCode::Ok;
}

} // namespace callsheet::app
