#include "core/sheet/cfb_file.h"

#include "core/sheet/little_endian.h"

#include <QChar>

#include <algorithm>

namespace callsheet::sheet {

namespace {

constexpr std::size_t headerSize = 512;
constexpr std::size_t entrySize = 128;
constexpr std::size_t miniSectorSize = 64;
constexpr std::size_t headerFatSectors = 109;
constexpr std::uint32_t firstSpecial = 0xFFFFFFFA; // from here on: ends and marks, not sectors
constexpr std::uint32_t chainEnd = 0xFFFFFFFE;
constexpr std::uint32_t noEntry = 0xFFFFFFFF;
constexpr std::uint8_t streamType = 2;
constexpr std::uint8_t rootType = 5;

std::uint32_t number32(std::string_view bytes, std::size_t offset)
{
    return littleEndian<std::uint32_t>(bytes, offset);
}

bool isSameName(std::u16string_view a, std::u16string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [](char16_t x, char16_t y) { return QChar::toCaseFolded(char32_t(x)) == QChar::toCaseFolded(char32_t(y)); });
}

} // namespace

std::optional<CfbFile> CfbFile::open(std::string_view bytes)
{
    constexpr unsigned small = 9;
    constexpr unsigned large = 12;
    if (bytes.size() < headerSize || !bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
        return std::nullopt;
    const unsigned shift = littleEndian<std::uint16_t>(bytes, 30);
    if (shift != small && shift != large)
        return std::nullopt;
    CfbFile file;
    file.m_bytes = bytes;
    file.m_sectorSize = std::size_t(1) << shift;
    // The header takes the place of a sector. The last sector need not be filled.
    file.m_sectorCount = (bytes.size() - 1) / file.m_sectorSize;
    file.m_miniLimit = number32(bytes, 56);
    if (!file.readFat() || !file.readDirectory() || !file.readMiniFat())
        return std::nullopt;
    return file;
}

// Where the table of sectors itself stands: in the header, and in sectors that form a list.
bool CfbFile::readFat()
{
    const std::size_t perSector = m_sectorSize / sizeof(std::uint32_t);
    const std::size_t needed = m_sectorCount / perSector + 1; // more would name sectors that the file does not have
    const auto add = [this](std::uint32_t number) {
        if (number < firstSpecial)
            m_fatSectors.push_back(number);
    };
    for (std::size_t i = 0; i < headerFatSectors && m_fatSectors.size() < needed; ++i)
        add(number32(m_bytes, 76 + i * sizeof(std::uint32_t)));
    std::uint32_t list = number32(m_bytes, 68);
    for (std::size_t steps = 0; list < firstSpecial && m_fatSectors.size() < needed; ++steps) {
        const auto content = sector(list);
        if (!content || content->size() < m_sectorSize || steps > m_sectorCount)
            return false;
        for (std::size_t i = 0; i + 1 < perSector && m_fatSectors.size() < needed; ++i)
            add(number32(*content, i * sizeof(std::uint32_t)));
        list = number32(*content, m_sectorSize - sizeof(std::uint32_t));
    }
    return !m_fatSectors.empty();
}

bool CfbFile::readDirectory()
{
    const auto sectors = chain(number32(m_bytes, 48));
    if (!sectors)
        return false;
    for (const std::uint32_t number : *sectors) {
        const auto content = sector(number);
        for (std::size_t at = 0; content && at + entrySize <= content->size(); at += entrySize) {
            const std::string_view bytes = content->substr(at, entrySize);
            Entry entry;
            const std::size_t nameSize = std::min<std::size_t>(littleEndian<std::uint16_t>(bytes, 64), 64);
            for (std::size_t i = 0; i + 2 < nameSize; i += 2) // the last one is the zero at the end
                entry.name += static_cast<char16_t>(littleEndian<std::uint16_t>(bytes, i));
            entry.type = littleEndian<std::uint8_t>(bytes, 66);
            entry.left = number32(bytes, 68);
            entry.right = number32(bytes, 72);
            entry.child = number32(bytes, 76);
            entry.start = number32(bytes, 116);
            entry.size = number32(bytes, 120); // the upper half is rubbish in old files, and none is that large
            m_entries.push_back(std::move(entry));
        }
    }
    listRoot();
    return !m_entries.empty() && m_entries[0].type == rootType;
}

// Only the root folder counts: a workbook inside of a workbook has streams of the same names in folders of their own.
void CfbFile::listRoot()
{
    if (m_entries.empty())
        return;
    std::vector<bool> seen(m_entries.size(), false);
    std::vector<std::uint32_t> open = {m_entries[0].child};
    while (!open.empty()) {
        const std::uint32_t index = open.back();
        open.pop_back();
        if (index == noEntry || index >= m_entries.size() || seen[index])
            continue;
        seen[index] = true;
        m_root.push_back(index);
        open.push_back(m_entries[index].left);
        open.push_back(m_entries[index].right);
    }
}

bool CfbFile::readMiniFat()
{
    const Entry &root = m_entries[0];
    const std::uint32_t start = number32(m_bytes, 60);
    if (start >= firstSpecial || root.start >= firstSpecial)
        return true; // no small streams
    const auto miniFat = chain(start);
    if (!miniFat)
        return false;
    m_miniFat = readChain(start, std::uint64_t(miniFat->size()) * m_sectorSize);
    m_miniStream = readChain(root.start, root.size);
    return true; // only who asks for a small stream finds it damaged
}

const CfbFile::Entry *CfbFile::find(std::u16string_view name) const
{
    for (const std::size_t index : m_root) {
        if (m_entries[index].type == streamType && isSameName(m_entries[index].name, name))
            return &m_entries[index];
    }
    return nullptr;
}

std::optional<CfbStream> CfbFile::stream(std::u16string_view name) const
{
    const Entry *entry = find(name);
    if (entry == nullptr)
        return std::nullopt;
    return entry->size < m_miniLimit ? readMiniChain(entry->start, entry->size) : readChain(entry->start, entry->size);
}

// The bytes of a sector; the last one of the file may be shorter than the others.
std::optional<std::string_view> CfbFile::sector(std::uint32_t number) const
{
    if (number >= m_sectorCount)
        return std::nullopt;
    return m_bytes.substr((std::size_t(number) + 1) * m_sectorSize, m_sectorSize);
}

std::optional<std::uint32_t> CfbFile::next(std::uint32_t number) const
{
    const std::size_t perSector = m_sectorSize / sizeof(std::uint32_t);
    if (number / perSector >= m_fatSectors.size())
        return std::nullopt;
    const auto table = sector(m_fatSectors[number / perSector]);
    const std::size_t offset = number % perSector * sizeof(std::uint32_t);
    if (!table || offset + sizeof(std::uint32_t) > table->size())
        return std::nullopt;
    return number32(*table, offset);
}

std::optional<std::vector<std::uint32_t>> CfbFile::chain(std::uint32_t start, std::uint64_t needed) const
{
    std::vector<std::uint32_t> sectors;
    std::vector<bool> seen(m_sectorCount, false);
    for (std::uint32_t number = start; number != chainEnd && sectors.size() < needed;) {
        if (number >= m_sectorCount || seen[number])
            return std::nullopt; // out of the file, or in a circle
        seen[number] = true;
        sectors.push_back(number);
        const auto following = next(number);
        if (!following)
            return std::nullopt;
        number = *following;
    }
    return sectors;
}

std::optional<CfbStream> CfbFile::readChain(std::uint32_t start, std::uint64_t size) const
{
    if (size == 0)
        return CfbStream(std::string_view());
    const std::uint64_t needed = (size + m_sectorSize - 1) / m_sectorSize;
    const auto sectors = chain(start, needed);
    if (!sectors || sectors->size() < needed)
        return std::nullopt;
    const bool isOnePiece = std::adjacent_find(sectors->begin(), sectors->end(), [](std::uint32_t a, std::uint32_t b) {
        return b != a + 1;
    }) == sectors->end();
    const std::size_t wanted = static_cast<std::size_t>(size);
    if (isOnePiece) {
        const std::string_view bytes = m_bytes.substr((std::size_t(start) + 1) * m_sectorSize, wanted);
        return bytes.size() == wanted ? std::optional(CfbStream(bytes)) : std::nullopt;
    }
    std::string joined;
    for (const std::uint32_t number : *sectors) {
        const auto content = sector(number);
        joined += content->substr(0, wanted - joined.size());
        if (joined.size() == wanted)
            return CfbStream(std::move(joined));
    }
    return std::nullopt;
}

std::optional<CfbStream> CfbFile::readMiniChain(std::uint32_t start, std::uint64_t size) const
{
    if (size == 0)
        return CfbStream(std::string_view());
    if (!m_miniFat || !m_miniStream)
        return std::nullopt;
    const std::string_view table = m_miniFat->bytes();
    const std::string_view content = m_miniStream->bytes();
    std::string joined;
    for (std::uint32_t number = start; joined.size() < size;) {
        const std::size_t offset = std::size_t(number) * miniSectorSize;
        const std::size_t wanted
            = std::min<std::size_t>(miniSectorSize, static_cast<std::size_t>(size) - joined.size());
        const std::size_t entry = std::size_t(number) * sizeof(std::uint32_t);
        // A circle ends here too: what it makes longer than the mini stream is not of this file.
        if (offset + wanted > content.size() || entry + sizeof(std::uint32_t) > table.size()
            || joined.size() > content.size())
            return std::nullopt;
        joined += content.substr(offset, wanted);
        number = number32(table, entry);
    }
    return CfbStream(std::move(joined));
}

} // namespace callsheet::sheet
