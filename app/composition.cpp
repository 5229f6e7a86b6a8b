#include "app/composition.h"

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
    auto journal = runs::Journal::open(composition->m_profile, composition->m_clock);
    if (!journal)
        return journal.error();
    composition->m_journal = std::move(*journal);
    return composition;
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
