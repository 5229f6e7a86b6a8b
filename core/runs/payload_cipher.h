#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

using EVP_CIPHER_CTX = struct evp_cipher_ctx_st;

// Payload is what the journal holds of people: the bodies of requests, the service's answers and sentences that quote
// them. It lies encrypted in the file, with AES-256-GCM; rows, states and counts do not, and need no key.
namespace callsheet::runs {

inline constexpr qsizetype payloadKeySize = 32;

//! From outside of the journal, as bytes; made in app/ from the desktop's keychain.
struct PayloadKeys {
    bool encrypts = false; // false: payload lies in the file as it is
    QByteArray current; // seals and opens; empty: it cannot be reached, so nothing new can be written down
    std::vector<QByteArray> older = {}; // only open
};

//! A new one, from the system's source of randomness.
QByteArray makePayloadKey();
//! Names a key without telling anything about it; stands with everything that was sealed with it.
QByteArray payloadKeyId(const QByteArray &key);

//! Where a value lies: "body", "compressed", "1". Sealed with the value, so that no value can stand in for another.
QByteArray payloadPlace(QLatin1StringView table, QLatin1StringView column, const QString &row);

class PayloadCipher {
public:
    PayloadCipher() = default; // of keys that do not encrypt
    explicit PayloadCipher(const PayloadKeys &keys);
    ~PayloadCipher();
    PayloadCipher(PayloadCipher &&) noexcept;
    PayloadCipher &operator=(PayloadCipher &&) noexcept;

    bool encrypts() const { return m_encrypts; }
    //! False: the key cannot be reached; seal() says so.
    bool canSeal() const { return !m_encrypts || (!m_keys.empty() && m_keys.front().seals); }
    //! Of the key that seals; empty: none does.
    QByteArray keyId() const;
    static bool isSealed(const QByteArray &value);

    //! The value as it is stored. Error: Storage.
    base::Result<QByteArray> seal(const QByteArray &value, const QByteArray &place) const;
    //! What was sealed at this place, byte by byte, or why it cannot be had: Storage for a key that is not there, and
    //! for a value that was changed or moved. A value that was never sealed is given back as it is.
    base::Result<QByteArray> open(const QByteArray &stored, const QByteArray &place) const;

private:
    struct FreeContext {
        void operator()(EVP_CIPHER_CTX *context) const;
    };
    using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;
    struct Key {
        QByteArray id;
        bool seals = false;
        Context sealing; // with the key set up, which takes longer than a short value
        Context opening;
    };
    void addKey(const QByteArray &key, bool seals);

    bool m_encrypts = false;
    std::vector<Key> m_keys; // the one that seals first
};

//! "…and these can be looked at all the same": what stands in place of payload whose key cannot be reached.
base::Error payloadKeyMissing();

} // namespace callsheet::runs
