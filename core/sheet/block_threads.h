#pragma once

#include "core/base/result.h"
#include "core/sheet/xml_blocks.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

namespace callsheet::sheet {

//! How the reading of a list in blocks ended.
struct BlocksOutcome {
    enum class End {
        Whole,
        Unusual, // something in it has to be read piece by piece, by the reader that knows everything
        Failed,
        CannotRead, // the part has the error
    };
    End end = End::Whole;
    std::optional<base::Error> error; // of Failed
};

//! Reads the blocks of a list on as many threads as there are readers, the calling one among them, and joins what they
//! made of them in the order of the file. Whichever thread has nothing to read inflates the next block: so all are busy
//! without a queue. A reader has
//!     using Piece = …;
//!     BlocksOutcome read(std::string_view text);  // Whole, Unusual or Failed
//!     Piece takePiece();                               // what it made of the block
//! and `join(Piece)` gives an error when the whole cannot take the piece.
template <typename Reader, typename Join>
class BlockThreads {
public:
    using End = BlocksOutcome::End;

    BlockThreads(XmlBlocks &blocks, const std::vector<std::unique_ptr<Reader>> &readers, Join join)
        : m_blocks(blocks)
        , m_readers(readers)
        , m_join(std::move(join))
    {
    }

    BlocksOutcome run()
    {
        {
            std::vector<std::jthread> threads;
            try {
                for (std::size_t i = 1; i < m_readers.size(); ++i)
                    threads.emplace_back([this, i] { work(*m_readers[i]); });
            } catch (const std::system_error &) {
                // No more threads to be had: those that are there do it.
            }
            work(*m_readers[0]);
        }
        return m_outcome;
    }

private:
    void work(Reader &reader)
    {
        XmlBlock block;
        while (!m_hasEnded) {
            std::size_t number = 0;
            XmlBlocks::Next next = XmlBlocks::Next::End;
            {
                const std::lock_guard lock(m_blocksMutex);
                if (m_hasEnded)
                    return;
                number = m_nextBlock++;
                next = m_blocks.next(block);
            }
            if (next != XmlBlocks::Next::Block)
                return end(number, {endOf(next), {}});
            const BlocksOutcome outcome = reader.read(block.text);
            if (outcome.end != End::Whole)
                return end(number, outcome);
            join(number, reader.takePiece());
        }
    }

    static End endOf(XmlBlocks::Next next)
    {
        return next == XmlBlocks::Next::End    ? End::Whole
            : next == XmlBlocks::Next::Unusual ? End::Unusual
                                               : End::CannotRead;
    }

    // Of several ends the first in the file counts. The blocks before it are with threads that are still going to
    // finish them.
    void end(std::size_t number, const BlocksOutcome &outcome)
    {
        const std::lock_guard lock(m_joinMutex);
        if (m_hasEnded && number > m_endNumber)
            return;
        m_outcome = outcome;
        m_endNumber = number;
        m_hasEnded = true;
    }

    void join(std::size_t number, typename Reader::Piece piece)
    {
        std::unique_lock lock(m_joinMutex);
        m_early.emplace(number, std::move(piece));
        for (auto next = m_early.find(m_nextToJoin); next != m_early.end(); next = m_early.find(m_nextToJoin)) {
            const std::optional<base::Error> error = m_join(next->second);
            m_early.erase(next);
            if (error) {
                lock.unlock();
                return end(number, {End::Failed, error});
            }
            ++m_nextToJoin;
        }
    }

    XmlBlocks &m_blocks;
    const std::vector<std::unique_ptr<Reader>> &m_readers;
    Join m_join;

    std::mutex m_blocksMutex;
    std::size_t m_nextBlock = 0;

    std::mutex m_joinMutex;
    std::map<std::size_t, typename Reader::Piece> m_early; // read before those in front of them
    std::size_t m_nextToJoin = 0;
    BlocksOutcome m_outcome;
    std::size_t m_endNumber = 0;
    std::atomic<bool> m_hasEnded = false;
};

} // namespace callsheet::sheet
