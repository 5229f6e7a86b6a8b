#include "core/practice/practice_service.h"
#include "core/send/transport.h"
#include "core/send/wire.h"
#include "tests/core/send/open_at_once.h"
#include "tests/core/send/ways.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

// Every fault that the practice service can play, met by the program's own way of posting: what it says of the people
// is true at the service, and the request arrives once whatever happens. Where the connection is cut: cuts_test.cpp.
namespace callsheet::send {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using practice::Fault;
using practice::FaultKind;
using practice::TlsVariant;
using runs::OutcomeClass;

namespace {

constexpr int people = 40;

struct Case {
    std::string name;
    Fault fault;
    OutcomeClass outcome;
    std::optional<NetworkFailure> failure;
};
void PrintTo(const Case &faultCase, std::ostream *out)
{
    *out << faultCase.name;
}

class TransportFaults : public ::testing::TestWithParam<Case> {
protected:
    void start(const practice::PracticeOptions &options)
    {
        m_service = std::make_unique<practice::PracticeService>(options);
        ASSERT_EQ(test::errorOf(m_service->start()), "");
    }
    QString batch() const { return m_service->workspaces()[0].batches[0]; }
    int queued() const { return m_service->queuedCount(batch()); }
    Evidence post()
    {
        PostRequest request;
        request.url = m_service->url().resolved(QUrl(wire::addCallsPath));
        request.secrets.apiKey = base::Secret(m_service->workspaces()[0].apiKey.toUtf8());
        std::string body = wire::bodyHead(batch(), connection::ArrayKey::CallData);
        for (int i = 0; i < people; ++i)
            body += (i == 0 ? "" : ",") + std::string(R"({"phoneNumber":"12125550)") + std::to_string(100 + i) + "\"}";
        request.body = QByteArray::fromStdString(body + wire::bodyTail());
        request.records = people;
        request.openWire = &test::openAtOnce;
        request.timeouts.answer = 400ms;
        const auto evidence = test::await(m_transport.post(request, {}));
        EXPECT_TRUE(evidence);
        return evidence.value_or(Evidence{});
    }
    static OutcomeClass judge(const Evidence &evidence)
    {
        return classify(evidence, ServerErrorPolicy::AskMe).result.outcome;
    }
    void expectTruth(const Evidence &evidence)
    {
        EXPECT_EQ(m_service->arrivals().size(), 1) << "a request arrives once, and nobody follows to another page";
        const OutcomeClass outcome = judge(evidence);
        EXPECT_EQ(outcome, GetParam().outcome) << evidence.httpStatus << ' ' << evidence.failureDetail.toStdString();
        if (outcome == OutcomeClass::Accepted) {
            EXPECT_EQ(queued(), people);
        }
        if (outcome == OutcomeClass::Refused || outcome == OutcomeClass::NotSent) {
            EXPECT_EQ(queued(), 0);
        }
    }

