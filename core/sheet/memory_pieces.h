#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>

namespace callsheet::sheet {

//! Pieces of memory of one size that never move, for several threads that each fill pieces of their own. The table of
//! the pieces never moves either: a thread may read its pieces while another one gets new ones.
template <typename Element, std::size_t elements, std::size_t mostPieces = 4096>
class MemoryPieces {
public:
    static constexpr std::size_t pieceSize = elements;

    //! The number of a new piece, whose content is not set; nothing when there are as many as there may be.
    std::optional<std::uint32_t> add()
    {
        const std::lock_guard lock(m_mutex);
        const std::size_t count = m_count;
        if (count == mostPieces)
            return std::nullopt;
        m_pieces[count].reset(new Element[elements]); // not make_unique: it would clear the memory first
        m_count = count + 1;
        return static_cast<std::uint32_t>(count);
    }
    Element *operator[](std::size_t piece) const { return m_pieces[piece].get(); }
    std::size_t memoryUsed() const { return m_count * elements * sizeof(Element); }

private:
    std::unique_ptr<std::unique_ptr<Element[]>[]> m_pieces = std::make_unique<std::unique_ptr<Element[]>[]>(mostPieces);
    std::atomic<std::size_t> m_count = 0;
    std::mutex m_mutex;
};

} // namespace callsheet::sheet
