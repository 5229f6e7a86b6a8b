#include "core/sheet/stored_cell.h"

#include "core/sheet/number_text.h"

namespace callsheet::sheet {

StoredCell::Type storedType(std::string_view word)
{
    using Type = StoredCell::Type;
    if (word == "s")
        return Type::SharedString;
    if (word == "inlineStr" || word == "str")
        return Type::Text;
    if (word == "b")
        return Type::Boolean;
    if (word == "d")
        return Type::IsoDate;
    return word == "n" ? Type::Number : Type::Plain; // "e": an error such as #N/A, which is its own text
}

bool CellWriter::write(std::int64_t column, const StoredCell &cell)
{
    using Type = StoredCell::Type;
    if (!cell.hasValue || (cell.hasFormula && cell.text.empty() && cell.type != Type::Text)) {
        if (cell.hasFormula)
            m_rows.damage(RowDamage::FormulaWithoutValue);
        return true;
    }
    if (cell.type == Type::SharedString)
        return writeSharedString(column, cell.text);
    const bool isAsStored
        = cell.type == Type::Plain || (cell.type == Type::Text && cell.text.find("_x") == std::string_view::npos);
    if (isAsStored)
        return m_rows.add(column, cell.text);
    m_shown.clear();
    if (cell.type == Type::Text) {
        appendUnescaped(cell.text, m_shown);
    } else if (cell.type == Type::Boolean) {
        const bool isTrue = cell.text == "1" || cell.text == "true";
        const bool isFalse = cell.text == "0" || cell.text == "false";
        m_shown = isTrue ? "TRUE" : isFalse ? "FALSE" : cell.text;
    } else if (cell.type == Type::IsoDate) {
        appendIsoDate(cell.text, format(cell.style), m_shown);
    } else {
        appendNumber(cell.text, format(cell.style), m_workbook.from1904, m_shown);
    }
    return m_rows.add(column, m_shown);
}

bool CellWriter::writeSharedString(std::int64_t column, std::string_view number)
{
    // No sheet has more texts than nine digits can count: longer numbers name none.
    constexpr std::size_t mostDigits = 9;
    std::size_t index = 0;
    bool isNumber = !number.empty() && number.size() <= mostDigits;
    for (const char c : number.substr(0, mostDigits)) {
        isNumber = isNumber && c >= '0' && c <= '9';
        index = index * 10 + static_cast<std::size_t>(c - '0');
    }
    if (isNumber && !m_sharedStrings.isLoaded(index)) {
        m_missing.push_back(index);
        m_rows.countAsText();
        return true;
    }
    if (!isNumber || index >= m_sharedStrings.addresses.size()) {
        m_rows.damage(RowDamage::InvalidText); // never another cell's text
        return true;
    }
    const TextArena::Address address = m_sharedStrings.addresses[index];
    const bool hasText = m_sharedStrings.hasText[index];
    if (hasText || !m_rows.textAt(address).empty())
        m_rows.add(column, address, hasText);
    return true;
}

const NumberFormat &CellWriter::format(std::uint32_t style) const
{
    static const NumberFormat general;
    return style < m_workbook.formats.size() ? m_workbook.formats[style] : general;
}

} // namespace callsheet::sheet
