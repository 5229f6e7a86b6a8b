#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace callsheet::sheet {

//! Unpacks raw deflate data piece by piece: with ISA-L, which takes a third of the time, or else with zlib. Which one
//! is decided when Callsheet is built.
class Inflater {
public:
    Inflater();
    ~Inflater();
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    struct Step {
        std::size_t taken = 0; // of the input
        std::size_t made = 0; // of the target
        bool hasEnded = false; // the data says that it ends here
        bool isDamaged = false;
    };
    //! Nothing taken and nothing made means that it waits for more input.
    Step inflate(std::string_view input, char *target, std::size_t size);

    //! The CRC-32 of ZIP files, continued; that of no bytes is 0.
    static std::uint32_t addToCrc(std::uint32_t crc, std::string_view bytes);

private:
    struct Engine;
    std::unique_ptr<Engine> m_engine;
};

} // namespace callsheet::sheet
