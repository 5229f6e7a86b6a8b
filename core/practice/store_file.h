#pragma once

#include "core/base/result.h"
#include "core/practice/call_table.h"

#include <QThread>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace callsheet::practice {

//! What one step of the store changes, all of it or nothing.
struct StoreStep {
    struct Batch {
        std::uint32_t key = 0; // counts the batches from 1
        BatchInfo info;
    };
    std::uint64_t lastId = 0;
    std::vector<Batch> batches; // new or changed
    std::vector<std::pair<std::uint32_t, const std::vector<CallChange> *>> calls; // by the key of the batch
    std::vector<std::pair<int, DncEntry>> dncAdded; // by workspace
    QString dncRemoved; // id of the entry
    std::optional<std::pair<int, bool>> dncEnabled;
};

//! Takes what a file holds, in this order: batches, calls of each in the order of their places, older logs, the rest.
struct StoreReader {
    std::function<void(const StoreStep::Batch &)> batch;
    std::function<bool(std::uint32_t batch, const CallChange &)> call; // false: cannot be
    std::function<bool(std::uint32_t batch, CallTable::Place, const PhoneLog &)> olderLog;
    std::function<void(int workspace, const DncEntry &)> dncEntry;
    std::function<void(int workspace, bool enabled)> dncEnabled;
    std::function<void(std::uint64_t)> lastId;
};

//! The state of the practice service in an SQLite file: every step is in it before its request is answered, so that a
//! service that is killed forgets nothing. A power failure may cost the last steps, never the file.
class StoreFile {
public:
    //! Errors: Conflict when another instance has it open; Unreadable when it is damaged, of another program or of a
    //! newer version; Storage when it cannot be written. It is left as it is then.
    static base::Result<std::unique_ptr<StoreFile>> open(const QString &path);
    ~StoreFile();

    base::Result<void> read(const StoreReader &reader);
    //! On disk when it returns; nothing of it on an error.
    base::Result<void> write(const StoreStep &step);

private:
    struct Database;

    explicit StoreFile(const QString &path);
    template <typename F>
    void inThread(F &&work);

    const QString m_path;
    // Qt's databases belong to one thread, and steps come from several.
    QThread m_thread;
    std::unique_ptr<QObject> m_context; // lives in m_thread
    std::unique_ptr<Database> m_database; // used in m_thread only
};

} // namespace callsheet::practice
