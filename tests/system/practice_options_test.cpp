#include "tests/support/await.h"
#include "tests/system/api_client.h"
#include "tests/system/program.h"

#include <QJsonArray>

// What the practice command keeps, and how its calls end, as somebody writes it in a terminal.
namespace callsheet::test {

namespace {

struct WrongValue {
    const char *what;
    QStringList options;
    QString said;
};

void PrintTo(const WrongValue &value, std::ostream *out)
{
    *out << value.what;
}

//! A practice service with these options, and a client of its first workspace.
class Rehearsal {
public:
    explicit Rehearsal(const QStringList &options)
        : m_program(QStringList{u"practice"_s} + options)
    {
        const QJsonObject said = m_program.nextJson();
        const QJsonObject own = said.value(u"workspaces"_s)[0].toObject();
        m_batch = own.value(u"batches"_s)[0].toString();
        m_client = std::make_unique<ApiClient>(QUrl(said.value(u"url"_s).toString()),
            own.value(u"apiKey"_s).toString().toUtf8(), own.value(u"bearer"_s).toString().toUtf8());
    }

    ApiClient &client() { return *m_client; }
    void killAtOnce() { m_program.killAtOnce(); }
    ApiAnswer add(int count)
    {
        QJsonArray people;
        for (int i = 0; i < count; ++i)
            people += QJsonObject{{u"phoneNumber"_s, QString::number(12'125'550'000 + i)}};
        return m_client->post(
            u"/api/call/addCallsToBatch"_s, Sign::Key, {{u"batchId"_s, m_batch}, {u"callData"_s, people}});
    }
    //! How the calls ended, in their order, once all of them have.
    QStringList outcomes(int count)
    {
        QStringList words;
        EXPECT_TRUE(waitUntil([&] {
            words.clear();
            const QJsonObject truth = m_client->get(u"/practice/truth?batch="_s + m_batch, Sign::Nothing).envelope();
            for (const QJsonValue &call : truth.value(u"calls"_s).toArray())
                words += call[u"status"_s].toString();
            return words.size() == count && !words.contains(u"pending"_s);
        }));
        return words;
    }

private:
    Program m_program;
    QString m_batch;
    std::unique_ptr<ApiClient> m_client;
};

} // namespace

class PracticeOptionsThatAreWrong : public testing::TestWithParam<WrongValue> { };

TEST_P(PracticeOptionsThatAreWrong, areNamedInOneSentence)
{
    const Ended ended = Program::run(QStringList{u"practice"_s} + GetParam().options);
    EXPECT_EQ(ended.exitCode, 2);
    EXPECT_TRUE(ended.errors.contains(GetParam().said)) << ended.errors.toStdString();
    EXPECT_EQ(ended.errors.trimmed().count(u'\n'), 0);
    EXPECT_EQ(ended.output, "");
}

INSTANTIATE_TEST_SUITE_P(Values, PracticeOptionsThatAreWrong,
    testing::Values(WrongValue{"seedOfLetters", {u"--seed"_s, u"lucky"_s}, u"“lucky”"_s},
        WrongValue{"seedBelowZero", {u"--seed"_s, u"-1"_s}, u"--seed"_s},
        WrongValue{"seedTooLarge", {u"--seed"_s, u"99999999999999999999"_s}, u"--seed"_s},
        WrongValue{"mixOfAnotherEnd", {u"--mix"_s, u"voicemail=3"_s}, u"“voicemail=3”"_s},
        WrongValue{"mixWithoutANumber", {u"--mix"_s, u"completed"_s}, u"“completed”"_s},
        WrongValue{"mixBelowZero", {u"--mix"_s, u"completed=-1"_s}, u"“completed=-1”"_s},
        WrongValue{"mixOfNothing", {u"--mix"_s, u"completed=0,busy=0"_s}, u"above 0"_s},
        WrongValue{"editionUnknown", {u"--edition"_s, u"callData,basic"_s}, u"“basic”"_s},
        WrongValue{"paceOfLetters", {u"--pace"_s, u"fast"_s}, u"“fast”"_s},
        WrongValue{"portTooHigh", {u"--port"_s, u"70000"_s}, u"65535"_s}),
    [](const auto &row) { return row.param.what; });

TEST(PracticeOptions, keepWhatIsQueuedInTheDataFileThroughAKill)
{
    const TemporaryFolder folder;
    const QStringList options = {u"--data"_s, folder.path(u"practice.db"_s)};
    const QString id = [&options] {
        Rehearsal before(options);
        const ApiAnswer added = before.add(3);
        before.killAtOnce();
        return added.object().value(u"callIds"_s)[2].toString();
    }();
    EXPECT_FALSE(id.isEmpty());
    Rehearsal after(options);
    const ApiAnswer again = after.add(4);
    EXPECT_EQ(again.object().value(u"added"_s).toInt(), 1) << "three of them wait already";
    EXPECT_EQ(again.object().value(u"callIds"_s)[2].toString(), id);
}

TEST(PracticeOptions, sayThatTheDataFileIsNoneOfTheService)
{
    const TemporaryFolder folder;
    const QString path = folder.write(u"letter.txt"_s, "Dear Sarah, this is no data file at all.\n");
    const Ended ended = Program::run({u"practice"_s, u"--data"_s, path});
    EXPECT_NE(ended.exitCode, 0);
    EXPECT_TRUE(ended.errors.contains(path)) << ended.errors.toStdString();
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().startsWith("Dear Sarah")) << "left as it was";
}

TEST(PracticeOptions, endTheCallsByTheMix)
{
    Rehearsal busy({u"--pace"_s, u"1000"_s, u"--mix"_s, u"busy=1"_s});
    EXPECT_EQ(busy.add(5).status, 200);
    EXPECT_EQ(busy.outcomes(5), QStringList(5, u"busy"_s));
}

TEST(PracticeOptions, endTheCallsTheSameWayForTheSameSeed)
{
    const auto outcomesOf = [](const QString &seed) {
        Rehearsal rehearsal({u"--pace"_s, u"1000"_s, u"--mix"_s, u"completed=1,busy=1"_s, u"--seed"_s, seed});
        EXPECT_EQ(rehearsal.add(64).status, 200);
        return rehearsal.outcomes(64);
    };
    const QStringList first = outcomesOf(u"7"_s);
    EXPECT_EQ(outcomesOf(u"7"_s), first);
    EXPECT_NE(outcomesOf(u"8"_s), first) << "the control: 64 throws of a coin";
}

} // namespace callsheet::test
