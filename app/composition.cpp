#include "app/composition.h"

#include "app/finish.h"
#include "core/base/background.h"
#include "core/send/payload_keys.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <csignal>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace callsheet::app {

using base::Result;

Result<std::unique_ptr<Composition>> Composition::open(const QString &profileFolder)
{
    const auto profile = base::Profile::open(profileFolder);
    if (!profile)
        return profile.error();
    std::unique_ptr<Composition> composition(new Composition);
    composition->m_profile = *profile;
    composition->m_keys = std::make_unique<connection::JournalKeys>(
        composition->m_profile, composition->m_secrets, &runs::makePayloadKey);
    runs::JournalOptions options;
    composition->m_witness = std::make_shared<send::KeychainWitness>(composition->m_profile, composition->m_secrets);
    options.outside = composition->m_witness;
    // Both asked before either is awaited: a silent keychain costs one wait, not two.
    auto witnessLoaded = composition->m_witness->load();
    // Without its key the journal opens all the same: runs can be looked at, and whatever needs the key says so.
    const auto kept = finish(composition->m_keys->load());
    finish(std::move(witnessLoaded));
    options.payloadKeys = send::payloadKeysOf(kept ? *kept : connection::KeptKeys());
    const auto retention = runs::loadRetention(composition->m_profile);
    if (retention)
        options.retention = *retention; // else nothing is deleted until it can be read again
    auto journal = runs::Journal::open(composition->m_profile, composition->m_clock, options);
    if (!journal)
        return journal.error();
    composition->m_journal = std::move(*journal);
    return composition;
}

Composition::~Composition()
{
    base::backgroundThreads().waitForDone(); // what works for a window that is gone may hold the journal
    m_journal.reset(); // it talks to the witness, which talks to the keychain
    finish(m_witness->keepLast());
}

Result<void> Composition::changeKey(std::optional<connection::KeyPlace> place, bool isNew)
{
    const bool isReplaced = place && m_keys->kept().current.isEmpty(); // what cannot be reached cannot be moved
    auto kept = place ? finish(m_keys->keepIn(*place)) : Result<connection::KeptKeys>(m_keys->kept());
    if (kept && isNew && !isReplaced)
        kept = finish(m_keys->renew());
    if (!kept)
        return kept.error();
    return m_journal->usePayloadKeys(send::payloadKeysOf(*kept)).result();
}

QString Composition::keyNote() const
{
    const connection::KeptKeys &kept = m_keys->kept();
    if (!kept.isFirst || kept.place != connection::KeyPlace::File)
        return {};
    return QCoreApplication::translate("app",
        "No keychain can be reached on this computer, so the key to people's numbers and names is in a file of the "
        "profile. “callsheet-cli runs --key-place session” keeps it nowhere instead, once your runs are over.");
}

Result<practice::PracticeService *> Composition::practice(const practice::PracticeOptions &options)
{
    if (!m_practice) {
        auto service = std::make_unique<practice::PracticeService>(options);
        const auto started = service->start();
        if (!started)
            return started.error();
        m_practice = std::move(service);
    }
    return m_practice.get();
}

send::SendServices Composition::sendServices()
{
    return {m_journal.get(), &m_transport, &m_clock, [] { return QRandomGenerator::global()->generateDouble(); }};
}

void hardenProcess()
{
    ::umask(077);
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    // Writing to a reader that went away, or past a limit of file size, is an error to handle, not a reason to die
    // between INTENT and RESULT.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
#ifdef NDEBUG
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace callsheet::app
