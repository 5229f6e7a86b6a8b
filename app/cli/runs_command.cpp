#include "app/cli/commands.h"
#include "app/cli/local_data.h"
#include "app/cli/run_papers.h"
#include "app/cli/sending.h"
#include "app/cli/settle.h"

#include "core/base/user_name.h"
#include "core/runs/receipt_words.h"
#include "core/send/chunk_tries.h"
#include "core/send/divide_chunk.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

namespace callsheet::app {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

QJsonObject headJson(const runs::RunHead &head)
{
    return {{u"id"_s, head.id}, {u"createdAt"_s, head.createdAt.toString(Qt::ISODateWithMs)}, {u"name"_s, head.name},
        {u"file"_s, head.fileName}, {u"fileSha256"_s, head.fileSha256}, {u"sheet"_s, head.sheet},
        {u"variableSet"_s, head.variableSet}, {u"country"_s, head.defaultCountry},
        {u"connection"_s, head.connectionName}, {u"url"_s, head.baseUrl}, {u"practice"_s, head.practice},
        {u"batch"_s, head.batchId}};
}

QJsonObject summaryJson(const runs::RunSummary &summary)
{
    QJsonObject object = headJson(summary.head);
    object.insert(u"ledger"_s, toJson(summary.ledger));
    object.insert(u"chunks"_s, summary.chunks);
    object.insert(u"unknownChunks"_s, summary.unknownChunks);
    object.insert(u"openChunks"_s, summary.openChunks);
    return object;
}

QString headLine(const runs::RunHead &head)
{
    const QString when = QLocale().toString(head.createdAt.toLocalTime(), QLocale::ShortFormat);
    return QCoreApplication::translate("cli", "Run %1 · %2 · %3 · %4 · batch %5")
        .arg(QString::number(head.id), when, head.name, head.connectionName, head.batchId);
}

Result<runs::RunId> runId(const Arguments &arguments)
{
    bool ok = false;
    const runs::RunId id = arguments.positional(1).toLongLong(&ok);
    if (!ok) {
        return wrongUsage(
            QCoreApplication::translate("cli", "“%1” is not the number of a run. “callsheet-cli runs” lists them.")
                .arg(arguments.positional(1)));
    }
    return id;
}

int numberOf(const runs::RunDetails &details, runs::ChunkId id)
{
    for (const runs::ChunkRecord &chunk : details.chunks) {
        if (chunk.id == id)
            return chunk.number;
    }
    return 0;
}

QJsonArray settlementsJson(const std::vector<runs::SettlementRecord> &settlements, const runs::RunDetails &details)
{
    QJsonArray list;
    for (const runs::SettlementRecord &record : settlements) {
        const runs::Settlement &settlement = record.settlement;
        list.append(
            QJsonObject{{u"chunk"_s, numberOf(details, record.chunk)}, {u"at"_s, record.at.toString(Qt::ISODateWithMs)},
                {u"by"_s, runs::settledByWord(settlement.by)}, {u"who"_s, settlement.who},
                {u"sentence"_s, settlement.sentence}, {u"note"_s, settlement.note}, {u"people"_s, record.people()}});
    }
    return list;
}

ExitCode show(Composition &composition, runs::RunId run, bool json)
{
    const auto details = composition.journal().run(run).result();
    if (!details)
        return fail(details.error());
    const auto leftOut = composition.journal().leftOutRows(run).result();
    if (!leftOut)
        return fail(leftOut.error());
    const auto settlements = composition.journal().settlements(run).result();
    if (!settlements)
        return fail(settlements.error());
    if (json) {
        QJsonArray chunks;
        for (const runs::ChunkRecord &chunk : details->chunks)
            chunks.append(toJson(chunk));
        QJsonArray rows;
        for (const runs::LeftOutRow &row : *leftOut) {
            rows.append(QJsonObject{
                {u"row"_s, static_cast<qint64>(row.row)}, {u"folded"_s, row.folded}, {u"reason"_s, row.reason}});
        }
        QJsonObject object = headJson(details->head);
        object.insert(u"ledger"_s, toJson(details->ledger));
        object.insert(u"chunks"_s, chunks);
        object.insert(u"leftOut"_s, rows);
        object.insert(u"settlements"_s, settlementsJson(*settlements, *details));
        printJson(object);
        return ExitCode::Ok;
    }
    printLine(headLine(details->head));
    printLine(toText(details->ledger));
    for (const runs::ChunkRecord &chunk : details->chunks) {
        const QString ends = chunk.rows.empty()
            ? QString()
            : u"%1–%2"_s.arg(QString::number(chunk.rows.front()), QString::number(chunk.rows.back()));
        printLine(QCoreApplication::translate("cli", "Chunk %1 · rows %2 · %3 people · %4 · %5 tries · %6")
                      .arg(QString::number(chunk.number), ends, QLocale().toString(chunk.count()),
                          runs::stateName(chunk.state), QString::number(chunk.tries), chunk.message));
    }
    for (const runs::SettlementRecord &record : *settlements) {
        printLine(QCoreApplication::translate("cli", "Chunk %1 was settled on %2 by %3: %4. %5 %6")
                      .arg(QString::number(numberOf(*details, record.chunk)),
                          QLocale().toString(record.at.toLocalTime(), QLocale::ShortFormat),
                          runs::settledBy(record.settlement), runs::settledPeople(record.settlement),
                          record.settlement.sentence, record.settlement.note)
                      .trimmed());
    }
    for (const runs::LeftOutRow &row : *leftOut)
        printLine(QCoreApplication::translate("cli", "Row %1: %2").arg(QString::number(row.row), row.reason));
    return ExitCode::Ok;
}

//! What was sent of one chunk and what came back, without anybody's data.
ExitCode showTries(Composition &composition, runs::RunId run, int number, bool json)
{
    const auto details = composition.journal().run(run).result();
    if (!details)
        return fail(details.error());
    const auto chunk = std::find_if(details->chunks.begin(), details->chunks.end(),
        [number](const runs::ChunkRecord &candidate) { return candidate.number == number; });
    if (chunk == details->chunks.end()) {
        return fail(wrongUsage(
            QCoreApplication::translate("cli", "Run %1 has no chunk %2. Its chunks are 1 to %3.")
                .arg(QString::number(run), QString::number(number), QString::number(details->chunks.size()))));
    }
    const auto text = send::describeTries(composition.journal(), run, chunk->id, QTimeZone::systemTimeZone()).result();
    if (!text)
        return fail(text.error());
    if (json) {
        printJson({{u"run"_s, run}, {u"chunk"_s, number}, {u"state"_s, runs::stateWord(chunk->state)},
            {u"tries"_s, chunk->tries}, {u"details"_s, *text}});
    } else {
        printLine(*text);
    }
    return ExitCode::Ok;
}

//! How many requests a search for bad rows takes, before the first of them.
QString searchWarning(const runs::RunDetails &details)
{
    const send::SearchCost all = send::searchCost(details.chunks);
    return QCoreApplication::translate("cli",
        "Sends the refused people in ever smaller groups: %1 requests if one row of each chunk is refused, at most %2. "
        "Whoever is not at fault is queued on the way.")
        .arg(QString::number(all.ifOneIsBad), QString::number(all.atMost));
}

ExitCode retry(Composition &composition, const Arguments &arguments, runs::RunId run)
{
    const bool search = arguments.has(u"find-bad-rows"_s);
    if (arguments.has(u"not-sent"_s) + arguments.has(u"refused"_s) + search > 1)
        return fail(
            wrongUsage(QCoreApplication::translate("cli", "Choose one of --not-sent, --refused and --find-bad-rows.")));
    const auto details = composition.journal().run(run).result();
    if (!details)
        return fail(details.error());
    const bool refused = arguments.has(u"refused"_s) || search;
    const qint64 people = refused ? details->ledger.refused : details->ledger.notSent;
    const bool json = arguments.has(u"json"_s);
    if (people == 0) {
        printError(refused ? QCoreApplication::translate("cli", "Run %1 has no refused chunks.").arg(run)
                           : QCoreApplication::translate("cli", "Run %1 has nobody left who was not sent.").arg(run));
        if (!refused && details->ledger.refused > 0) {
            printError(QCoreApplication::translate("cli", "“%1 --refused” sends the %2 refused people again.")
                           .arg(retryCommand(arguments, run), QLocale().toString(details->ledger.refused)));
        }
        if (details->ledger.unknown > 0) {
            printError(QCoreApplication::translate("cli",
                "The outcome of %1 people is unknown; “callsheet-cli run settle %2” records what "
                "you found out.")
                           .arg(QLocale().toString(details->ledger.unknown), QString::number(run)));
        }
        if (json)
            printJson({{u"event"_s, u"finished"_s}, {u"run"_s, run}, {u"ledger"_s, toJson(details->ledger)}});
        return exitCodeFor(details->ledger, send::PauseReason::None);
    }
    const auto target = findTargetOf(composition, arguments, details->head);
    if (!target)
        return fail(target.error());
    if (search)
        printError(searchWarning(*details));
    if (json)
        printJson({{u"event"_s, u"started"_s}, {u"run"_s, run}});
    const auto again = refused ? send::SendWhat::Refused : send::SendWhat::NotSent;
    return sendRun(composition, arguments, *target, run, search ? send::SendWhat::FindBadRows : again, 0);
}

struct Verb {
    QLatin1StringView name;
    QStringList values;
    QStringList flags;
};

//! Only what a verb understands is taken: an option that does nothing could have meant "nobody else".
const QList<Verb> &verbs()
{
    static const QList<Verb> list = {
        {"show"_L1, {u"profile"_s, u"chunk"_s}, {u"json"_s}},
        {"retry"_L1, {u"profile"_s, u"key-file"_s, u"bearer-file"_s, u"reference-key"_s},
            {u"json"_s, u"not-sent"_s, u"refused"_s, u"find-bad-rows"_s}},
        {"settle"_L1,
            {u"profile"_s, u"chunk"_s, u"queued-rows"_s, u"note"_s, u"key-file"_s, u"bearer-file"_s,
                u"reference-key"_s},
            {u"json"_s, u"queued"_s, u"not-queued"_s}},
        {"receipt"_L1, {u"profile"_s, u"to"_s}, {u"with-numbers"_s}},
        {"export"_L1, {u"profile"_s, u"group"_s, u"to"_s}, {u"masked"_s}},
    };
    return list;
}

//! Says when the journal may not be believed, or takes a person's word that the runs were looked up.
Result<void> checkJournal(runs::Journal &journal, bool isConfirmed)
{
    const auto lock = journal.sendingLock().result();
    if (!lock)
        return lock.error();
    if (lock->isEmpty())
        return {};
    if (!isConfirmed) {
        printError(*lock);
        return {};
    }
    const auto trusted = journal.trust(base::userName(), *lock).result();
    if (!trusted)
        return trusted.error();
    printError(QCoreApplication::translate("cli",
        "The journal is confirmed. Whoever it calls not sent or refused is unknown now, because it may have forgotten "
        "them: settle those runs before you send the rest."));
    return {};
}

} // namespace

