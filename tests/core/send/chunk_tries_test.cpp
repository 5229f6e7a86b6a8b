#include "core/send/chunk_tries.h"

#include "tests/core/send/campaign.h"
#include "tests/support/printers.h"

// What a support person reads of one chunk: enough to see what was sent and what came back, and nobody's data.
namespace callsheet::send {

using namespace Qt::StringLiterals;
using runs::OutcomeClass;
using test::Campaign;
using test::errorOf;

namespace {

class Tries : public ::testing::Test {
protected:
    Tries()
    {
        auto input = m_campaign.input("phone,name\n+447400123456,Zoe Quillfeather\n+447400123457,Bob Trubshaw\n");
        input.connection.mode = connection::CredentialMode::Both;
        m_run = m_campaign.plan(input);
        m_chunk = m_campaign.details(m_run).chunks.front().id;
    }
    runs::AttemptId begin()
    {
        const auto attempt = m_campaign.journal->recordIntent(m_chunk, false).result();
        EXPECT_EQ(errorOf(attempt), "");
        return *attempt;
    }
    void end(runs::AttemptId attempt, const runs::AttemptResult &result)
    {
        EXPECT_EQ(errorOf(m_campaign.journal->recordResult(attempt, result).result()), "");
    }
    void wireOpens(runs::AttemptId attempt)
    {
        EXPECT_EQ(errorOf(m_campaign.journal->recordWireOpen(attempt).result()), "");
    }
    QString text()
    {
        const auto told = describeTries(*m_campaign.journal, m_run, m_chunk, QTimeZone(19800)).result();
        EXPECT_EQ(errorOf(told), "");
        return told ? *told : QString();
    }
    bool tells(const QString &line)
    {
        const bool told = text().contains(line);
        EXPECT_TRUE(told) << line.toStdString() << "\nis not in\n" << text().toStdString();
        return told;
    }

    base::ManualClock m_clock{QDateTime({2026, 7, 1}, {9, 30}, Qt::UTC)};
    Campaign m_campaign{&m_clock};
    runs::RunId m_run = 0;
    runs::ChunkId m_chunk = 0;
};

runs::AttemptResult refusal()
{
    runs::AttemptResult refused;
    refused.outcome = OutcomeClass::Refused;
    refused.code = u"invalid"_s;
    refused.httpStatus = 400;
    refused.serverText = u"record 1: Zoe Quillfeather (447400123456) has no account"_s;
    refused.message = u"The service refused this chunk. It says: “%1”."_s.arg(refused.serverText);
    refused.answer = R"({"status":false,"code":400,"message":"failed","data":{"added":0,"failedChunks":[{"chunkNum":1,)"
                     R"("error":"record 1: Zoe Quillfeather (447400123456) has no account"}]}})";
    return refused;
}

} // namespace

TEST_F(Tries, tellWhatWasSentAndWhatCameBack)
{
    const runs::AttemptId first = begin();
    m_clock.advance(std::chrono::milliseconds(400));
    runs::AttemptResult unsent;
    unsent.outcome = OutcomeClass::NotSent;
    unsent.message = u"Nobody answers there. Nothing was sent."_s;
    end(first, unsent);
    m_clock.advance(std::chrono::seconds(10));
    const runs::AttemptId second = begin();
    wireOpens(second);
    m_clock.advance(std::chrono::milliseconds(1300));
    end(second, refusal());

    const qint64 bytes = m_campaign.journal->body(m_chunk).result()->size();
    for (const QString &line : {u"POST http://127.0.0.1:1/api/call/addCallsToBatch"_s, u"x-api-key: hidden"_s,
             u"Authorization: Bearer hidden"_s, u"Content-Type: application/json"_s, u"Content-Length: %1"_s.arg(bytes),
             u"Body: records 2, bytes %1"_s.arg(bytes), u"\"batchId\": \"64e5f12345abcdef98765432\""_s,
             u"\"name\": \"‹text, length 16›\""_s, u"\"phoneNumber\": \"•••••••••456\""_s, u"Try 1: Not sent"_s,
             u"Made on 1 Jul 2026 15:00:00 UTC+05:30. It took 0.4 s."_s, u"Nothing left this computer."_s,
             u"Nobody answers there."_s, u"No answer was received."_s, u"Try 2: Refused"_s,
             u"Made on 1 Jul 2026 15:00:10 UTC+05:30. It took 1.3 s."_s, u"Status of the answer: 400."_s,
             u"It says: “record 1: ‹name› (•••••••••456) has no account”."_s,
             u"It says: status false, code 400, added 0, call ids 0, failed chunks 1."_s, u"\"chunkNum\": 1"_s})
        tells(line);
}

TEST_F(Tries, holdNothingOfAnybodyThoughTheJournalDoes)
{
    const runs::AttemptId attempt = begin();
    wireOpens(attempt);
    end(attempt, refusal());
    const QString body = QString::fromUtf8(*m_campaign.journal->body(m_chunk).result());
    const QString answer = QString::fromUtf8(*m_campaign.journal->answer(attempt).result());
    for (const QString &word : {u"Quillfeather"_s, u"Zoe"_s, u"447400123456"_s}) {
        EXPECT_TRUE(body.contains(word) && answer.contains(word)) << "there to be found: " << word.toStdString();
        EXPECT_FALSE(text().contains(word)) << word.toStdString();
    }
    EXPECT_FALSE(text().contains(u"Trubshaw"_s));
}

TEST_F(Tries, holdNothingOfAnybodyWhereTheServiceQuotesJson)
{
    const runs::AttemptId attempt = begin();
    wireOpens(attempt);
    runs::AttemptResult refused = refusal();
    refused.serverText = uR"({"name":"Zoe Quillf\u0065ather","phone":"400-123456"} has no account)"_s;
    refused.message = u"The service refused this chunk. It says: “%1”."_s.arg(refused.serverText);
    refused.answer = R"({"status":false,"code":400,"message":"{\"name\":\"Zoe Quillf\\u0065ather\"} has no account"})";
    end(attempt, refused);
    tells(uR"(It says: “{"name":"‹name›","phone":"•••-•••456"} has no account”.)"_s);
    for (const QString &part : {u"Quillf"_s, u"ather"_s, u"Zoe"_s, u"123456"_s})
        EXPECT_FALSE(text().contains(part)) << part.toStdString();
}

