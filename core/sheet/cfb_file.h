#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace callsheet::sheet {

//! The bytes of one stream: in the file where they stand in one piece, else put together.
class CfbStream {
public:
    explicit CfbStream(std::string_view inFile)
        : m_inFile(inFile)
    {
    }
    explicit CfbStream(std::string joined)
        : m_joined(std::move(joined))
        , m_isJoined(true)
    {
    }
    std::string_view bytes() const { return m_isJoined ? std::string_view(m_joined) : m_inFile; }

private:
    std::string_view m_inFile;
    std::string m_joined;
    bool m_isJoined = false;
};

//! A compound file: the small file system in which old office programs keep their streams. No number in it is believed:
//! every sector must lie in the file and no chain may be longer than the file.
class CfbFile {
public:
    //! Nothing when the header or the directory cannot be followed. `bytes` must outlive the file.
    static std::optional<CfbFile> open(std::string_view bytes);

    bool contains(std::u16string_view name) const { return find(name) != nullptr; }
    //! A stream of the root folder, by its name in any case. Nothing when it is not there whole.
    std::optional<CfbStream> stream(std::u16string_view name) const;

private:
    struct Entry {
        std::u16string name;
        std::uint8_t type = 0;
        std::uint32_t left = 0, right = 0, child = 0;
        std::uint32_t start = 0;
        std::uint64_t size = 0;
    };

    CfbFile() = default;
    bool readFat();
    bool readDirectory();
    bool readMiniFat();
    void listRoot();
    const Entry *find(std::u16string_view name) const;
    std::optional<std::string_view> sector(std::uint32_t number) const;
    std::optional<std::uint32_t> next(std::uint32_t number) const;
    //! The sectors from `start` to the end of their chain, or as many as are needed.
    std::optional<std::vector<std::uint32_t>> chain(
        std::uint32_t start, std::uint64_t needed = std::numeric_limits<std::uint64_t>::max()) const;
    std::optional<CfbStream> readChain(std::uint32_t start, std::uint64_t size) const;
    std::optional<CfbStream> readMiniChain(std::uint32_t start, std::uint64_t size) const;

    std::string_view m_bytes;
    std::size_t m_sectorSize = 0;
    std::size_t m_sectorCount = 0;
    std::uint32_t m_miniLimit = 0; // streams below this size stand in the mini stream
    std::vector<std::uint32_t> m_fatSectors;
    std::vector<Entry> m_entries;
    std::vector<std::size_t> m_root; // the entries of the root folder
    std::optional<CfbStream> m_miniFat;
    std::optional<CfbStream> m_miniStream;
};

} // namespace callsheet::sheet
