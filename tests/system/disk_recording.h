#pragma once

#include "core/runs/witness.h"
#include "tests/system/watched_disk.h"

#include <QMap>

#include <cstdint>
#include <functional>
#include <mutex>
#include <vector>

// What a journal has asked of its disk, and what of it is left after a power cut at any moment.
namespace callsheet::test {

//! People whom the service has queued, bit 0 for row 2.
using People = std::uint32_t;

struct RecordedStep {
    DiskStep step;
    People queuedBefore = 0; // the truth when it began
};

//! How many of a piece's first bytes reached the disk although nothing waited for them. Pieces are at most a page.
using KeptBytes = std::function<qsizetype(const DiskStep &piece)>;

//! The files of a profile, by name.
using DiskImage = QMap<QString, QByteArray>;

class DiskRecording {
public:
    void add(const DiskStep &step, People queuedBefore);
    void end(People queued);

    std::size_t size() const { return m_steps.size(); }
    const DiskStep &step(std::size_t index) const { return m_steps.at(index).step; }
    //! The truth when this step began; at the end of the recording: the last one.
    People queuedBefore(std::size_t index) const;
    //! The disk after a power cut behind the first `steps`: what was synced, and of the rest what `kept` says.
    DiskImage imageAfter(std::size_t steps, const KeptBytes &kept) const;

private:
    std::mutex m_mutex;
    std::vector<RecordedStep> m_steps;
    People m_queuedAtEnd = 0;
};

//! The journal's witness in its ordinary file, with every write told.
class WatchedWitness final : public runs::Witness {
public:
    WatchedWitness(const QString &path, OnDiskStep onStep);
    std::optional<runs::ChainMark> read() override { return m_file.read(); }
    bool write(const runs::ChainMark &mark, bool forGood) override;

private:
    QString m_path;
    OnDiskStep m_onStep;
    runs::FileWitness m_file;
};

} // namespace callsheet::test
