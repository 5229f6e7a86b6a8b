#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <tuple>
#include <vector>

// Is the protocol right? Every interleaving of one chunk of two people with a service that keeps its documented
// promises and no others: nine endings of a POST, a dialler that may run between any two steps, a request applied after
// the client gave up, a crash between any two steps, at most three attempts. The policies that must be wrong are the
// control: a model in which they look right would prove nothing [reliability.md 2.8].
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

enum class After500 { SendAgain, Unknown };
enum class AfterCrash { SendAgain, Unknown, SendAgainWhereIntentIsLost };
enum class Settling { Never, AtOnce, AfterSettleTime };
enum class Again { WholeChunk, AbsentOnly };

struct Policy {
    const char *name;
    After500 after500 = After500::Unknown; // timeouts included
    AfterCrash afterCrash = AfterCrash::Unknown;
    bool bodyCanBeReadTwice = false; // then the network layer sends it again by itself
    Settling settling = Settling::Never;
    Again again = Again::AbsentOnly;
    bool mayCallTwice = false;
};
void PrintTo(const Policy &policy, std::ostream *out)
{
    *out << policy.name;
}

enum class Step { Planned, Sending, NotSent, Accepted, Refused, Unanswered, Crashed, Unknown };

struct State {
    Service service;
    Step step = Step::Planned;
    int attempts = 0;
    Who toSend = everybody;
    Who late = nobody; // of a request that the service may still apply
    bool ended = false; // the client is done, or waits for a person
    bool operator<(const State &other) const
    {
        return std::tie(service, step, attempts, toSend, late, ended)
            < std::tie(other.service, other.step, other.attempts, other.toSend, other.late, other.ended);
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
        at(state, Step::Unanswered), // 500, nobody stored
        holding(state, Step::Unanswered, stored(state.service, first)), // 500, some stored
        holding(state, Step::Unanswered, all), // 500, everybody stored
        at(state, Step::Refused)};
    if (policy.bodyCanBeReadTwice) {
        for (const Service &meanwhile : {all, dialled(all)}) {
            const Service twice = stored(meanwhile, state.toSend);
            ends.push_back(holding(state, Step::Unanswered, twice));
            ends.push_back(holding(state, Step::Accepted, twice));
        }
    }
    return ends;
}

//! The client's own moves.
std::vector<State> moves(const State &state, const Policy &policy)
{
    const bool mayTry = state.attempts < mostAttempts;
    switch (state.step) {
    case Step::Planned: {
        if (!mayTry)
            return {};
        State next = at(state, Step::Sending);
        ++next.attempts;
        return {next};
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
        return {at(state, Step::Planned)};
    case Step::Unanswered: {
        const bool again = policy.after500 == After500::SendAgain && mayTry;
        return {at(state, again ? Step::Planned : Step::Unknown)};
    }
    case Step::Crashed: {
        std::vector<State> next;
        if (policy.afterCrash != AfterCrash::Unknown && mayTry)
            next.push_back(at(state, Step::Planned));
        if (policy.afterCrash != AfterCrash::SendAgain || !mayTry)
            next.push_back(at(state, Step::Unknown));
        return next;
    }
    case Step::Unknown: {
        if (policy.settling == Settling::Never)
            return {};
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
    case Step::Accepted:
    case Step::Refused:
        break;
    }
    return {};
}

struct Verdict {
    int ends = 0;
    int calledTwice = 0;
    int lostSilently = 0; // called queued, and the service has never heard of them
};

Verdict explore(const Policy &policy)
{
    std::set<State> seen;
    std::vector<State> open = {State{}};
    std::set<std::tuple<Service, Step, bool>> ends; // whether something may still arrive is all that matters of it
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
            ends.insert({state.service, state.step, state.late != nobody});
    }
    Verdict verdict;
    for (const auto &[service, step, mayStillArrive] : ends) {
        ++verdict.ends;
        verdict.calledTwice
            += std::any_of(service.begin(), service.end(), [](const Person &person) { return person.calls() > 1; });
        verdict.lostSilently += step == Step::Accepted && !mayStillArrive
            && std::any_of(service.begin(), service.end(), [](const Person &person) { return !person.isKnown(); });
    }
    return verdict;
}

class ProtocolModel : public ::testing::TestWithParam<Policy> { };

} // namespace

TEST_P(ProtocolModel, callsNobodyTwiceExactlyWhereThePolicyIsRight)
{
    const Policy &policy = GetParam();
    const Verdict verdict = explore(policy);
    RecordProperty("ends", verdict.ends);
    RecordProperty("calledTwice", verdict.calledTwice);
    std::printf("%s: %d end states, %d with somebody called twice\n", policy.name, verdict.ends, verdict.calledTwice);
    EXPECT_GT(verdict.ends, 5);
    EXPECT_EQ(verdict.calledTwice > 0, policy.mayCallTwice) << verdict.calledTwice;
    EXPECT_EQ(verdict.lostSilently, 0);
}

namespace {
constexpr auto again = After500::SendAgain;
constexpr auto leave = After500::Unknown;
constexpr auto resend = AfterCrash::SendAgain;
constexpr auto unknown = AfterCrash::Unknown;
constexpr auto torn = AfterCrash::SendAgainWhereIntentIsLost;
constexpr auto whole = Again::WholeChunk;
constexpr auto absentOnly = Again::AbsentOnly;
} // namespace

INSTANTIATE_TEST_SUITE_P(Policies, ProtocolModel,
    ::testing::Values(Policy{"A send again after every failure, the network's ordinary way", again, resend, true,
                          Settling::Never, whole, true},
        Policy{"B the same with a body that can be read once", again, resend, false, Settling::Never, whole, true},
        Policy{"C never again what is unknown, the network's ordinary way", leave, unknown, true, Settling::Never,
            whole, true},
        Policy{"D never again what is unknown, a body that can be read once", leave, unknown, false, Settling::Never,
            whole, false},
        Policy{"E look at once, the whole chunk again", leave, unknown, false, Settling::AtOnce, whole, true},
        Policy{"F look at once, absent people again", leave, unknown, false, Settling::AtOnce, absentOnly, true},
        Policy{"G look after the settle time, the whole chunk again", leave, unknown, false, Settling::AfterSettleTime,
            whole, true},
        Policy{"H look after the settle time, absent people again", leave, unknown, false, Settling::AfterSettleTime,
            absentOnly, false},
        Policy{"I as H, but the intent can be lost with the power", leave, torn, false, Settling::AfterSettleTime,
            absentOnly, true}));
