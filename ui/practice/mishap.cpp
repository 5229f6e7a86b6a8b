#include "ui/practice/mishap.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using practice::Fault;
using practice::FaultKind;

namespace {

// Long enough to be read on the Runs page, short enough to wait for.
constexpr auto secondsToWait = 5;

Fault faultFor(Mishap mishap)
{
    Fault fault;
    switch (mishap) {
    case Mishap::None:
    case Mishap::ServiceDown:
    case Mishap::AnswerLost:
        fault.kind = FaultKind::DropBeforeAnswer;
        break;
    case Mishap::RequestLost:
        fault.kind = FaultKind::DropUnapplied;
        break;
    case Mishap::TooManyRequests:
        fault.status = 429;
        fault.retryAfterSeconds = secondsToWait;
        fault.message = u"Too many requests"_s;
        break;
    case Mishap::SomeRefused:
        fault.kind = FaultKind::Partial;
        fault.partial.addedShare = 0.5;
        break;
    case Mishap::KeyRefused:
        fault.status = 401;
        fault.message = u"Invalid API key"_s;
        break;
    }
    return fault;
}

} // namespace

Rehearsal asPlayed(Rehearsal rehearsal)
{
    if (rehearsal.mishap == Mishap::ServiceDown)
        rehearsal.howLong = HowLong::UntilSwitchedOff;
    return rehearsal;
}

practice::FaultPlan planFor(const Rehearsal &rehearsal)
{
    if (rehearsal.mishap == Mishap::None || rehearsal.mishap == Mishap::ServiceDown)
        return {};
    Fault fault = faultFor(rehearsal.mishap);
    fault.count = rehearsal.howLong == HowLong::NextRequest ? 1 : 0;
    return {{fault}};
}

Rehearsal rehearsalOf(const practice::FaultPlan &plan)
{
    for (const Fault &fault : plan.faults) {
        const auto *found = std::find_if(mishaps.begin(), mishaps.end(), [&fault](Mishap mishap) {
            if (mishap == Mishap::ServiceDown)
                return false;
            const Fault known = faultFor(mishap);
            return known.kind == fault.kind && (known.kind != FaultKind::Status || known.status == fault.status);
        });
        if (found != mishaps.end())
            return {*found, fault.count == 0 ? HowLong::UntilSwitchedOff : HowLong::NextRequest};
    }
    return {};
}

QString mishapName(Mishap mishap)
{
    switch (mishap) {
    case Mishap::None:
        return QCoreApplication::translate("practice", "Nothing goes wrong");
    case Mishap::AnswerLost:
        return QCoreApplication::translate("practice", "The answer gets lost");
    case Mishap::RequestLost:
        return QCoreApplication::translate("practice", "The request gets lost");
    case Mishap::ServiceDown:
        return QCoreApplication::translate("practice", "The service is down");
    case Mishap::TooManyRequests:
        return QCoreApplication::translate("practice", "Too many requests: wait");
    case Mishap::SomeRefused:
        return QCoreApplication::translate("practice", "Some people are refused");
    case Mishap::KeyRefused:
        return QCoreApplication::translate("practice", "The key is refused");
    }
    return {};
}

QString mishapMeaning(Mishap mishap)
{
    switch (mishap) {
    case Mishap::None:
        return QCoreApplication::translate("practice", "Every request is taken and answered.");
    case Mishap::AnswerLost:
        return QCoreApplication::translate("practice",
            "The people are queued, but the answer never comes back. The chunk becomes “unknown”, and you settle it.");
    case Mishap::RequestLost:
        return QCoreApplication::translate(
            "practice", "It looks the same to you, but nobody is queued: only the list of calls shows the difference.");
    case Mishap::ServiceDown:
        return QCoreApplication::translate("practice",
            "Nobody answers until you switch this off, so nothing is sent. Callsheet waits and tries again by itself.");
    case Mishap::TooManyRequests:
        return QCoreApplication::translate(
            "practice", "The service asks to wait %1 seconds. Callsheet does, and then sends the same people.")
            .arg(secondsToWait);
    case Mishap::SomeRefused:
        return QCoreApplication::translate("practice",
            "Half of a chunk is queued and the service does not say which half. You find out before anybody is sent "
            "again.");
    case Mishap::KeyRefused:
        return QCoreApplication::translate(
            "practice", "The service does not accept the key. Nobody is queued, and the run waits for you.");
    }
    return {};
}

QString rehearsalText(const Rehearsal &rehearsal)
{
    if (rehearsal.mishap == Mishap::None)
        return {};
    return rehearsal.howLong == HowLong::NextRequest
        ? QCoreApplication::translate("practice", "Rehearsing with the next practice request: %1.")
              .arg(mishapName(rehearsal.mishap))
        : QCoreApplication::translate("practice", "Rehearsing with every practice request: %1.")
              .arg(mishapName(rehearsal.mishap));
}

} // namespace callsheet::ui
