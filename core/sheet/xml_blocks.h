#pragma once

#include "core/sheet/xml_reader.h"
#include "core/sheet/zip_archive.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace callsheet::sheet {

//! What a part is full of: rows in <sheetData>, shared texts in <sst>.
struct XmlList {
    std::string_view container;
    std::string_view element;
};

//! Whole elements of a list, one behind the other. Behind the text stands a '<', and then bytes enough for a reader
//! that looks ahead.
struct XmlBlock {
    static constexpr std::size_t padding = 64;
    std::vector<char> buffer;
    std::string_view text;
};

//! Cuts a part into blocks of whole elements while it is inflated, so that several threads can read them. It looks at
//! the text between the elements only, so what it cuts is a guess: whoever reads a block finds out whether it is made
//! of whole elements, and when all of them are, then the guess was right. A comment or the like can make it wrong.
class XmlBlocks {
public:
    XmlBlocks(ZipPart &part, XmlList list, std::size_t blockBytes)
        : m_part(part)
        , m_list(list)
        , m_blockBytes(blockBytes)
    {
    }

    enum class Next {
        Block,
        End, // the list has ended, the part has not
        Unusual, // not a part that can be cut
        CannotRead, // the part has the error
    };
    //! Reads up to the list: `Block` when it is there. To be called first.
    Next begin();
    Next next(XmlBlock &block);
    //! After the end of the list: the part without what is in the list, a document of its own.
    XmlSource surroundings();

    //! The names in the list are written without a prefix.
    bool isPlain() const { return m_open.size() == m_list.element.size() + 1; }

private:
    bool fill(std::vector<char> &buffer, std::size_t &used, std::size_t wanted);
    bool findList(std::string_view text);

    ZipPart &m_part;
    XmlList m_list;
    std::size_t m_blockBytes;
    std::string m_head; // up to the first element of the list
    std::string m_carry; // read and not yet part of a block
    std::string m_open; // "<row"
    std::string m_close; // "</sheetData"
    bool m_partEnded = false;
    bool m_listEnded = false;
};

//! Passes the surroundings of a list on, and notices when they are more than that.
class SurroundingsSink final : public XmlSink {
public:
    SurroundingsSink(XmlSink &sink, std::string_view container)
        : m_sink(sink)
        , m_container(container)
    {
    }
    bool startElement(std::string_view name, const XmlAttributes &attributes) override;
    bool text(std::string_view text) override { return m_sink.text(text); }
    bool endElement(std::string_view name) override;
    //! The list was there once, and empty.
    bool isExpected() const { return m_lists == 1 && !m_hasElements; }

private:
    XmlSink &m_sink;
    std::string_view m_container;
    int m_lists = 0;
    bool m_inList = false;
    bool m_hasElements = false;
};

} // namespace callsheet::sheet