    std::unique_ptr<practice::PracticeService> m_service;
    Transport m_transport;
};

Fault made(FaultKind kind, const std::function<void(Fault &)> &change = {})
{
    Fault fault;
    fault.kind = kind;
    if (change)
        change(fault);
    return fault;
}

std::vector<Case> cases()
{
    const auto status = [](int code, bool applied = false) {
        return made(FaultKind::Status, [&](Fault &fault) {
            fault.status = code;
            fault.applied = applied;
        });
    };
    const auto partial = [](double share, const std::function<void(practice::PartialAnswer &)> &change = {}) {
        return made(FaultKind::Partial, [&](Fault &fault) {
            fault.partial.addedShare = share;
            if (change)
                change(fault.partial);
        });
    };
    using P = practice::PartialAnswer;
    using L = practice::LengthHeader;
    std::vector<Case> cases{
        {"dropBeforeAnswer", made(FaultKind::DropBeforeAnswer), OutcomeClass::Unknown, NetworkFailure::Closed},
        {"dropUnapplied", made(FaultKind::DropUnapplied), OutcomeClass::Unknown, NetworkFailure::Closed},
        {"hang", made(FaultKind::Hang), OutcomeClass::Unknown, NetworkFailure::Timeout},
        {"garbage", made(FaultKind::Garbage), OutcomeClass::Unknown, {}},
        {"stallRequest", made(FaultKind::StallRequest), OutcomeClass::Unknown, NetworkFailure::Timeout},
        {"stallAnswer", made(FaultKind::StallAnswer), OutcomeClass::Unknown, NetworkFailure::Timeout},
        {"trickleAnswer",
            made(FaultKind::TrickleAnswer,
                [](Fault &f) {
                    f.pace = {100, 10ms};
                }),
            OutcomeClass::Accepted, {}},
        {"trickleRequest",
            made(FaultKind::TrickleRequest,
                [](Fault &f) {
                    f.pace = {200, 2ms};
                }),
            OutcomeClass::Accepted, {}},
        {"delay", made(FaultKind::Delay, [](Fault &f) { f.delay = 50ms; }), OutcomeClass::Accepted, {}},
        {"lateApply", made(FaultKind::LateApply, [](Fault &f) { f.delay = 50ms; }), OutcomeClass::Unknown, {}},
        {"interimOnly", status(102), OutcomeClass::Unknown, {}},
        {"tooLong", made(FaultKind::WrongLength, [](Fault &f) { f.length = L::TooLong; }), OutcomeClass::Unknown, {}},
        {"tooShort", made(FaultKind::WrongLength, [](Fault &f) { f.length = L::TooShort; }), OutcomeClass::Unknown, {}},
        // Without a length the end of the connection ends the answer.
        {"noLength", made(FaultKind::WrongLength, [](Fault &f) { f.length = L::Missing; }), OutcomeClass::Accepted, {}},
        {"duplicateKeys", made(FaultKind::DuplicateKeys), OutcomeClass::Unknown, {}},
        {"hugeAnswer", made(FaultKind::HugeAnswer), OutcomeClass::Unknown, NetworkFailure::AnswerTooLarge},
        {"gzipDeclared", made(FaultKind::Gzip), OutcomeClass::Unknown, {}}, // a label is believed, and not looked below
        {"gzipCompressed", made(FaultKind::Gzip, [](Fault &f) { f.compressed = true; }), OutcomeClass::Unknown, {}},
        {"partialNone", partial(0), OutcomeClass::Refused, {}},
        {"partialSome", partial(0.5), OutcomeClass::Unknown, {}},
        {"partialTooMany", partial(1.5), OutcomeClass::Unknown, {}},
        {"partialNoList", partial(0.5, [](P &p) { p.failedChunks = P::FailedChunks::NoList; }), OutcomeClass::Unknown,
            {}},
        {"partialEmpty", partial(0.5, [](P &p) { p.failedChunks = P::FailedChunks::Empty; }), OutcomeClass::Unknown,
            {}},
        {"partialMissing", partial(0.5, [](P &p) { p.failedChunks = P::FailedChunks::Missing; }), OutcomeClass::Unknown,
            {}},
        {"badGatewayApplied", status(502, true), OutcomeClass::Unknown, {}},
        {"serverErrorApplied", status(500, true), OutcomeClass::Unknown, {}},
    };
    for (const int code : {301, 302, 303, 307, 308})
        cases.push_back({"redirect" + std::to_string(code), status(code),
            code >= 307 ? OutcomeClass::Refused : OutcomeClass::Unknown, {}});
    return cases;
}

std::string nameOf(const ::testing::TestParamInfo<Case> &test)
{
    return test.param.name;
}

} // namespace

TEST_P(TransportFaults, areJudgedByWhatIsTrueAtTheService)
{
    practice::PracticeOptions options;
    Fault fault = GetParam().fault;
    fault.count = 0; // a second arrival would meet it too, and be seen
    options.faults.faults = {fault};
    start(options);
    const Evidence evidence = post();
    expectTruth(evidence);
    if (GetParam().failure) {
        EXPECT_EQ(evidence.failure, *GetParam().failure) << evidence.failureDetail.toStdString();
    }
}

TEST_P(TransportFaults, areJudgedTheSameThroughTls)
{
    practice::PracticeOptions options;
    options.tls = TlsVariant::Good;
    Fault fault = GetParam().fault;
    fault.count = 0;
    options.faults.faults = {fault};
    start(options);
    const test::Trust trust(m_service->authorityPem());
    expectTruth(post());
}

INSTANTIATE_TEST_SUITE_P(Kinds, TransportFaults, ::testing::ValuesIn(cases()), nameOf);

class TransportTls : public TransportFaults { };

TEST_F(TransportTls, arrivesAtAServiceThatProvesWhoItIs)
{
    practice::PracticeOptions options;
    options.tls = TlsVariant::Good;
    start(options);
    const test::Trust trust(m_service->authorityPem());
    EXPECT_EQ(judge(post()), OutcomeClass::Accepted);
    EXPECT_EQ(queued(), people);
}

TEST_F(TransportTls, sendsNothingToAServiceThatCannotProveWhoItIs)
{
    for (const TlsVariant variant : {TlsVariant::Good, TlsVariant::Expired, TlsVariant::NotYetValid,
             TlsVariant::WrongName, TlsVariant::SelfSigned, TlsVariant::OldVersion}) {
        SCOPED_TRACE(static_cast<int>(variant));
        practice::PracticeOptions options;
        options.tls = variant;
        start(options);
        // Good: by an authority that nobody told the program to trust.
        const test::Trust trust(variant == TlsVariant::Good ? QByteArray() : m_service->authorityPem());
        const Evidence evidence = post();
        EXPECT_TRUE(evidence.provesNothingSent());
        EXPECT_EQ(evidence.failure,
            variant == TlsVariant::OldVersion ? NetworkFailure::TlsHandshake : NetworkFailure::TlsIdentity);
        EXPECT_EQ(judge(evidence), OutcomeClass::NotSent);
        EXPECT_TRUE(m_service->arrivals().isEmpty());
    }
}

} // namespace callsheet::send
