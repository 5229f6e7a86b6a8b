#pragma once

#include "core/practice/fault_plan.h"

#include <iterator>
#include <string>
#include <vector>

// Where a connection can end while one request is posted and answered [reliability.md 3.2, N1 and N2].
namespace callsheet::test {

//! What a cut lets the program know.
enum class Known {
    NothingLeft, // of the body
    NotEvenTls, // nothing of it left where there is TLS to begin with; elsewhere it may have
    MayHaveLeft, // the body's first byte may have been on its way already
    SomeLeft, // or all of it, and there is no whole answer
    WholeAnswer,
};

struct Cut {
    std::string name;
    practice::Fault fault;
    Known known;
};

struct CutPlace {
    const char *name;
    practice::BytePosition at;
    Known known;
};

inline std::vector<Cut> cutsAt(practice::FaultKind kind, const std::string &of, const std::vector<CutPlace> &places)
{
    std::vector<Cut> cuts;
    for (const practice::Ending ending : {practice::Ending::Close, practice::Ending::Reset}) {
        for (const CutPlace &place : places) {
            practice::Fault fault;
            fault.kind = kind;
            fault.at = place.at;
            fault.ending = ending;
            fault.count = 0; // a second arrival would meet it too, and be seen
            const char *how = ending == practice::Ending::Close ? ", closed" : ", reset";
            cuts.push_back({of + " cut " + place.name + how, fault, place.known});
        }
    }
    return cuts;
}

inline std::vector<Cut> cutsOfTheBody()
{
    using From = practice::BytePosition::From;
    return cutsAt(practice::FaultKind::CutRequest, "request",
        {{"after a byte of the body", {From::HeadEnd, 1, 0}, Known::SomeLeft},
            {"at 25 %", {From::BodyShare, 0, 0.25}, Known::SomeLeft},
            {"at 50 %", {From::BodyShare, 0, 0.5}, Known::SomeLeft},
            {"at 75 %", {From::BodyShare, 0, 0.75}, Known::SomeLeft},
            {"before its last byte", {From::End, -1, 0}, Known::SomeLeft},
            {"after its last byte", {From::End, 0, 0}, Known::SomeLeft}});
}

inline std::vector<Cut> cutsOfTheAnswer()
{
    using From = practice::BytePosition::From;
    std::vector<CutPlace> places{{"before the status", {From::Start, 0, 0}, Known::SomeLeft},
        {"in the version", {From::Start, 4, 0}, Known::SomeLeft},
        {"in the status", {From::Start, 10, 0}, Known::SomeLeft}, // "HTTP/1.1 2"
        {"after the status line", {From::Start, 17, 0}, Known::SomeLeft}, // "HTTP/1.1 200 OK\r\n"
        {"in the header", {From::Start, 40, 0}, Known::SomeLeft},
        {"at the header's end", {From::HeadEnd, 0, 0}, Known::SomeLeft},
        {"before its last byte", {From::End, -1, 0}, Known::SomeLeft},
        {"after its last byte", {From::End, 0, 0}, Known::WholeAnswer}};
    for (int tenth = 1; tenth < 10; ++tenth)
        places.push_back({"in a tenth of the body", {From::BodyShare, 0, tenth / 10.0}, Known::SomeLeft});
    std::vector<Cut> cuts = cutsAt(practice::FaultKind::CutAnswer, "answer", places);
    practice::Fault stays;
    stays.kind = practice::FaultKind::StallAnswer;
    stays.at = {From::End, 0, 0};
    stays.count = 0;
    cuts.push_back({"answer whole, and the connection stays", stays, Known::WholeAnswer});
    return cuts;
}

//! Of CONNECT and the answer to it, at the proxy.
inline std::vector<Cut> cutsOfTheTunnel()
{
    using From = practice::BytePosition::From;
    std::vector<Cut> cuts = cutsAt(practice::FaultKind::CutRequest, "CONNECT",
        {{"before its first byte", {From::Start, 0, 0}, Known::NothingLeft},
            {"in the header", {From::Start, 10, 0}, Known::NothingLeft},
            {"at the header's end", {From::HeadEnd, 0, 0}, Known::NothingLeft}});
    const std::vector<Cut> ofAnswer = cutsAt(practice::FaultKind::CutAnswer, "answer to CONNECT",
        {{"before the status", {From::Start, 0, 0}, Known::NothingLeft},
            {"in the status", {From::Start, 10, 0}, Known::NothingLeft},
            {"in the header", {From::HeadEnd, -2, 0}, Known::NothingLeft}});
    std::copy(ofAnswer.begin(), ofAnswer.end(), std::back_inserter(cuts));
    return cuts;
}

inline std::vector<Cut> allCuts()
{
    using From = practice::BytePosition::From;
    std::vector<Cut> cuts = cutsAt(practice::FaultKind::CutRequest, "request",
        {{"before its first byte", {From::Start, 0, 0}, Known::MayHaveLeft},
            {"after a byte", {From::Start, 1, 0}, Known::MayHaveLeft},
            {"in the header", {From::Start, 60, 0}, Known::MayHaveLeft},
            {"at the header's end", {From::HeadEnd, 0, 0}, Known::MayHaveLeft}});
    practice::Fault refuse;
    refuse.kind = practice::FaultKind::Refuse;
    refuse.count = 0;
    cuts.push_back({"connection reset when it is made", refuse, Known::NotEvenTls});
    for (const std::vector<Cut> &more : {cutsOfTheBody(), cutsOfTheAnswer()})
        std::copy(more.begin(), more.end(), std::back_inserter(cuts));
    return cuts;
}

} // namespace callsheet::test
