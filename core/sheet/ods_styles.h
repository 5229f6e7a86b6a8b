#pragma once

#include "core/sheet/number_format.h"
#include "core/sheet/xml_reader.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace callsheet::sheet {

//! What the styles of an OpenDocument file mean for the text of cells, and which tables they hide. Takes the elements
//! of the style sections of styles.xml and content.xml.
class OdsStyles {
public:
    void startElement(std::string_view name, const XmlAttributes &attributes);
    void text(std::string_view text);
    void endElement(std::string_view name);

    const NumberFormat &cellFormat(std::string_view style) const;
    bool hidesTable(std::string_view style) const { return m_hiddenTables.contains(style); }

private:
    void startNumberFormat(std::string_view name, const XmlAttributes &attributes);
    void startPart(std::string_view name, const XmlAttributes &attributes);
    void startStyle(const XmlAttributes &attributes);
    void endNumber();
    NumberFormat finishedFormat() const;

    std::map<std::string, NumberFormat, std::less<>> m_formats; // by the name of the number style
    std::map<std::string, NumberFormat, std::less<>> m_cellFormats; // by the name of the cell style
    std::set<std::string, std::less<>> m_hiddenTables;

    std::string m_formatElement; // the number style that is being read: its element
    std::string m_formatName;
    std::string m_tableStyle; // the table style that is being read
    std::string m_code; // of the number style, as a format code
    std::size_t m_digits = 0; // of its number, at least
    std::vector<std::pair<std::size_t, std::string>> m_embedded; // texts between its digits, by the digits behind them
    bool m_hasNumber = false;
    bool m_inText = false;
    bool m_inEmbedded = false;
    bool m_isMask = false; // nothing but digits and text
    bool m_hasDay = false;
    bool m_hasTime = false;
    bool m_runsOn = false; // hours beyond 24
    const NumberFormat *m_whenPositive = nullptr;
};

} // namespace callsheet::sheet
