#pragma once

#include "core/sheet/xml_reader.h"

#include <cstring>
#include <string>
#include <string_view>

namespace callsheet::sheet {

//! A start tag that was read already, with its attributes. Most cells of a sheet begin with the very tag of a cell
//! before.
class XmlKnownTag {
public:
    //! True when the bytes begin with the tag. A short look first: most tags are others.
    bool begins(std::string_view bytes) const
    {
        constexpr std::size_t shortLook = 8;
        return !m_tag.empty() && bytes.size() >= m_tag.size() && std::memcmp(bytes.data(), m_tag.data(), shortLook) == 0
            && bytes.starts_with(m_tag);
    }
    //! Keeps the tag where it is long enough to be worth a look at each of the others. Its attributes stand in it.
    void keep(std::string_view tag, std::string_view name, const XmlAttributes &attributes)
    {
        constexpr std::size_t worthKeeping = 48;
        if (tag.size() < worthKeeping)
            return;
        // Tags that hold a value of their own come once: only one that came twice in a row takes the place.
        if (tag != m_candidate) {
            m_candidate = tag;
            return;
        }
        m_tag = tag;
        const auto kept = [this, tag](std::string_view part) {
            return std::string_view(m_tag).substr(static_cast<std::size_t>(part.data() - tag.data()), part.size());
        };
        m_name = kept(name);
        m_attributes.all().clear();
        for (const XmlAttribute &attribute : attributes.all())
            m_attributes.all().push_back({kept(attribute.name), kept(attribute.value)});
    }

    std::size_t size() const { return m_tag.size(); }
    std::string_view name() const { return m_name; }
    const XmlAttributes &attributes() const { return m_attributes; }
    bool isEmptyElement() const { return m_tag[m_tag.size() - 2] == '/'; }

private:
    std::string m_candidate; // the last one that was long enough
    std::string m_tag; // as it stands in the document
    std::string_view m_name;
    XmlAttributes m_attributes;
};

} // namespace callsheet::sheet
