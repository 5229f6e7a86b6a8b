#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace callsheet::connection {

//! Which secret authorises a request [batch-api.md]: never one secret in the other's header.
enum class CredentialMode { ApiKey, Bearer, Both };
//! The editions of the service's page disagree on the name of the array.
enum class ArrayKey { CallData, CallDataUnderscore };

//! Where to send, without secrets: those live in a SecretStore under the connection's name.
struct Connection {
    QString name;
    QUrl baseUrl; // without a trailing slash
    CredentialMode mode = CredentialMode::ApiKey;
    ArrayKey arrayKey = ArrayKey::CallData;
    QString batchId; // the batch last used
    bool practice = false; // the built-in practice service
    //! A key that every record bears with a text of its chunk, so that an unknown outcome can be looked up by one
    //! count. It reaches the agent as a variable of that name; empty: switched off.
    QString referenceKey;
    bool askAfterServerError = false; // after a 500: neither look nor send again before the person says so

    bool operator==(const Connection &) const = default;
};

//! Accepts https, and http to this computer only; refuses user names, queries and fragments in the address.
base::Result<QUrl> parseBaseUrl(const QString &text);
//! scheme://host:port, for screens, the journal and the binding of secrets.
QString originOf(const QUrl &url);

//! The built-in practice connection; its address is filled in when the practice service listens.
Connection practiceConnection();

QString modeName(CredentialMode mode); // "apiKey", "bearer", "both": the word in the file
std::optional<CredentialMode> modeNamed(const QString &word);
QString describe(CredentialMode mode); // for people

} // namespace callsheet::connection
