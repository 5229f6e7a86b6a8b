#pragma once

#include "core/base/profile.h"
#include "core/connection/secret_store.h"
#include "core/runs/witness.h"

#include <QCoroTask>

#include <chrono>
#include <memory>

namespace callsheet::send {

//! How far a profile's journal has come, in the desktop's keychain: a restored backup of the whole profile, and a copy
//! of it in another place, are noticed. The profile's own name in the keychain stands in a file of it, so that profiles
//! do not disturb each other; the file is there once a keychain has answered.
//! Made, loaded and ended in the thread of `secrets`, which outlives it; the journal asks it from a thread of its own.
class KeychainWitness final : public runs::OutsideWitness {
public:
    //! How long a chunk waits for the keychain. Together less than a connection may take to stand.
    struct Patience {
        //! For what it knew before this start: longer than `secrets` wait for it, so that they end this.
        std::chrono::milliseconds toHear{12'000};
        //! Longer than an unlocked keychain takes, and no burden on a run where it is waited for in vain once.
        std::chrono::milliseconds toKeep{2'000};
    };

    KeychainWitness(const base::Profile &profile, connection::SecretStore &secrets, Patience patience);
    KeychainWitness(const base::Profile &profile, connection::SecretStore &secrets)
        : KeychainWitness(profile, secrets, Patience())
    {
    }
    ~KeychainWitness() override;

    //! Asks the keychain what it has; before the journal is opened. False: it cannot be asked.
    QCoro::Task<bool> load();
    //! At the end of the program: waits until the keychain has what it was told, but not for long. False: it has it
    //! not.
    QCoro::Task<bool> keepLast();
    //! What a person has to know: it has worked with this profile before, at this start or an earlier one, and does not
    //! any more. Empty: all is well, or it never was.
    QString problem() const;

    std::optional<runs::ChainMark> takeSeen() override;
    void note(const runs::ChainMark &mark) override;
    void waitUntilKept() override;
    bool hasGivenUp() const override;
    void startAnew() override;

    struct State;

private:
    std::shared_ptr<State> m_state;
};

} // namespace callsheet::send
