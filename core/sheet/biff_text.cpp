#include "core/sheet/biff_text.h"

#include "core/sheet/little_endian.h"
#include "core/sheet/utf8.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace callsheet::sheet {

namespace {

constexpr std::size_t recordHead = 4;
constexpr char16_t replacement = 0xFFFD;

bool isAscii(std::string_view bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) - 1U < 0x7FU; });
}

// Joins units to characters; a half one becomes U+FFFD.
class UnitJoiner {
public:
    explicit UnitJoiner(std::string &target)
        : m_target(target)
    {
    }
    void add(char16_t unit)
    {
        const bool isHigh = unit >= 0xD800 && unit < 0xDC00;
        const bool isLow = unit >= 0xDC00 && unit < 0xE000;
        if (m_high != 0 && isLow) {
            appendCharacter(0x10000 + (char32_t(m_high - 0xD800) << 10) + (unit - 0xDC00U), m_target);
            m_high = 0;
            return;
        }
        flush();
        if (isHigh)
            m_high = unit;
        else if (isLow || unit == 0)
            spoil();
        else
            appendCharacter(unit, m_target);
    }
    bool finish()
    {
        flush();
        return m_isWhole;
    }

private:
    void flush()
    {
        if (m_high != 0)
            spoil();
        m_high = 0;
    }
    void spoil()
    {
        appendCharacter(replacement, m_target);
        m_isWhole = false;
    }

    std::string &m_target;
    char16_t m_high = 0;
    bool m_isWhole = true;
};

// The converter's own substitutes differ from one code page to the other, and some are valid characters.
void substitute(const void *context, UConverterToUnicodeArgs *arguments, const char *, std::int32_t,
    UConverterCallbackReason reason, UErrorCode *status)
{
    if (reason > UCNV_IRREGULAR)
        return;
    *static_cast<bool *>(const_cast<void *>(context)) = false;
    *status = U_ZERO_ERROR;
    const UChar unit = replacement;
    ucnv_cbToUWriteUChars(arguments, &unit, 1, 0, status);
}

std::string converterName(unsigned codePage)
{
    constexpr std::array<std::pair<unsigned, const char *>, 7> special = {{{367, "US-ASCII"}, {1200, "UTF-16LE"},
        {10000, "macintosh"}, {32768, "macintosh"}, {32769, "windows-1252"}, {1361, "ibm-1363"}, {65001, "UTF-8"}}};
    for (const auto &[number, name] : special) {
        if (number == codePage)
            return name;
    }
    const bool isWindows = (codePage >= 1250 && codePage <= 1258) || codePage == 874 || codePage == 932
        || codePage == 936 || codePage == 949 || codePage == 950;
    return (isWindows ? "windows-" : "cp") + std::to_string(codePage);
}

} // namespace

std::optional<BiffRecord> BiffRecords::next()
{
    if (m_position > m_stream.size() || m_stream.size() - m_position < recordHead)
        return std::nullopt;
    const std::size_t size = littleEndian<std::uint16_t>(m_stream, m_position + 2);
    if (m_stream.size() - m_position - recordHead < size)
        return std::nullopt;
    const BiffRecord record
        = {littleEndian<std::uint16_t>(m_stream, m_position), m_stream.substr(m_position + recordHead, size)};
    m_position += recordHead + size;
    return record;
}

std::optional<BiffRecord> BiffRecords::nextContinuation()
{
    const std::size_t before = m_position;
    const auto record = next();
    if (record && record->type == continuation)
        return record;
    m_position = before;
    return std::nullopt;
}

// False at the end of all parts.
bool BiffText::load()
{
    while (m_rest.empty()) {
        const auto part = m_records.nextContinuation();
        if (!part)
            return false;
        m_rest = part->data;
    }
    return true;
}

std::optional<std::uint8_t> BiffText::byte()
{
    if (!load())
        return std::nullopt;
    const auto value = static_cast<std::uint8_t>(m_rest[0]);
    m_rest.remove_prefix(1);
    return value;
}

std::optional<std::uint16_t> BiffText::word()
{
    const auto low = byte();
    const auto high = byte();
    if (!low || !high)
        return std::nullopt;
    return static_cast<std::uint16_t>(*low | (*high << 8));
}

std::optional<std::uint32_t> BiffText::doubleWord()
{
    const auto low = word();
    const auto high = word();
    if (!low || !high)
        return std::nullopt;
    return *low | (std::uint32_t(*high) << 16);
}

