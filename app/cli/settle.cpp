#include "app/cli/settle.h"

#include "app/cli/sending.h"
#include "app/cli/unix_signals.h"

#include "core/base/row_ranges.h"
#include "core/base/user_name.h"
#include "core/send/settle.h"
#include "core/send/settle_unknown.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace callsheet::app {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

//! What the person says by these options of one chunk, as a sentence: it is shown, and kept with the decision.
QString sentenceFor(
    const Arguments &arguments, const runs::ChunkRecord &chunk, const std::vector<std::uint32_t> &queuedRows)
{
    const QString number = QString::number(chunk.number);
    const QString people = QLocale().toString(chunk.openCount());
    if (!queuedRows.empty()) {
        return QCoreApplication::translate("cli",
            "Chunk %1: you say that of its %2 people of unknown outcome those of rows %3 are queued, and that the "
            "others may be sent.")
            .arg(number, people, base::toRowRanges(queuedRows));
    }
    return arguments.has(u"queued"_s)
        ? QCoreApplication::translate("cli", "Chunk %1: you say that its %2 people of unknown outcome are queued.")
              .arg(number, people)
        : QCoreApplication::translate("cli",
            "Chunk %1: you say that its %2 people of unknown outcome are not queued and may be sent again. If they "
            "are, they are called twice.")
              .arg(number, people);
}

//! What --queued, --not-queued or --queued-rows says of one chunk.
Result<void> settleChunk(runs::Journal &journal, const Arguments &arguments, const runs::ChunkRecord &chunk,
    const std::vector<std::uint32_t> &queuedRows)
{
    runs::PersonsWord word;
    word.who = base::userName();
    word.sentence = sentenceFor(arguments, chunk, queuedRows);
    word.note = arguments.has(u"note"_s)
        ? arguments.value(u"note"_s)
        : QCoreApplication::translate("cli", "Settled by a person on the command line.");
    printError(word.sentence);
    if (queuedRows.empty()) {
        const auto decision
            = arguments.has(u"queued"_s) ? runs::Decision::TheyAreQueued : runs::Decision::TheyAreNotQueued;
        return send::settleAll(journal, chunk, decision, word).result();
    }
    return send::settleByRows(journal, chunk, queuedRows, word).result();
}

std::vector<runs::ChunkRecord> unknownChunks(const runs::RunDetails &details, int only)
{
    std::vector<runs::ChunkRecord> unknown;
    for (const runs::ChunkRecord &chunk : details.chunks) {
        if (chunk.state == runs::ChunkState::Unknown && (only == 0 || chunk.number == only))
            unknown.push_back(chunk);
    }
    return unknown;
}

ExitCode writeDecisions(Composition &composition, const Arguments &arguments,
    const std::vector<runs::ChunkRecord> &chunks, const std::vector<std::uint32_t> &queuedRows)
{
    for (const runs::ChunkRecord &chunk : chunks) {
        const auto decided = settleChunk(composition.journal(), arguments, chunk, queuedRows);
        if (!decided)
            return fail(wrongUsage(decided.error().message));
    }
    return ExitCode::Ok;
}

//! Whom to look for in the service's own pages, where no token lets the program look.
ExitCode listPeople(Composition &composition, const std::vector<runs::ChunkRecord> &chunks, runs::RunId run, bool json)
{
    int people = 0;
    for (const runs::ChunkRecord &chunk : chunks) {
        const auto body = composition.journal().body(chunk.id).result();
        if (!body)
            return fail(body.error());
        auto phones = send::wire::phonesOfBody(*body).value_or(std::vector<QByteArray>());
        phones.resize(chunk.rows.size());
        QJsonArray list;
        const std::vector<std::uint32_t> open = chunk.openRows();
        for (std::size_t i = 0; i < phones.size(); ++i) {
            if (std::find(open.begin(), open.end(), chunk.rows[i]) == open.end())
                continue; // settled already
            const QString phone = QString::fromLatin1(phones[i]);
            if (json)
                list.append(QJsonObject{{u"row"_s, static_cast<qint64>(chunk.rows[i])}, {u"phoneNumber"_s, phone}});
            else
                printLine(QCoreApplication::translate("cli", "Chunk %1 · row %2 · %3")
                              .arg(QString::number(chunk.number), QString::number(chunk.rows[i]), phone));
        }
        people += chunk.openCount();
        if (json)
            printJson({{u"event"_s, u"check"_s}, {u"run"_s, run}, {u"chunk"_s, chunk.number}, {u"people"_s, list}});
    }
    printError(QCoreApplication::translate("cli",
        "Nobody knows whether these %1 people are queued. Look for a few of them in the service's own pages and say "
        "what you found with --queued, --not-queued or --chunk N --queued-rows 2-10,15; or name the file of a Bearer "
        "token with --bearer-file, and the service is asked. Sending people again who are queued calls them twice.")
                   .arg(QLocale().toString(people)));
    return ExitCode::OutcomesUnknown;
}

