#include "core/practice/fault_play.h"

#include "core/practice/fault_answers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

Reaction only(Reaction::Kind kind)
{
    Reaction reaction;
    reaction.kind = kind;
    return reaction;
}

Reaction ending(Ending how)
{
    switch (how) {
    case Ending::Close:
        break;
    case Ending::Reset:
        return only(Reaction::Kind::Reset);
    case Ending::Stay:
        return only(Reaction::Kind::Hang);
    }
    return only(Reaction::Kind::Close);
}

// The request with the first so many of its records; the rest of it never gets to the store.
HttpRequest firstRecords(const HttpRequest &request, int count)
{
    QJsonObject body = QJsonDocument::fromJson(request.body).object();
    for (auto member = body.begin(); member != body.end(); ++member) {
        if (!member->isArray())
            continue;
        const QJsonArray all = member->toArray();
        QJsonArray some;
        for (qsizetype i = 0; i < std::min<qsizetype>(count, all.size()); ++i)
            some += all[i];
        *member = some;
    }
    HttpRequest cut = request;
    cut.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return cut;
}

} // namespace

Reaction playFault(const Fault &fault, const HttpRequest &request, int records,
    const std::function<HttpAnswer(const HttpRequest &)> &apply)
{
    // The true answer, unless the plan wants it to be a lie.
    const auto answerOf = [&] { return fault.applied.value_or(true) ? apply(request) : claimedAnswer(records); };
    Reaction reaction;
    switch (fault.kind) {
    case FaultKind::Refuse: // never for a request, see FaultCount
    case FaultKind::DropBeforeBody: // these three are over before the request is whole, see disturbanceOf()
    case FaultKind::CutRequest:
    case FaultKind::StallRequest:
    case FaultKind::DropUnapplied:
        return only(Reaction::Kind::Close);
    case FaultKind::LateApply:
        return ending(fault.ending);
    case FaultKind::DropBeforeAnswer:
        apply(request);
        return only(Reaction::Kind::Close);
    case FaultKind::Hang:
        answerOf();
        return only(Reaction::Kind::Hang);
    case FaultKind::Status:
        if (fault.applied.value_or(false))
            apply(request);
        reaction.answer = statusAnswer(fault, request);
        reaction.closeAfterwards = fault.status < 200; // a client that waits for more than this waits in vain
        return reaction;
    case FaultKind::Garbage:
        answerOf();
        reaction.answer = pageAnswer();
        return reaction;
    case FaultKind::Partial: {
        const int added = static_cast<int>(fault.partial.addedShare * std::max(records, 0));
        const int stored = std::min(added, std::max(records, 0));
        const bool isWhole = stored == records || fault.applied.value_or(false);
        if (isWhole || (stored > 0 && fault.applied.value_or(true)))
            apply(isWhole ? request : firstRecords(request, stored));
        // One more than were sent is the least that is too many.
        reaction.answer
            = partialAnswer(fault.partial, fault.partial.addedShare > 1 ? std::max(added, records + 1) : added);
        return reaction;
    }
    case FaultKind::Delay:
        reaction.after = fault.delay;
        break;
    case FaultKind::HalfAnswer:
        reaction.cut = Cut{};
        break;
    case FaultKind::CutAnswer:
        reaction.cut = Cut{fault.at, fault.ending};
        break;
    case FaultKind::StallAnswer:
        reaction.cut = Cut{fault.at, Ending::Stay};
        break;
    case FaultKind::TrickleAnswer:
        reaction.pace = fault.pace;
        break;
    case FaultKind::TrickleRequest:
        break;
    case FaultKind::WrongLength:
        reaction.answer = answerOf();
        reaction.answer.length = fault.length;
        reaction.closeAfterwards = fault.length == LengthHeader::TooLong || fault.length == LengthHeader::Missing;
        return reaction;
    case FaultKind::DuplicateKeys:
        reaction.answer = withDuplicateKeys(answerOf());
        return reaction;
    case FaultKind::HugeAnswer:
        reaction.answer = padded(answerOf(), fault.size);
        return reaction;
    case FaultKind::Gzip:
        reaction.answer = declaredAsGzip(answerOf(), fault.compressed);
        return reaction;
    }
    reaction.answer = answerOf();
    return reaction;
}

RequestDisturbance disturbanceOf(const Fault &fault)
{
    RequestDisturbance disturbance;
    switch (fault.kind) {
    case FaultKind::DropBeforeBody:
        disturbance.cut = Cut{{BytePosition::From::HeadEnd, 0, 0}, Ending::Reset};
        break;
    case FaultKind::CutRequest:
        disturbance.cut = Cut{fault.at, fault.ending};
        break;
    case FaultKind::StallRequest:
        disturbance.cut = Cut{fault.at, Ending::Stay};
        break;
    case FaultKind::TrickleRequest:
        disturbance.pace = fault.pace;
        break;
    default:
        break;
    }
    return disturbance;
}

} // namespace callsheet::practice
