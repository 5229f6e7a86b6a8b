#pragma once

#include "app/cli/arguments.h"
#include "app/cli/output.h"
#include "app/composition.h"

#include "core/connection/secret_store.h"
#include "core/match/variable_set.h"

namespace callsheet::app {

//! A connection with its secrets, as named on the command line.
struct Target {
    connection::Connection connection;
    connection::Secrets secrets;
};

//! --connection NAME | --url URL --key-file F [--bearer-file F] [--reference-key KEY] | --practice
QStringList targetOptionNames();
QStringList targetFlagNames();
//! `batchId` is made in the practice service where it is not there. `variables` are what its agent asks for.
base::Result<Target> findTarget(
    Composition &composition, const Arguments &arguments, const match::VariableSet &variables, const QString &batchId);
//! The target of a run that was made earlier: the same connection, or the same address with secrets given again.
base::Result<Target> findTargetOf(Composition &composition, const Arguments &arguments, const runs::RunHead &run);

//! Sends until the run ends or pauses, printing every change. Ctrl+C pauses after the chunk under way, a second one
//! stops at once.
ExitCode sendRun(Composition &composition, const Arguments &arguments, const Target &target, runs::RunId run,
    send::SendWhat what, int chunksBeforePause);
//! The code for a run that stands so and paused for this reason.
ExitCode exitCodeFor(const runs::Ledger &ledger, send::PauseReason reason);
//! What a person types to go on with a run, with the files and the profile named this time.
QString retryCommand(const Arguments &arguments, runs::RunId run);

QJsonObject toJson(const runs::Ledger &ledger);
QJsonObject toJson(const runs::ChunkRecord &chunk); // without an "event"
QString toText(const runs::Ledger &ledger);

} // namespace callsheet::app
