#pragma once

#include "tests/core/sheet/sheet_files.h"

#include <QFile>
#include <QRandomGenerator>

#include <functional>

namespace callsheet::test {

using Opener = std::function<base::Result<sheet::Document>(const QString &path)>;
inline base::Result<sheet::Document> openAsPeopleDo(const QString &path)
{
    return open(path);
}

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

//! A damaged file ends in a table or in a sentence, never in a crash.
inline void expectTableOrSentence(const QString &path, const Opener &opener = openAsPeopleDo)
{
    const auto result = opener(path);
    if (!result) {
        EXPECT_TRUE(result.error().message.endsWith(u'.')) << result.error().message.toStdString();
        EXPECT_FALSE(result.error().message.contains(u"%1"_s)) << result.error().message.toStdString();
        return;
    }
    for (sheet::RowIndex row = 0; row < std::min<sheet::RowIndex>(result->table->rowCount(), 1'000); ++row)
        cellsOf(*result->table, row);
}

//! Changes a few bytes at a time, the same ones in every run.
inline void damageAndOpen(
    const QByteArray &bytes, int rounds, quint32 seed, const QString &name, const Opener &opener = openAsPeopleDo)
{
    const TemporaryFolder folder;
    QRandomGenerator random(seed);
    for (int round = 0; round < rounds; ++round) {
        QByteArray damaged = bytes;
        const int changes = 1 + random.bounded(4);
        for (int change = 0; change < changes; ++change) {
            const qsizetype position = random.bounded(static_cast<int>(damaged.size()));
            const bool extreme = random.bounded(4) == 0; // counts and sector numbers out of all bounds
            damaged[position] = extreme ? '\xFF' : static_cast<char>(random.bounded(256));
        }
        expectTableOrSentence(folder.write(name, damaged), opener);
    }
}

inline void cutAndOpen(
    const QByteArray &bytes, qsizetype step, const QString &name, const Opener &opener = openAsPeopleDo)
{
    const TemporaryFolder folder;
    for (qsizetype size = step; size < bytes.size(); size += step) {
        const auto result = opener(folder.write(name, bytes.left(size)));
        ASSERT_FALSE(result) << size;
        EXPECT_TRUE(result.error().message.endsWith(u'.')) << result.error().message.toStdString();
    }
}

} // namespace callsheet::test
