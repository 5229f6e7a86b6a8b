#pragma once

#include "core/base/clock.h"
#include "core/base/profile.h"
#include "core/connection/connection_store.h"
#include "core/connection/journal_keys.h"
#include "core/connection/secret_store.h"
#include "core/practice/practice_service.h"
#include "core/runs/journal.h"
#include "core/send/keychain_witness.h"
#include "core/send/send_run.h"
#include "core/send/transport.h"

#include <memory>
#include <optional>

namespace callsheet::app {

//! The only place that constructs what touches the world: clock, profile, journal, network, secrets. Lives as long as
//! the program.
class Composition {
public:
    //! Opens the profile (empty: the standard one) and its journal.
    static base::Result<std::unique_ptr<Composition>> open(const QString &profileFolder);
    ~Composition();

    const base::Profile &profile() const { return m_profile; }
    const base::Clock &clock() const { return m_clock; }
    runs::Journal &journal() { return *m_journal; }
    send::Transport &transport() { return m_transport; }
    connection::ConnectionStore connections() const { return connection::ConnectionStore(m_profile); }
    connection::SecretStore &secrets() { return m_secrets; }
    connection::JournalKeys &journalKeys() { return *m_keys; }
    //! Keeps the journal's key in this place, or begins with a new one; waits for the keychain.
    base::Result<void> changeKey(std::optional<connection::KeyPlace> place, bool isNew);
    //! A sentence for the first start of a profile whose key cannot be in a keychain; empty at every other.
    QString keyNote() const;
    //! What a person has to know of a keychain that no longer takes down how far the journal has come; or empty.
    QString keychainProblem() const { return m_witness->problem(); }
    //! Started on first use.
    base::Result<practice::PracticeService *> practice(const practice::PracticeOptions &options);
    send::SendServices sendServices();

private:
    Composition() = default;

    base::Profile m_profile;
    base::SystemClock m_clock;
    std::unique_ptr<runs::Journal> m_journal;
    send::Transport m_transport;
    connection::KeychainSecretStore m_secrets;
    std::unique_ptr<connection::JournalKeys> m_keys;
    std::shared_ptr<send::KeychainWitness> m_witness;
    std::unique_ptr<practice::PracticeService> m_practice;
};

//! Files that we write are the owner's alone, a crash leaves no image of people's data, and a failed write is an error
//! and not a signal. First thing in every main().
void hardenProcess();

} // namespace callsheet::app
