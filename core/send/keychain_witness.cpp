#include "core/send/keychain_witness.h"

#include "core/base/atomic_file.h"
#include "core/base/logging.h"
#include "core/base/pause.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QMetaObject>
#include <QObject>
#include <QRegularExpression>
#include <QUuid>

#include <condition_variable>
#include <mutex>
#include <utility>

namespace callsheet::send {

using namespace Qt::StringLiterals;
using runs::ChainMark;

struct KeychainWitness::State {
    connection::SecretStore *secrets = nullptr; // null: the program is about to end
    Patience patience;
    QString idFile;
    QObject desk; // lives in the thread of the keychain

    // The rest is shared with the journal's thread.
    std::mutex mutex;
    std::condition_variable settled;
    QString id; // of this profile; empty: it could not be written down, so nothing is kept
    bool isIdInFile = false; // a keychain has answered, now or at an earlier start
    std::optional<ChainMark> seen; // of an earlier start, and not taken yet
    std::optional<ChainMark> pending; // to be kept
    ChainMark kept;
    bool isKeeping = false; // from the first of what is to be kept to its last
    bool isAsked = false; // what the keychain had is known: nothing is written over what nobody has looked at
    bool hasFailed = false; // until the next start: nobody wants to be asked for a password at each chunk
    bool isSlow = false;

    QString entry() const { return u"journal-last "_s + id; } // the keychain's name for it
};

namespace {

using StatePointer = std::shared_ptr<KeychainWitness::State>;

QString newId()
{
    return QUuid::createUuid().toString(QUuid::Id128);
}

//! The profile's name in the keychain; empty: it has none yet.
QString idIn(const QString &path)
{
    constexpr qint64 mostBytes = 64;
    static const QRegularExpression form(u"^[0-9a-f]{32}$"_s);
    QFile file(path);
    const QString id = file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.read(mostBytes)) : QString();
    return form.match(id).hasMatch() ? id : QString();
}

struct Keeping {
    QString entry;
    ChainMark mark;
    bool isAsked = false;
};

//! What is to be kept now. Nothing: that is all, and whoever waits may go on.
std::optional<Keeping> nextToKeep(KeychainWitness::State &state)
{
    const std::lock_guard guard(state.mutex);
    const bool mayWrite = state.secrets && !state.id.isEmpty() && !state.seen && !state.hasFailed;
    if (mayWrite && state.pending && *state.pending != state.kept)
        return Keeping{state.entry(), *state.pending, state.isAsked};
    state.isKeeping = false;
    state.settled.notify_all();
    return std::nullopt;
}

void noteFailure(KeychainWitness::State &state)
{
    const std::lock_guard guard(state.mutex);
    state.hasFailed = true;
    state.settled.notify_all();
    qCInfo(lcRuns) << "the keychain does not keep how far the journal has come";
}

//! Not before a keychain has answered: a file that is there says at the next start that there is one.
void writeId(KeychainWitness::State &state)
{
    state.isIdInFile = static_cast<bool>(base::writeFileAtomically(state.idFile, state.id.toLatin1()));
    if (!state.isIdInFile)
        state.id.clear();
}

void noteFound(KeychainWitness::State &state, const base::Secret &found)
{
    const std::lock_guard guard(state.mutex);
    if (!state.isIdInFile)
        writeId(state);
    state.isAsked = true;
    state.seen = runs::markFrom(found.reveal());
    if (state.seen)
        state.pending.reset(); // the journal looks at it first
    state.settled.notify_all();
}

void noteKept(KeychainWitness::State &state, const ChainMark &mark)
{
    const std::lock_guard guard(state.mutex);
    state.kept = mark;
    state.isSlow = false;
}

bool isWorthWaitingFor(KeychainWitness::State &state)
{
    const std::lock_guard guard(state.mutex);
    return state.isKeeping && !state.isSlow && !state.hasFailed;
}

//! One after the other; of what comes while one is on its way, the newest is next.
QCoro::Task<bool> keepPending(StatePointer state)
{
    for (;;) {
        const std::optional<Keeping> next = nextToKeep(*state);
        if (!next)
            co_return true;
        if (!next->isAsked) { // it was locked at the start
            const std::optional<base::Secret> found = co_await state->secrets->loadNamed(next->entry);
            if (found)
                noteFound(*state, *found);
            else
                noteFailure(*state);
            continue;
        }
        const base::Secret line(runs::toLine(next->mark));
        const bool isKept = co_await state->secrets->saveNamed(next->entry, line);
        if (isKept)
            noteKept(*state, next->mark);
        else
            noteFailure(*state);
    }
}

} // namespace

