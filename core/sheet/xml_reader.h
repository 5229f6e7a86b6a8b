#pragma once

#include "core/base/result.h"
#include "core/sheet/zip_archive.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace callsheet::sheet {

struct XmlAttribute {
    std::string_view name; // with its prefix
    std::string_view value;
};

//! The attributes of one element, while it starts.
class XmlAttributes {
public:
    const std::vector<XmlAttribute> &all() const { return m_all; }
    std::vector<XmlAttribute> &all() { return m_all; }
    //! By the name as written; the attributes of sheets have no prefix.
    std::optional<std::string_view> value(std::string_view name) const;
    //! By the name behind the prefix, which must be there: `r:id`.
    std::optional<std::string_view> prefixedValue(std::string_view localName) const;

private:
    std::vector<XmlAttribute> m_all;
};

//! Takes the elements of a document in their order. Names come without prefix. Returning false ends the reading.
class XmlSink {
public:
    virtual ~XmlSink() = default;
    virtual bool startElement(std::string_view name, const XmlAttributes &attributes) = 0;
    virtual bool endElement(std::string_view name) = 0;
    //! A piece of text; one text may come in several.
    virtual bool text(std::string_view) { return true; }
};

//! How the reading of one document ended.
struct XmlOutcome {
    enum class End { Whole, StoppedBySink, CannotRead, Malformed, HasDoctype, TooDeep, TooLong, TooMany };
    End end = End::Whole;
    QString detail; // untranslated, with the position
};

//! Bytes read, 0 at the end, nothing on failure.
using XmlSource = std::function<std::optional<std::size_t>(char *target, std::size_t size)>;

//! Expat: knows every encoding that XML knows. The reference for the other one.
XmlOutcome readWithExpat(const XmlSource &source, XmlSink &sink);
//! Our own, for UTF-8 only: a third of expat's time on the big parts of a workbook.
XmlOutcome readWithTokenizer(const XmlSource &source, XmlSink &sink);

//! Whether a part that begins like this is for expat: UTF-16 by its mark or its zero bytes, or another encoding by
//! name.
bool needsExpat(std::string_view beginning);
constexpr std::size_t xmlDeclarationBytes = 256; // of the beginning that needsExpat() looks at

//! Reads a part of a workbook with whichever fits. `whenStopped` is asked for the reason when the sink ended the
//! reading.
base::Result<void> readXmlPart(ZipArchive &archive, const std::string &part, XmlSink &sink,
    const std::function<std::optional<base::Error>()> &whenStopped);

constexpr std::size_t mostXmlDepth = 128;
// Elements of one part, so that a hostile one takes no longer than some seconds. The limit of bytes leaves room for
// fewer cells; parts that need expat are those of odd programs, and small.
constexpr std::size_t mostXmlElements = 150'000'000;
constexpr std::size_t mostExpatElements = 20'000'000;
constexpr std::size_t mostXmlAttributes = 256;
constexpr std::size_t mostXmlTagBytes = 1 << 20;

} // namespace callsheet::sheet
