#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QSslConfiguration>
#include <QString>
#include <QStringList>

#include <optional>

namespace callsheet::practice {

//! Whom the service claims to be. All but None and Good are refused by a client that looks.
enum class TlsVariant {
    None, // plain HTTP
    Good, // for 127.0.0.1, ::1 and localhost, by an authority that a client can be told to trust
    Expired,
    NotYetValid,
    WrongName, // for another host
    SelfSigned, // by nobody but itself
    OldVersion, // TLS 1.1, good otherwise
};

//! The words of --tls, in the order of the enum without None.
QStringList tlsVariantNames();
std::optional<TlsVariant> tlsVariantFrom(const QString &name);

struct ServerIdentity {
    QSslConfiguration configuration;
    QByteArray authorityPem; // what a client has to trust
};

//! Makes an authority and a certificate of it, in memory and anew each time: no key lies in a repository, nothing runs
//! out on some day, and nobody can use the authority elsewhere, because its key is gone when this returns.
base::Result<ServerIdentity> makeIdentity(TlsVariant variant);

} // namespace callsheet::practice
