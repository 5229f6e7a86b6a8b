#include "app/cli/sending.h"

#include "app/cli/unix_signals.h"
#include "app/finish.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QLocale>

namespace callsheet::app {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;
using connection::Connection;
using connection::CredentialMode;
using connection::Secrets;
using send::PauseReason;
using send::RunPhase;

namespace {

Result<base::Secret> readSecret(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return wrongUsage(QCoreApplication::translate("cli", "The file “%1” with the key cannot be read: %2.")
                              .arg(path, file.errorString()));
    }
    constexpr qint64 mostBytes = 16 * 1024;
    const QByteArray secret = file.read(mostBytes).trimmed();
    if (secret.isEmpty())
        return wrongUsage(QCoreApplication::translate("cli", "The file “%1” holds no key.").arg(path));
    // Anything else would break out of the request header that carries it.
    for (const char c : secret) {
        if (c < 0x21 || c > 0x7e) {
            return wrongUsage(QCoreApplication::translate(
                "cli", "The file “%1” holds more than one key, or characters that no key has.")
                                  .arg(path));
        }
    }
    return base::Secret(secret);
}

Result<Target> targetByUrl(const Arguments &arguments, const QString &url)
{
    const auto address = connection::parseBaseUrl(url);
    if (!address)
        return address.error();
    Target target;
    target.connection.name = connection::originOf(*address);
    target.connection.baseUrl = *address;
    const bool withKey = arguments.has(u"key-file"_s);
    const bool withBearer = arguments.has(u"bearer-file"_s);
    if (!withKey && !withBearer)
        return wrongUsage(QCoreApplication::translate("cli",
            "--url needs a key: give its file with --key-file, or a token's with "
            "--bearer-file."));
    target.connection.mode
        = withKey && withBearer ? CredentialMode::Both : (withKey ? CredentialMode::ApiKey : CredentialMode::Bearer);
    if (withKey) {
        const auto key = readSecret(arguments.value(u"key-file"_s));
        if (!key)
            return key.error();
        target.secrets.apiKey = *key;
    }
    target.connection.referenceKey = arguments.value(u"reference-key"_s).trimmed();
    if (withBearer) {
        const auto bearer = readSecret(arguments.value(u"bearer-file"_s));
        if (!bearer)
            return bearer.error();
        target.secrets.bearer = *bearer;
    }
    return target;
}

Result<Target> targetByName(Composition &composition, const QString &name)
{
    const auto saved = composition.connections().load();
    if (!saved)
        return saved.error();
    for (const Connection &candidate : *saved) {
        if (candidate.name != name)
            continue;
        auto secrets = finish(composition.secrets().load(candidate));
        if (!secrets)
            return secrets.error();
        const bool complete = (candidate.mode == CredentialMode::Bearer || !secrets->apiKey.isEmpty())
            && (candidate.mode == CredentialMode::ApiKey || !secrets->bearer.isEmpty());
        if (!complete) {
            return Error{ErrorKind::Credentials,
                QCoreApplication::translate("cli",
                    "No key is kept for the connection “%1”. Enter it in the window, or use --url with "
                    "--key-file.")
                    .arg(name),
                {}};
        }
        return Target{candidate, *secrets};
    }
    return wrongUsage(QCoreApplication::translate("cli", "There is no connection “%1” in this profile.").arg(name));
}

Result<Target> practiceTarget(Composition &composition, const match::VariableSet &variables, const QString &batchId)
{
    practice::PracticeOptions options;
    for (const match::Variable &variable : variables.variables)
        options.agentVariables.append(
            {variable.key, variable.required, practice::variableTypeNamed(match::typeName(variable.type))});
    const auto service = composition.practice(options);
    if (!service)
        return service.error();
    const practice::Workspace workspace = (*service)->workspaces().first();
    if (!(*service)->ensureBatch(batchId, u"Callsheet"_s)) {
        return wrongUsage(QCoreApplication::translate(
            "cli", "The practice batch “%1” belongs to another workspace. Name another one.")
                              .arg(batchId));
    }
    Target target;
    target.connection = connection::practiceConnection();
    target.connection.baseUrl = (*service)->url();
    target.secrets.apiKey = base::Secret(workspace.apiKey.toUtf8());
    return target;
}

QString eventLine(const runs::ChunkRecord &chunk)
{
    return QCoreApplication::translate("cli", "Chunk %1 (%2 people): %3. %4")
        .arg(QString::number(chunk.number), QLocale().toString(chunk.count()), runs::stateName(chunk.state),
            chunk.message);
}

} // namespace

