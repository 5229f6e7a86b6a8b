#include "tests/core/practice/practice_fixture.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <tuple>

namespace callsheet::practice {

using namespace std::chrono_literals;
using test::RawAnswer;
using test::RawClient;
using test::requestBytes;

namespace {

//! A place in a request or an answer, as a plan says it.
struct Place {
    const char *name;
    BytePosition at;
};

void PrintTo(const Place &place, std::ostream *out)
{
    *out << place.name;
}

BytePosition start(qint64 bytes)
{
    return {BytePosition::From::Start, bytes, 0};
}
BytePosition headEnd(qint64 distance)
{
    return {BytePosition::From::HeadEnd, distance, 0};
}
BytePosition share(double part)
{
    return {BytePosition::From::BodyShare, 0, part};
}
BytePosition last(qint64 distance)
{
    return {BytePosition::From::End, distance, 0};
}

Fault faultOf(FaultKind kind)
{
    Fault fault;
    fault.kind = kind;
    return fault;
}

class FaultKinds : public PracticeTest {
protected:
    QByteArray request(int count = 3) const
    {
        return requestBytes("POST", addCallsTarget, keyHeader(acme()), bodyFor(acmeBatch(), people(count)));
    }
    //! The one arrival, when it is over.
    Arrival arrival() const
    {
        const QList<Arrival> arrivals = m_service->arrivals();
        EXPECT_EQ(arrivals.size(), 1);
        return arrivals.value(0);
    }
    RawAnswer askWith(const Fault &fault)
    {
        startWithFault(fault);
        return RawClient(port()).ask(request());
    }
    int queued() const { return m_service->queuedCount(acmeBatch()); }
    bool isServed() { return RawClient(port()).ask(request(1)).status == 200; }
};

class Cuts : public FaultKinds, public testing::WithParamInterface<std::tuple<Place, Ending>> {
protected:
    Fault fault(FaultKind kind) const
    {
        Fault fault;
        fault.kind = kind;
        fault.at = std::get<0>(GetParam()).at;
        fault.ending = std::get<1>(GetParam());
        return fault;
    }
    qint64 placeIn(const QByteArray &whole) const
    {
        const qsizetype head = whole.indexOf("\r\n\r\n") + 4;
        return std::get<0>(GetParam()).at.in(head, whole.size() - head);
    }
};
class RequestCuts : public Cuts { };
class AnswerCuts : public Cuts { };

std::string nameOf(const testing::TestParamInfo<std::tuple<Place, Ending>> &test)
{
    return std::string(std::get<0>(test.param).name) + (std::get<1>(test.param) == Ending::Close ? "Close" : "Reset");
}

const auto bothEndings = testing::Values(Ending::Close, Ending::Reset);

} // namespace

TEST_P(RequestCuts, endTheConnectionAndApplyNothing)
{
    startWithFault(fault(FaultKind::CutRequest));
    const QByteArray whole = request();
    const qint64 place = placeIn(whole);
    const qsizetype head = whole.indexOf("\r\n\r\n") + 4;
    RawClient client(port());
    client.send(whole);
    EXPECT_EQ(client.receiveUntilClosed(), QByteArray());
    const Arrival found = arrival();
    EXPECT_EQ(found.bytes, place);
    EXPECT_EQ(found.bodyBytes, std::max<qint64>(place - head, 0));
    EXPECT_FALSE(found.bodyWhole);
    EXPECT_EQ(found.status, 0);
    EXPECT_FALSE(found.applied);
    EXPECT_EQ(queued(), 0);
    const QByteArray body = whole.mid(head, found.bodyBytes);
    const QByteArray digest = QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
    EXPECT_EQ(found.bodySha256, body.isEmpty() ? QByteArray() : digest) << "of what came";
    EXPECT_TRUE(isServed());
}

INSTANTIATE_TEST_SUITE_P(Places, RequestCuts,
    testing::Combine(testing::Values(Place{"atOnce", start(0)}, Place{"firstByte", start(1)},
                         Place{"insideTheHead", start(40)}, Place{"endOfHead", headEnd(0)},
                         Place{"firstByteOfBody", headEnd(1)}, Place{"quarter", share(0.25)}, Place{"half", share(0.5)},
                         Place{"threeQuarters", share(0.75)}, Place{"lastButOne", last(-1)}, Place{"last", last(0)}),
        bothEndings),
    nameOf);

TEST_P(AnswerCuts, applyAndBreakOffAtTheByte)
{
    start();
    const QByteArray whole = [this] {
        RawClient client(port());
        client.send(requestBytes(
            "POST", addCallsTarget, keyHeader(acme()) + "Connection: close\r\n", bodyFor(acmeBatch(), people(3))));
        return client.receiveUntilClosed().value_or(QByteArray()).replace("Connection: close\r\n", "");
    }();
    ASSERT_GT(whole.size(), 100);
    m_service->setFaults(FaultPlan{{fault(FaultKind::CutAnswer)}, 0});
    const qint64 place = placeIn(whole);
    RawClient client(port());
    client.send(request());
    const auto bytes = client.receiveUntilClosed();
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->size(), place);
    EXPECT_TRUE(whole.startsWith(bytes->left(20)));
    const Arrival found = m_service->arrivals().last();
    EXPECT_TRUE(found.applied);
    EXPECT_EQ(found.status, place < 12 ? 0 : 200);
    EXPECT_EQ(m_service->queuedCalls(acmeBatch()).value(0).timesQueued, 2) << "it was queued once before";
}

