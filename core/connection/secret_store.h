#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/connection/connection.h"

#include <QCoroTask>
#include <QHash>

#include <optional>

namespace callsheet::connection {

struct Secrets {
    base::Secret apiKey;
    base::Secret bearer;
};

//! Keeps a connection's two secrets, bound to its origin: after a change of address they are not found any more.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    virtual QCoro::Task<base::Result<Secrets>> load(Connection connection) = 0;
    //! True: kept by the desktop's keychain; false: kept until the program ends, because there is no keychain.
    virtual QCoro::Task<bool> save(Connection connection, Secrets secrets) = 0;
    //! A secret of no connection, by its name; empty: it is not there. Nothing: there is no keychain to ask, or it does
    //! not answer.
    virtual QCoro::Task<std::optional<base::Secret>> loadNamed(QString name) = 0;
    //! As save(); an empty secret is taken out.
    virtual QCoro::Task<bool> saveNamed(QString name, base::Secret secret) = 0;
};

//! Forgets everything at the end of the program.
class MemorySecretStore final : public SecretStore {
public:
    QCoro::Task<base::Result<Secrets>> load(Connection connection) override;
    QCoro::Task<bool> save(Connection connection, Secrets secrets) override;
    QCoro::Task<std::optional<base::Secret>> loadNamed(QString name) override;
    QCoro::Task<bool> saveNamed(QString name, base::Secret secret) override;

private:
    QHash<QString, Secrets> m_secrets; // by keyOf()
    QHash<QString, base::Secret> m_named;
};

//! The desktop's keychain through QtKeychain; falls back to memory where there is none or it does not answer in 10 s.
class KeychainSecretStore final : public SecretStore {
public:
    QCoro::Task<base::Result<Secrets>> load(Connection connection) override;
    QCoro::Task<bool> save(Connection connection, Secrets secrets) override;
    //! From the keychain alone.
    QCoro::Task<std::optional<base::Secret>> loadNamed(QString name) override;
    QCoro::Task<bool> saveNamed(QString name, base::Secret secret) override;

private:
    MemorySecretStore m_session;
};

} // namespace callsheet::connection
