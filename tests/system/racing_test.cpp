#include "core/practice/practice_service.h"
#include "tests/support/printers.h"
#include "tests/system/crash_campaign.h"

#include <QProcess>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <iostream>

// Two windows, two scripts, or one of each start at the same moment with the same profile. One of them may send.
namespace callsheet::test {

namespace {

constexpr int limit = 60'000; // ms

class Racer {
public:
    explicit Racer(const QStringList &arguments)
    {
        m_process.start(QStringLiteral(CALLSHEET_BIN_DIR "/racing_sender"), arguments);
        EXPECT_EQ(nextWord(), u"ready"_s);
    }
    ~Racer()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(limit);
    }
    void go()
    {
        m_process.write("go\n");
        m_process.waitForBytesWritten(limit);
    }
    QString nextWord()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(limit))
            continue;
        return QString::fromUtf8(m_process.readLine()).trimmed();
    }

private:
    QProcess m_process;
};

class Racing : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_EQ(errorOf(m_service.start()), ""); }
    QStringList argumentsOf(const QString &profile, const QString &batch) const
    {
        return {m_folder.filePath(profile), m_service.url().toString(), m_service.workspaces().first().apiKey, batch};
    }
    QString newBatch()
    {
        const QString batch = u"64e5f12345abcdef"_s + QString::number(10'000'000 + ++m_batches);
        EXPECT_TRUE(m_service.ensureBatch(batch, batch));
        return batch;
    }
    int mostTimesQueued(const QString &batch) const
    {
        int most = 0;
        for (const practice::QueuedCall &call : m_service.queuedCalls(batch))
            most = std::max(most, call.timesQueued);
        return most;
    }

    QTemporaryDir m_folder{inMemory(u"callsheet-races-XXXXXX"_s)};
    practice::PracticeService m_service{practice::PracticeOptions{}};
    int m_batches = 0;
};

} // namespace

TEST_F(Racing, letsOneOfTwoSendAndTheOtherExplains)
{
    const int races = isNightly() ? 500 : 100;
    int firstWins = 0;
    for (int race = 0; race < races; ++race) {
        const QString batch = newBatch();
        const QStringList arguments = argumentsOf(batch, batch);
        Racer first(arguments);
        Racer second(arguments);
        (race % 2 ? second : first).go();
        (race % 2 ? first : second).go();
        const QStringList words = {first.nextWord(), second.nextWord()};
        ASSERT_EQ(words.count(u"sent"_s), 1) << words.join(u" | "_s).toStdString();
        firstWins += words.first() == u"sent"_s;
        const QString other = words.first() == u"sent"_s ? words.last() : words.first();
        EXPECT_TRUE(other.contains(u"Another Callsheet has the"_s)) << other.toStdString();
        EXPECT_EQ(m_service.queuedCount(batch), crashPeople);
        EXPECT_EQ(mostTimesQueued(batch), 1);
    }
    std::cout << races << " races, won by the first " << firstWins << " times and by the second " << races - firstWins
              << " times\n";
}

TEST_F(Racing, wouldSendEverybodyTwiceWithAProfileOfEachOnesOwn)
{
    // The control: nothing but the profile keeps the two apart.
    const QString batch = newBatch();
    Racer first(argumentsOf(u"one"_s, batch));
    Racer second(argumentsOf(u"two"_s, batch));
    first.go();
    second.go();
    EXPECT_EQ(first.nextWord(), u"sent"_s);
    EXPECT_EQ(second.nextWord(), u"sent"_s);
    EXPECT_EQ(mostTimesQueued(batch), 2);
}

} // namespace callsheet::test
