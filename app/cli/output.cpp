#include "app/cli/output.h"

#include <QJsonDocument>

#include <cstdio>

namespace callsheet::app {

using base::ErrorKind;

namespace {

void writeLine(std::FILE *stream, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream); // a script that reads along must not wait for a full buffer
}

} // namespace

void print(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

void printLine(const QString &text)
{
    writeLine(stdout, text.toUtf8());
}

void printJson(const QJsonObject &object)
{
    writeLine(stdout, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void printError(const QString &sentence)
{
    writeLine(stderr, "callsheet-cli: " + sentence.toUtf8());
}

ExitCode fail(const base::Error &error)
{
    printError(error.message);
    switch (error.kind) {
    case ErrorKind::Unreadable:
    case ErrorKind::Limit:
        return ExitCode::FileUnreadable;
    case ErrorKind::Storage:
    case ErrorKind::Conflict:
        return ExitCode::JournalUnwritable;
    case ErrorKind::Network:
        return ExitCode::ServiceUnreachable;
    case ErrorKind::Credentials:
        return ExitCode::CredentialsRefused;
    case ErrorKind::Cancelled:
        return ExitCode::Stopped;
    case ErrorKind::WrongUsage:
    case ErrorKind::InvalidInput:
        break;
    }
    return ExitCode::WrongUsage;
}

} // namespace callsheet::app
