#pragma once

#include <QByteArray>
#include <QString>

#include <sqlite3.h>

#include <functional>

namespace callsheet::test {

enum class DiskCall { Open, Write, Truncate, Sync, Delete };

//! One thing that SQLite asks of the disk.
struct DiskStep {
    DiskCall call = DiskCall::Write;
    QString file; // its name, without the folder
    qint64 offset = 0; // of a write; the new size of a truncation
    QByteArray bytes; // of a write
};

//! Told before each step, in the thread that does it. Anything but SQLITE_OK: the step is not done, and this is
//! SQLite's answer.
using OnDiskStep = std::function<int(const DiskStep &step)>;

//! While it lives, every database that is opened asks the disk through it. One at a time.
class WatchedDisk {
public:
    explicit WatchedDisk(OnDiskStep onStep);
    ~WatchedDisk(); // every database of its time is closed by then
    WatchedDisk(const WatchedDisk &) = delete;
    WatchedDisk &operator=(const WatchedDisk &) = delete;

private:
    sqlite3_vfs m_vfs = {};
    OnDiskStep m_onStep;
};

} // namespace callsheet::test
