#include "core/connection/connection.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace callsheet::connection {

using namespace Qt::StringLiterals;

namespace {

base::Error refusal(const QString &sentence)
{
    return {base::ErrorKind::InvalidInput, sentence, {}};
}

// Only whole numeric addresses of 127.0.0.0/8: "127.evil.example" is a name that anybody can own.
bool isLoopback4(const QString &host)
{
    const QStringList parts = host.split(u'.');
    const auto isByte = [](const QString &part) {
        const bool digits = std::all_of(part.begin(), part.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
        return digits && !part.isEmpty() && part.size() <= 3 && part.toInt() <= 255;
    };
    return parts.size() == 4 && parts.front() == "127"_L1 && std::all_of(parts.begin(), parts.end(), isByte);
}

bool isThisComputer(const QUrl &url)
{
    const QString host = url.host(QUrl::FullyEncoded);
    return host == "localhost"_L1 || host == "::1"_L1 || host == "[::1]"_L1 || isLoopback4(host);
}

// Cut out of the text as typed, because an address that cannot be parsed must not show a password either.
QString authorityOf(const QString &typed)
{
    const qsizetype scheme = typed.indexOf("//"_L1);
    const QString rest = scheme < 0 ? typed : typed.sliced(scheme + 2);
    return rest.left(rest.indexOf(u'/'));
}

} // namespace

// Parts that may hold a secret are never repeated in a sentence.
base::Result<QUrl> parseBaseUrl(const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty()) {
        return refusal(QCoreApplication::translate("connection",
            "The address of the service is missing. Write it as https://host, as the service's page shows it."));
    }
    if (authorityOf(typed).contains(u'@')) {
        return refusal(QCoreApplication::translate("connection",
            "The address of the service must not hold a user name or password. Leave out everything up to the “@”."));
    }
    if (typed.contains(u'?') || typed.contains(u'#')) {
        return refusal(QCoreApplication::translate(
            "connection", "The address of the service must end before “?” and “#”. Leave out what follows them."));
    }
    QUrl url(typed, QUrl::StrictMode);
    const bool isWhole = url.isValid() && !url.scheme().isEmpty() && !url.host().isEmpty() && url.port() != 0;
    if (!isWhole) {
        return refusal(QCoreApplication::translate(
            "connection", "“%1” is not a whole web address. Write it as https://host, as the service's page shows it.")
                           .arg(typed.simplified().left(100)));
    }
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1) {
        return refusal(QCoreApplication::translate(
            "connection", "The address of the service begins with “%1:”, which cannot be used. Write it with https://.")
                           .arg(url.scheme()));
    }
    if (url.scheme() == "http"_L1 && !isThisComputer(url)) {
        return refusal(QCoreApplication::translate("connection",
            "“http://%1” would send the key and the contacts unprotected. Write the address with https://; http is for "
            "this "
            "computer only.")
                           .arg(url.host(QUrl::FullyEncoded)));
    }
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path, QUrl::StrictMode);
    return url;
}

QString originOf(const QUrl &url)
{
    const bool secure = url.scheme() == "https"_L1;
    QString host = url.host(QUrl::FullyEncoded); // names beyond ASCII in the form that cannot be mistaken for another
    if (host.contains(u':') && !host.startsWith(u'['))
        host = u'[' + host + u']';
    return u"%1://%2:%3"_s.arg(url.scheme(), host, QString::number(url.port(secure ? 443 : 80)));
}

Connection practiceConnection()
{
    Connection connection;
    connection.name = QCoreApplication::translate("connection", "Practice service");
    connection.practice = true;
    return connection;
}

QString modeName(CredentialMode mode)
{
    switch (mode) {
    case CredentialMode::ApiKey:
        return u"apiKey"_s;
    case CredentialMode::Bearer:
        return u"bearer"_s;
    case CredentialMode::Both:
        return u"both"_s;
    }
    return {};
}

std::optional<CredentialMode> modeNamed(const QString &word)
{
    for (const CredentialMode mode : {CredentialMode::ApiKey, CredentialMode::Bearer, CredentialMode::Both}) {
        if (word == modeName(mode))
            return mode;
    }
    return std::nullopt;
}

QString describe(CredentialMode mode)
{
    switch (mode) {
    case CredentialMode::ApiKey:
        return QCoreApplication::translate("connection", "Workspace API key");
    case CredentialMode::Bearer:
        return QCoreApplication::translate("connection", "Bearer token");
    case CredentialMode::Both:
        return QCoreApplication::translate("connection", "Workspace API key and Bearer token");
    }
    return {};
}

} // namespace callsheet::connection
