#pragma once

#include "core/practice/practice_service.h"
#include "tests/system/crash_campaign.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <iosfwd>
#include <optional>

// A sender is ended, and what it leaves is compared with what the practice service knows.
namespace callsheet::test {

//! What many kills came to.
struct Figures {
    int kills = 0; // that met a living program
    int lost = 0; // people whom the journal calls queued and the service does not know, or who were never sent
    int twice = 0; // people queued more than once
    int untrue = 0; // people whom the journal calls not sent, and who are queued
    int unknown = 0; // people of unknown outcome after the kill
    int unknownChunks = 0;
    int unfinished = 0; // runs that could not be brought to an end
};
std::ostream &operator<<(std::ostream &out, const Figures &figures);
void expectTrue(const Figures &figures);

enum class Policy {
    LookFirst, // ours
    SendUnknownAgain, // the control: what a program without WIRE-OPEN and without a look would do
};

//! When a sender is ended from outside: so long after it has said a word.
struct Moment {
    QByteArray word;
    std::chrono::microseconds after;
    QElapsedTimer *sinceWord; // started at the word; may be null
};

//! How the chunk under way stands at the next start; those before it are accepted, and those behind it wait.
struct UnderWay {
    std::size_t chunk = 0;
    runs::ChunkState state = runs::ChunkState::Waiting;
};

class Crash : public ::testing::Test {
protected:
    static void SetUpTestSuite();
    static void TearDownTestSuite() { s_service.reset(); }

    //! The program that dies, and its arguments, for a run of its own.
    struct Sender {
        QString profile;
        QString batch;
        QStringList command;
    };
    Sender newSender();
    //! Runs a sender until it ends itself, or ends it from outside; then looks at what is left and finishes it.
    void kill(const QStringList &step, const std::optional<Moment> &moment, Figures &figures,
        const std::optional<UnderWay> &expected = {}, Policy policy = Policy::LookFirst);
    void lookAtWhatIsLeft(
        const Sender &sender, Policy policy, const std::optional<UnderWay> &expected, Figures &figures);

private:
    void compare(runs::Journal &journal, const QString &batch, Figures &figures);
    static void expectStates(runs::Journal &journal, const UnderWay &expected);
    static void settleUnknown(runs::Journal &journal, Policy policy);
    QHash<QByteArray, int> queued(const QString &batch) const;
    static CrashService service();

    static std::unique_ptr<practice::PracticeService> s_service;
    static int s_runs;
    QTemporaryDir m_folder{inMemory(u"callsheet-crashes-XXXXXX"_s)};
    base::SystemClock m_clock;
};

} // namespace callsheet::test
