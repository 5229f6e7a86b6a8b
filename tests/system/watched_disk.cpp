#include "tests/system/watched_disk.h"

#include <QFileInfo>

#include <memory>

namespace callsheet::test {

namespace {

//! What SQLite holds of an open file; the ordinary file follows in the same piece of memory.
struct WatchedFile {
    sqlite3_file base;
    const OnDiskStep *onStep;
    QString *name;
    sqlite3_file *real;
};

struct Below { // the VFS that does the work, and who is told
    sqlite3_vfs *real;
    const OnDiskStep *onStep;
};

WatchedFile &watched(sqlite3_file *file)
{
    return *reinterpret_cast<WatchedFile *>(file);
}

sqlite3_file *realOf(sqlite3_file *file)
{
    return watched(file).real;
}

int ask(sqlite3_file *file, DiskCall call, qint64 offset = 0, const QByteArray &bytes = {})
{
    const WatchedFile &asked = watched(file);
    return (*asked.onStep)({call, *asked.name, offset, bytes});
}

int closeFile(sqlite3_file *file)
{
    sqlite3_file *real = realOf(file);
    const int closed = real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
    delete watched(file).name;
    return closed;
}

int writeFile(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    const int answer = ask(file, DiskCall::Write, offset, QByteArray(static_cast<const char *>(bytes), size));
    return answer == SQLITE_OK ? realOf(file)->pMethods->xWrite(realOf(file), bytes, size, offset) : answer;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    const int answer = ask(file, DiskCall::Truncate, size);
    return answer == SQLITE_OK ? realOf(file)->pMethods->xTruncate(realOf(file), size) : answer;
}

int syncFile(sqlite3_file *file, int flags)
{
    const int answer = ask(file, DiskCall::Sync);
    return answer == SQLITE_OK ? realOf(file)->pMethods->xSync(realOf(file), flags) : answer;
}

//! Version 1: without shared memory, which the journal's exclusive lock makes needless, and without mapped files.
const sqlite3_io_methods methods = {
    1,
    &closeFile,
    [](sqlite3_file *file, void *to, int size, sqlite3_int64 offset) {
        return realOf(file)->pMethods->xRead(realOf(file), to, size, offset);
    },
    &writeFile,
    &truncateFile,
    &syncFile,
    [](sqlite3_file *file, sqlite3_int64 *size) { return realOf(file)->pMethods->xFileSize(realOf(file), size); },
    [](sqlite3_file *file, int lock) { return realOf(file)->pMethods->xLock(realOf(file), lock); },
    [](sqlite3_file *file, int lock) { return realOf(file)->pMethods->xUnlock(realOf(file), lock); },
    [](sqlite3_file *file, int *held) { return realOf(file)->pMethods->xCheckReservedLock(realOf(file), held); },
    [](sqlite3_file *file, int what, void *value) {
        return realOf(file)->pMethods->xFileControl(realOf(file), what, value);
    },
    [](sqlite3_file *file) { return realOf(file)->pMethods->xSectorSize(realOf(file)); },
    [](sqlite3_file *file) { return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file)); },
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

QString nameOf(const char *path)
{
    return path ? QFileInfo(QString::fromUtf8(path)).fileName() : QStringLiteral("temporary");
}

const Below &belowOf(const sqlite3_vfs *vfs)
{
    return *static_cast<const Below *>(vfs->pAppData);
}

int openFile(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *outFlags)
{
    const Below &below = belowOf(vfs);
    file->pMethods = nullptr; // where opening fails, nothing is to be closed
    const int answer = (*below.onStep)({DiskCall::Open, nameOf(path), 0, {}});
    if (answer != SQLITE_OK)
        return answer;
    auto *real = reinterpret_cast<sqlite3_file *>(reinterpret_cast<char *>(file) + sizeof(WatchedFile));
    const int opened = below.real->xOpen(below.real, path, real, flags, outFlags);
    if (opened != SQLITE_OK)
        return opened;
    WatchedFile &made = watched(file);
    made.onStep = below.onStep;
    made.name = new QString(nameOf(path));
    made.real = real;
    file->pMethods = &methods;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs *vfs, const char *path, int syncFolder)
{
    const Below &below = belowOf(vfs);
    const int answer = (*below.onStep)({DiskCall::Delete, nameOf(path), 0, {}});
    return answer == SQLITE_OK ? below.real->xDelete(below.real, path, syncFolder) : answer;
}

} // namespace

WatchedDisk::WatchedDisk(OnDiskStep onStep)
    : m_onStep(std::move(onStep))
{
    sqlite3_vfs *real = sqlite3_vfs_find(nullptr);
    m_vfs = *real; // whatever is not named below does not look at which VFS it is called through
    m_vfs.zName = "watched";
    m_vfs.pNext = nullptr;
    m_vfs.pAppData = new Below{real, &m_onStep};
    m_vfs.szOsFile = static_cast<int>(sizeof(WatchedFile)) + real->szOsFile;
    m_vfs.xOpen = &openFile;
    m_vfs.xDelete = &deleteFile;
    sqlite3_vfs_register(&m_vfs, 1);
}

WatchedDisk::~WatchedDisk()
{
    const std::unique_ptr<Below> below(static_cast<Below *>(m_vfs.pAppData));
    sqlite3_vfs_unregister(&m_vfs);
    sqlite3_vfs_register(below->real, 1);
}

} // namespace callsheet::test
