#include "tests/fuzz/parts.h"

#include <algorithm>
#include <cstdint>

#include <zlib.h>

namespace callsheet::fuzz {

namespace {

template <typename Number>
void append(std::string &target, Number number)
{
    for (std::size_t i = 0; i < sizeof number; ++i)
        target += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i));
}

// What the header of a part and its entry in the directory have in common, from the version on.
std::string commonFields(const std::string &name, const std::string &content)
{
    const auto size = static_cast<std::uint32_t>(content.size());
    std::string fields;
    append<std::uint16_t>(fields, 20); // version
    append<std::uint16_t>(fields, 0x800); // names are UTF-8
    append<std::uint16_t>(fields, 0); // stored
    append<std::uint32_t>(fields, 0x00210000); // 1 January 1980
    append(fields, static_cast<std::uint32_t>(::crc32(0, reinterpret_cast<const Bytef *>(content.data()), size)));
    append(fields, size);
    append(fields, size);
    append(fields, static_cast<std::uint16_t>(name.size()));
    append<std::uint16_t>(fields, 0); // extra fields
    return fields;
}

} // namespace

std::string storedZip(const Parts &parts)
{
    std::string archive;
    std::string directory;
    for (const auto &[name, content] : parts) {
        const std::string fields = commonFields(name, content);
        directory += "PK\1\2";
        append<std::uint16_t>(directory, 20);
        directory += fields;
        directory.append(10, '\0'); // comment, disk, attributes
        append(directory, static_cast<std::uint32_t>(archive.size()));
        directory += name;
        archive += "PK\3\4" + fields + name + content;
    }
    const auto start = static_cast<std::uint32_t>(archive.size());
    archive += directory + "PK\5\6" + std::string(4, '\0');
    append(archive, static_cast<std::uint16_t>(parts.size()));
    append(archive, static_cast<std::uint16_t>(parts.size()));
    append(archive, static_cast<std::uint32_t>(directory.size()));
    append(archive, start);
    append<std::uint16_t>(archive, 0);
    return archive;
}

Parts withParts(const Parts &good, std::string_view input)
{
    constexpr std::string_view mark = "@@";
    constexpr std::size_t longestName = 200;
    Parts parts = good;
    while (!input.empty()) {
        const std::size_t next = std::min(input.find(mark, 1), input.size());
        std::string_view piece = input.substr(0, next);
        input.remove_prefix(next);
        if (!piece.starts_with(mark))
            continue; // what stands before the first mark
        piece.remove_prefix(mark.size());
        const std::size_t lineEnd = std::min(piece.find('\n'), piece.size());
        const std::string name(piece.substr(0, std::min(lineEnd, longestName)));
        if (name.starts_with('-')) {
            std::erase_if(parts, [&](const auto &part) { return part.first == name.substr(1); });
            continue;
        }
        const std::string content(piece.substr(std::min(lineEnd + 1, piece.size())));
        const auto known
            = std::find_if(parts.begin(), parts.end(), [&](const auto &part) { return part.first == name; });
        if (known != parts.end())
            known->second = content;
        else
            parts.emplace_back(name, content);
    }
    return parts;
}

} // namespace callsheet::fuzz
