#include "core/send/keychain_witness.h"

#include "core/base/atomic_file.h"
#include "core/base/logging.h"

#include <QCoreApplication>
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
    std::chrono::milliseconds patience{};
    QString idFile;
    QObject desk; // lives in the thread of the keychain

    // The rest is shared with the journal's thread.
    std::mutex mutex;
    std::condition_variable settled;
    QString id; // of this profile; empty: it could not be written down, so nothing is kept
    std::optional<ChainMark> seen; // of an earlier start, and not taken yet
    std::optional<ChainMark> pending; // to be kept
    ChainMark kept;
    bool isKeeping = false; // from the first of what is to be kept to its last
    bool isAsked = false; // what the keychain had is known: nothing is written over what nobody has looked at
    bool hasWorked = false;
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

//! The profile's name in the keychain, made at its first use. Empty: it cannot be written down.
QString idOf(const QString &path)
{
    constexpr qint64 mostBytes = 64;
    static const QRegularExpression form(u"^[0-9a-f]{32}$"_s);
    QFile file(path);
    QString id = file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.read(mostBytes)) : QString();
    if (form.match(id).hasMatch())
        return id;
    id = newId();
    return base::writeFileAtomically(path, id.toLatin1()) ? id : QString();
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
    const bool mayWrite = state.secrets && !state.seen && !state.hasFailed;
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
    qCInfo(lcRuns) << "the keychain does not keep how far the journal has come";
}

void noteFound(KeychainWitness::State &state, const base::Secret &found)
{
    const std::lock_guard guard(state.mutex);
    state.isAsked = true;
    state.seen = runs::markFrom(found.reveal());
    if (!state.seen)
        return;
    state.hasWorked = true;
    state.pending.reset(); // the journal looks at it first
}

void noteKept(KeychainWitness::State &state, const ChainMark &mark)
{
    const std::lock_guard guard(state.mutex);
    state.kept = mark;
    state.hasWorked = true;
    state.isSlow = false;
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

KeychainWitness::KeychainWitness(
    const base::Profile &profile, connection::SecretStore &secrets, std::chrono::milliseconds patience)
    : m_state(std::make_shared<State>())
{
    m_state->secrets = &secrets;
    m_state->patience = patience;
    m_state->idFile = profile.path(u"journal.id"_s);
    m_state->id = idOf(m_state->idFile);
}

KeychainWitness::~KeychainWitness()
{
    const std::lock_guard guard(m_state->mutex);
    m_state->secrets = nullptr;
}

QCoro::Task<bool> KeychainWitness::load()
{
    const StatePointer state = m_state;
    if (state->id.isEmpty())
        co_return false;
    const QString entry = state->entry();
    const std::optional<base::Secret> found = co_await state->secrets->loadNamed(entry);
    if (found)
        noteFound(*state, *found);
    co_return found.has_value();
}

QString KeychainWitness::problem() const
{
    const std::lock_guard guard(m_state->mutex);
    if (!m_state->hasFailed || !m_state->hasWorked)
        return {};
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
    std::unique_lock lock(m_state->mutex);
    if (m_state->isSlow)
        return;
    m_state->isSlow = !m_state->settled.wait_for(lock, m_state->patience, [this] { return !m_state->isKeeping; });
}

void KeychainWitness::startAnew()
{
    const std::lock_guard guard(m_state->mutex);
    const QString id = newId();
    m_state->seen.reset();
    m_state->pending.reset();
    m_state->kept = {};
    // The old name stays with whoever else has a copy of this profile.
    if (base::writeFileAtomically(m_state->idFile, id.toLatin1()))
        m_state->id = id;
    m_state->isAsked = true;
}

} // namespace callsheet::send