//! Waits for the looks, which can take minutes; Ctrl+C ends them and changes nothing.
ExitCode askService(Composition &composition, const Target &target, runs::RunId run, std::optional<runs::ChunkId> only)
{
    std::stop_source stop;
    const UnixSignals signals([&stop](int) { stop.request_stop(); });
    const send::SendServices services = composition.sendServices();
    const auto onWait = [](int, std::chrono::milliseconds wait) {
        printError(QCoreApplication::translate("cli",
            "Not everybody is there. A request that got no answer may still be taken in: the next look is in %1 s.")
                       .arg(std::chrono::ceil<std::chrono::seconds>(wait).count()));
    };
    QEventLoop loop;
    std::optional<Result<send::SettleReport>> report;
    QCoro::connect(send::settleUnknown({services.transport, services.clock, services.pause}, services.journal,
                       send::lookTargetOf(target.connection, target.secrets), {}, run, only, onWait, stop.get_token()),
        &loop, [&report, &loop](const Result<send::SettleReport> &given) {
            report.emplace(given);
            loop.quit();
        });
    if (!report)
        loop.exec();
    if (!*report)
        return fail(report->error());
    printError(send::describe(**report));
    return (*report)->isSettled() ? ExitCode::Ok : ExitCode::OutcomesUnknown;
}

} // namespace

ExitCode settle(Composition &composition, const Arguments &arguments, runs::RunId run)
{
    const auto only = arguments.number(u"chunk"_s, 1, 0);
    if (!only)
        return fail(only.error());
    const auto queuedRows = base::fromRowRanges(arguments.value(u"queued-rows"_s));
    const bool byRows = arguments.has(u"queued-rows"_s);
    const int decisions = arguments.has(u"queued"_s) + arguments.has(u"not-queued"_s) + byRows;
    if (decisions > 1 || !queuedRows || (byRows && (*only == 0 || queuedRows->empty()))) {
        return fail(wrongUsage(QCoreApplication::translate("cli",
            "Say what you found at the service: --queued or --not-queued (of one chunk "
            "with --chunk N), or which rows of a chunk with --chunk N --queued-rows "
            "2-10,15.")));
    }
    const auto details = composition.journal().run(run).result();
    if (!details)
        return fail(details.error());
    const std::vector<runs::ChunkRecord> chunks = unknownChunks(*details, *only);
    if (chunks.empty())
        return fail(
            wrongUsage(QCoreApplication::translate("cli", "No such chunk of run %1 has an unknown outcome.").arg(run)));
    if (decisions == 1)
        return writeDecisions(composition, arguments, chunks, *queuedRows);
    if (details->head.practice) {
        printError(QCoreApplication::translate("cli",
            "This rehearsal is over: the practice service that took these people has ended, so nobody can be looked up "
            "any more. Nobody was called and nothing was changed. Say what they count as with --queued, --not-queued "
            "or "
            "--chunk N --queued-rows 2-10,15, or delete the run with “callsheet-cli runs --delete-local-data %1”.")
                       .arg(run));
        return ExitCode::OutcomesUnknown;
    }
    const auto target = findTargetOf(composition, arguments, details->head);
    if (!target && arguments.has(u"bearer-file"_s))
        return fail(target.error());
    if (!target || target->secrets.bearer.isEmpty())
        return listPeople(composition, chunks, run, arguments.has(u"json"_s));
    return askService(composition, *target, run, *only > 0 ? std::optional(chunks.front().id) : std::nullopt);
}

} // namespace callsheet::app
