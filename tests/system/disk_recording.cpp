#include "tests/system/disk_recording.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace callsheet::test {

namespace {

constexpr qsizetype pieceSize = 4096; // what a disk is trusted to write in one go, and we do not trust it

//! A file between two power cuts.
struct OpenFile {
    QByteArray synced;
    bool isThere = false; // and its name is on disk: ext4, XFS and Btrfs write it with the file's first sync
    std::vector<DiskStep> pending;
};

void apply(OpenFile &file, const DiskStep &step)
{
    switch (step.call) {
    case DiskCall::Write:
        if (file.synced.size() < step.offset + step.bytes.size())
            file.synced.resize(step.offset + step.bytes.size(), '\0');
        file.synced.replace(step.offset, step.bytes.size(), step.bytes);
        file.isThere = true;
        break;
    case DiskCall::Truncate:
        file.synced.resize(step.offset, '\0');
        break;
    case DiskCall::Delete:
        file.synced.clear();
        file.isThere = false;
        break;
    case DiskCall::Open:
    case DiskCall::Sync:
        break;
    }
}

std::vector<DiskStep> piecesOf(const DiskStep &step)
{
    std::vector<DiskStep> pieces;
    for (qsizetype at = 0; at < step.bytes.size(); at += pieceSize)
        pieces.push_back({step.call, step.file, step.offset + at, step.bytes.mid(at, pieceSize)});
    return step.call == DiskCall::Write ? pieces : std::vector<DiskStep>{step};
}

//! What nothing has waited for reaches the disk in any part. A deletion that did not: the name still leads to the old
//! content, and what was written into a new file of this name is lost with it.
void applyKept(OpenFile &file, const KeptBytes &kept)
{
    for (const DiskStep &step : file.pending) {
        for (const DiskStep &piece : piecesOf(step)) {
            const qsizetype bytes = kept(piece);
            if (bytes == 0 && step.call == DiskCall::Delete)
                return;
            if (bytes > 0)
                apply(file,
                    {piece.call, piece.file, piece.offset, piece.bytes.first(std::min(bytes, piece.bytes.size()))});
        }
    }
}

//! SQLite does so with the first sync of a file that it has made (os_unix.c, UNIXFILE_DIRSYNC); names that are gone are
//! gone for good then.
void syncFolder(QMap<QString, OpenFile> &files)
{
    const auto isDeletion = [](const DiskStep &step) { return step.call == DiskCall::Delete; };
    for (OpenFile &file : files) {
        const auto deletion = std::find_if(file.pending.begin(), file.pending.end(), isDeletion);
        if (deletion == file.pending.end())
            continue;
        apply(file, *deletion);
        file.pending.erase(file.pending.begin(), deletion + 1);
    }
}

} // namespace

void DiskRecording::add(const DiskStep &step, People queuedBefore)
{
    const std::lock_guard guard(m_mutex);
    m_steps.push_back({step, queuedBefore});
}

void DiskRecording::end(People queued)
{
    m_queuedAtEnd = queued;
}

People DiskRecording::queuedBefore(std::size_t index) const
{
    return index < m_steps.size() ? m_steps[index].queuedBefore : m_queuedAtEnd;
}

DiskImage DiskRecording::imageAfter(std::size_t steps, const KeptBytes &kept) const
{
    QMap<QString, OpenFile> files;
    for (std::size_t i = 0; i < steps; ++i) {
        const DiskStep &step = m_steps[i].step;
        OpenFile &file = files[step.file];
        if (step.call == DiskCall::Sync) {
            if (!file.isThere)
                syncFolder(files);
            for (const DiskStep &pending : file.pending)
                apply(file, pending);
            file.pending.clear();
            file.isThere = true;
        } else if (step.call != DiskCall::Open) {
            file.pending.push_back(step);
        }
    }
    DiskImage image;
    for (auto file = files.begin(); file != files.end(); ++file) {
        applyKept(*file, kept);
        if (file->isThere)
            image.insert(file.key(), file->synced);
    }
    return image;
}

WatchedWitness::WatchedWitness(const QString &path, OnDiskStep onStep)
    : m_path(path)
    , m_onStep(std::move(onStep))
    , m_file(path)
{
}

bool WatchedWitness::write(const runs::ChainMark &mark, bool forGood)
{
    if (!m_file.write(mark, forGood))
        return false;
    QFile written(m_path);
    const bool isRead = written.open(QIODevice::ReadOnly);
    const QString name = QFileInfo(m_path).fileName();
    m_onStep({DiskCall::Write, name, 0, isRead ? written.readAll() : QByteArray()});
    if (forGood)
        m_onStep({DiskCall::Sync, name, 0, {}});
    return true;
}

} // namespace callsheet::test
