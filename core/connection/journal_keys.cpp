#include "core/connection/journal_keys.h"

#include "core/base/atomic_file.h"
#include "core/base/file_lock.h"
#include "core/base/pause.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>
#include <array>
#include <chrono>

namespace callsheet::connection {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr auto listName = "payload_keys.json"_L1;
constexpr qint64 mostBytes = 64 * 1024; // some hundred keys
constexpr qint64 mostKeyBytes = 1024;
constexpr auto allPlaces = std::array{KeyPlace::Keychain, KeyPlace::File, KeyPlace::Session};
// Longer than the keychain takes to answer another Callsheet that makes the first key.
constexpr auto longestWait = 15s;
constexpr auto lockInterval = 50ms;

QString entryName(const QString &id)
{
    return u"journal-key "_s + id;
}

Error listIsDamaged(const QString &path)
{
    return {ErrorKind::InvalidInput,
        QCoreApplication::translate("connection",
            "“%1”, which says where the keys to people's numbers and names are, cannot be understood. Put it back from "
            "a copy of the profile, or move it away: then Callsheet begins with a new key, and what is encrypted "
            "already "
            "stays closed.")
            .arg(path),
        {}};
}

Error noKeychain()
{
    return {ErrorKind::Storage,
        QCoreApplication::translate("connection",
            "This computer has no keychain that can be reached, so the key stays where it is. Unlock or set up a "
            "keychain, or choose another place."),
        {}};
}

Error notLocked(const Error &why, const QString &folder)
{
    if (why.kind == ErrorKind::Conflict) {
        return {ErrorKind::Conflict,
            QCoreApplication::translate(
                "connection", "Another Callsheet is changing the keys in “%1”. Wait a moment, then start again.")
                .arg(folder),
            why.detail};
    }
    return {ErrorKind::Storage,
        QCoreApplication::translate("connection",
            "The folder “%1” cannot be written, so the keys to people's numbers and names cannot be kept there. Check "
            "its permissions and the space on the disk.")
            .arg(folder),
        why.detail};
}

//! Waits for another Callsheet that has it.
QCoro::Task<Result<std::unique_ptr<base::FileLock>>> takeLock(QString path)
{
    QElapsedTimer waited;
    waited.start();
    for (;;) {
        Result<std::unique_ptr<base::FileLock>> lock = base::FileLock::take(path);
        const bool isTaken = !lock && lock.error().kind == ErrorKind::Conflict;
        if (!isTaken || waited.hasExpired(std::chrono::milliseconds(longestWait).count()))
            co_return lock;
        const std::stop_token never;
        co_await base::pause(lockInterval, never);
    }
}

} // namespace

QString keyPlaceWord(KeyPlace place)
{
    switch (place) {
    case KeyPlace::Keychain:
        return u"keychain"_s;
    case KeyPlace::File:
        return u"file"_s;
    case KeyPlace::Session:
        break;
    }
    return u"session"_s;
}

std::optional<KeyPlace> keyPlaceFrom(const QString &word)
{
    for (const KeyPlace place : allPlaces) {
        if (word == keyPlaceWord(place))
            return place;
    }
    return std::nullopt;
}

QString keyPlaceName(KeyPlace place)
{
    switch (place) {
    case KeyPlace::Keychain:
        return QCoreApplication::translate("connection", "in the keychain of this computer");
    case KeyPlace::File:
        return QCoreApplication::translate("connection", "in a file of the profile");
    case KeyPlace::Session:
        break;
    }
    return QCoreApplication::translate("connection", "nowhere, once Callsheet is closed");
}

JournalKeys::JournalKeys(base::Profile profile, SecretStore &secrets, std::function<QByteArray()> makeKey)
    : m_profile(std::move(profile))
    , m_secrets(secrets)
    , m_makeKey(std::move(makeKey))
{
}

// QCoro moves from whatever is returned by name, so a member is copied before.

QString JournalKeys::keyFile(const Entry &entry) const
{
    return m_profile.path(u"payload-%1.key"_s.arg(entry.id));
}

Result<std::vector<JournalKeys::Entry>> JournalKeys::readEntries() const
{
    const QString path = m_profile.path(listName);
    QFile file(path);
    std::vector<Entry> entries;
    if (!file.exists())
        return entries;
    if (!file.open(QIODevice::ReadOnly) || file.size() > mostBytes)
        return listIsDamaged(path);
    static const QRegularExpression idForm(u"^[0-9a-f]{32}$"_s); // part of a file's name
    const QJsonArray list = QJsonDocument::fromJson(file.readAll()).object().value("keys"_L1).toArray();
    for (const QJsonValue &value : list) {
        const QString id = value[u"id"_s].toString();
        const auto place = keyPlaceFrom(value[u"place"_s].toString());
        if (!place || !idForm.match(id).hasMatch())
            return listIsDamaged(path);
        entries.push_back({id, *place});
    }
    if (entries.empty())
        return listIsDamaged(path);
    return entries;
}