KeychainWitness::KeychainWitness(const base::Profile &profile, connection::SecretStore &secrets, Patience patience)
    : m_state(std::make_shared<State>())
{
    m_state->secrets = &secrets;
    m_state->patience = patience;
    m_state->idFile = profile.path(u"journal.id"_s);
    m_state->id = idIn(m_state->idFile);
    m_state->isIdInFile = !m_state->id.isEmpty();
    if (!m_state->isIdInFile)
        m_state->id = newId();
}

KeychainWitness::~KeychainWitness()
{
    const std::lock_guard guard(m_state->mutex);
    m_state->secrets = nullptr;
}

QCoro::Task<bool> KeychainWitness::load()
{
    const StatePointer state = m_state;
    const QString entry = state->entry();
    const std::optional<base::Secret> found = co_await state->secrets->loadNamed(entry);
    if (found)
        noteFound(*state, *found);
    co_return found.has_value();
}

QCoro::Task<bool> KeychainWitness::keepLast()
{
    constexpr std::chrono::milliseconds step{5};
    const StatePointer state = m_state;
    const QDeadlineTimer end(state->patience.toKeep);
    while (isWorthWaitingFor(*state) && !end.hasExpired()) {
        co_await base::pause(step, std::stop_token());
    }
    const std::lock_guard guard(state->mutex);
    co_return !state->isKeeping && !state->hasFailed;
}

QString KeychainWitness::problem() const
{
    const std::lock_guard guard(m_state->mutex);
    if (!m_state->hasFailed || !m_state->isIdInFile)
        return {};
    if (!m_state->isAsked) {
        return QCoreApplication::translate("send",
            "The keychain of this computer did not say how far your runs had come, so Callsheet cannot tell whether "
            "this is the newest copy of the profile. If an older one was put in its place, people may be called again. "
            "Unlock the keychain and start Callsheet again before you send more.");
    }
    return QCoreApplication::translate("send",
        "The keychain of this computer did not take down how far your runs have come. Nothing is lost, and sending "
        "goes "
        "on. But if an older copy of the whole profile is put in its place, Callsheet may not notice it. Unlock the "
        "keychain, then start Callsheet again.");
}

std::optional<ChainMark> KeychainWitness::takeSeen()
{
    const std::lock_guard guard(m_state->mutex);
    const std::optional<ChainMark> seen = std::exchange(m_state->seen, std::nullopt);
    m_state->kept = seen.value_or(m_state->kept);
    return seen;
}

void KeychainWitness::note(const ChainMark &mark)
{
    const std::lock_guard guard(m_state->mutex);
    m_state->pending = mark;
    if (m_state->isKeeping || m_state->hasFailed || m_state->id.isEmpty() || mark == m_state->kept)
        return;
    m_state->isKeeping = true;
    const auto keep = [weak = std::weak_ptr(m_state)] {
        if (const StatePointer state = weak.lock())
            keepPending(state);
    };
    QMetaObject::invokeMethod(&m_state->desk, keep, Qt::QueuedConnection);
}

void KeychainWitness::waitUntilKept()
{
    State &state = *m_state;
    std::unique_lock lock(state.mutex);
    const auto isSettled = [&state] { return !state.isKeeping; };
    const auto isHeard = [&state, isSettled] { return state.isAsked || state.hasFailed || isSettled(); };
    // It may know of people who were called since this copy of the profile was made: worth a long wait, and only one.
    if (!state.settled.wait_for(lock, state.patience.toHear, isHeard))
        state.hasFailed = true;
    if (!state.hasFailed && !state.isSlow)
        state.isSlow = !state.settled.wait_for(lock, state.patience.toKeep, isSettled);
}

bool KeychainWitness::hasGivenUp() const
{
    const std::lock_guard guard(m_state->mutex);
    return m_state->hasFailed;
}

void KeychainWitness::startAnew()
{
    const std::lock_guard guard(m_state->mutex);
    m_state->seen.reset();
    m_state->pending.reset();
    m_state->kept = {};
    if (!m_state->isIdInFile)
        return; // no keychain has answered, so none speaks of another copy
    // The old name stays with whoever else has a copy of this profile.
    const QString id = newId();
    if (base::writeFileAtomically(m_state->idFile, id.toLatin1()))
        m_state->id = id;
    m_state->isAsked = true;
}

} // namespace callsheet::send
