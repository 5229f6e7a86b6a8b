#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/unix_signals.h"

#include "core/match/variable_set.h"
#include "core/practice/practice_service.h"

#include <QCoreApplication>
#include <QFile>

namespace callsheet::app {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

Result<QString> tokenFrom(const Arguments &arguments)
{
    if (!arguments.has(u"token-file"_s))
        return arguments.value(u"token"_s);
    const QString path = arguments.value(u"token-file"_s);
    QFile file(path);
    QString token;
    if (file.open(QIODevice::ReadOnly))
        token = QString::fromUtf8(file.readLine()).trimmed();
    if (!token.isEmpty())
        return token;
    return wrongUsage(
        QCoreApplication::translate("cli", "The token file “%1” has no token in its first line, or cannot be read.")
            .arg(path));
}

// Where the practice service listens, as whom, and for whom.
Result<void> readListening(const Arguments &arguments, practice::PracticeOptions &options)
{
    options.listenAddress = arguments.value(u"listen"_s);
    options.proxy = arguments.has(u"proxy"_s);
    const Result<QString> token = tokenFrom(arguments);
    if (!token)
        return token.error();
    options.token = *token;
    if (!arguments.has(u"tls"_s))
        return {};
    const auto variant = practice::tlsVariantFrom(arguments.value(u"tls"_s));
    if (!variant) {
        return wrongUsage(QCoreApplication::translate("cli", "There is no --tls “%1”; write one of %2.")
                              .arg(arguments.value(u"tls"_s), practice::tlsVariantNames().join(u", "_s)));
    }
    options.tls = *variant;
    return {};
}

Result<practice::PracticeOptions> optionsFrom(const Arguments &arguments)
{
    practice::PracticeOptions options;
    const auto port = arguments.number(u"port"_s, 0, 0);
    if (!port)
        return port.error();
    if (*port > 65535)
        return wrongUsage(QCoreApplication::translate("cli", "There is no port %1; the last one is 65535.").arg(*port));
    options.port = static_cast<quint16>(*port);
    if (arguments.has(u"pace"_s)) {
        bool ok = false;
        options.callsPerSecond = arguments.value(u"pace"_s).toDouble(&ok);
        if (!ok || options.callsPerSecond < 0) {
            return wrongUsage(QCoreApplication::translate("cli", "--pace takes calls a second, such as 5, not “%1”.")
                                  .arg(arguments.value(u"pace"_s)));
        }
    }
    if (arguments.has(u"variables"_s)) {
        const auto set = match::loadVariableSet(arguments.value(u"variables"_s));
        if (!set)
            return set.error();
        for (const match::Variable &variable : set->variables)
            options.agentVariables.append({variable.key, variable.required});
    }
    if (arguments.has(u"faults"_s)) {
        const QString path = arguments.value(u"faults"_s);
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            return wrongUsage(QCoreApplication::translate("cli", "The fault plan “%1” cannot be read: %2.")
                                  .arg(path, file.errorString()));
        }
        const auto plan = practice::parseFaultPlan(file.readAll(), path);
        if (!plan)
            return plan.error();
        options.faults = *plan;
    }
    options.logFile = arguments.value(u"log"_s);
    const Result<void> listening = readListening(arguments, options);
    if (!listening)
        return listening.error();
    return options;
}

} // namespace

ExitCode practiceCommand(const QStringList &words)
{
    const auto arguments = Arguments::parse(words,
        {u"port"_s, u"faults"_s, u"variables"_s, u"pace"_s, u"log"_s, u"profile"_s, u"listen"_s, u"token"_s,
            u"token-file"_s, u"tls"_s},
        {u"proxy"_s}, 0);
    if (!arguments)
        return fail(arguments.error());
    const auto options = optionsFrom(*arguments);
    if (!options)
        return fail(options.error());
    const UnixSignals signals([](int) { QCoreApplication::quit(); });
    practice::PracticeService service(*options);
    const auto started = service.start();
    if (!started)
        return fail(started.error());
    printJson(service.announcement());
    QCoreApplication::exec();
    return ExitCode::Ok;
}

} // namespace callsheet::app
