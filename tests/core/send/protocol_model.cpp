#include "tests/core/send/protocol_model.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <vector>

namespace callsheet::test {

namespace {

constexpr std::size_t people = 2;
constexpr int mostAttempts = 3;

struct Person {
    bool waiting = false; // in the batch, not dialled yet
    int dialled = 0;
    bool operator<(const Person &other) const
    {
        return std::tie(waiting, dialled) < std::tie(other.waiting, other.dialled);
    }
    bool isKnown() const { return waiting || dialled > 0; } // what a look finds
    int calls() const { return dialled + (waiting ? 1 : 0); } // that were made or will be
};
using Service = std::array<Person, people>;
using Who = std::array<bool, people>;
constexpr Who everybody = {true, true};
constexpr Who nobody = {false, false};

Service stored(Service service, const Who &who)
{
    for (std::size_t i = 0; i < people; ++i)
        service[i].waiting = service[i].waiting || who[i]; // a waiting one is updated, a completed one queued again
    return service;
}

Service dialled(Service service)
{
    for (Person &person : service) {
        person.dialled += person.waiting ? 1 : 0;
        person.waiting = false;
    }
    return service;
}

enum class Step { Planned, Intended, Sending, NotSent, Accepted, Refused, ServerError, Unanswered, Crashed, Unknown };

struct State {
    Service service;
    Step step = Step::Planned;
    int attempts = 0;
    Who toSend = everybody;
    Who late = nobody; // of a request that the service may still apply
    bool gateOpened = false; // in this attempt; a crash leaves of it what the journal has
    bool mayBeStored = false; // by an earlier attempt, which is why nothing later proves that nobody is queued
    bool operator<(const State &other) const
    {
        const auto members = [](const State &state) {
            return std::tie(state.service, state.step, state.attempts, state.toSend, state.late, state.gateOpened,
                state.mayBeStored);
        };
        return members(*this) < members(other);
    }
};

State at(State state, Step step)
{
    state.step = step;
    return state;
}

State holding(State state, Step step, const Service &service)
{
    state.service = service;
    return at(state, step);
}

//! The ways in which one POST can end.
std::vector<State> endings(const State &state, const Policy &policy)
{
    const Service all = stored(state.service, state.toSend);
    Who first = state.toSend;
    *std::find(first.rbegin(), first.rend(), true) = std::count(first.begin(), first.end(), true) < 2;
    State late = at(state, Step::Unanswered);
    late.late = state.toSend;
    std::vector<State> ends = {at(state, Step::NotSent), // nothing left
        at(state, Step::Unanswered), // lost on the way
        holding(state, Step::Accepted, all), // all well
        holding(state, Step::Unanswered, all), // its answer lost
        late, // applied later
        at(state, Step::ServerError), // 500, nobody stored
        at(state, Step::Refused)};
    if (policy.after500 == After500::AnythingIsStored) {
        ends.push_back(holding(state, Step::ServerError, stored(state.service, first)));
        ends.push_back(holding(state, Step::ServerError, all));
    }
    if (policy.bodyCanBeReadTwice) {
        for (const Service &meanwhile : {all, dialled(all)}) {
            const Service twice = stored(meanwhile, state.toSend);
            ends.push_back(holding(state, Step::Unanswered, twice));
            ends.push_back(holding(state, Step::Accepted, twice));
        }
    }
    return ends;
}

//! What the next start makes of a crash.
std::vector<State> afterCrash(const State &state, const Policy &policy)
{
    const bool mayTry = state.attempts < mostAttempts;
    if (policy.afterCrash == AfterCrash::SendAgain)
        return {at(state, mayTry ? Step::Planned : Step::Unknown)};
    if (state.mayBeStored)
        return {at(state, Step::Unknown)};
    std::vector<State> next;
    if (policy.afterCrash == AfterCrash::SendAgainWhereIntentIsLost && mayTry)
        next.push_back(at(state, Step::Planned));
    const bool mayReadShut
        = policy.wireOpen == WireOpen::MayBeLost || (policy.wireOpen == WireOpen::OnDisk && !state.gateOpened);
    const bool mayReadOpen = policy.wireOpen == WireOpen::NotWritten || state.gateOpened;
    if (mayReadShut)
        next.push_back(at(state, Step::NotSent));
    if (mayReadOpen)
        next.push_back(at(state, Step::Unknown));
    return next;
}

//! The client's own moves.
std::vector<State> moves(const State &state, const Policy &policy)
{
    const bool mayTry = state.attempts < mostAttempts;
    switch (state.step) {
    case Step::Planned: {
        if (!mayTry)
            return {};
        State next = at(state, Step::Intended);
        ++next.attempts;
        next.gateOpened = false;
        return {next};
    }
    case Step::Intended: { // name, connection, TLS, proxy
        State next = at(state, Step::Sending);
        next.gateOpened = true;
        return {next, at(state, Step::NotSent), at(state, Step::Crashed)};
    }
    case Step::Sending: {
        std::vector<State> next = endings(state, policy);
        const std::size_t answers = next.size();
        for (std::size_t i = 0; i < answers; ++i)
            next.push_back(at(next[i], Step::Crashed)); // before the answer is written down
        next.push_back(at(state, Step::Crashed));
        return next;
    }
    case Step::NotSent:
        return {at(state, state.mayBeStored && !mayTry ? Step::Unknown : Step::Planned)};
    case Step::ServerError: {
        if (policy.sendAgain == SendAgain::Never || !mayTry)
            return {at(state, Step::Unknown)};
        State next = at(state, Step::Planned);
        next.mayBeStored = policy.sendAgain == SendAgain::After500;
        return {next};
    }
    case Step::Unanswered: {
        const bool again = policy.sendAgain == SendAgain::AfterEveryFailure && mayTry;
        return {at(state, again ? Step::Planned : Step::Unknown)};
    }
    case Step::Crashed:
        return afterCrash(state, policy);
    case Step::Unknown: {
        if (policy.settling == Settling::Never)
            return {};
        if (policy.settling == Settling::TakesItForQueued)
            return {at(state, Step::Accepted)};
        if (policy.settling == Settling::AfterSettleTime && state.late != nobody)
            return {};
        State next = at(state, Step::Planned);
        bool anybodyAbsent = false;
        for (std::size_t i = 0; i < people; ++i) {
            const bool absent = state.toSend[i] && !state.service[i].isKnown();
            anybodyAbsent = anybodyAbsent || absent;
            if (policy.again == Again::AbsentOnly)
                next.toSend[i] = absent;
        }
        if (!anybodyAbsent)
            return {at(state, Step::Accepted)};
        return mayTry ? std::vector<State>{next} : std::vector<State>{};
    }
    case Step::Refused:
        return state.mayBeStored ? std::vector<State>{at(state, Step::Unknown)} : std::vector<State>{};
    case Step::Accepted:
        break;
    }
    return {};
}

struct End {
    Service service;
    Step step;
    bool mayStillArrive;
    bool doubtedInVain;
    bool untrue;
    bool operator<(const End &other) const
    {
        return std::tie(service, step, mayStillArrive, doubtedInVain, untrue)
            < std::tie(other.service, other.step, other.mayStillArrive, other.doubtedInVain, other.untrue);
    }
};

End endOf(const State &state)
{
    bool anyKnown = false;
    for (std::size_t i = 0; i < people; ++i)
        anyKnown = anyKnown || (state.toSend[i] && state.service[i].isKnown());
    return {state.service, state.step, state.late != nobody,
        state.step == Step::Unknown && !state.gateOpened && !state.mayBeStored,
        (state.step == Step::Planned || state.step == Step::Refused) && anyKnown};
}

} // namespace

Verdict explore(const Policy &policy)
{
    std::set<State> seen;
    std::vector<State> open = {State{}};
    std::set<End> ends;
    while (!open.empty()) {
        const State state = open.back();
        open.pop_back();
        if (!seen.insert(state).second)
            continue;
        std::vector<State> next = moves(state, policy);
        const bool mayRest = next.empty() || state.step == Step::Unknown; // it may stay unknown until a person looks
        open.insert(open.end(), next.begin(), next.end());
        open.push_back(holding(state, state.step, dialled(state.service)));
        if (state.late != nobody) {
            State applied = holding(state, state.step, stored(state.service, state.late));
            applied.late = nobody;
            open.push_back(applied);
        }
        if (mayRest)
            ends.insert(endOf(state));
    }
    Verdict verdict;
    for (const End &end : ends) {
        const auto anybody = [&end](auto &&is) { return std::any_of(end.service.begin(), end.service.end(), is); };
        ++verdict.ends;
        verdict.calledTwice += anybody([](const Person &person) { return person.calls() > 1; });
        verdict.lostSilently += end.step == Step::Accepted && !end.mayStillArrive
            && anybody([](const Person &person) { return !person.isKnown(); });
        verdict.doubtedInVain += end.doubtedInVain;
        verdict.untrue += end.untrue;
    }
    return verdict;
}

} // namespace callsheet::test