INSTANTIATE_TEST_SUITE_P(Places, AnswerCuts,
    testing::Combine(testing::Values(Place{"beforeTheStatus", start(0)}, Place{"insideTheStatusLine", start(10)},
                         Place{"afterTheStatusLine", start(17)}, Place{"insideTheHead", start(40)},
                         Place{"endOfHead", headEnd(0)}, Place{"firstByteOfBody", headEnd(1)},
                         Place{"half", share(0.5)}, Place{"lastButOne", last(-1)}, Place{"last", last(0)}),
        bothEndings),
    nameOf);

TEST_F(FaultKinds, stallRequestReadsNoFurtherAndStaysOpen)
{
    Fault fault = faultOf(FaultKind::StallRequest);
    fault.at = headEnd(10);
    startWithFault(fault);
    RawClient client(port());
    const QByteArray large(8 * 1024 * 1024, 'x');
    client.send(requestBytes("POST", addCallsTarget, keyHeader(acme()), large));
    ASSERT_TRUE(test::waitUntil([this] { return m_service->arrivals().value(0).bodyBytes == 10; }));
    EXPECT_TRUE(isServed()) << "others are, meanwhile";
    EXPECT_EQ(client.socket().state(), QAbstractSocket::ConnectedState);
    EXPECT_GT(client.socket().bytesToWrite(), 0) << "the client cannot get rid of its body";
    EXPECT_EQ(m_service->arrivals()[0].bodyBytes, 10);
}

TEST_F(FaultKinds, stallRequestEndsWhenTheClientLeaves)
{
    Fault fault = faultOf(FaultKind::StallRequest);
    fault.at = headEnd(10);
    startWithFault(fault);
    {
        RawClient client(port());
        client.send(request());
        ASSERT_TRUE(test::waitUntil([this] { return m_service->arrivals().value(0).bodyBytes == 10; }));
    }
    EXPECT_TRUE(test::waitUntil([this] { return m_service->arrivalTotals().bodyBytes == 10; })) << "it is over";
    EXPECT_EQ(arrival().bodySha256.size(), 64);
}