ExitCode runsCommand(const QStringList &words)
{
    const auto arguments = Arguments::parse(words, QStringList{u"profile"_s} + localDataValues(),
        QStringList{u"json"_s, u"confirm-journal"_s} + localDataFlags(), 0);
    if (!arguments)
        return fail(arguments.error());
    auto composition = Composition::open(arguments->value(u"profile"_s));
    if (!composition)
        return fail(composition.error());
    const auto checked = checkJournal((*composition)->journal(), arguments->has(u"confirm-journal"_s));
    if (!checked)
        return fail(checked.error());
    if (asksForLocalData(*arguments))
        return changeLocalData(**composition, *arguments);
    const auto summaries = (*composition)->journal().runs().result();
    if (!summaries)
        return fail(summaries.error());
    QJsonArray list;
    for (const runs::RunSummary &summary : *summaries) {
        if (arguments->has(u"json"_s)) {
            list.append(summaryJson(summary));
        } else {
            printLine(headLine(summary.head));
            printLine(u"    "_s + toText(summary.ledger));
        }
    }
    if (arguments->has(u"json"_s))
        printLine(QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact)));
    else if (summaries->empty())
        printLine(QCoreApplication::translate("cli", "No runs yet."));
    return ExitCode::Ok;
}

ExitCode runCommand(const QStringList &words)
{
    const QString name = words.value(0);
    const auto verb
        = std::find_if(verbs().begin(), verbs().end(), [&name](const Verb &known) { return known.name == name; });
    if (verb == verbs().end())
        return fail(wrongUsage(
            QCoreApplication::translate("cli", "Of a run there is show, retry, settle, receipt and export, not “%1”.")
                .arg(name)));
    const auto arguments = Arguments::parse(words, verb->values, verb->flags, 2);
    if (!arguments)
        return fail(arguments.error());
    const auto id = runId(*arguments);
    if (!id)
        return fail(id.error());
    auto composition = Composition::open(arguments->value(u"profile"_s));
    if (!composition)
        return fail(composition.error());
    if (name == "show"_L1 && arguments->has(u"chunk"_s)) {
        const auto chunk = arguments->number(u"chunk"_s, 1, 0);
        return chunk ? showTries(**composition, *id, *chunk, arguments->has(u"json"_s)) : fail(chunk.error());
    }
    if (name == "show"_L1)
        return show(**composition, *id, arguments->has(u"json"_s));
    if (name == "retry"_L1)
        return retry(**composition, *arguments, *id);
    if (name == "receipt"_L1)
        return writeReceipt(**composition, *arguments, *id);
    if (name == "export"_L1)
        return exportRun(**composition, *arguments, *id);
    const ExitCode settled = settle(**composition, *arguments, *id);
    return settled == ExitCode::Ok ? show(**composition, *id, arguments->has(u"json"_s)) : settled;
}

} // namespace callsheet::app
