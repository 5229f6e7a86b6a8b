#include "app/cli/commands.h"
#include "app/cli/prepare.h"
#include "app/cli/sending.h"
#include "app/finish.h"

#include "core/base/user_name.h"
#include "core/send/in_batch.h"
#include "core/send/plan_run.h"
#include "core/send/queued_before.h"
#include "core/send/settle_unknown.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <unistd.h>

namespace callsheet::app {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

//! The one question before anything is sent. Without a terminal and without --yes nothing is.
Result<void> confirm(const Arguments &arguments, const Target &target, qint64 people, const QString &batchId)
{
    if (arguments.has(u"yes"_s))
        return {};
    const QString question = QCoreApplication::translate("cli", "Call %1 people through %2, batch %3?")
                                 .arg(QLocale().toString(people), target.connection.name, batchId);
    if (::isatty(STDIN_FILENO) == 0)
        return wrongUsage(QCoreApplication::translate("cli", "Nothing was sent: confirm with --yes. %1").arg(question));
    std::fprintf(stderr, "%s [y/N] ", question.toUtf8().constData());
    std::string answer;
    std::getline(std::cin, answer);
    if (answer == "y" || answer == "Y" || answer == "yes")
        return {};
    return base::Error{base::ErrorKind::Cancelled, QCoreApplication::translate("cli", "Nothing was sent."), {}};
}

//! What only a person can decide is decided before anybody is called.
Result<void> checkQuestions(const sheet::ReadingReport &report)
{
    if (report.questions.isEmpty())
        return {};
    QStringList sentences{QCoreApplication::translate("cli", "Nothing was sent.")};
    for (const sheet::Question question : report.questions)
        sentences.append(askWithOptions(question, report));
    return wrongUsage(sentences.join(u' '));
}

//! A sheet that was sent before is sent again only on purpose: a script that starts anew after a failure must not call
//! people twice.
Result<void> checkEarlierRuns(
    Composition &composition, const Arguments &arguments, const sheet::Document &document, const QString &batchId)
{
    const auto hash = sheet::hashFile(document.source.path);
    if (!hash)
        return hash.error();
    const auto earlier = composition.journal().runsOfFile(*hash).result();
    if (!earlier)
        return earlier.error();
    for (const runs::RunSummary &run : *earlier) {
        if (run.head.practice || arguments.has(u"practice"_s))
            continue;
        const QString fact = QCoreApplication::translate("cli",
            "This file was sent before, in run %1 to batch %2: %3 people queued, %4 "
            "unknown.")
                                 .arg(QString::number(run.head.id), run.head.batchId,
                                     QLocale().toString(run.ledger.queued), QLocale().toString(run.ledger.unknown));
        if (run.head.batchId == batchId && !arguments.has(u"again"_s)) {
            return wrongUsage(QCoreApplication::translate("cli",
                "%1 Nothing was sent now: “%2” goes on with that run, and --again calls "
                "the same people a second time.")
                                  .arg(fact, retryCommand(arguments, run.head.id)));
        }
        printError(fact);
    }
    return {};
}

//! People who were queued lately are not called again by accident, whatever file they stand in.
Result<void> leaveOutQueuedBefore(Composition &composition, const Arguments &arguments, send::RunInput &input)
{
    const auto before = send::findQueuedBefore(composition.journal(), input, composition.clock().now()).result();
    if (!before)
        return before.error();
    if (before->rows.empty() || input.connection.practice) // practising the same sheet again is what practice is for
        return {};
    const QString fact = send::describe(*before);
    if (arguments.has(u"again"_s)) {
        printError(fact + u' ' + QCoreApplication::translate("cli", "They are sent again, as --again says."));
        return {};
    }
    if (before->rows.size() == input.report->rowsToSend().size()) {
        return wrongUsage(QCoreApplication::translate(
            "cli", "%1 Nothing was sent, because nobody else is in the sheet; --again calls them a second time.")
                              .arg(fact));
    }
    printError(
        fact + u' ' + QCoreApplication::translate("cli", "They are left out; --again calls them a second time."));
    input.queuedBefore = before->rows;
    return {};
}

//! The same for people whom somebody else has put into the batch, where the token lets us look. That a look fails is
//! said, and keeps nobody from sending.
Result<void> leaveOutWhoIsInBatch(
    Composition &composition, const Arguments &arguments, const Target &target, send::RunInput &input)
{
    if (input.connection.practice || target.secrets.bearer.isEmpty())
        return {};
    send::LookTarget looked = send::lookTargetOf(target.connection, target.secrets);
    looked.batchId = input.batchId;
    const send::LookServices services{&composition.transport(), &composition.clock(), {}};
    const auto people = finish(send::readPeopleOf(services, looked, {}));
    if (!people) {
        printError(QCoreApplication::translate("cli", "It could not be looked up who is in the batch already. %1")
                       .arg(people.error().message));
        return {};
    }
    std::vector<sheet::RowIndex> rows = send::rowsInQuestion(input);
    std::erase_if(rows, [&input](sheet::RowIndex row) {
        return std::binary_search(input.queuedBefore.begin(), input.queuedBefore.end(), row);
    });
    const std::vector<sheet::RowIndex> there = send::rowsInBatch(*input.report, rows, *people);
    if (there.empty()) {
        if (!people->whole)
            printError(QCoreApplication::translate("cli",
                "Not everybody who is in the batch already could be read: people of your sheet may be among them."));
        return {};
    }
    const QString fact = send::describeInBatch(static_cast<qint64>(there.size()), *people);
    if (arguments.has(u"again"_s)) {
        printError(fact + u' ' + QCoreApplication::translate("cli", "They are sent again, as --again says."));
        return {};
    }
    if (there.size() == rows.size()) {
        return wrongUsage(QCoreApplication::translate(
            "cli", "%1 Nothing was sent, because nobody else is left in the sheet; --again calls them a second time.")
                              .arg(fact));
    }
    printError(
        fact + u' ' + QCoreApplication::translate("cli", "They are left out; --again calls them a second time."));
    input.inBatch = there;
    return {};
}

} // namespace