TEST_F(FaultKinds, stallAnswerStopsWritingAndStaysOpen)
{
    Fault fault = faultOf(FaultKind::StallAnswer);
    fault.at = last(-1);
    startWithFault(fault);
    RawClient client(port());
    client.send(request());
    ASSERT_TRUE(test::waitUntil([&client] { return client.socket().bytesAvailable() > 0; }));
    EXPECT_TRUE(isServed());
    const QByteArray bytes = client.socket().readAll();
    EXPECT_TRUE(bytes.startsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_FALSE(send::wire::parseEnvelope(bytes.mid(bytes.indexOf("\r\n\r\n") + 4))) << "not to the end";
    EXPECT_EQ(client.socket().state(), QAbstractSocket::ConnectedState);
    EXPECT_EQ(queued(), 3);
}

TEST_F(FaultKinds, stallAnswerBehindTheLastByteLeavesTheConnectionOpen)
{
    Fault fault = faultOf(FaultKind::StallAnswer);
    fault.at = last(0);
    startWithFault(fault);
    RawClient client(port());
    EXPECT_EQ(client.ask(request()).status, 200);
    client.send(request());
    EXPECT_TRUE(isServed());
    EXPECT_EQ(client.socket().bytesAvailable(), 0) << "nobody reads any more";
    EXPECT_EQ(client.socket().state(), QAbstractSocket::ConnectedState);
}

TEST_F(FaultKinds, trickleRequestTakesTheBodyInPieces)
{
    Fault fault = faultOf(FaultKind::TrickleRequest);
    fault.pace = {40, 5ms};
    startWithFault(fault);
    RawClient client(port());
    client.send(request());
    QList<qint64> steps;
    ASSERT_TRUE(test::waitUntil([&] {
        const qint64 bytes = m_service->arrivals().value(0).bodyBytes;
        if (steps.isEmpty() || steps.last() != bytes)
            steps += bytes;
        return client.socket().bytesAvailable() > 0;
    }));
    EXPECT_GT(steps.size(), 2) << "some of it was seen on its way";
    EXPECT_EQ(client.receive().status, 200);
    EXPECT_EQ(queued(), 3);
    EXPECT_EQ(client.ask(request()).status, 200) << "the next request comes at its own pace";
}

TEST_F(FaultKinds, trickleAnswerComesInPieces)
{
    Fault fault = faultOf(FaultKind::TrickleAnswer);
    fault.pace = {30, 5ms};
    startWithFault(fault);
    RawClient client(port());
    client.send(request());
    int pieces = 0;
    QObject::connect(&client.socket(), &QTcpSocket::readyRead, &client.socket(), [&pieces] { ++pieces; });
    const RawAnswer answer = client.receive();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.data().value(u"added"_s).toInt(), 3);
    EXPECT_GT(pieces, 2);
    EXPECT_EQ(client.ask(request()).status, 200);
}

TEST_F(FaultKinds, trickleSurvivesAClientThatLeaves)
{
    Fault slowAnswer = faultOf(FaultKind::TrickleAnswer);
    slowAnswer.pace = {1, 1ms};
    Fault slowRequest = faultOf(FaultKind::TrickleRequest);
    slowRequest.pace = {1, 1ms};
    slowRequest.fromRequest = 2;
    PracticeOptions options;
    options.faults.faults = {slowAnswer, slowRequest};
    start(options);
    for (int i = 1; i <= 2; ++i) {
        RawClient client(port());
        client.send(request());
        ASSERT_TRUE(test::waitUntil([&] { return m_service->arrivals().size() == i; }));
        client.socket().abort();
    }
    EXPECT_TRUE(isServed());
}

class LateApply : public FaultKinds, public testing::WithParamInterface<Ending> { };

TEST_P(LateApply, appliesWhenTheClientHasLongGone)
{
    Fault fault = faultOf(FaultKind::LateApply);
    fault.delay = 150ms;
    fault.ending = GetParam();
    startWithFault(fault);
    {
        RawClient client(port());
        client.send(request());
        if (GetParam() == Ending::Stay)
            ASSERT_TRUE(test::waitUntil([this] { return m_service->arrivals().value(0).bodyWhole; }));
        else
            EXPECT_EQ(client.receiveUntilClosed(), QByteArray());
        EXPECT_EQ(queued(), 0) << "not yet";
    }
    EXPECT_TRUE(test::waitUntil([this] { return queued() == 3; }));
    EXPECT_TRUE(arrival().applied);
    EXPECT_EQ(arrival().status, 0);
    EXPECT_EQ(arrival().records, 3);
}

