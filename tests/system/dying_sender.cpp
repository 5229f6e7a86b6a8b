#include "tests/system/crash_campaign.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <unistd.h>

// dying_sender PROFILE URL KEY BATCH [STEP before|after TIMES]: plans a run, sends it, and ends itself at a commit of
// the journal as a power switch would. The programs that people use have no such way: JournalOptions::onStep is null
// there.
namespace {

using namespace callsheet;

void endAt(runs::JournalOptions &options, int step, bool isOnDisk, int times)
{
    auto left = std::make_shared<int>(times);
    options.onStep = [=](runs::JournalStep reached, bool onDisk) {
        if (static_cast<int>(reached) == step && onDisk == isOnDisk && --*left == 0)
            ::kill(::getpid(), SIGKILL);
    };
}

//! Kills at a random moment are timed from here.
void say(const char *word)
{
    std::puts(word);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5 && arguments.size() != 8)
        return 2;
    runs::JournalOptions options;
    if (arguments.size() == 8)
        endAt(options, arguments[5].toInt(), arguments[6] == QLatin1String("after"), arguments[7].toInt());
    const base::SystemClock clock;
    const auto profile = base::Profile::open(arguments[1]);
    if (!profile)
        return 3;
    say("started");
    const auto journal = runs::Journal::open(*profile, clock, options);
    if (!journal)
        return 3;
    const auto run = test::planCrashRun(**journal, arguments[4]);
    if (!run)
        return 3;
    say("planned");
    test::sendCrashRun(**journal, {QUrl(arguments[2]), arguments[3].toUtf8(), {}}, *run);
    return 0;
}