Result<void> JournalKeys::writeEntries(const std::vector<Entry> &entries) const
{
    QJsonArray list;
    for (const Entry &entry : entries)
        list.append(QJsonObject{{u"id"_s, entry.id}, {u"place"_s, keyPlaceWord(entry.place)}});
    return base::writeFileAtomically(m_profile.path(listName), QJsonDocument(QJsonObject{{u"keys"_s, list}}).toJson());
}

QCoro::Task<base::Secret> JournalKeys::read(Entry entry)
{
    if (entry.place == KeyPlace::Keychain) {
        const QString name = entryName(entry.id);
        const std::optional<base::Secret> kept = co_await m_secrets.loadNamed(name);
        co_return kept.value_or(base::Secret());
    }
    QFile file(keyFile(entry));
    if (entry.place == KeyPlace::File && file.open(QIODevice::ReadOnly))
        co_return base::Secret(file.read(mostKeyBytes));
    co_return base::Secret();
}

QCoro::Task<Result<void>> JournalKeys::write(Entry entry, base::Secret key)
{
    if (entry.place == KeyPlace::Keychain) {
        const QString name = entryName(entry.id);
        const bool kept = co_await m_secrets.saveNamed(name, key);
        co_return kept ? Result<void>() : noKeychain();
    }
    if (entry.place == KeyPlace::File)
        co_return base::writeFileAtomically(keyFile(entry), key.reveal());
    co_return Result<void>();
}

QCoro::Task<Result<void>> JournalKeys::remove(Entry entry)
{
    if (entry.place == KeyPlace::Keychain) {
        const QString name = entryName(entry.id);
        const base::Secret nothing;
        const bool gone = co_await m_secrets.saveNamed(name, nothing);
        if (!gone)
            co_return noKeychain();
    }
    if (entry.place == KeyPlace::File)
        QFile::remove(keyFile(entry));
    co_return Result<void>();
}

QCoro::Task<Result<KeptKeys>> JournalKeys::addKey(std::vector<Entry> entries, KeyPlace place)
{
    const base::Secret key(m_makeKey());
    const Entry added{QUuid::createUuid().toString(QUuid::Id128), place};
    const Result<void> written = co_await write(added, key);
    if (!written)
        co_return written.error();
    entries.push_back(added);
    const Result<void> listed = writeEntries(entries);
    if (!listed)
        co_return listed.error();
    if (!m_kept.current.isEmpty())
        m_kept.older.push_back(m_kept.current);
    m_kept.place = place;
    m_kept.current = key;
    co_return Result<KeptKeys>(m_kept);
}

QCoro::Task<Result<KeptKeys>> JournalKeys::load()
{
    // Two that start in a new profile at once must not each make the first key.
    const Result<std::unique_ptr<base::FileLock>> lock = co_await takeLock(m_profile.path(u"payload_keys.lock"_s));
    if (!lock)
        co_return notLocked(lock.error(), m_profile.folder.path());
    const Result<std::vector<Entry>> entries = readEntries();
    if (!entries)
        co_return entries.error();
    m_kept = {};
    m_kept.isFirst = entries->empty();
    if (m_kept.isFirst) {
        const Result<KeptKeys> inKeychain = co_await addKey(*entries, KeyPlace::Keychain);
        if (inKeychain)
            co_return inKeychain;
        const Result<KeptKeys> inFile = co_await addKey(*entries, KeyPlace::File);
        co_return inFile;
    }
    for (std::size_t i = 0; i + 1 < entries->size(); ++i) {
        const base::Secret older = co_await read((*entries)[i]);
        if (!older.isEmpty())
            m_kept.older.push_back(older);
    }
    m_kept.place = entries->back().place;
    if (m_kept.place == KeyPlace::Session)
        m_kept.current = base::Secret(m_makeKey());
    else
        m_kept.current = co_await read(entries->back());
    co_return Result<KeptKeys>(m_kept);
}

QCoro::Task<Result<KeptKeys>> JournalKeys::renew()
{
    const Result<std::vector<Entry>> entries = readEntries();
    if (!entries)
        co_return entries.error();
    const Result<KeptKeys> added = co_await addKey(*entries, m_kept.place);
    co_return added;
}

QCoro::Task<Result<KeptKeys>> JournalKeys::keepIn(KeyPlace place)
{
    Result<std::vector<Entry>> entries = readEntries();
    if (!entries)
        co_return entries.error();
    if (m_kept.current.isEmpty()) {
        const Result<KeptKeys> added = co_await addKey(*entries, place);
        co_return added;
    }
    const Entry before = entries->back();
    if (before.place == place)
        co_return Result<KeptKeys>(m_kept);
    entries->back().place = place;
    const Result<void> written = co_await write(entries->back(), m_kept.current);
    if (!written)
        co_return written.error();
    const Result<void> listed = writeEntries(*entries);
    if (!listed)
        co_return listed.error();
    m_kept.place = place;
    const Result<void> removed = co_await remove(before); // what stays there is found by nobody any more
    Q_UNUSED(removed)
    co_return Result<KeptKeys>(m_kept);
}

} // namespace callsheet::connection