INSTANTIATE_TEST_SUITE_P(
    Endings, LateApply, testing::Values(Ending::Close, Ending::Reset, Ending::Stay), [](const auto &test) {
        return std::string(std::array{"close", "reset", "stay"}[static_cast<std::size_t>(test.param)]);
    });

TEST_F(FaultKinds, lateApplySurvivesTheEndOfTheService)
{
    Fault fault = faultOf(FaultKind::LateApply);
    fault.delay = 1min;
    startWithFault(fault);
    RawClient client(port());
    client.send(request());
    EXPECT_EQ(client.receiveUntilClosed(), QByteArray());
    m_service.reset();
}

TEST_F(FaultKinds, statusMayComeFromARequestThatWasApplied)
{
    Fault fault = faultOf(FaultKind::Status);
    fault.status = 502;
    fault.withEnvelope = false;
    fault.applied = true;
    EXPECT_EQ(askWith(fault).status, 502);
    EXPECT_EQ(queued(), 3);
    EXPECT_TRUE(arrival().applied);
}

TEST_F(FaultKinds, statusOfAnInterimAnswerIsAllThatComes)
{
    Fault fault = faultOf(FaultKind::Status);
    fault.status = 102;
    startWithFault(fault);
    RawClient client(port());
    client.send(request());
    EXPECT_EQ(client.receiveUntilClosed(), "HTTP/1.1 102 Processing\r\n\r\n");
    EXPECT_EQ(queued(), 0);
}

TEST_F(FaultKinds, retryAfterMayBeADateOrAnything)
{
    Fault date = faultOf(FaultKind::Status);
    date.status = 503;
    date.retryAfterDate = 90;
    Fault garbage = date;
    garbage.retryAfterDate.reset();
    garbage.retryAfterText = u"soon"_s;
    const QByteArray said = askWith(date).headers.value("retry-after");
    QDateTime when = QLocale::c().toDateTime(QString::fromLatin1(said), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    ASSERT_TRUE(when.isValid()) << said.toStdString();
    when.setTimeSpec(Qt::UTC);
    EXPECT_NEAR(static_cast<double>(QDateTime::currentDateTimeUtc().secsTo(when)), 90, 30);
    EXPECT_EQ(askWith(garbage).headers.value("retry-after"), "soon");
}

TEST_F(FaultKinds, redirectLeadsWhereThePlanSays)
{
    const QByteArray path = addCallsTarget;
    for (const int status : {301, 302, 303, 307, 308}) {
        Fault fault = faultOf(FaultKind::Status);
        fault.status = status;
        EXPECT_EQ(askWith(fault).headers.value("location"), "/moved" + path);
        fault.location = u"loop"_s;
        EXPECT_EQ(askWith(fault).headers.value("location"), path);
        fault.location = u"https://elsewhere.example/"_s;
        EXPECT_EQ(askWith(fault).headers.value("location"), "https://elsewhere.example/");
        EXPECT_EQ(queued(), 0);
    }
}

TEST_F(FaultKinds, redirectToAnotherHostIsSeenByThisServiceToo)
{
    Fault fault = faultOf(FaultKind::Status);
    fault.status = 307;
    fault.location = u"otherHost"_s;
    startWithFault(fault);
    const QByteArray host = "Host: 127.0.0.1:" + QByteArray::number(port());
    const QByteArray answer
        = RawClient(port()).ask(request().replace("Host: 127.0.0.1", host)).headers.value("location");
    EXPECT_EQ(answer, "http://localhost:" + QByteArray::number(port()) + "/moved/api/call/addCallsToBatch");
}

TEST_F(FaultKinds, wrongLengthIsWrongInEveryWay)
{
    Fault fault = faultOf(FaultKind::WrongLength);
    const auto lengthsOf = [this, &fault](LengthHeader length) {
        fault.length = length;
        startWithFault(fault);
        RawClient client(port());
        client.send(requestBytes(
            "POST", addCallsTarget, keyHeader(acme()) + "Connection: close\r\n", bodyFor(acmeBatch(), people(3))));
        const QByteArray bytes = client.receiveUntilClosed().value_or(QByteArray());
        const qsizetype head = bytes.indexOf("\r\n\r\n");
        QList<qint64> lengths{bytes.size() - head - 4};
        for (const QByteArray &line : bytes.left(head).split('\n')) {
            if (line.startsWith("Content-Length: "))
                lengths += line.mid(16).trimmed().toLongLong();
        }
        EXPECT_EQ(queued(), 3);
        return lengths; // of the body, and as said
    };
    const QList<qint64> tooLong = lengthsOf(LengthHeader::TooLong);
    ASSERT_EQ(tooLong.size(), 2);
    EXPECT_GT(tooLong[1], tooLong[0]);
    const QList<qint64> tooShort = lengthsOf(LengthHeader::TooShort);
    ASSERT_EQ(tooShort.size(), 2);
    EXPECT_LT(tooShort[1], tooShort[0]);
    EXPECT_EQ(lengthsOf(LengthHeader::Missing).size(), 1);
    const QList<qint64> twice = lengthsOf(LengthHeader::Twice);
    ASSERT_EQ(twice.size(), 3);
    EXPECT_NE(twice[1], twice[2]);
}

TEST_F(FaultKinds, duplicateKeysContradictThemselves)
{
    const RawAnswer answer = askWith(faultOf(FaultKind::DuplicateKeys));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body.count("\"status\":"), 2);
    EXPECT_TRUE(answer.json().value(u"status"_s).toBool()) << "a lax reader sees a success";
    EXPECT_FALSE(send::wire::parseEnvelope(answer.body)) << "a strict one sees that it cannot know";
    EXPECT_EQ(queued(), 3);
}

