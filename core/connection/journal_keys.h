#pragma once

#include "core/base/profile.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/connection/secret_store.h"

#include <QCoroTask>

#include <functional>
#include <optional>
#include <vector>

// The keys that encrypt what the journal of a profile holds of people. Which there are, and where each is kept, stands
// in the profile; the keys themselves do so only where the person has no keychain, or chose it.
namespace callsheet::connection {

enum class KeyPlace {
    Keychain, // of the desktop
    File, // in the profile, for its owner only: protects copies of the journal, not of the whole profile
    Session, // nowhere: what is sent today cannot be sent again tomorrow
};

QString keyPlaceWord(KeyPlace place); // "keychain", "file", "session": stable, for scripts and the profile
std::optional<KeyPlace> keyPlaceFrom(const QString &word);
QString keyPlaceName(KeyPlace place); // for people

struct KeptKeys {
    KeyPlace place = KeyPlace::Keychain; // of the current one
    base::Secret current; // empty: it cannot be reached
    std::vector<base::Secret> older = {}; // those that can be reached
    bool isFirst = false; // the profile had none before
};

class JournalKeys {
public:
    //! `makeKey` gives a new random one.
    JournalKeys(base::Profile profile, SecretStore &secrets, std::function<QByteArray()> makeKey);

    //! The profile's keys. A profile that has none yet gets one: in the keychain, or in a file where there is none.
    //! Errors: Storage, Unreadable, InvalidInput.
    QCoro::Task<base::Result<KeptKeys>> load();
    //! Moves the current key to this place. One that cannot be reached is replaced: what it sealed is read again only
    //! if it comes back. Error: Storage, also where there is no keychain; nothing is changed then.
    QCoro::Task<base::Result<KeptKeys>> keepIn(KeyPlace place);
    //! A new key in the place of the current one, which only opens from now on.
    QCoro::Task<base::Result<KeptKeys>> renew();
    //! What was loaded or changed last.
    const KeptKeys &kept() const { return m_kept; }

private:
    struct Entry {
        QString id;
        KeyPlace place = KeyPlace::Keychain;
    };
    base::Result<std::vector<Entry>> readEntries() const;
    base::Result<void> writeEntries(const std::vector<Entry> &entries) const;
    QCoro::Task<base::Secret> read(Entry entry);
    //! True: kept there.
    QCoro::Task<base::Result<void>> write(Entry entry, base::Secret key);
    QCoro::Task<base::Result<void>> remove(Entry entry);
    QCoro::Task<base::Result<KeptKeys>> addKey(std::vector<Entry> entries, KeyPlace place);
    QString keyFile(const Entry &entry) const;

    base::Profile m_profile;
    SecretStore &m_secrets;
    std::function<QByteArray()> m_makeKey;
    KeptKeys m_kept;
};

} // namespace callsheet::connection