QStringList targetOptionNames()
{
    return {u"connection"_s, u"url"_s, u"key-file"_s, u"bearer-file"_s, u"reference-key"_s};
}

QStringList targetFlagNames()
{
    return {u"practice"_s};
}

Result<Target> findTarget(
    Composition &composition, const Arguments &arguments, const match::VariableSet &variables, const QString &batchId)
{
    const int named = arguments.has(u"practice"_s) + arguments.has(u"url"_s) + arguments.has(u"connection"_s);
    if (named != 1) {
        return wrongUsage(QCoreApplication::translate("cli",
            "Say where to send: --practice, or --connection NAME, or --url URL with "
            "--key-file F."));
    }
    if (!arguments.has(u"url"_s) && (arguments.has(u"key-file"_s) || arguments.has(u"bearer-file"_s)))
        return wrongUsage(QCoreApplication::translate("cli", "--key-file and --bearer-file belong to --url."));
    if (!arguments.has(u"url"_s) && arguments.has(u"reference-key"_s)) {
        return wrongUsage(
            QCoreApplication::translate("cli", "--reference-key belongs to --url; a saved connection has its own."));
    }
    if (arguments.has(u"practice"_s))
        return practiceTarget(composition, variables, batchId);
    if (arguments.has(u"url"_s))
        return targetByUrl(arguments, arguments.value(u"url"_s));
    return targetByName(composition, arguments.value(u"connection"_s));
}

Result<Target> findTargetOf(Composition &composition, const Arguments &arguments, const runs::RunHead &run)
{
    auto target = [&]() -> Result<Target> {
        if (run.practice)
            return practiceTarget(composition, {}, run.batchId);
        if (arguments.has(u"key-file"_s) || arguments.has(u"bearer-file"_s))
            return targetByUrl(arguments, run.baseUrl); // a run stays bound to its address
        if (run.connectionName == connection::originOf(QUrl(run.baseUrl))) {
            return wrongUsage(QCoreApplication::translate("cli",
                "Run %1 was made with --url. Give its key again with --key-file, or its "
                "token with --bearer-file.")
                                  .arg(run.id));
        }
        return targetByName(composition, run.connectionName);
    }();
    if (!target)
        return target;
    if (!run.practice && target->connection.baseUrl.toString() != run.baseUrl) {
        return wrongUsage(
            QCoreApplication::translate("cli",
                "Run %1 belongs to %2, but the connection “%3” now leads to %4. Nothing was "
                "sent.")
                .arg(QString::number(run.id), run.baseUrl, run.connectionName, target->connection.baseUrl.toString()));
    }
    return target;
}

ExitCode exitCodeFor(const runs::Ledger &ledger, PauseReason reason)
{
    if (ledger.unknown > 0)
        return ExitCode::OutcomesUnknown;
    const bool nobodyReached = ledger.queued == 0 && ledger.refused == 0;
    switch (reason) {
    case PauseReason::CredentialsRefused:
        return ExitCode::CredentialsRefused;
    case PauseReason::JournalNotWritable:
        return nobodyReached ? ExitCode::JournalUnwritable : ExitCode::RowsLeft;
    case PauseReason::Stopped:
    case PauseReason::AskedTo:
        return ExitCode::Stopped;
    case PauseReason::ServiceUnreachable:
    case PauseReason::RetriesUsed:
        return nobodyReached ? ExitCode::ServiceUnreachable : ExitCode::RowsLeft;
    default:
        break;
    }
    const bool everybodyQueued
        = ledger.leftOut == 0 && ledger.refused == 0 && ledger.notSent == 0 && ledger.folded == 0;
    return everybodyQueued ? ExitCode::Ok : ExitCode::RowsLeft;
}

QString retryCommand(const Arguments &arguments, runs::RunId run)
{
    QString command = u"callsheet-cli run retry %1"_s.arg(run);
    for (const QString &option : {u"key-file"_s, u"bearer-file"_s, u"reference-key"_s, u"profile"_s}) {
        if (arguments.has(option))
            command += u" --%1 %2"_s.arg(option, arguments.value(option));
    }
    return command;
}

