#include "core/runs/payload_cipher.h"

#include "core/runs/journal_rows.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

// A sealed value: mark, key id, nonce, what was encrypted, tag. No text in UTF-8 and no compressed body (whose first
// four bytes are its length) begins like the mark.
constexpr QByteArrayView mark("\xC5\x53\xE1\x01");
constexpr qsizetype keyIdSize = 8;
// Random for each value: with 96 bits, 2^32 values may be sealed with one key before two nonces are likely to meet
// (NIST SP 800-38D, 8.3), which are more chunks than any profile sees.
constexpr qsizetype nonceSize = 12;
constexpr qsizetype tagSize = 16;
constexpr qsizetype headSize = mark.size() + keyIdSize + nonceSize;

const unsigned char *bytesOf(const QByteArray &value)
{
    return reinterpret_cast<const unsigned char *>(value.constData());
}

unsigned char *bytesOf(QByteArray &value)
{
    return reinterpret_cast<unsigned char *>(value.data());
}

Error cannotEncrypt()
{
    return {ErrorKind::Storage,
        QCoreApplication::translate("runs",
            "The numbers and names of this run cannot be encrypted, so they are not written down, and nothing is sent. "
            "Start Callsheet again."),
        u"OpenSSL refused"_s};
}

} // namespace

QByteArray makePayloadKey()
{
    QByteArray key(payloadKeySize, '\0');
    if (RAND_bytes(bytesOf(key), static_cast<int>(key.size())) != 1)
        return {};
    return key;
}

QByteArray payloadKeyId(const QByteArray &key)
{
    return QCryptographicHash::hash("Callsheet payload key " + key, QCryptographicHash::Sha256).first(keyIdSize);
}

QByteArray payloadPlace(QLatin1StringView table, QLatin1StringView column, const QString &row)
{
    return QByteArray(table.data(), table.size()) + '\n' + QByteArray(column.data(), column.size()) + '\n'
        + row.toUtf8();
}

Error payloadKeyMissing()
{
    return {ErrorKind::Storage,
        QCoreApplication::translate("runs",
            "The numbers and names of this chunk are encrypted, and their key cannot be reached. The run, its rows and "
            "its totals can be looked at, but these people cannot be sent again or looked up from here. Unlock the "
            "keychain that holds the key and start Callsheet again, or check the sheet anew and send from there."),
        {}};
}

void PayloadCipher::FreeContext::operator()(EVP_CIPHER_CTX *context) const
{
    EVP_CIPHER_CTX_free(context); // wipes the key in it
}

PayloadCipher::PayloadCipher(const PayloadKeys &keys)
    : m_encrypts(keys.encrypts)
{
    if (keys.current.size() == payloadKeySize)
        addKey(keys.current, true);
    for (const QByteArray &key : keys.older) {
        if (key.size() == payloadKeySize)
            addKey(key, false);
    }
}

PayloadCipher::~PayloadCipher() = default;
PayloadCipher::PayloadCipher(PayloadCipher &&) noexcept = default;
PayloadCipher &PayloadCipher::operator=(PayloadCipher &&) noexcept = default;

void PayloadCipher::addKey(const QByteArray &key, bool seals)
{
    Key added{payloadKeyId(key), seals, Context(EVP_CIPHER_CTX_new()), Context(EVP_CIPHER_CTX_new())};
    const EVP_CIPHER *cipher = EVP_aes_256_gcm();
    const bool ready = added.sealing && added.opening
        && EVP_EncryptInit_ex(added.sealing.get(), cipher, nullptr, bytesOf(key), nullptr) == 1
        && EVP_DecryptInit_ex(added.opening.get(), cipher, nullptr, bytesOf(key), nullptr) == 1;
    if (ready) // without it canSeal() is false, and nothing is written in the clear
        m_keys.push_back(std::move(added));
}

QByteArray PayloadCipher::keyId() const
{
    return m_encrypts && canSeal() ? m_keys.front().id : QByteArray();
}

bool PayloadCipher::isSealed(const QByteArray &value)
{
    return value.startsWith(mark);
}

Result<QByteArray> PayloadCipher::seal(const QByteArray &value, const QByteArray &place) const
{
    if (!m_encrypts)
        return value;
    if (!canSeal()) {
        return Error{ErrorKind::Storage,
            QCoreApplication::translate("runs",
                "The key that encrypts people's numbers and names cannot be reached, so nothing new is written down or "
                "sent. Unlock the keychain that holds it and start Callsheet again, or begin with a new key: under "
                "“Local data” in the window, or with “callsheet-cli runs --new-key”."),
            {}};
    }
    QByteArray stored(headSize + value.size() + tagSize, Qt::Uninitialized);
    std::copy(mark.begin(), mark.end(), stored.begin());
    const QByteArray &id = m_keys.front().id;
    std::copy(id.begin(), id.end(), stored.begin() + mark.size());
    unsigned char *const nonce = bytesOf(stored) + mark.size() + keyIdSize;
    unsigned char *const content = bytesOf(stored) + headSize;
    unsigned char *const tag = content + value.size();
    EVP_CIPHER_CTX *const context = m_keys.front().sealing.get();
    int length = 0;
    const bool sealed = RAND_bytes(nonce, nonceSize) == 1
        && EVP_EncryptInit_ex(context, nullptr, nullptr, nullptr, nonce) == 1
        && EVP_EncryptUpdate(context, nullptr, &length, bytesOf(place), static_cast<int>(place.size())) == 1
        && EVP_EncryptUpdate(context, content, &length, bytesOf(value), static_cast<int>(value.size())) == 1
        && EVP_EncryptFinal_ex(context, tag, &length) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, tagSize, tag) == 1;
    if (!sealed)
        return cannotEncrypt();
    return stored;
}

Result<QByteArray> PayloadCipher::open(const QByteArray &stored, const QByteArray &place) const
{
    if (!isSealed(stored))
        return stored;
    if (stored.size() < headSize + tagSize)
        return damagedJournal(u"encrypted data was cut"_s);
    const QByteArray id = stored.mid(mark.size(), keyIdSize);
    const auto key = std::find_if(m_keys.begin(), m_keys.end(), [&id](const Key &known) { return known.id == id; });
    if (key == m_keys.end())
        return payloadKeyMissing();
    QByteArray value(stored.size() - headSize - tagSize, Qt::Uninitialized);
    QByteArray tag = stored.last(tagSize);
    EVP_CIPHER_CTX *const context = key->opening.get();
    int length = 0;
    const bool opened
        = EVP_DecryptInit_ex(context, nullptr, nullptr, nullptr, bytesOf(stored) + mark.size() + keyIdSize) == 1
        && EVP_DecryptUpdate(context, nullptr, &length, bytesOf(place), static_cast<int>(place.size())) == 1
        && EVP_DecryptUpdate(
               context, bytesOf(value), &length, bytesOf(stored) + headSize, static_cast<int>(value.size()))
            == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, tagSize, tag.data()) == 1
        && EVP_DecryptFinal_ex(context, bytesOf(value) + value.size(), &length) == 1;
    if (!opened)
        return damagedJournal(u"encrypted data was changed or moved"_s);
    return value;
}

} // namespace callsheet::runs
