#include "core/practice/store_file.h"

#include "core/practice/store_rows.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QUuid>
#include <QVariant>

namespace callsheet::practice {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr qint64 applicationId = 0x43535052; // "CSPR"
constexpr qint64 schemaVersion = 1;

// Result codes: https://www.sqlite.org/rescode.html (primary code in the low byte).
constexpr int busyCode = 5;
constexpr int lockedCode = 6;
constexpr int readOnlyCode = 8;
constexpr int corruptCode = 11;
constexpr int notADatabaseCode = 26;

Error damaged(const QString &path, const QString &detail)
{
    return {ErrorKind::Unreadable,
        QCoreApplication::translate("practice",
            "The file “%1” of the practice service is damaged and was left as it is. Choose another file with --data.")
            .arg(path),
        detail};
}

Error foreign(const QString &path)
{
    return {ErrorKind::Unreadable,
        QCoreApplication::translate("practice",
            "“%1” is not a file of the practice service and was left as it is. Choose another file with --data.")
            .arg(path),
        {}};
}

Error readOnly(const QString &path, const QString &detail)
{
    return {ErrorKind::Storage,
        QCoreApplication::translate("practice",
            "The file “%1” of the practice service cannot be written. Make the file and its folder writable, or choose "
            "another file with --data.")
            .arg(path),
        detail};
}

Error errorFrom(const QSqlError &error, const QString &path)
{
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const QString detail = error.nativeErrorCode() + u' ' + error.databaseText();
    if (code == busyCode || code == lockedCode) {
        return {ErrorKind::Conflict,
            QCoreApplication::translate("practice",
                "Another practice service has the file “%1” open. End it, or choose another file with --data.")
                .arg(path),
            detail};
    }
    if (code == notADatabaseCode)
        return foreign(path);
    if (code == corruptCode)
        return damaged(path, detail);
    if (code == readOnlyCode)
        return readOnly(path, detail);
    return {ErrorKind::Storage,
        QCoreApplication::translate("practice",
            "The file “%1” of the practice service cannot be written (%2), and nothing was changed. Check the space on "
            "the disk and the folder's permissions.")
            .arg(path, error.databaseText()),
        detail};
}

} // namespace

struct StoreFile::Database {
    explicit Database(const QString &path);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Result<void> open();
    Result<void> execute(const QString &statement);
    Result<qint64> number(const QString &statement);
    Result<void> checkOwner(bool *isNew);
    Result<void> make();

    const QString path;
    QSqlDatabase database;
    std::unique_ptr<StoreRows> rows;
};

StoreFile::Database::Database(const QString &file)
    : path(file)
    , database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"practice-"_s + QUuid::createUuid().toString()))
{
    database.setDatabaseName(path);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s); // whoever holds it, holds it until it ends
}

StoreFile::Database::~Database()
{
    const QString name = database.connectionName();
    rows.reset();
    database.close();
    database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<void> StoreFile::Database::execute(const QString &statement)
{
    QSqlQuery query(database);
    if (query.exec(statement))
        return {};
    return errorFrom(query.lastError(), path);
}

Result<qint64> StoreFile::Database::number(const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement) || !query.next())
        return errorFrom(query.lastError(), path);
    return query.value(0).toLongLong();
}

