#include "core/sheet/read_ahead.h"

#include <algorithm>
#include <cstring>

namespace callsheet::sheet {

namespace {

constexpr std::size_t blockSize = 256 << 10; // stays in the cache from one core to the other

} // namespace

ReadAhead::ReadAhead(const XmlSource &source)
{
    for (Block &block : m_blocks)
        block.bytes.resize(blockSize);
    m_thread = std::thread([this, &source] { fillBlocks(source); });
}

ReadAhead::~ReadAhead()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isGone = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void ReadAhead::fillBlocks(const XmlSource &source)
{
    for (std::size_t next = 0;; next = (next + 1) % m_blocks.size()) {
        Block &block = m_blocks[next];
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [&] { return m_isGone || !block.isFilled; });
            if (m_isGone)
                return;
        }
        block.size = source(block.bytes.data(), block.bytes.size());
        const bool isLast = block.size.value_or(0) == 0;
        {
            const std::lock_guard lock(m_mutex);
            block.isFilled = true;
        }
        m_changed.notify_all();
        if (isLast)
            return;
    }
}

std::optional<std::size_t> ReadAhead::read(char *target, std::size_t size)
{
    Block &block = m_blocks[m_reading];
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return block.isFilled; });
    }
    if (block.size.value_or(0) == 0)
        return block.size; // the end stays the end
    const std::size_t count = std::min(size, *block.size - m_taken);
    std::memcpy(target, block.bytes.data() + m_taken, count);
    m_taken += count;
    if (m_taken == *block.size) {
        m_taken = 0;
        m_reading = (m_reading + 1) % m_blocks.size();
        const std::lock_guard lock(m_mutex);
        block.isFilled = false;
        m_changed.notify_all();
    }
    return count;
}

} // namespace callsheet::sheet
