#pragma once

// Is the protocol right? Every interleaving of one chunk of two people with a service that keeps its documented
// promises and no others: nine endings of a POST, a dialler that may run between any two steps, a request applied after
// the client gave up, a crash between any two steps, before WIRE-OPEN is on disk and after it, at most three attempts.
// The policies that must be wrong are the control: a model in which they look right would prove nothing [reliability.md
// 2.8].
namespace callsheet::test {

enum class SendAgain { Never, After500, AfterEveryFailure };
enum class AfterCrash { SendAgain, ByTheJournal, SendAgainWhereIntentIsLost };
//! The step of the journal without which no byte of the body leaves.
enum class WireOpen { OnDisk, MayBeLost, NotWritten };
enum class Settling { Never, AtOnce, AfterSettleTime, TakesItForQueued };
enum class Again { WholeChunk, AbsentOnly };
enum class After500 { AnythingIsStored, NobodyIsStored }; // by the service

struct Policy {
    const char *name;
    SendAgain sendAgain = SendAgain::Never;
    AfterCrash afterCrash = AfterCrash::ByTheJournal;
    WireOpen wireOpen = WireOpen::OnDisk;
    bool bodyCanBeReadTwice = false; // then the network layer sends it again by itself
    Settling settling = Settling::Never;
    Again again = Again::AbsentOnly;
    After500 after500 = After500::AnythingIsStored;
};

struct Verdict {
    int ends = 0;
    int calledTwice = 0;
    int lostSilently = 0; // called queued, and the service has never heard of them
    int doubtedInVain = 0; // called unknown, though the gate of the body was never opened
    int untrue = 0; // called not sent or refused, and the service knows of them
};

//! Of all that can happen to a run by this policy.
Verdict explore(const Policy &policy);

} // namespace callsheet::test