TEST_F(Tries, sayWhatIsUnderWayAndWhatADyingProgramLeftUnknown)
{
    EXPECT_TRUE(tells(u"It was not tried yet."_s));
    const runs::AttemptId attempt = begin();
    wireOpens(attempt);
    EXPECT_TRUE(tells(u"It is under way."_s));
    m_clock.advance(std::chrono::hours(20));
    runs::AttemptResult interrupted;
    interrupted.code = u"interrupted"_s;
    end(attempt, interrupted);
    EXPECT_TRUE(tells(u"Nobody knows how long it took."_s));
    EXPECT_FALSE(text().contains(u"It took"_s));
}

TEST_F(Tries, saySoWhereWhatWasSentWasDeletedAfterItsTime)
{
    const runs::AttemptId attempt = begin();
    wireOpens(attempt);
    runs::AttemptResult accepted = refusal();
    accepted.outcome = OutcomeClass::Accepted;
    end(attempt, accepted);
    m_clock.advance(std::chrono::hours(24 * 40));
    ASSERT_EQ(errorOf(m_campaign.journal->useRetention({}).result()), "");
    tells(u"The numbers and names of chunk 1 were deleted on"_s);
    tells(u"What the service answered was deleted on"_s);
    tells(u"Status of the answer: 400."_s);
    EXPECT_FALSE(text().contains(u"callData"_s));
}

TEST_F(Tries, ofAChunkOfAnotherRunAreNotTold)
{
    const auto told = describeTries(*m_campaign.journal, m_run, m_chunk + 1, QTimeZone::utc()).result();
    ASSERT_FALSE(told);
    EXPECT_EQ(told.error().kind, base::ErrorKind::WrongUsage);
}

TEST(TriesWithoutAKey, sayThatItCannotBeReached)
{
    runs::AttemptRecord attempt;
    attempt.result = refusal();
    attempt.result->message = u"What the service said of these people is encrypted."_s;
    attempt.result->serverText.clear();
    ChunkTries tries{{}, {}, runs::payloadKeyMissing(), {{attempt, runs::payloadKeyMissing()}}};
    const QString text = describe(tries, QTimeZone::utc());
    EXPECT_EQ(text.count(runs::payloadKeyMissing().message), 2) << text.toStdString();
    EXPECT_TRUE(text.contains(u"x-api-key: hidden"_s));
}

} // namespace callsheet::send
