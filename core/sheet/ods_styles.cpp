#include "core/sheet/ods_styles.h"

#include <algorithm>
#include <charconv>

namespace callsheet::sheet {

namespace {

constexpr std::size_t mostStyles = 65'536;
constexpr std::size_t mostPlaces = 40;
constexpr std::size_t mostLiteralBytes = 256;

std::size_t toPlaces(std::optional<std::string_view> text)
{
    std::size_t number = 0;
    if (text)
        std::from_chars(text->data(), text->data() + text->size(), number);
    return std::min(number, mostPlaces);
}

bool isNumberStyle(std::string_view name)
{
    return name == "number-style" || name == "date-style" || name == "time-style" || name == "percentage-style"
        || name == "currency-style" || name == "boolean-style" || name == "text-style";
}

// As a format code writes it, so that no character is taken for a place.
void appendLiteral(std::string_view text, std::string &code)
{
    for (const char c : text) {
        code += '\\';
        code += c;
    }
}

} // namespace

void OdsStyles::startElement(std::string_view name, const XmlAttributes &attributes)
{
    if (!m_formatElement.empty())
        startPart(name, attributes);
    else if (name == "style")
        startStyle(attributes);
    else if (name == "table-properties" && !m_tableStyle.empty()
        && attributes.prefixedValue("display").value_or("true") == "false")
        m_hiddenTables.insert(m_tableStyle);
    else if (isNumberStyle(name))
        startNumberFormat(name, attributes);
}

void OdsStyles::startNumberFormat(std::string_view name, const XmlAttributes &attributes)
{
    m_formatElement = name;
    m_formatName = attributes.prefixedValue("name").value_or("");
    m_code.clear();
    m_embedded.clear();
    m_hasNumber = false;
    m_runsOn = attributes.prefixedValue("truncate-on-overflow") == "false";
    m_isMask = name == "number-style";
    m_hasDay = m_hasTime = false;
    m_whenPositive = nullptr;
}

void OdsStyles::startPart(std::string_view name, const XmlAttributes &attributes)
{
    if (name == "number") {
        const bool isPlain = toPlaces(attributes.prefixedValue("decimal-places")) == 0
            && attributes.prefixedValue("grouping").value_or("false") == "false" && !m_hasNumber;
        m_isMask = m_isMask && isPlain;
        m_hasNumber = true;
        m_digits = toPlaces(attributes.prefixedValue("min-integer-digits"));
    } else if (name == "text") {
        m_inText = true;
    } else if (name == "embedded-text") {
        m_inEmbedded = m_embedded.size() < mostPlaces;
        if (m_inEmbedded)
            m_embedded.emplace_back(toPlaces(attributes.prefixedValue("position")), std::string());
    } else if (name == "map") {
        // A style of its own for what is not negative; this one is for the rest.
        const auto applied = m_formats.find(attributes.prefixedValue("apply-style-name").value_or(""));
        const bool positive = attributes.prefixedValue("condition").value_or("").find('>') != std::string_view::npos;
        if (positive && applied != m_formats.end())
            m_whenPositive = &applied->second;
    } else if (name == "hours" || name == "minutes" || name == "seconds" || name == "am-pm") {
        m_hasTime = true;
    } else if (name == "year" || name == "month" || name == "day" || name == "day-of-week") {
        m_hasDay = true;
    } else if (name == "scientific-number" || name == "fraction") {
        m_isMask = false;
    }
}

void OdsStyles::startStyle(const XmlAttributes &attributes)
{
    const std::string name(attributes.prefixedValue("name").value_or(""));
    const std::string_view family = attributes.prefixedValue("family").value_or("");
    if (family == "table") {
        m_tableStyle = name;
    } else if (family == "table-cell" && m_cellFormats.size() < mostStyles) {
        const auto format = m_formats.find(attributes.prefixedValue("data-style-name").value_or(""));
        m_cellFormats[name] = format != m_formats.end()
            ? format->second
            : NumberFormat(cellFormat(attributes.prefixedValue("parent-style-name").value_or("")));
    }
}

void OdsStyles::text(std::string_view text)
{
    if (m_formatElement.empty() || (!m_inText && !m_inEmbedded))
        return;
    std::string &code = m_inEmbedded ? m_embedded.back().second : m_code;
    if (text.size() + code.size() > mostLiteralBytes)
        m_isMask = false;
    else
        appendLiteral(text, code);
}

// The digits and what stands between them, as a format code.
void OdsStyles::endNumber()
{
    std::size_t places = std::max<std::size_t>(m_digits, 1);
    for (const auto &[position, text] : m_embedded)
        places = std::max(places, m_digits == 0 ? position + 1 : position);
    for (std::size_t behind = places; behind > 0; --behind) {
        for (const auto &[position, text] : m_embedded) {
            if (position == behind)
                m_code += text;
        }
        m_code += behind <= m_digits ? '0' : '#';
    }
}

void OdsStyles::endElement(std::string_view name)
{
    if (name == "style") {
        m_tableStyle.clear();
    } else if (name == "text") {
        m_inText = false;
    } else if (name == "embedded-text") {
        m_inEmbedded = false;
    } else if (name == "number" && !m_formatElement.empty()) {
        endNumber();
    } else if (name == m_formatElement) {
        if (m_formats.size() < mostStyles)
            m_formats[m_formatName] = finishedFormat();
        m_formatElement.clear();
        m_inText = m_inEmbedded = false;
    }
}

NumberFormat OdsStyles::finishedFormat() const
{
    using Kind = NumberFormat::Kind;
    if (m_whenPositive != nullptr)
        return *m_whenPositive;
    if (m_formatElement == "date-style")
        return {m_hasDay && m_hasTime ? Kind::DateTime : m_hasTime ? Kind::Time : Kind::Date, {}};
    if (m_formatElement == "time-style")
        return {m_runsOn ? Kind::Elapsed : Kind::Time, {}};
    if (!m_isMask)
        return {};
    return customFormat(m_code);
}

const NumberFormat &OdsStyles::cellFormat(std::string_view style) const
{
    static const NumberFormat general;
    const auto found = m_cellFormats.find(style);
    return found == m_cellFormats.end() ? general : found->second;
}

} // namespace callsheet::sheet
