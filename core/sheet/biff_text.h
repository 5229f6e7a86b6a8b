#pragma once

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct UConverter;

namespace callsheet::sheet {

struct BiffRecord {
    std::uint16_t type = 0;
    std::string_view data;
};

//! The records of an XLS stream, one behind the other.
class BiffRecords {
public:
    static constexpr std::uint16_t continuation = 0x003C;

    explicit BiffRecords(std::string_view stream, std::size_t from = 0)
        : m_stream(stream)
        , m_position(from)
    {
    }
    //! Nothing where no whole record follows.
    std::optional<BiffRecord> next();
    //! The next record when it continues the last one.
    std::optional<BiffRecord> nextContinuation();
    std::size_t position() const { return m_position; }

private:
    std::string_view m_stream;
    std::size_t m_position;
};

//! Reads numbers and texts of a record whose content may run on into records that continue it.
class BiffText {
public:
    BiffText(BiffRecords &records, std::string_view data)
        : m_records(records)
        , m_rest(data)
    {
    }

    bool atEnd() { return !load(); }
    std::optional<std::uint8_t> byte();
    std::optional<std::uint16_t> word();
    std::optional<std::uint32_t> doubleWord();
    bool skip(std::uint64_t bytes);
    //! Appends a text of BIFF8, from its flags on: so many UTF-16 units, without its formatting and its phonetic part.
    //! False when it is cut off or holds half characters; U+FFFD stands in their place then.
    bool appendUnicode(std::size_t units, std::string &target);
    //! True when a text ended where none can end: what follows cannot be told apart any more.
    bool isBroken() const { return m_isBroken; }
    //! So many bytes as they stand; fewer where they are cut off.
    std::string bytes(std::size_t count);

private:
    bool load();
    bool appendCharacters(std::size_t units, bool wide, std::string &target);
    bool fail();

    BiffRecords &m_records;
    std::string_view m_rest;
    bool m_isBroken = false;
};

//! Texts of older files: bytes in the code page that the file names.
class CodePage {
public:
    explicit CodePage(unsigned number = 1252);
    ~CodePage();
    CodePage(CodePage &&other) noexcept;
    CodePage &operator=(CodePage &&other) noexcept;

    //! "windows-1252": the name that people know it by.
    QString name() const;
    //! False when some bytes mean nothing in the code page.
    bool append(std::string_view bytes, std::string &target) const;

private:
    UConverter *m_converter = nullptr;
};

} // namespace callsheet::sheet
