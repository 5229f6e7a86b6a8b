#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/unix_signals.h"

#include "core/match/variable_set.h"
#include "core/practice/practice_service.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <array>
#include <utility>

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

//! "completed=70,noAnswer=15,busy=10,failed=5": weights; one that is not named is 0.
Result<practice::DialMix> mixFrom(const QString &words)
{
    constexpr auto most = 1'000'000;
    practice::DialMix mix{0, 0, 0, 0};
    const std::array<std::pair<QLatin1StringView, int *>, 4> weights = {{{"completed"_L1, &mix.completed},
        {"noAnswer"_L1, &mix.noAnswer}, {"busy"_L1, &mix.busy}, {"failed"_L1, &mix.failed}}};
    for (const QString &word : words.split(u',')) {
        const QString name = word.section(u'=', 0, 0).trimmed();
        bool ok = false;
        const int weight = word.section(u'=', 1).toInt(&ok);
        const auto found
            = std::find_if(weights.begin(), weights.end(), [&name](const auto &entry) { return name == entry.first; });
        if (!ok || weight < 0 || weight > most || found == weights.end()) {
            return wrongUsage(QCoreApplication::translate("cli",
                "--mix does not know “%1”. Write how often calls end how, such as "
                "completed=70,noAnswer=15,busy=10,failed=5.")
                                  .arg(word));
        }
        *found->second = weight;
    }
    if (mix == practice::DialMix{0, 0, 0, 0})
        return wrongUsage(QCoreApplication::translate("cli", "--mix needs one number above 0."));
    return mix;
}

//! "callData,apiKey": one of each pair, in any order.
Result<practice::ApiEdition> editionFrom(const QString &words)
{
    using Edition = practice::ApiEdition;
    Edition edition;
    for (const QString &word : words.split(u',')) {
        const QString name = word.trimmed();
        if (name == "callData"_L1)
            edition.arrayKey = Edition::ArrayKey::CallData;
        else if (name == "call_data"_L1)
            edition.arrayKey = Edition::ArrayKey::CallDataUnderscore;
        else if (name == "apiKey"_L1)
            edition.credential = Edition::Credential::ApiKey;
        else if (name == "bearer"_L1)
            edition.credential = Edition::Credential::Bearer;
        else {
            return wrongUsage(QCoreApplication::translate("cli",
                "--edition does not know “%1”. Write callData or call_data, apiKey or bearer, or one of each with a "
                "comma between.")
                                  .arg(word));
        }
    }
    return edition;
}

// What the practice service keeps, and how its calls end.
Result<void> readRehearsal(const Arguments &arguments, practice::PracticeOptions &options)
{
    options.dataFile = arguments.value(u"data"_s);
    if (arguments.has(u"seed"_s)) {
        bool ok = false;
        options.seed = arguments.value(u"seed"_s).toULongLong(&ok);
        if (!ok) {
            return wrongUsage(QCoreApplication::translate("cli", "--seed takes a whole number from 0, not “%1”.")
                                  .arg(arguments.value(u"seed"_s)));
        }
    }
    if (arguments.has(u"mix"_s)) {
        const Result<practice::DialMix> mix = mixFrom(arguments.value(u"mix"_s));
        if (!mix)
            return mix.error();
        options.dialMix = *mix;
    }
    if (arguments.has(u"edition"_s)) {
        const Result<practice::ApiEdition> edition = editionFrom(arguments.value(u"edition"_s));
        if (!edition)
            return edition.error();
        options.edition = *edition;
    }
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
            options.agentVariables.append(
                {variable.key, variable.required, practice::variableTypeNamed(match::typeName(variable.type))});
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
    const Result<void> rehearsal = readRehearsal(arguments, options);
    if (!rehearsal)
        return rehearsal.error();
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
            u"token-file"_s, u"tls"_s, u"data"_s, u"seed"_s, u"mix"_s, u"edition"_s},
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