bool BiffText::skip(std::uint64_t bytes)
{
    while (bytes > 0) {
        if (!load())
            return false;
        const std::size_t step = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, m_rest.size()));
        m_rest.remove_prefix(step);
        bytes -= step;
    }
    return true;
}

bool BiffText::appendUnicode(std::size_t units, std::string &target)
{
    constexpr unsigned isWide = 1;
    constexpr unsigned hasPhonetics = 4;
    constexpr unsigned hasRuns = 8;
    const auto flags = byte();
    if (!flags)
        return units == 0 || fail();
    const auto runs = (*flags & hasRuns) != 0 ? word() : std::optional<std::uint16_t>(0);
    const auto phonetics = (*flags & hasPhonetics) != 0 ? doubleWord() : std::optional<std::uint32_t>(0);
    if (!runs || !phonetics)
        return fail();
    constexpr std::uint64_t runSize = 4;
    const bool isWhole = appendCharacters(units, (*flags & isWide) != 0, target);
    return (skip(*runs * runSize + *phonetics) || fail()) && isWhole;
}

bool BiffText::fail()
{
    m_isBroken = true;
    return false;
}

bool BiffText::appendCharacters(std::size_t units, bool wide, std::string &target)
{
    UnitJoiner joiner(target);
    while (units > 0) {
        if (m_rest.empty()) {
            // The part that goes on says anew how wide its characters are.
            const auto flags = byte();
            if (!flags) {
                joiner.finish();
                return fail();
            }
            wide = (*flags & 1) != 0;
            continue;
        }
        const std::size_t unitSize = wide ? 2 : 1;
        const std::size_t count = std::min(units, m_rest.size() / unitSize);
        if (count == 0) {
            joiner.finish();
            return fail(); // half a character at the end of a part
        }
        const std::string_view characters = m_rest.substr(0, count * unitSize);
        for (std::size_t i = 0; i < count; ++i) {
            joiner.add(wide ? static_cast<char16_t>(littleEndian<std::uint16_t>(characters, i * 2))
                            : static_cast<char16_t>(static_cast<unsigned char>(characters[i])));
        }
        m_rest.remove_prefix(characters.size());
        units -= count;
    }
    return joiner.finish();
}

std::string BiffText::bytes(std::size_t count)
{
    std::string all;
    while (all.size() < count && load()) {
        const std::string_view part = m_rest.substr(0, count - all.size());
        all += part;
        m_rest.remove_prefix(part.size());
    }
    return all;
}

CodePage::CodePage(unsigned number)
{
    for (const std::string &name : {converterName(number), std::string("windows-1252")}) {
        UErrorCode status = U_ZERO_ERROR;
        m_converter = ucnv_open(name.c_str(), &status);
        if (U_SUCCESS(status))
            return;
        m_converter = nullptr;
    }
}

CodePage::~CodePage()
{
    if (m_converter != nullptr)
        ucnv_close(m_converter);
}

CodePage::CodePage(CodePage &&other) noexcept
    : m_converter(std::exchange(other.m_converter, nullptr))
{
}

CodePage &CodePage::operator=(CodePage &&other) noexcept
{
    std::swap(m_converter, other.m_converter);
    return *this;
}

QString CodePage::name() const
{
    UErrorCode status = U_ZERO_ERROR;
    const char *internal = m_converter == nullptr ? nullptr : ucnv_getName(m_converter, &status);
    for (const char *standard : {"MIME", "IANA"}) {
        status = U_ZERO_ERROR;
        const char *known = internal == nullptr ? nullptr : ucnv_getStandardName(internal, standard, &status);
        if (U_SUCCESS(status) && known != nullptr)
            return QString::fromLatin1(known);
    }
    return QString::fromLatin1(internal);
}

bool CodePage::append(std::string_view bytes, std::string &target) const
{
    if (isAscii(bytes)) {
        target += bytes;
        return true;
    }
    // No code page makes more than two units of one byte.
    std::vector<UChar> units(bytes.size() * 2 + 2);
    UErrorCode status = U_ZERO_ERROR;
    if (m_converter == nullptr)
        return false;
    bool isWhole = true;
    ucnv_setToUCallBack(m_converter, substitute, &isWhole, nullptr, nullptr, &status);
    const std::int32_t count = ucnv_toUChars(m_converter, units.data(), static_cast<std::int32_t>(units.size()),
        bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
    if (U_FAILURE(status))
        return false;
    UnitJoiner joiner(target);
    for (std::int32_t i = 0; i < count; ++i)
        joiner.add(units[static_cast<std::size_t>(i)]);
    return joiner.finish() && isWhole;
}

} // namespace callsheet::sheet