TEST_F(FaultKinds, hugeAnswerIsAsLargeAsThePlanSays)
{
    Fault fault = faultOf(FaultKind::HugeAnswer);
    fault.size = 3'000'000;
    const RawAnswer answer = askWith(fault);
    EXPECT_EQ(answer.body.size(), 3'000'000);
    EXPECT_EQ(answer.data().value(u"added"_s).toInt(), 3);
}

TEST_F(FaultKinds, gzipIsDeclaredAndTrueOrNot)
{
    Fault fault = faultOf(FaultKind::Gzip);
    const RawAnswer lie = askWith(fault);
    EXPECT_EQ(lie.headers.value("content-encoding"), "gzip");
    EXPECT_TRUE(lie.body.startsWith('{'));
    fault.compressed = true;
    const RawAnswer truth = askWith(fault);
    EXPECT_EQ(truth.headers.value("content-encoding"), "gzip");
    EXPECT_TRUE(truth.body.startsWith("\x1f\x8b"));
}

TEST_F(FaultKinds, appliedFalseMakesTheAnswerALie)
{
    Fault fault = faultOf(FaultKind::Gzip);
    fault.applied = false;
    const RawAnswer answer = askWith(fault);
    EXPECT_EQ(answer.data().value(u"added"_s).toInt(), 3);
    EXPECT_EQ(queued(), 0);
    EXPECT_FALSE(arrival().applied);
    EXPECT_EQ(arrival().records, 3);
}

namespace {

QJsonObject failedChunk(const RawAnswer &answer)
{
    return answer.data().value(u"failedChunks"_s).toArray().at(0).toObject();
}

} // namespace

TEST_F(FaultKinds, partialStoresWhatItSaysItAdded)
{
    Fault fault = faultOf(FaultKind::Partial);
    fault.partial.addedShare = 0;
    EXPECT_EQ(askWith(fault).data().value(u"added"_s).toInt(-1), 0);
    EXPECT_EQ(queued(), 0);
    fault.partial.addedShare = 0.5;
    EXPECT_EQ(askWith(fault).data().value(u"added"_s).toInt(-1), 1);
    EXPECT_EQ(queued(), 1);
    EXPECT_TRUE(arrival().applied);
    EXPECT_EQ(arrival().records, 3) << "of the request";
    fault.partial.addedShare = 1;
    EXPECT_EQ(askWith(fault).data().value(u"added"_s).toInt(-1), 3);
    EXPECT_EQ(queued(), 3);
    fault.partial.addedShare = 1.5;
    EXPECT_EQ(askWith(fault).data().value(u"added"_s).toInt(-1), 4) << "more than were sent";
    EXPECT_EQ(queued(), 3);
}

