#include "core/connection/secret_store.h"

#include <QCoroTimer>

#include <QTimer>

#include <qt6keychain/keychain.h>

#include <memory>

namespace callsheet::connection {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto serviceName = "Callsheet"_L1;
constexpr auto apiKeyKind = "api-key"_L1;
constexpr auto bearerKind = "bearer"_L1;
// A locked keychain may wait for its password in a dialog that nobody sees.
constexpr auto longestWait = 10s;

// The origin is part of the key: with another address the secrets are not found, so they cannot be sent there.
QString keyOf(const Connection &connection)
{
    return originOf(connection.baseUrl) + u' ' + connection.name;
}

QString entryOf(const Connection &connection, QLatin1StringView kind)
{
    return kind + u' ' + keyOf(connection);
}

struct KeychainAnswer {
    bool came = false;
    QKeychain::Error error = QKeychain::OtherError;
    QByteArray value; // of a read
};

QByteArray valueOf(QKeychain::Job *job)
{
    const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(job);
    return read ? read->binaryData() : QByteArray();
}

// A job that does not answer in time is left alone: it deletes itself when the keychain comes back to it, and deleting
// it earlier would pull it away from under the keychain's callback.
QCoro::Task<KeychainAnswer> answerOf(QKeychain::Job *job)
{
    const auto answer = std::make_shared<KeychainAnswer>();
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(longestWait);
    QObject::connect(job, &QKeychain::Job::finished, &timer, [answer, &timer](QKeychain::Job *finished) {
        answer->came = true;
        answer->error = finished->error();
        answer->value = valueOf(finished);
        timer.start(0ms);
    });
    job->start();
    co_await timer;
    co_return *answer;
}

QCoro::Task<KeychainAnswer> readEntry(QString key)
{
    auto *job = new QKeychain::ReadPasswordJob(serviceName);
    job->setKey(key);
    return answerOf(job);
}

//! An empty secret is taken out, so that a forgotten key does not come back at the next start.
QCoro::Task<KeychainAnswer> writeEntry(QString key, base::Secret secret)
{
    if (secret.isEmpty()) {
        auto *job = new QKeychain::DeletePasswordJob(serviceName);
        job->setKey(key);
        return answerOf(job);
    }
    auto *job = new QKeychain::WritePasswordJob(serviceName);
    job->setKey(key);
    job->setBinaryData(secret.reveal());
    return answerOf(job);
}

bool isKept(const KeychainAnswer &answer)
{
    return answer.came && (answer.error == QKeychain::NoError || answer.error == QKeychain::EntryNotFound);
}

} // namespace

QCoro::Task<base::Result<Secrets>> MemorySecretStore::load(Connection connection)
{
    co_return base::Result<Secrets>(m_secrets.value(keyOf(connection)));
}

QCoro::Task<bool> MemorySecretStore::save(Connection connection, Secrets secrets)
{
    m_secrets.insert(keyOf(connection), secrets);
    co_return false;
}

QCoro::Task<std::optional<base::Secret>> MemorySecretStore::loadNamed(QString name)
{
    co_return std::optional<base::Secret>(m_named.value(name));
}

QCoro::Task<bool> MemorySecretStore::saveNamed(QString name, base::Secret secret)
{
    m_named.insert(name, secret);
    co_return false;
}

QCoro::Task<base::Result<Secrets>> KeychainSecretStore::load(Connection connection)
{
    const base::Result<Secrets> session = co_await m_session.load(connection);
    const bool isInSession = session && !(session->apiKey.isEmpty() && session->bearer.isEmpty());
    if (isInSession || connection.practice)
        co_return session;
    // Both asked before either is awaited: a silent keychain costs one wait, not two.
    auto apiKeyRead = readEntry(entryOf(connection, apiKeyKind));
    auto bearerRead = readEntry(entryOf(connection, bearerKind));
    const KeychainAnswer apiKey = co_await apiKeyRead;
    const KeychainAnswer bearer = co_await bearerRead;
    Secrets secrets;
    if (apiKey.error == QKeychain::NoError)
        secrets.apiKey = base::Secret(apiKey.value);
    if (bearer.error == QKeychain::NoError)
        secrets.bearer = base::Secret(bearer.value);
    co_return base::Result<Secrets>(secrets);
}

QCoro::Task<bool> KeychainSecretStore::save(Connection connection, Secrets secrets)
{
    bool kept = false;
    if (!connection.practice) { // its address is another at each start: the keychain would fill with dead entries
        auto apiKeyWrite = writeEntry(entryOf(connection, apiKeyKind), secrets.apiKey);
        auto bearerWrite = writeEntry(entryOf(connection, bearerKind), secrets.bearer);
        const KeychainAnswer apiKey = co_await apiKeyWrite;
        const KeychainAnswer bearer = co_await bearerWrite;
        kept = isKept(apiKey) && isKept(bearer);
    }
    // What the keychain has is not kept twice; what it has not must not be forgotten before the end of the program.
    const Secrets forSession = kept ? Secrets() : secrets;
    co_await m_session.save(connection, forSession);
    co_return kept;
}

QCoro::Task<std::optional<base::Secret>> KeychainSecretStore::loadNamed(QString name)
{
    const KeychainAnswer answer = co_await readEntry(name);
    std::optional<base::Secret> found;
    if (answer.came && answer.error == QKeychain::NoError)
        found = base::Secret(answer.value);
    else if (answer.came && answer.error == QKeychain::EntryNotFound)
        found = base::Secret();
    co_return found;
}

QCoro::Task<bool> KeychainSecretStore::saveNamed(QString name, base::Secret secret)
{
    const KeychainAnswer answer = co_await writeEntry(name, secret);
    co_return isKept(answer);
}

} // namespace callsheet::connection
