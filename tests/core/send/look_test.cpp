#include "core/send/look.h"

#include "core/practice/practice_service.h"
#include "core/send/wire.h"
#include "tests/core/send/counting_server.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <gtest/gtest.h>

#include <algorithm>

namespace callsheet::send {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString batch = u"64e5f12345abcdef98765432"_s;
constexpr auto P = Finding::Present;
constexpr auto A = Finding::Absent;
constexpr auto U = Finding::Unclear;

QCoro::Task<bool> pass(base::ManualClock *clock, std::chrono::milliseconds time)
{
    clock->advance(time);
    co_return true;
}

//! A service that shows a batch of so many people, 1, 2, 3, …, in pages, and can be made to misbehave.
class ShownBatch {
public:
    explicit ShownBatch(int people)
        : total(people)
        , server([this](QTcpSocket &socket) { answer(socket); })
    {
    }

    LookTarget target()
    {
        LookTarget target;
        target.baseUrl = QUrl(server.origin());
        target.batchId = batch;
        target.bearer = base::Secret("the-token");
        return target;
    }
    LookServices services()
    {
        return {
            &transport, &clock, [this](std::chrono::milliseconds wait, std::stop_token) { return pass(&clock, wait); }};
    }
    base::Result<BatchView> read() { return *test::await(readBatch(services(), target(), {})); }

    int total;
    int mostPerPage = 1000; // what the service allows …
    bool refusesMore = true; // … and whether it says so, or gives fewer silently
    bool growsWhileRead = false;
    bool ignoresSearch = false;
    bool ignoresFilter = true; // every count by filter is the whole batch
    std::vector<int> hidden; // shown as the one before them, a second time
    std::vector<int> masked; // their numbers are shown in part
    QHash<QString, int> tagged; // how many bear a tag, where the filter is heeded
    int failFirst = 0; // so many requests are answered with 503
    std::vector<int> limitsAsked;
    int searches = 0;
    base::ManualClock clock{QDateTime({2026, 7, 1}, {12, 0}, Qt::UTC)};
    Transport transport;
    test::CountingServer server;

private:
    QByteArray entryOf(int person) const
    {
        const auto isIn = [person](const std::vector<int> &some) {
            return std::find(some.begin(), some.end(), person) != some.end();
        };
        const QByteArray shown = QByteArray::number(isIn(hidden) ? person - 1 : person);
        return R"({"_id":"id)" + shown + R"(","phoneNumber":")" + shown + (isIn(masked) ? "***" : "")
            + R"(","createdAt":"2026-07-01T12:00:00.000Z"})";
    }
    void answerCount(QTcpSocket &socket, const QString &filter, const QByteArray &date) const
    {
        const QString tag = QJsonDocument::fromJson(filter.toUtf8()).object().value(u"ref"_s).toString();
        const int counted = ignoresFilter ? total : tagged.value(tag);
        socket.write(test::answerOf("200 OK",
            R"({"status":true,"code":200,"data":{"batchId":")" + batch.toLatin1() + R"(","total":)"
                + QByteArray::number(counted) + R"(,"totalPages":)" + QByteArray::number(counted) + R"(,"data":[]}})",
            date));
    }
    void answer(QTcpSocket &socket)
    {
        const QByteArray head = server.lastRequest();
        const QUrlQuery query(QUrl::fromEncoded(head.mid(4, head.indexOf(' ', 4) - 4)));
        const int limit = query.queryItemValue(u"limit"_s).toInt();
        const int page = query.queryItemValue(u"page"_s).toInt();
        const QString search = query.queryItemValue(u"search"_s);
        const QByteArray date = "Date: Wed, 01 Jul 2026 12:00:00 GMT\r\n";
        if (failFirst-- > 0) {
            socket.write(test::answerOf("503 Busy", "{}"));
            return;
        }
        if (query.hasQueryItem(u"filter"_s)) {
            answerCount(socket, query.queryItemValue(u"filter"_s, QUrl::FullyDecoded), date);
            return;
        }
        limitsAsked.push_back(limit);
        if (limit > mostPerPage && refusesMore) {
            socket.write(test::answerOf("400 Bad", R"({"status":false,"code":400})", date));
            return;
        }
        if (growsWhileRead && search.isEmpty())
            ++total;
        searches += search.isEmpty() ? 0 : 1;
        const bool isSearch = !search.isEmpty() && !ignoresSearch;
        const int wanted = search.toInt();
        const int first = isSearch ? wanted : (page - 1) * limit + 1;
        const int last
            = isSearch ? (wanted <= total ? wanted : 0) : std::min(total, first + std::min(limit, mostPerPage) - 1);
        QByteArray entries;
        for (int i = first; i <= last; ++i)
            entries += (entries.isEmpty() ? "" : ",") + entryOf(i);
        const int shown = isSearch ? std::max(0, last - first + 1) : total;
        socket.write(test::answerOf("200 OK",
            R"({"status":true,"code":200,"data":{"batchId":")" + batch.toLatin1() + R"(","total":)"
                + QByteArray::number(shown) + R"(,"totalPages":)" + QByteArray::number((shown + limit - 1) / limit)
                + R"(,"data":[)" + entries + "]}}",
            date));
    }
};