TEST_F(FaultKinds, partialSaysItsFailuresInEveryOddWay)
{
    using P = PartialAnswer;
    Fault fault = faultOf(FaultKind::Partial);
    const RawAnswer regular = askWith(fault);
    EXPECT_EQ(regular.status, 207);
    EXPECT_EQ(regular.json().value(u"code"_s).toInt(), 207);
    EXPECT_FALSE(regular.json().value(u"status"_s).toBool(true));
    EXPECT_EQ(failedChunk(regular).value(u"chunkNum"_s).toInt(-1), 1);
    for (const int number : {0, 2}) {
        fault.partial.chunk = number;
        EXPECT_EQ(failedChunk(askWith(fault)).value(u"chunkNum"_s).toInt(-1), number);
    }
    fault.partial.chunkNumber = P::ChunkNumber::Absent;
    EXPECT_FALSE(failedChunk(askWith(fault)).contains(u"chunkNum"_s));
    fault.partial.chunkNumber = P::ChunkNumber::Text;
    EXPECT_TRUE(failedChunk(askWith(fault)).value(u"chunkNum"_s).isString());
    for (const QString &key : {u"error"_s, u"errorMessage"_s, u"message"_s, u"reason"_s}) {
        fault.partial.errorKey = key;
        fault.partial.errorAsObject = false;
        EXPECT_TRUE(failedChunk(askWith(fault)).value(key).isString());
        fault.partial.errorAsObject = true;
        EXPECT_TRUE(failedChunk(askWith(fault)).value(key).isObject());
    }
    fault.partial.httpStatus = 200;
    EXPECT_EQ(askWith(fault).status, 200);
    fault.partial.failedChunks = P::FailedChunks::Missing;
    EXPECT_FALSE(askWith(fault).data().contains(u"failedChunks"_s));
    fault.partial.failedChunks = P::FailedChunks::Empty;
    const QJsonValue empty = askWith(fault).data().value(u"failedChunks"_s);
    EXPECT_TRUE(empty.isArray() && empty.toArray().isEmpty());
    fault.partial.failedChunks = P::FailedChunks::NoList;
    EXPECT_TRUE(askWith(fault).data().value(u"failedChunks"_s).isString());
}

TEST_F(FaultKinds, partialMayNameFewerOrMoreCallsThanItAdded)
{
    using P = PartialAnswer;
    Fault fault = faultOf(FaultKind::Partial);
    fault.partial.addedShare = 1;
    for (const auto &[ids, count] :
        {std::pair{P::CallIds::AsAdded, 3}, {P::CallIds::Fewer, 2}, {P::CallIds::More, 4}, {P::CallIds::Missing, -1}}) {
        fault.partial.callIds = ids;
        const QJsonValue list = askWith(fault).data().value(u"callIds"_s);
        EXPECT_EQ(list.isArray() ? list.toArray().size() : -1, count);
    }
}

TEST_F(FaultKinds, happenToTheSameRequestsWithTheSameSeed)
{
    const auto statusesWith = [this](quint64 seed) {
        Fault fault;
        fault.count = 0;
        fault.probability = 0.4;
        PracticeOptions options;
        options.faults = {{fault}, seed};
        start(options);
        RawClient client(port());
        QList<int> statuses;
        for (int i = 0; i < 30; ++i)
            statuses += client.ask(request(1)).status;
        return statuses;
    };
    const QList<int> one = statusesWith(1);
    EXPECT_EQ(statusesWith(1), one);
    EXPECT_NE(statusesWith(2), one);
    EXPECT_GT(one.count(500), 3);
    EXPECT_GT(one.count(200), 10);
}

} // namespace callsheet::practice
