// A practice service with a file, in a process that a test can kill. Prints its port and serves until it is ended.
#include "core/practice/practice_service.h"

#include <QCoreApplication>

#include <cstdio>

int main(int count, char **words)
{
    QCoreApplication application(count, words);
    callsheet::practice::PracticeOptions options;
    options.dataFile = application.arguments().value(1);
    options.callsPerSecond = 2000;
    callsheet::practice::PracticeService service(options);
    const auto started = service.start();
    std::printf(
        "%s\n", started ? qPrintable(QString::number(service.url().port())) : qPrintable(started.error().message));
    std::fflush(stdout);
    return started ? QCoreApplication::exec() : 1;
}