SoughtPeople sought(std::vector<QByteArray> phones)
{
    SoughtPeople people;
    people.phones = std::move(phones);
    people.attemptAt = QDateTime({2026, 7, 1}, {11, 59}, Qt::UTC);
    people.lastByteAt = people.attemptAt;
    return people;
}

std::vector<Finding> lookFor(ShownBatch &shown, std::vector<QByteArray> phones)
{
    const auto looked
        = test::await(lookOnce(shown.services(), shown.target(), {}, {}, {sought(std::move(phones))}, {}));
    EXPECT_TRUE(looked && *looked);
    return looked && *looked ? (*looked)->front().looks.front().people : std::vector<Finding>();
}

} // namespace

TEST(ReadBatch, readsEveryPageAndChecksThatNothingShifted)
{
    ShownBatch shown(2500);
    const auto view = shown.read();
    ASSERT_TRUE(view);
    EXPECT_TRUE(view->whole);
    EXPECT_EQ(view->entries.size(), 2500U);
    EXPECT_EQ(shown.limitsAsked.size(), 4U) << "three pages, and the first again";
    EXPECT_EQ(view->serviceTime, shown.clock.now());
}

TEST(ReadBatch, asksForSmallerPagesWhereTheServiceRefusesLargeOnes)
{
    ShownBatch shown(35);
    shown.mostPerPage = 10;
    const auto view = shown.read();
    ASSERT_TRUE(view);
    EXPECT_TRUE(view->whole);
    EXPECT_EQ(view->entries.size(), 35U);
    EXPECT_EQ(shown.limitsAsked, (std::vector{1000, 100, 10, 10, 10, 10, 10}));
}

TEST(ReadBatch, noticesAServiceThatGivesFewerThanItWasAskedFor)
{
    ShownBatch shown(35);
    shown.mostPerPage = 10;
    shown.refusesMore = false;
    const auto view = shown.read();
    ASSERT_TRUE(view);
    EXPECT_TRUE(view->whole);
    EXPECT_EQ(view->entries.size(), 35U);
}

TEST(ReadBatch, triesThreeTimesWhereTheBatchGrowsAndThenDoesNotCallItWhole)
{
    ShownBatch shown(30);
    shown.growsWhileRead = true;
    const auto view = shown.read();
    ASSERT_TRUE(view);
    EXPECT_FALSE(view->whole);
    EXPECT_EQ(shown.limitsAsked.size(), 6U) << "page 1 and page 1 again, three times";
}

TEST(ReadBatch, triesAgainWhereTheServiceIsBusy)
{
    ShownBatch shown(3);
    shown.failFirst = 2;
    const auto view = shown.read();
    ASSERT_TRUE(view);
    EXPECT_TRUE(view->whole);
}

TEST(ReadBatch, sendsTheBearerTokenAndNothingElse)
{
    ShownBatch shown(1);
    ASSERT_TRUE(shown.read());
    EXPECT_TRUE(shown.server.lastRequest().startsWith("GET /api/call/batch-details/" + batch.toLatin1() + "?"));
    EXPECT_TRUE(shown.server.lastRequest().contains("Authorization: Bearer the-token\r\n"));
    EXPECT_FALSE(shown.server.lastRequest().toLower().contains("x-api-key"));
}

