#include "tests/system/crash_campaign.h"

#include <QCoreApplication>

#include <cstdio>
#include <iostream>
#include <string>

// racing_sender PROFILE URL KEY BATCH: says "ready", and at a line on its input opens the profile's journal, plans a
// run and sends it. Says "sent", or why not; then it holds the journal until its input ends.
int main(int argc, char **argv)
{
    using namespace callsheet;
    using namespace Qt::StringLiterals;
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5)
        return 2;
    const auto say = [](const QString &what) { std::cout << what.toStdString() << std::endl; };
    const base::SystemClock clock;
    std::string line;
    say(u"ready"_s);
    std::getline(std::cin, line);
    const auto profile = base::Profile::open(arguments[1]);
    const auto journal = profile ? runs::Journal::open(*profile, clock) : profile.error();
    const auto run = journal ? test::planCrashRun(**journal, arguments[4]) : journal.error();
    if (run) {
        const QString problem = test::sendCrashRun(**journal, {QUrl(arguments[2]), arguments[3].toUtf8(), {}}, *run);
        say(problem.isEmpty() ? u"sent"_s : problem);
    } else {
        say(run.error().message);
    }
    std::getline(std::cin, line);
    return 0;
}
