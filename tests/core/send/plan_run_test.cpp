#include "core/send/plan_run.h"

#include "core/send/chunk_tag.h"
#include "core/send/divide_chunk.h"

#include "tests/core/send/campaign.h"
#include "tests/support/await.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <QSemaphore>

#include <algorithm>
#include <set>

namespace callsheet::send {

using namespace Qt::StringLiterals;
using test::Campaign;
using test::contactSheet;
using test::errorOf;

namespace {

QJsonArray recordsOf(Campaign &campaign, const runs::ChunkRecord &chunk)
{
    const auto body = campaign.journal->body(chunk.id).result();
    EXPECT_EQ(errorOf(body), "");
    return QJsonDocument::fromJson(*body).object().value(u"callData"_s).toArray();
}

} // namespace

TEST(PlanRun, putsEveryGoodRowIntoExactlyOneChunk)
{
    Campaign campaign;
    RunInput input = campaign.input(contactSheet(2500));
    const auto details = campaign.details(campaign.plan(input));

    ASSERT_EQ(details.chunks.size(), 3u);
    std::set<std::uint32_t> rows;
    std::set<QString> phones;
    for (const auto &chunk : details.chunks) {
        EXPECT_LE(chunk.count(), 1000);
        rows.insert(chunk.rows.begin(), chunk.rows.end());
        const QJsonArray records = recordsOf(campaign, chunk);
        ASSERT_EQ(records.size(), chunk.count());
        for (const QJsonValue &record : records)
            phones.insert(record[u"phoneNumber"_s].toString());
    }
    EXPECT_EQ(rows.size(), 2500u);
    EXPECT_EQ(*rows.begin(), 2u) << "row numbers are the sheet's";
    EXPECT_EQ(*rows.rbegin(), 2501u);
    EXPECT_EQ(phones.size(), 2500u);
    EXPECT_EQ(details.ledger, (runs::Ledger{2500, 0, 0, 0, 0, 2500, 0}));
}

TEST(PlanRun, keepsEveryBodyBelowTheByteCap)
{
    Campaign campaign;
    RunInput input = campaign.input(contactSheet(500));
    input.limits.mostBytes = 2000;
    const auto details = campaign.details(campaign.plan(input));
    EXPECT_GT(details.chunks.size(), 5u);
    for (const auto &chunk : details.chunks)
        EXPECT_LE(campaign.journal->body(chunk.id).result()->size(), 2000);
    EXPECT_EQ(details.ledger.notSent, 500);
}

TEST(PlanRun, listsEveryRowThatIsNotSentWithItsReason)
{
    Campaign campaign;
    RunInput input = campaign.input("phone,name\n"
                                    "+447400000001,Ada\n" // row 2
                                    ",Bob\n" // row 3: blank
                                    "+447400000001,Ada\n" // row 4: the same person
                                    "+447400000002,Cleo\n" // row 5: left out by the person
                                    "+447400000003,\n" // row 6: blank name
                                    "+447400000004,Dora\n");
    input.skipped = {3};
    const runs::RunId run = campaign.plan(input);

    const auto details = campaign.details(run);
    EXPECT_EQ(details.ledger, (runs::Ledger{6, 3, 1, 0, 0, 2, 0}));
    const auto leftOut = *campaign.journal->leftOutRows(run).result();
    ASSERT_EQ(leftOut.size(), 4u);
    EXPECT_EQ(leftOut[0].row, 3u);
    EXPECT_EQ(leftOut[1].row, 4u);
    EXPECT_TRUE(leftOut[1].folded);
    EXPECT_EQ(leftOut[2].row, 5u);
    EXPECT_EQ(leftOut[3].row, 6u);
    for (const auto &row : leftOut)
        EXPECT_FALSE(row.reason.isEmpty()) << row.row;
    ASSERT_EQ(details.chunks.size(), 1u);
    EXPECT_EQ(details.chunks[0].rows, (std::vector<std::uint32_t>{2, 7}));
}

TEST(PlanRun, doesNotCallADuplicateFoldedWhenThePersonLeftItsOriginalOut)
{
    Campaign campaign;
    RunInput input = campaign.input("phone,name\n+447400000001,Ada\n+447400000001,Ada\n+447400000002,Bob\n");
    input.skipped = {0};
    EXPECT_EQ(campaign.details(campaign.plan(input)).ledger, (runs::Ledger{3, 2, 0, 0, 0, 1, 0}));
}

TEST(PlanRun, sendsThePilotAsAChunkOfItsOwn)
{
    Campaign campaign;
    RunInput input = campaign.input(contactSheet(30));
    input.limits.pilotRows = 10;
    const auto details = campaign.details(campaign.plan(input));
    ASSERT_EQ(details.chunks.size(), 2u);
    EXPECT_EQ(details.chunks[0].count(), 10);
    EXPECT_EQ(details.chunks[1].count(), 20);
}

TEST(PlanRun, choosesAPilotThatShowsMostAndKeepsEveryRowInOneChunk)
{
    Campaign campaign;
    QByteArray csv = contactSheet(500);
    csv += "+353851234567,Aoife\n+447400009999," + QByteArray(200, 'x') + '\n';
    RunInput input = campaign.input(csv);
    input.limits.pilotRows = 5;
    const auto details = campaign.details(campaign.plan(input));
    ASSERT_EQ(details.chunks.size(), 2u);
    const auto &pilot = details.chunks[0].rows;
    EXPECT_EQ(pilot.size(), 5u);
    EXPECT_TRUE(std::count(pilot.begin(), pilot.end(), 502)) << "the only one in Ireland";
    EXPECT_TRUE(std::count(pilot.begin(), pilot.end(), 503)) << "the longest value";
    std::vector<std::uint32_t> all = pilot;
    all.insert(all.end(), details.chunks[1].rows.begin(), details.chunks[1].rows.end());
    std::sort(all.begin(), all.end());
    EXPECT_EQ(all.size(), 502u);
    EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
    EXPECT_TRUE(details.ledger.addsUp());
}

TEST(PlanRun, givesARecordTheReferenceKeyOnlyWhereItIsSwitchedOn)
{
    Campaign campaign;
    RunInput input = campaign.input(contactSheet(5));
    input.limits.mostRows = 3;
    const auto bodies = [&campaign](const RunInput &given) {
        std::vector<QByteArray> made;
        for (const auto &chunk : campaign.details(campaign.plan(given)).chunks)
            made.push_back(*campaign.journal->body(chunk.id).result());
        return made;
    };
    const auto plain = bodies(input);
    EXPECT_FALSE(plain[0].contains("ref"));

    input.connection.referenceKey = u"ref"_s;
    const auto tagged = bodies(input);
    const auto first = wholeTagOf(tagged[0], u"ref"_s, 3);
    const auto second = wholeTagOf(tagged[1], u"ref"_s, 2);
    ASSERT_TRUE(first && second);
    EXPECT_NE(*first, *second);
    EXPECT_EQ(first->size(), 37);
    const auto part = pickPeople({{2, 3, 4}, tagged[0]}, {true, false, true});
    ASSERT_TRUE(part);
    EXPECT_FALSE(wholeTagOf(part->body, u"ref"_s, 2)) << "a count of it would count the others, too";

    for (const QString &taken : {u"name"_s, u"phoneNumber"_s, u"_id"_s, u"$where"_s, u"a.b"_s}) {
        input.connection.referenceKey = taken;
        const auto run = planRun(*campaign.journal, input, {}).result();
        ASSERT_FALSE(run) << taken.toStdString();
        EXPECT_TRUE(run.error().message.contains(taken));
    }
}

TEST(PlanRun, writesDownWhatCleanUpsDoAndNotTheTextsThatAPersonTyped)
{
    Campaign campaign;
    RunInput input = campaign.input(contactSheet(2));
    ASSERT_EQ(input.check.mapping.assignments.size(), 2);
    input.check.mapping.assignments[1].cleanUps
        = {{match::CleanUpKind::TitleCase}, {match::CleanUpKind::Replace, u"Quillfeather"_s, u"Trubshaw"_s}};
    const auto details = campaign.details(campaign.plan(input));
    ASSERT_TRUE(details.head.preparation);
    EXPECT_EQ(details.head.preparation->cleanUps, QStringList{u"Name: Title case, Replace text"_s});
}

TEST(PlanRun, refusesAFileThatChangedSinceItWasRead)
{
    Campaign campaign;
    const RunInput input = campaign.input(contactSheet(5));
    campaign.folder.write(u"contacts.csv"_s, contactSheet(6));
    const auto run = planRun(*campaign.journal, input, {}).result();
    ASSERT_FALSE(run);
    EXPECT_TRUE(run.error().message.contains(u"contacts.csv"_s));
}

TEST(PlanRun, keepsNothingWhenTheFileChangesBeforeTheLastBodyIsMade)
{
    Campaign campaign;
    const RunInput input = campaign.input(contactSheet(500));
    // Another plan holds the journal, so that this one has looked at the file long before it may write its first body.
    QSemaphore hold;
    const auto blocking = campaign.journal->plan({}, {}, [&hold](runs::PlannedChunk &) -> base::Result<bool> {
        hold.acquire();
        return base::Error{base::ErrorKind::Cancelled, u"not this one"_s, {}};
    });
    const auto planned = planRun(*campaign.journal, input, {});
    test::waitUntil([] { return false; }, std::chrono::milliseconds(300));
    campaign.folder.write(u"contacts.csv"_s, contactSheet(500, 1000));
    hold.release();
    EXPECT_FALSE(blocking.result());
    const auto run = planned.result();
    ASSERT_FALSE(run);
    EXPECT_TRUE(run.error().message.contains(u"contacts.csv"_s)) << run.error().message.toStdString();
    EXPECT_TRUE(campaign.journal->runs().result()->empty());
}

TEST(PlanRun, refusesARunWithNobodyInIt)
{
    Campaign campaign;
    const auto run = planRun(*campaign.journal, campaign.input("phone,name\nnobody,Ada\n"), {}).result();
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().kind, base::ErrorKind::InvalidInput);
}

TEST(PlanRun, keepsNothingWhenItIsStopped)
{
    Campaign campaign;
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(planRun(*campaign.journal, campaign.input(contactSheet(5)), stop.get_token()).result());
    EXPECT_TRUE(campaign.journal->runs().result()->empty());
}

} // namespace callsheet::send
