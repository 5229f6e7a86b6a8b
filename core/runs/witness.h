#pragma once

#include "core/runs/event_chain.h"

#include <QFile>

#include <memory>
#include <optional>

namespace callsheet::runs {

//! Remembers, outside of the journal's file, how far the journal had come: an older copy put in its place is noticed.
//! The journal may be ahead of its witness (the program died in between), never behind it.
class Witness {
public:
    virtual ~Witness() = default;
    //! Nothing: it has never seen this journal.
    virtual std::optional<ChainMark> read() = 0;
    //! False: it could not be kept. `forGood`: on disk when it returns.
    virtual bool write(const ChainMark &mark, bool forGood) = 0;
};

//! In a file of its own, written in place: a handful of bytes, so that no attempt waits for it.
class FileWitness final : public Witness {
public:
    explicit FileWitness(const QString &path)
        : m_file(path)
    {
    }
    std::optional<ChainMark> read() override;
    bool write(const ChainMark &mark, bool forGood) override;

private:
    bool open();

    QFile m_file;
};

} // namespace callsheet::runs
