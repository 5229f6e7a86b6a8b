#pragma once

#include "app/cli/output.h"

#include <QStringList>

namespace callsheet::app {

// One function a command; `arguments` are the words after it.
ExitCode inspectCommand(const QStringList &arguments);
ExitCode exportCommand(const QStringList &arguments);
ExitCode checkCommand(const QStringList &arguments);
ExitCode sendCommand(const QStringList &arguments);
ExitCode runsCommand(const QStringList &arguments);
ExitCode runCommand(const QStringList &arguments); // show, retry, settle, receipt, export
ExitCode practiceCommand(const QStringList &arguments);

} // namespace callsheet::app
