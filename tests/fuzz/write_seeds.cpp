// write_seeds FOLDER: writes the seeds of every target to FOLDER/TARGET, one file each, for libFuzzer to start from.
#include "tests/fuzz/target.h"

#include <QDir>
#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("write_seeds FOLDER\n", stderr);
        return 2;
    }
    for (const callsheet::fuzz::Target &target : callsheet::fuzz::allTargets()) {
        const QDir folder(QString::fromLocal8Bit(argv[1]) + u'/' + QString::fromStdString(std::string(target.name)));
        folder.mkpath(u"."_s);
        int number = 0;
        for (const std::string &seed : callsheet::fuzz::allSeeds(target)) {
            QFile file(folder.filePath(u"seed-%1"_s.arg(++number)));
            if (!file.open(QIODevice::WriteOnly)
                || file.write(seed.data(), qint64(seed.size())) != qint64(seed.size())) {
                std::fprintf(stderr, "%s cannot be written\n", qPrintable(file.fileName()));
                return 1;
            }
        }
    }
    return 0;
}
