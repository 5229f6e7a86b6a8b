#include "core/sheet/inflater.h"

#include <algorithm>
#include <limits>

#if defined(CALLSHEET_HAS_ISAL)
#include <isa-l.h>
#else
#include <zlib.h>
#endif

namespace callsheet::sheet {

namespace {

// Both libraries count a call's bytes in 32 bits.
std::uint32_t callSize(std::size_t size)
{
    return static_cast<std::uint32_t>(std::min<std::size_t>(size, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace

#if defined(CALLSHEET_HAS_ISAL)

struct Inflater::Engine {
    inflate_state state;
};

Inflater::Inflater()
    : m_engine(new Engine) // not make_unique: it would clear the tables first
{
    isal_inflate_init(&m_engine->state);
    m_engine->state.crc_flag = ISAL_DEFLATE;
}

Inflater::~Inflater() = default;

Inflater::Step Inflater::inflate(std::string_view input, char *target, std::size_t size)
{
    inflate_state &state = m_engine->state;
    const std::uint32_t inputSize = callSize(input.size());
    const std::uint32_t targetSize = callSize(size);
    std::uint8_t none = 0; // the library copies from the input even when there is none
    state.next_in
        = inputSize == 0 ? &none : reinterpret_cast<std::uint8_t *>(const_cast<char *>(input.data())); // never written
    state.avail_in = inputSize;
    state.next_out = reinterpret_cast<std::uint8_t *>(target);
    state.avail_out = targetSize;
    const int result = isal_inflate(&state);
    const bool isDamaged = result < 0 || result == ISAL_NEED_DICT;
    return {inputSize - state.avail_in, targetSize - state.avail_out,
        !isDamaged && state.block_state == ISAL_BLOCK_FINISH, isDamaged};
}

std::uint32_t Inflater::addToCrc(std::uint32_t crc, std::string_view bytes)
{
    return crc32_gzip_refl(crc, reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size());
}

#else

struct Inflater::Engine {
    z_stream stream = {};
    bool isReady = false;
};

Inflater::Inflater()
    : m_engine(std::make_unique<Engine>())
{
    m_engine->isReady = inflateInit2(&m_engine->stream, -MAX_WBITS) == Z_OK; // negative: without a header
}

Inflater::~Inflater()
{
    if (m_engine->isReady)
        inflateEnd(&m_engine->stream);
}

Inflater::Step Inflater::inflate(std::string_view input, char *target, std::size_t size)
{
    z_stream &stream = m_engine->stream;
    if (!m_engine->isReady)
        return {0, 0, false, true};
    const std::uint32_t inputSize = callSize(input.size());
    const std::uint32_t targetSize = callSize(size);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(input.data())); // never written
    stream.avail_in = inputSize;
    stream.next_out = reinterpret_cast<Bytef *>(target);
    stream.avail_out = targetSize;
    const int result = ::inflate(&stream, Z_NO_FLUSH);
    const bool isDamaged = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR;
    return {inputSize - stream.avail_in, targetSize - stream.avail_out, result == Z_STREAM_END, isDamaged};
}

std::uint32_t Inflater::addToCrc(std::uint32_t crc, std::string_view bytes)
{
    return static_cast<std::uint32_t>(crc32_z(crc, reinterpret_cast<const Bytef *>(bytes.data()), bytes.size()));
}

#endif

} // namespace callsheet::sheet
