#include "core/send/export_people.h"
#include "core/send/load_receipt.h"
#include "core/send/sent_people.h"

#include "tests/core/send/campaign.h"
#include "tests/support/printers.h"

#include <QFile>

// What leaves the journal of a run: the list of its people, and its receipt.
namespace callsheet::send {

using namespace Qt::StringLiterals;
using runs::RowState;
using test::Campaign;
using test::errorOf;

namespace {

class RunOnPaper : public ::testing::Test {
protected:
    //! Rows 2 and 3 queued, rows 4 and 5 unknown, row 6 left out for its number.
    void SetUp() override
    {
        auto input = m_campaign.input(test::contactSheet(4) + "12,\"=Nobody, really\"\n");
        input.limits.mostRows = 2;
        input.preparation.who = u"asha"_s;
        m_run = m_campaign.plan(input);
        end(0, runs::OutcomeClass::Accepted);
        end(1, runs::OutcomeClass::Unknown);
    }
    void end(std::size_t chunk, runs::OutcomeClass outcome)
    {
        const runs::ChunkId id = m_campaign.details(m_run).chunks.at(chunk).id;
        const auto attempt = m_campaign.journal->recordIntent(id, false).result();
        ASSERT_EQ(errorOf(attempt), "");
        ASSERT_EQ(errorOf(m_campaign.journal->recordWireOpen(*attempt).result()), "");
        runs::AttemptResult result;
        result.outcome = outcome;
        result.message = u"About +447400000002."_s;
        ASSERT_EQ(errorOf(m_campaign.journal->recordResult(*attempt, result).result()), "");
    }
    QStringList lines(const PeopleChoice &choice)
    {
        const QString path = m_campaign.folder.path(u"people.csv"_s);
        const auto written = exportPeople(*m_campaign.journal, m_run, choice, path).result();
        EXPECT_EQ(errorOf(written), "");
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        QStringList all = QString::fromUtf8(file.readAll()).split(u"\r\n"_s, Qt::SkipEmptyParts);
        EXPECT_EQ(written ? *written : -1, all.size() - 1);
        return all;
    }

    Campaign m_campaign;
    runs::RunId m_run = 0;
};

} // namespace

TEST_F(RunOnPaper, listsTheChosenGroupsWithWhatWasSent)
{
    const QStringList queued = lines({{RowState::Queued}, false, false});
    ASSERT_EQ(queued.size(), 3) << queued.join(u'\n').toStdString();
    EXPECT_TRUE(queued[0].endsWith(u"Row in sheet,State,Chunk,What happened,phoneNumber,name"_s));
    EXPECT_EQ(queued[1], u"2,Queued,1,Queued by the service.,447400000000,Person 0"_s);

    const QStringList all
        = lines({{RowState::Queued, RowState::Unknown, RowState::Refused, RowState::NotSent}, true, false});
    ASSERT_EQ(all.size(), 6);
    EXPECT_TRUE(all[3].startsWith(u"4,Unknown,2,"_s)) << all[3].toStdString();
    EXPECT_TRUE(all[5].startsWith(u"6,Left out,,"_s)) << all[5].toStdString();
}

TEST_F(RunOnPaper, masksNumbersWhereverTheyStand)
{
    const QString text = lines({{RowState::Queued, RowState::Unknown}, true, true}).join(u'\n');
    EXPECT_FALSE(text.contains(u"4474"_s)) << text.toStdString();
    EXPECT_TRUE(text.contains(u"•••••••••003"_s));
    EXPECT_TRUE(text.contains(u"Person 3"_s));
}

TEST_F(RunOnPaper, whoIsSettledStandsOnceAndWhereTheyAreNow)
{
    runs::Settlement found;
    found.queued = {4};
    const runs::ChunkRecord unknown = m_campaign.details(m_run).chunks.at(1);
    ASSERT_EQ(errorOf(m_campaign.journal->recordSettlement(unknown.id, found).result()), "");
    const auto placed = placedPeople(m_campaign.details(m_run).chunks.at(1));
    EXPECT_EQ(placed, (std::vector<PlacedPerson>{{0, RowState::Queued}, {1, RowState::Unknown}}));
    EXPECT_EQ(lines({{RowState::Queued}, false, true}).size(), 4);
    EXPECT_EQ(lines({{RowState::Unknown}, false, true}).size(), 2);
}

TEST_F(RunOnPaper, keepsNoNumbersOfWhoIsFinalAndExported)
{
    ASSERT_EQ(errorOf(m_campaign.journal->useRetention({}).result()), "");
    lines({{RowState::Queued}, false, true});
    const QStringList exported = lines({{RowState::Queued, RowState::Unknown}, false, false});
    EXPECT_TRUE(exported[1].contains(u"447400000000"_s)) << "a masked list is no reason to let them go";
    const QStringList again = lines({{RowState::Queued, RowState::Unknown}, false, false});
    ASSERT_EQ(again.size(), 5);
    EXPECT_TRUE(again[1].startsWith(u"2,Queued,1,"_s)) << "who was queued stays known by row";
    EXPECT_FALSE(again[1].contains(u"447400000000"_s));
    EXPECT_TRUE(again[3].contains(u"447400000002"_s)) << "who is unknown may have to be sent again";
}

TEST_F(RunOnPaper, letsNobodyGoByAListOfARunThatIsUnderWay)
{
    ASSERT_EQ(errorOf(m_campaign.journal->useRetention({}).result()), "");
    auto input = m_campaign.input(test::contactSheet(4, 50));
    input.limits.mostRows = 2;
    m_run = m_campaign.plan(input);
    end(0, runs::OutcomeClass::Accepted);
    lines({{RowState::Queued}, false, false}); // the second chunk waits: it may be queued while the list is written
    EXPECT_TRUE(lines({{RowState::Queued}, false, false})[1].contains(u"447400000050"_s));
    end(1, runs::OutcomeClass::Accepted);
    lines({{RowState::Queued}, false, false});
    EXPECT_FALSE(lines({{RowState::Queued}, false, false})[1].contains(u"447400000050"_s)) << "the control";
}

TEST_F(RunOnPaper, hasAReceiptThatAddsUpWithNumbersOnlyWhenAsked)
{
    const QDateTime now(QDate(2026, 7, 1), QTime(9, 0), Qt::UTC);
    const auto without = loadReceipt(*m_campaign.journal, m_run, false, now, QTimeZone::utc()).result();
    ASSERT_EQ(errorOf(without), "");
    EXPECT_EQ(without->run.ledger, (runs::Ledger{5, 1, 0, 2, 0, 0, 2}));
    EXPECT_EQ(without->run.head.preparation->who, u"asha"_s);
    EXPECT_EQ(without->chunks.at(0).attempts.size(), 1u);
    const auto page = runs::receiptHtml(*without);
    ASSERT_EQ(errorOf(page), "");
    EXPECT_FALSE(page->contains(u"4474"_s));

    const auto with = loadReceipt(*m_campaign.journal, m_run, true, now, QTimeZone::utc()).result();
    ASSERT_EQ(errorOf(with), "");
    ASSERT_EQ(with->people->size(), 4u);
    EXPECT_EQ(with->people->back().number, u"447400000003"_s);
    EXPECT_EQ(with->people->back().state, RowState::Unknown);
    EXPECT_FALSE(loadReceipt(*m_campaign.journal, 99, false, now, QTimeZone::utc()).result());
}

} // namespace callsheet::send