TEST(ReadBatch, saysThatTheTokenIsRefusedInsteadOfCallingPeopleAbsent)
{
    for (const QByteArray status : {"401 No", "403 No", "404 No", "302 Found"}) {
        test::CountingServer server([&status](QTcpSocket &socket) { socket.write(test::answerOf(status, "{}")); });
        Transport transport;
        base::SystemClock clock;
        LookTarget target;
        target.baseUrl = QUrl(server.origin());
        target.batchId = batch;
        const auto view = test::await(readBatch({&transport, &clock, {}}, target, {}));
        ASSERT_TRUE(view);
        EXPECT_FALSE(*view) << status.constData();
        EXPECT_EQ(server.connections(), 1);
    }
}

TEST(LookOnce, findsWhoIsThereAndWhoIsNot)
{
    ShownBatch shown(3);
    EXPECT_EQ(lookFor(shown, {"2", "4", "1"}), (std::vector{P, A, P}));
}

TEST(LookOnce, callsNobodyAbsentWhereARecordIsShownTwiceInPlaceOfAnother)
{
    ShownBatch shown(40);
    EXPECT_EQ(
        lookFor(shown, std::vector<QByteArray>(mostSearched + 1, "9000")), std::vector<Finding>(mostSearched + 1, A))
        << "the control";
    shown.hidden = {7};
    EXPECT_EQ(
        lookFor(shown, std::vector<QByteArray>(mostSearched + 1, "7")), std::vector<Finding>(mostSearched + 1, U));
}

TEST(LookOnce, callsNobodyAbsentWhereANumberInTheBatchCannotBeRead)
{
    ShownBatch shown(40);
    shown.masked = {7};
    EXPECT_EQ(
        lookFor(shown, std::vector<QByteArray>(mostSearched + 1, "7")), std::vector<Finding>(mostSearched + 1, U));
}

//! Two are sought by their tag, and ten others are known to be queued by theirs.
std::vector<Finding> lookByTag(ShownBatch &shown)
{
    LookTarget target = shown.target();
    target.referenceKey = u"ref"_s;
    SoughtPeople people = sought({"9001", "9002"});
    people.tag = u"the-chunk"_s;
    const auto looked
        = test::await(lookOnce(shown.services(), target, {}, TagControl{u"known"_s, 10}, {std::move(people)}, {}));
    EXPECT_TRUE(looked && *looked);
    return looked && *looked ? (*looked)->front().looks.front().people : std::vector<Finding>();
}

TEST(LookOnce, believesACountByTagOnlyWhereTheFilterIsHeeded)
{
    ShownBatch shown(2);
    EXPECT_EQ(lookByTag(shown), (std::vector{A, A})) << "as many as are sought, and others: the batch is read instead";
    shown.ignoresFilter = false;
    shown.tagged = {{u"known"_s, 10}, {u"the-chunk"_s, 2}};
    EXPECT_EQ(lookByTag(shown), (std::vector{P, P}));
    shown.tagged = {{u"known"_s, 10}};
    EXPECT_EQ(lookByTag(shown), (std::vector{A, A}));
    EXPECT_EQ(shown.limitsAsked.size(), 2U) << "the batch was read for the first look only";
}

TEST(LookOnce, searchesForAFewPeopleWhereTheBatchDoesNotHoldStill)
{
    ShownBatch shown(30);
    shown.growsWhileRead = true;
    EXPECT_EQ(lookFor(shown, {"2", "9000"}), (std::vector{P, A}));
    EXPECT_EQ(shown.searches, 3) << "the control, and one for each";
    shown.ignoresSearch = true;
    EXPECT_EQ(lookFor(shown, {"2", "9000"}), (std::vector{P, U})) << "a search that is not one proves nothing";
    EXPECT_EQ(
        lookFor(shown, std::vector<QByteArray>(mostSearched + 1, "9000")), std::vector<Finding>(mostSearched + 1, U))
        << "too many to search for";
}

} // namespace callsheet::send
