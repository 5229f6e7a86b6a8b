#include "app/cli/run_papers.h"

#include "core/base/atomic_file.h"
#include "core/runs/receipt.h"
#include "core/send/export_people.h"
#include "core/send/load_receipt.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::app {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

Result<send::PeopleChoice> choiceOf(const Arguments &arguments)
{
    send::PeopleChoice choice;
    choice.masked = arguments.has(u"masked"_s);
    const std::pair<QLatin1StringView, runs::RowState> states[]
        = {{"queued"_L1, runs::RowState::Queued}, {"refused"_L1, runs::RowState::Refused},
            {"unknown"_L1, runs::RowState::Unknown}, {"notSent"_L1, runs::RowState::NotSent}};
    const QStringList words = arguments.value(u"group"_s).split(u',', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        bool known = word == "all"_L1 || word == "leftOut"_L1;
        choice.leftOut = choice.leftOut || known;
        for (const auto &[name, state] : states) {
            if (word != name && word != "all"_L1)
                continue;
            known = true;
            choice.states.push_back(state);
        }
        if (!known) {
            return wrongUsage(QCoreApplication::translate(
                "cli", "“%1” is no group of a run. Name some of queued, refused, unknown, notSent and leftOut, or all.")
                                  .arg(word));
        }
    }
    if (words.isEmpty()) {
        return wrongUsage(QCoreApplication::translate(
            "cli", "Say whom to export with --group: some of queued, refused, unknown, notSent and leftOut, or all."));
    }
    return choice;
}

} // namespace

ExitCode writeReceipt(Composition &composition, const Arguments &arguments, runs::RunId run)
{
    const QString path = arguments.value(u"to"_s);
    if (path.endsWith(".pdf"_L1, Qt::CaseInsensitive)) {
        return fail(wrongUsage(QCoreApplication::translate("cli",
            "The command line writes a receipt as a web page: name a file that ends in .html. The window makes a PDF "
            "of it.")));
    }
    const auto receipt = send::loadReceipt(composition.journal(), run, arguments.has(u"with-numbers"_s),
        composition.clock().now(), QTimeZone::systemTimeZone())
                             .result();
    if (!receipt)
        return fail(receipt.error());
    const auto html = runs::receiptHtml(*receipt);
    if (!html)
        return fail(html.error());
    if (path.isEmpty()) {
        print(html->toStdString());
        return ExitCode::Ok;
    }
    const auto written = base::writeFileAtomically(path, html->toUtf8());
    return written ? ExitCode::Ok : fail(written.error());
}

ExitCode exportRun(Composition &composition, const Arguments &arguments, runs::RunId run)
{
    const auto choice = choiceOf(arguments);
    if (!choice)
        return fail(choice.error());
    const QString path = arguments.value(u"to"_s);
    if (!path.endsWith(".csv"_L1, Qt::CaseInsensitive) && !path.endsWith(".xlsx"_L1, Qt::CaseInsensitive))
        return fail(
            wrongUsage(QCoreApplication::translate("cli", "Name a file that ends in .csv or .xlsx with --to.")));
    const auto rows = send::exportPeople(composition.journal(), run, *choice, path).result();
    if (!rows)
        return fail(rows.error());
    printError(QCoreApplication::translate("cli", "%1 rows were written to %2.").arg(QString::number(*rows), path));
    return ExitCode::Ok;
}

} // namespace callsheet::app
