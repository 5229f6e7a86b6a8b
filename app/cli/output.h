#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

#include <string_view>

namespace callsheet::app {

//! What scripts may rely on [architecture: the command line].
enum class ExitCode {
    Ok = 0,
    RowsLeft = 1, // finished, but rows were left out or refused
    WrongUsage = 2,
    FileUnreadable = 3,
    OutcomesUnknown = 4,
    CredentialsRefused = 5,
    ServiceUnreachable = 6, // nothing was sent
    Stopped = 7,
    JournalUnwritable = 8, // nothing was sent
};

void print(std::string_view text); // stdout, as it is
void printLine(const QString &text); // stdout, at once
void printJson(const QJsonObject &object); // one object, one line, at once
void printError(const QString &sentence); // stderr
ExitCode fail(const base::Error &error); // prints it and picks the code for its kind

} // namespace callsheet::app