ExitCode sendCommand(const QStringList &words)
{
    const auto arguments = Arguments::parse(words,
        preparingOptionNames() + targetOptionNames()
            + QStringList{u"batch"_s, u"chunk-size"_s, u"pilot"_s, u"profile"_s},
        targetFlagNames() + QStringList{u"yes"_s, u"again"_s, u"json"_s}, 1);
    if (!arguments)
        return fail(arguments.error());
    const auto chunkSize = arguments->number(u"chunk-size"_s, 1, 1000);
    if (!chunkSize)
        return fail(chunkSize.error());
    if (*chunkSize > 1000)
        return fail(wrongUsage(QCoreApplication::translate("cli",
            "The service takes at most 1000 people a chunk; --chunk-size %1 is too "
            "many.")
                                   .arg(*chunkSize)));
    const auto pilot = arguments->number(u"pilot"_s, 0, 0);
    if (!pilot)
        return fail(pilot.error());
    const bool isPractice = arguments->has(u"practice"_s);
    if (*pilot > *chunkSize)
        return fail(wrongUsage(
            QCoreApplication::translate("cli", "A pilot is one chunk: --pilot %1 is more than its %2 people.")
                .arg(QString::number(*pilot), QString::number(*chunkSize))));
    if (arguments->has(u"batch"_s) ? arguments->value(u"batch"_s).trimmed().isEmpty() : !isPractice)
        return fail(
            wrongUsage(QCoreApplication::translate("cli", "Say which batch the people belong to with --batch ID.")));

    auto prepared = prepare(*arguments);
    if (!prepared)
        return fail(prepared.error());
    const auto answered = checkQuestions(prepared->document.report);
    if (!answered)
        return fail(answered.error());
    auto composition = Composition::open(arguments->value(u"profile"_s));
    if (!composition)
        return fail(composition.error());
    constexpr auto practiceBatch = "64e5f12345abcdef98765432"_L1; // the id that every page of the service shows
    const QString batchId = arguments->has(u"batch"_s) ? arguments->value(u"batch"_s) : practiceBatch;
    const auto target = findTarget(**composition, *arguments, prepared->input.variables, batchId);
    if (!target)
        return fail(target.error());
    const auto unsent = checkEarlierRuns(**composition, *arguments, prepared->document, batchId);
    if (!unsent)
        return fail(unsent.error());
    send::RunInput input;
    input.check = prepared->input;
    input.report = prepared->report;
    input.source = prepared->document.source;
    input.sheetName = prepared->document.report.sheet;
    input.connection = target->connection;
    input.batchId = batchId;
    input.limits.mostRows = *chunkSize;
    input.limits.pilotRows = *pilot;
    input.preparation.who = base::userName();
    const auto left = leaveOutQueuedBefore(**composition, *arguments, input);
    if (!left)
        return fail(left.error());
    const auto notThere = leaveOutWhoIsInBatch(**composition, *arguments, *target, input);
    if (!notThere)
        return fail(notThere.error());
    const auto people = static_cast<qint64>(prepared->report->rowsToSend().size())
        - static_cast<qint64>(input.queuedBefore.size() + input.inBatch.size());
    const auto confirmed = confirm(*arguments, *target, people, batchId);
    if (!confirmed)
        return fail(confirmed.error());
    if (const QString note = (*composition)->keyNote(); !note.isEmpty())
        printError(note); // from here on there is something to keep
    const auto run = send::planRun((*composition)->journal(), std::move(input), {}).result();
    if (!run)
        return fail(run.error());
    const bool json = arguments->has(u"json"_s);
    if (json)
        printJson({{u"event"_s, u"started"_s}, {u"run"_s, *run}});
    else
        printLine(QCoreApplication::translate("cli", "Run %1 started.").arg(*run));
    return sendRun(**composition, *arguments, *target, *run, send::SendWhat::Waiting, *pilot > 0 ? 1 : 0);
}

} // namespace callsheet::app
