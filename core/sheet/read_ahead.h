#pragma once

#include "core/sheet/xml_reader.h"

#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace callsheet::sheet {

//! Reads from a source in a thread of its own, a little ahead of whoever takes the bytes: inflating a part takes about
//! as long as reading its text, and another core can do it meanwhile.
class ReadAhead {
public:
    //! The source is asked from that thread only, and no more once this object is gone.
    explicit ReadAhead(const XmlSource &source);
    ~ReadAhead();
    ReadAhead(const ReadAhead &) = delete;
    ReadAhead &operator=(const ReadAhead &) = delete;

    //! Bytes read, 0 at the end, nothing on failure: as the source says.
    std::optional<std::size_t> read(char *target, std::size_t size);

private:
    struct Block {
        std::vector<char> bytes;
        std::optional<std::size_t> size = 0;
        bool isFilled = false;
    };

    void fillBlocks(const XmlSource &source);

    std::array<Block, 2> m_blocks;
    std::size_t m_reading = 0; // the block that is being taken, and how far
    std::size_t m_taken = 0;
    bool m_isGone = false;
    std::mutex m_mutex; // over isFilled and m_isGone
    std::condition_variable m_changed;
    std::thread m_thread;
};

} // namespace callsheet::sheet