ExitCode sendRun(Composition &composition, const Arguments &arguments, const Target &target, runs::RunId run,
    send::SendWhat what, int chunksBeforePause)
{
    const bool json = arguments.has(u"json"_s);
    send::SendRun sending(composition.sendServices(), {}, target.connection, target.secrets, run);
    QEventLoop loop;
    QObject::connect(&sending, &send::SendRun::chunkChanged, &loop, [json](const runs::ChunkRecord &chunk) {
        if (json) {
            QJsonObject event = toJson(chunk);
            event.insert(u"event"_s, u"chunk"_s);
            printJson(event);
        } else if (chunk.state != runs::ChunkState::Sending) {
            printLine(eventLine(chunk));
        }
    });
    QObject::connect(&sending, &send::SendRun::waiting, &loop,
        [json](const runs::ChunkRecord &chunk, std::chrono::milliseconds wait) {
            if (!json)
                printLine(QCoreApplication::translate("cli", "Chunk %1 is tried again in %2 s.")
                              .arg(QString::number(chunk.number),
                                  QLocale().toString(static_cast<double>(wait.count()) / 1000, 'f', 1)));
        });
    QObject::connect(&sending, &send::SendRun::looking, &loop,
        [json](const runs::ChunkRecord &chunk, std::chrono::milliseconds wait) {
            const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
            if (json)
                return;
            printLine(seconds == 0
                    ? QCoreApplication::translate("cli", "Chunk %1: the service is asked who of it is queued.")
                          .arg(chunk.number)
                    : QCoreApplication::translate("cli", "Chunk %1: not everybody is there yet. Looks again in %2 s.")
                          .arg(QString::number(chunk.number), QString::number(seconds)));
        });
    QObject::connect(&sending, &send::SendRun::phaseChanged, &loop, [&sending, &loop] {
        if (sending.phase() == RunPhase::Finished || sending.phase() == RunPhase::Paused)
            loop.quit();
    });
    const UnixSignals signals([&sending](int count) {
        if (count > 1) {
            sending.stopNow();
            return;
        }
        printError(QCoreApplication::translate(
            "cli", "Stopping after the chunk under way; press Ctrl+C again to stop at once."));
        sending.pauseAfterThisChunk();
    });
    sending.start(what, chunksBeforePause);
    if (sending.phase() == RunPhase::Sending)
        loop.exec();

    if (!sending.pauseMessage().isEmpty())
        printError(sending.pauseMessage()); // first: it may be all that is left of an answer
    if (const QString problem = composition.keychainProblem(); !problem.isEmpty())
        printError(problem);
    const auto details = composition.journal().run(run).result();
    if (!details)
        return fail(details.error());
    if (json)
        printJson({{u"event"_s, u"finished"_s}, {u"run"_s, run}, {u"ledger"_s, toJson(details->ledger)}});
    else
        printLine(toText(details->ledger));
    if (details->ledger.notSent > 0)
        printError(QCoreApplication::translate("cli", "Who was not sent is kept: “%1” sends them.")
                       .arg(retryCommand(arguments, run)));
    if (details->ledger.refused > 0) {
        printError(QCoreApplication::translate("cli", "Who was refused is kept: “%1 --refused” sends them again.")
                       .arg(retryCommand(arguments, run)));
    }
    return exitCodeFor(details->ledger, sending.pauseReason());
}

QJsonObject toJson(const runs::Ledger &ledger)
{
    return {{u"rows"_s, ledger.rows}, {u"leftOut"_s, ledger.leftOut}, {u"folded"_s, ledger.folded},
        {u"queued"_s, ledger.queued}, {u"refused"_s, ledger.refused}, {u"notSent"_s, ledger.notSent},
        {u"unknown"_s, ledger.unknown}};
}

QJsonObject toJson(const runs::ChunkRecord &chunk)
{
    const QJsonArray ends = chunk.rows.empty()
        ? QJsonArray()
        : QJsonArray{static_cast<qint64>(chunk.rows.front()), static_cast<qint64>(chunk.rows.back())};
    return {{u"number"_s, chunk.number}, {u"rows"_s, ends}, {u"count"_s, chunk.count()},
        {u"state"_s, runs::stateWord(chunk.state)}, {u"accepted"_s, chunk.accepted}, {u"tries"_s, chunk.tries},
        {u"message"_s, chunk.message}};
}

QString toText(const runs::Ledger &ledger)
{
    const QLocale locale;
    return QCoreApplication::translate(
        "cli", "%1 rows = %2 left out + %3 folded + %4 queued + %5 refused + %6 not sent + %7 unknown")
        .arg(locale.toString(ledger.rows), locale.toString(ledger.leftOut), locale.toString(ledger.folded),
            locale.toString(ledger.queued), locale.toString(ledger.refused), locale.toString(ledger.notSent),
            locale.toString(ledger.unknown));
}

} // namespace callsheet::app
