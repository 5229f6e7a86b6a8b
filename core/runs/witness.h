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

//! The same where a copy of the whole profile that is put back does not reach: in the desktop's keychain, which answers
//! late, or not at all. What it keeps may lag behind the journal; it is never ahead of it but for an older copy.
class OutsideWitness {
public:
    virtual ~OutsideWitness() = default;
    //! What it knew before this start, once: to be held against the journal. Until it was asked for, nothing is kept in
    //! its place. It may come late, from a keychain that was locked at the start.
    virtual std::optional<ChainMark> takeSeen() = 0;
    //! Kept as soon as it can be; this does not wait.
    virtual void note(const ChainMark &mark) = 0;
    //! Waits until it is known what there is to take, and until the last mark is kept: not for long, and not at all
    //! once keeping has failed.
    virtual void waitUntilKept() = 0;
    //! Keeping has failed, or there is nowhere to keep it: until the next start nobody waits for it any more.
    virtual bool hasGivenUp() const = 0;
    //! A person has confirmed the journal: what was kept so far speaks of another copy of it.
    virtual void startAnew() = 0;
};

//! A mark as text, for whoever keeps one. Nothing: these bytes are none.
QByteArray toLine(const ChainMark &mark);
std::optional<ChainMark> markFrom(const QByteArray &line);

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
