#include "app/cli/commands.h"
#include "app/cli/help.h"
#include "app/composition.h"
#include "app/leave.h"
#include "core/base/catalogue.h"
#include "core/sheet/xls_child.h"

#include <QCoreApplication>

#include <string_view>

using namespace Qt::StringLiterals;
using namespace callsheet::app;

namespace {

struct Command {
    QLatin1StringView name;
    ExitCode (*run)(const QStringList &);
};
constexpr Command commands[] = {
    {"inspect"_L1, &inspectCommand},
    {"export"_L1, &exportCommand},
    {"check"_L1, &checkCommand},
    {"send"_L1, &sendCommand},
    {"runs"_L1, &runsCommand},
    {"run"_L1, &runCommand},
    {"practice"_L1, &practiceCommand},
};

int run(int argc, char **argv)
{
    // Not for people: how Callsheet reads workbooks that it does not trust. Before anything else is set up.
    if (argc > 1 && std::string_view(argv[1]) == callsheet::sheet::xlsReaderCommand) {
        const int code = callsheet::sheet::answerAsXlsReader(argc - 2, argv + 2);
        if (code == callsheet::sheet::notAskedByCallsheet) {
            printError(QCoreApplication::translate("cli",
                "“read-sheet” is how Callsheet reads a workbook for itself. Name another command. --help lists them."));
        }
        return code;
    }
    QCoreApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"Callsheet"_s);
    QCoreApplication::setApplicationName(u"callsheet"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CALLSHEET_VERSION));
    callsheet::base::installCatalogue();

    QStringList words = QCoreApplication::arguments().mid(1);
    if (words.contains(u"--help"_s) || words.contains(u"-h"_s) || words.value(0) == "help"_L1) {
        printLine(helpText());
        return 0;
    }
    if (words.value(0) == "--version"_L1) {
        printLine(u"callsheet "_s + QCoreApplication::applicationVersion());
        return 0;
    }
    const QString name = words.isEmpty() ? QString() : words.takeFirst();
    for (const Command &command : commands) {
        if (name == command.name)
            return static_cast<int>(command.run(words));
    }
    printError(name.isEmpty()
            ? QCoreApplication::translate("cli", "Name a command. --help lists them.")
            : QCoreApplication::translate("cli", "There is no command “%1”. --help lists them.").arg(name));
    return static_cast<int>(ExitCode::WrongUsage);
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
    return leave(run(argc, argv));
}
