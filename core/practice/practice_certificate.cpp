#include "core/practice/practice_certificate.h"

#include <QCoreApplication>
#include <QSslCertificate>
#include <QSslKey>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>
#include <memory>
#include <utility>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto variants = std::array{
    std::pair{"good"_L1, TlsVariant::Good},
    std::pair{"expired"_L1, TlsVariant::Expired},
    std::pair{"not-yet-valid"_L1, TlsVariant::NotYetValid},
    std::pair{"wrong-name"_L1, TlsVariant::WrongName},
    std::pair{"self-signed"_L1, TlsVariant::SelfSigned},
    std::pair{"old-version"_L1, TlsVariant::OldVersion},
};

template <auto free>
struct Freeing {
    template <typename T>
    void operator()(T *object) const
    {
        free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509_free>>;
using Memory = std::unique_ptr<BIO, Freeing<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freeing<X509_EXTENSION_free>>;

constexpr long day = 24L * 60 * 60;

struct Wish {
    const char *name;
    const char *alternativeNames; // nullptr: an authority
    long fromDays;
    long toDays;
};

bool extend(X509 *certificate, X509 *issuer, int what, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, what, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setDates(X509 *certificate, const Wish &wish)
{
    return X509_gmtime_adj(X509_getm_notBefore(certificate), wish.fromDays * day)
        && X509_gmtime_adj(X509_getm_notAfter(certificate), wish.toDays * day);
}

bool setName(X509_NAME *name, const char *text)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(text);
    return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, bytes, -1, -1, 0) == 1;
}

bool setSerial(X509 *certificate)
{
    std::array<unsigned char, 8> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return false;
    uint64_t number = 1;
    for (const unsigned char byte : bytes)
        number = (number << 7U) ^ byte;
    return ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), number) == 1;
}

// Without an issuer it signs itself.
Certificate sign(const Wish &wish, EVP_PKEY *key, X509 *issuer, EVP_PKEY *issuerKey)
{
    Certificate made(X509_new());
    constexpr long thirdVersion = 2;
    X509 *signer = issuer ? issuer : made.get();
    bool ok = made && X509_set_version(made.get(), thirdVersion) == 1 && setSerial(made.get())
        && setDates(made.get(), wish) && setName(X509_get_subject_name(made.get()), wish.name)
        && X509_set_issuer_name(made.get(), X509_get_subject_name(signer)) == 1
        && X509_set_pubkey(made.get(), key) == 1;
    if (wish.alternativeNames)
        ok = ok && extend(made.get(), signer, NID_basic_constraints, "critical,CA:FALSE")
            && extend(made.get(), signer, NID_subject_alt_name, wish.alternativeNames)
            && extend(made.get(), signer, NID_ext_key_usage, "serverAuth");
    else
        ok = ok && extend(made.get(), signer, NID_basic_constraints, "critical,CA:TRUE")
            && extend(made.get(), signer, NID_key_usage, "critical,keyCertSign,cRLSign");
    ok = ok && X509_sign(made.get(), issuer ? issuerKey : key, EVP_sha256()) > 0;
    return ok ? std::move(made) : Certificate();
}

template <typename Write>
QByteArray pem(Write write)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    if (!memory || write(memory.get()) != 1)
        return {};
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

QByteArray pemOf(X509 *certificate)
{
    return pem([certificate](BIO *to) { return PEM_write_bio_X509(to, certificate); });
}

QByteArray pemOf(EVP_PKEY *key)
{
    return pem([key](BIO *to) { return PEM_write_bio_PrivateKey(to, key, nullptr, nullptr, 0, nullptr, nullptr); });
}

Wish wishFor(TlsVariant variant)
{
    Wish wish{"Callsheet practice service", "IP:127.0.0.1,IP:::1,DNS:localhost", -2, 365};
    if (variant == TlsVariant::Expired)
        wish.toDays = -1;
    if (variant == TlsVariant::NotYetValid)
        wish.fromDays = 1;
    if (variant == TlsVariant::WrongName)
        wish.alternativeNames = "DNS:elsewhere.example";
    return wish;
}

QSslConfiguration configurationFor(TlsVariant variant, X509 *certificate, EVP_PKEY *key)
{
    QSslConfiguration configuration;
    configuration.setLocalCertificate(QSslCertificate(pemOf(certificate)));
    configuration.setPrivateKey(QSslKey(pemOf(key), QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients show their keys in the request
    if (variant == TlsVariant::OldVersion) {
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        configuration.setProtocol(QSsl::TlsV1_1);
        QT_WARNING_POP
        // OpenSSL does not speak it at its usual level any more.
        configuration.setBackendConfigurationOption("CipherString", QByteArray("DEFAULT:@SECLEVEL=0"));
    }
    return configuration;
}

} // namespace

QStringList tlsVariantNames()
{
    QStringList names;
    for (const auto &[name, variant] : variants)
        names += name;
    return names;
}

std::optional<TlsVariant> tlsVariantFrom(const QString &name)
{
    for (const auto &[word, variant] : variants) {
        if (name == word)
            return variant;
    }
    return std::nullopt;
}

base::Result<ServerIdentity> makeIdentity(TlsVariant variant)
{
    const Wish authorityWish{"Callsheet practice authority", nullptr, -2, 3650};
    const Key authorityKey(EVP_EC_gen("P-256"));
    const Key key(EVP_EC_gen("P-256"));
    Certificate authority;
    Certificate certificate;
    if (authorityKey && key)
        authority = sign(authorityWish, authorityKey.get(), nullptr, nullptr);
    if (authority) {
        X509 *issuer = variant == TlsVariant::SelfSigned ? nullptr : authority.get();
        certificate = sign(wishFor(variant), key.get(), issuer, authorityKey.get());
    }
    if (!certificate) {
        return base::Error{base::ErrorKind::Network,
            QCoreApplication::translate("practice",
                "The practice service could not make a certificate for itself. Start it without --tls, or look whether "
                "OpenSSL works on this computer."),
            {}};
    }
    return ServerIdentity{configurationFor(variant, certificate.get(), key.get()), pemOf(authority.get())};
}

} // namespace callsheet::practice
