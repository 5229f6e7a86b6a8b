#include "tests/system/crash_fixture.h"

#include <QFile>
#include <QMap>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <iostream>
#include <set>

// A sender is killed by strace at the n-th call that writes, syncs, connects or sends, for every n.
namespace callsheet::test {

namespace {

constexpr int limit = 60'000; // ms
constexpr int ordinarily = 60; // points, spread over all calls; all of them every night

// strace counts the calls of each thread, so that each set holds what one thread does: those of a set that two threads
// share are reached in the thread that comes first.
const QStringList &callSets()
{
    static const QStringList sets = {u"write"_s, u"pwrite64"_s, u"fsync,fdatasync"_s, u"ftruncate,unlink,rename"_s,
        u"sendto,sendmsg,writev"_s, u"connect"_s};
    return sets;
}

struct KillPoint {
    QString calls;
    int number = 0;
};

class SystemCalls : public Crash {
protected:
    void SetUp() override
    {
        if (QStandardPaths::findExecutable(u"strace"_s).isEmpty())
            GTEST_SKIP() << "strace is not installed";
        if (QProcess::execute(u"strace"_s, {u"-o"_s, u"/dev/null"_s, u"-e"_s, u"trace=none"_s, u"true"_s}) != 0)
            GTEST_SKIP() << "strace may not watch other programs here (ptrace is not allowed)";
    }
    static QProcess::ExitStatus straced(const QStringList &options, const Sender &sender)
    {
        QProcess process;
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(u"strace"_s, QStringList{u"-f"_s, u"-qq"_s} + options + sender.command);
        EXPECT_TRUE(process.waitForFinished(limit));
        return process.exitStatus();
    }
    //! How often the busiest thread of an unharmed run makes one of these calls.
    int mostCallsOfAThread(const QString &calls)
    {
        const Sender sender = newSender();
        const QString log = sender.profile + u".calls"_s;
        straced({u"-o"_s, log, u"-e"_s, u"trace="_s + calls}, sender);
        QFile file(log);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        QMap<QByteArray, int> ofThread;
        for (const QByteArray &line : file.readAll().split('\n')) {
            const qsizetype space = line.indexOf(' ');
            if (space > 0 && line.contains('(') && !line.contains("resumed>"))
                ++ofThread[line.first(space)];
        }
        return ofThread.isEmpty() ? 0 : *std::max_element(ofThread.begin(), ofThread.end());
    }
    std::vector<KillPoint> allPoints()
    {
        std::vector<KillPoint> points;
        for (const QString &calls : callSets()) {
            const int most = mostCallsOfAThread(calls);
            std::cout << calls.toStdString() << ": " << most << " calls\n";
            for (int number = 1; number <= most; ++number)
                points.push_back({calls, number});
        }
        return points;
    }
};

} // namespace

TEST_F(SystemCalls, mayAllBeTheLastWithoutAnyoneBeingLostOrCalledTwice)
{
    const std::vector<KillPoint> points = allPoints();
    ASSERT_GT(points.size(), 100U);
    const std::size_t stride = isNightly() ? 1 : std::max<std::size_t>(1, points.size() / ordinarily);
    std::mt19937 random(campaignSeed());
    Figures figures;
    std::size_t tried = 0;
    for (std::size_t i = std::uniform_int_distribution<std::size_t>(0, stride - 1)(random); i < points.size();
         i += stride) {
        SCOPED_TRACE(points[i].calls.toStdString() + " " + std::to_string(points[i].number));
        const Sender sender = newSender();
        const QString inject
            = u"inject=%1:signal=KILL:when=%2"_s.arg(points[i].calls, QString::number(points[i].number));
        const auto ended
            = straced({u"-o"_s, u"/dev/null"_s, u"-e"_s, u"trace="_s + points[i].calls, u"-e"_s, inject}, sender);
        ++tried;
        figures.kills += ended == QProcess::CrashExit; // strace ends itself as its program ended
        lookAtWhatIsLeft(sender, Policy::LookFirst, {}, figures);
    }
    std::cout << tried << " of " << points.size() << " points, " << figures << '\n';
    EXPECT_GT(figures.kills, static_cast<int>(tried) * 8 / 10) << "a point may pass: threads are not always as fast";
    EXPECT_GT(figures.unknown, 0);
    expectTrue(figures);
}

} // namespace callsheet::test
