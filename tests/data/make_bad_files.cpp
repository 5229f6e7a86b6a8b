#include "tests/data/bad_files.h"

#include <QDir>

#include <cstdio>

// Writes every bad file into a folder, for people who want to open them in the window or in another program.
int main(int argc, char **argv)
{
    const QString folder = argc == 2 ? QString::fromLocal8Bit(argv[1]) : QString();
    if (folder.isEmpty() || !QDir().mkpath(folder)) {
        std::fprintf(stderr, "make_bad_files FOLDER\n");
        return 2;
    }
    for (const callsheet::test::BadFile &file : callsheet::test::badFiles()) {
        std::printf("%s\n", file.name);
        file.make(QDir(folder).filePath(QString::fromLatin1(file.name)));
    }
    return 0;
}