Result<void> StoreFile::Database::checkOwner(bool *isNew)
{
    const auto owner = number(u"PRAGMA application_id"_s);
    if (!owner)
        return owner.error();
    const auto version = number(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    const auto tables = number(u"SELECT count(*) FROM sqlite_master"_s);
    if (!tables)
        return tables.error();
    *isNew = *owner == 0 && *version == 0 && *tables == 0;
    if (*isNew)
        return {};
    if (*owner != applicationId)
        return foreign(path);
    if (*version > schemaVersion) {
        return Error{ErrorKind::Unreadable,
            QCoreApplication::translate("practice",
                "The file “%1” of the practice service was written by a newer version of Callsheet. Use that version, "
                "or choose another file with --data.")
                .arg(path),
            {}};
    }
    QSqlQuery check(database);
    if (!check.exec(u"PRAGMA quick_check(1)"_s) || !check.next())
        return errorFrom(check.lastError(), path);
    if (check.value(0).toString() != "ok"_L1)
        return damaged(path, check.value(0).toString());
    return {};
}

Result<void> StoreFile::Database::make()
{
    const auto begun = execute(u"BEGIN IMMEDIATE"_s);
    if (!begun)
        return begun;
    if (const std::optional<QSqlError> failed = StoreRows::create(database))
        return errorFrom(*failed, path);
    for (const QString &statement : {u"PRAGMA application_id=%1"_s.arg(applicationId),
             u"PRAGMA user_version=%1"_s.arg(schemaVersion), u"COMMIT"_s}) {
        const auto done = execute(statement);
        if (!done)
            return done;
    }
    return {};
}

Result<void> StoreFile::Database::open()
{
    bool isNew = false;
    // Made by us first, so that it is never readable by others; it holds people's numbers.
    if (!QFileInfo::exists(path)) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
            return readOnly(path, file.errorString());
    } else if (!QFileInfo(path).isWritable()) {
        return readOnly(path, {});
    }
    if (!database.open())
        return errorFrom(database.lastError(), path);
    const auto exclusive = execute(u"PRAGMA locking_mode=EXCLUSIVE"_s);
    if (!exclusive)
        return exclusive;
    const auto owned = checkOwner(&isNew);
    if (!owned)
        return owned;
    // NORMAL: what is written survives the program; only a power failure may take the last steps with it.
    for (const QString &pragma : {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=NORMAL"_s}) {
        const auto set = execute(pragma);
        if (!set)
            return set;
    }
    const auto made = isNew ? make() : Result<void>();
    if (!made)
        return made;
    // Takes the lock now, not with the first step.
    for (const QString &statement : {u"BEGIN IMMEDIATE"_s, u"COMMIT"_s}) {
        const auto done = execute(statement);
        if (!done)
            return done;
    }
    rows = std::make_unique<StoreRows>(database);
    return rows->prepare() ? Result<void>() : damaged(path, rows->lastError().databaseText());
}

StoreFile::StoreFile(const QString &path)
    : m_path(path)
    , m_context(std::make_unique<QObject>())
{
    m_thread.setObjectName(u"practice file"_s);
    m_context->moveToThread(&m_thread);
    m_thread.start();
}

StoreFile::~StoreFile()
{
    inThread([this] { m_database.reset(); });
    m_thread.quit();
    m_thread.wait();
}

template <typename F>
void StoreFile::inThread(F &&work)
{
    QMetaObject::invokeMethod(m_context.get(), std::forward<F>(work), Qt::BlockingQueuedConnection);
}

Result<std::unique_ptr<StoreFile>> StoreFile::open(const QString &path)
{
    std::unique_ptr<StoreFile> file(new StoreFile(path));
    Result<void> opened;
    file->inThread([&file, &opened, &path] {
        file->m_database = std::make_unique<Database>(path);
        opened = file->m_database->open();
    });
    if (!opened)
        return opened.error();
    return file;
}

Result<void> StoreFile::read(const StoreReader &reader)
{
    Result<void> result;
    inThread([this, &reader, &result] {
        bool makesSense = true;
        if (!m_database->rows->read(reader, &makesSense))
            result = errorFrom(m_database->rows->lastError(), m_path);
        else if (!makesSense)
            result = damaged(m_path, u"rows that cannot be"_s);
    });
    return result;
}

Result<void> StoreFile::write(const StoreStep &step)
{
    Result<void> result;
    inThread([this, &step, &result] {
        result = m_database->execute(u"BEGIN IMMEDIATE"_s);
        if (result && !m_database->rows->write(step))
            result = errorFrom(m_database->rows->lastError(), m_path);
        if (result)
            result = m_database->execute(u"COMMIT"_s);
        if (!result)
            static_cast<void>(m_database->execute(u"ROLLBACK"_s));
    });
    return result;
}

} // namespace callsheet::practice
