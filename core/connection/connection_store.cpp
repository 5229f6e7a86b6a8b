#include "core/connection/connection_store.h"

#include "core/base/atomic_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonParseError>
#include <QSet>

#include <algorithm>
#include <array>

namespace callsheet::connection {

using namespace Qt::StringLiterals;

namespace {

constexpr auto fileName = "connections.json"_L1;
constexpr auto newestVersion = 1;
constexpr auto mostBytes = 1024 * 1024; // far above any list that a person keeps

base::Error mistake(const QString &sentence)
{
    return {base::ErrorKind::InvalidInput, sentence, {}};
}

QString arrayKeyWord(ArrayKey key)
{
    return key == ArrayKey::CallDataUnderscore ? u"call_data"_s : u"callData"_s;
}

QJsonObject toJson(const Connection &connection)
{
    return {{u"name"_s, connection.name}, {u"baseUrl"_s, connection.baseUrl.toString(QUrl::FullyEncoded)},
        {u"credentials"_s, modeName(connection.mode)}, {u"arrayKey"_s, arrayKeyWord(connection.arrayKey)},
        {u"batchId"_s, connection.batchId}, {u"referenceKey"_s, connection.referenceKey},
        {u"askAfterServerError"_s, connection.askAfterServerError}};
}

base::Result<Connection> fromJson(const QJsonObject &object, const QString &path)
{
    Connection connection;
    connection.name = object.value("name"_L1).toString();
    if (connection.name.isEmpty()) {
        return mistake(QCoreApplication::translate(
            "connection", "A connection in “%1” has no name. Give it a text as “name”, or move the file away.")
                           .arg(path));
    }
    const base::Result<QUrl> url = parseBaseUrl(object.value("baseUrl"_L1).toString());
    if (!url) {
        return mistake(QCoreApplication::translate("connection", "Connection “%1” in “%2” cannot be used: %3")
                           .arg(connection.name, path, url.error().message));
    }
    connection.baseUrl = *url;

    const auto mode = modeNamed(object.value("credentials"_L1).toString(modeName(CredentialMode::ApiKey)));
    constexpr auto keys = std::array{ArrayKey::CallData, ArrayKey::CallDataUnderscore};
    const QString keyWord = object.value("arrayKey"_L1).toString(arrayKeyWord(ArrayKey::CallData));
    const auto key = std::find_if(keys.begin(), keys.end(), [&](ArrayKey k) { return arrayKeyWord(k) == keyWord; });
    if (!mode || key == keys.end()) {
        return mistake(QCoreApplication::translate("connection",
            "Connection “%1” in “%2” has settings that mean nothing. “credentials” must be apiKey, bearer or both, and "
            "“arrayKey” callData or call_data.")
                           .arg(connection.name, path));
    }
    connection.mode = *mode;
    connection.arrayKey = *key;
    connection.batchId = object.value("batchId"_L1).toString();
    connection.referenceKey = object.value("referenceKey"_L1).toString();
    connection.askAfterServerError = object.value("askAfterServerError"_L1).toBool();
    return connection;
}

base::Result<QJsonArray> readEntries(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return base::Error{base::ErrorKind::Unreadable,
            QCoreApplication::translate(
                "connection", "The saved connections in “%1” could not be read: %2. Check the file's permissions.")
                .arg(path, file.errorString()),
            {}};
    }
    const QByteArray content = file.read(mostBytes + 1);
    if (content.size() > mostBytes) {
        return mistake(QCoreApplication::translate(
            "connection", "“%1” is larger than %2 bytes and cannot be a list of connections. Move it away.")
                           .arg(path, QString::number(mostBytes)));
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(content, &error);
    if (error.error != QJsonParseError::NoError) {
        return mistake(QCoreApplication::translate(
            "connection", "The saved connections in “%1” are damaged at byte %2: %3. Mend the file or move it away.")
                           .arg(path, QString::number(error.offset), error.errorString()));
    }
    const QJsonObject object = document.object();
    if (object.value("version"_L1).toInteger(newestVersion) > newestVersion) {
        return mistake(QCoreApplication::translate(
            "connection", "“%1” was written by a newer Callsheet. Use that one, or move the file away.")
                           .arg(path));
    }
    if (!object.value("connections"_L1).isArray()) {
        return mistake(QCoreApplication::translate(
            "connection", "“%1” holds no list “connections”. Mend the file or move it away.")
                           .arg(path));
    }
    return object.value("connections"_L1).toArray();
}

base::Result<QList<Connection>> fromEntries(const QJsonArray &entries, const QString &path)
{
    QList<Connection> connections;
    QSet<QString> names;
    for (const QJsonValue &entry : entries) {
        const base::Result<Connection> connection = fromJson(entry.toObject(), path);
        if (!connection)
            return connection.error();
        if (names.contains(connection->name)) {
            return mistake(QCoreApplication::translate(
                "connection", "“%1” holds two connections with the name “%2”. Give one of them another name.")
                               .arg(path, connection->name));
        }
        names.insert(connection->name);
        connections += *connection;
    }
    return connections;
}

// A file that cannot be understood may still hold what somebody needs: it stays beside the new one under another name.
base::Result<void> setAside(const QString &path)
{
    for (int number = 1; number < 1000; ++number) {
        const QString other = u"%1.unreadable-%2"_s.arg(path, QString::number(number));
        if (!QFile::exists(other) && QFile::rename(path, other))
            return {};
    }
    return base::Error{base::ErrorKind::Storage,
        QCoreApplication::translate(
            "connection", "“%1” cannot be understood and could not be set aside, so nothing was saved. Move it away.")
            .arg(path),
        {}};
}

} // namespace

base::Result<QList<Connection>> ConnectionStore::load() const
{
    const QString path = m_profile.path(fileName);
    if (!QFile::exists(path))
        return QList<Connection>();
    const base::Result<QJsonArray> entries = readEntries(path);
    if (!entries)
        return entries.error();
    return fromEntries(*entries, path);
}

base::Result<void> ConnectionStore::save(const QList<Connection> &connections) const
{
    const QString path = m_profile.path(fileName);
    QJsonArray entries;
    for (const Connection &connection : connections) {
        if (!connection.practice)
            entries += toJson(connection);
    }
    // What could not be loaded again is not written.
    const base::Result<QList<Connection>> readBack = fromEntries(entries, path);
    if (!readBack)
        return readBack.error();
    if (!load()) {
        base::Result<void> aside = setAside(path);
        if (!aside)
            return aside;
    }
    const QJsonObject object{{u"version"_s, newestVersion}, {u"connections"_s, entries}};
    return base::writeFileAtomically(path, QJsonDocument(object).toJson());
}

} // namespace callsheet::connection
