#include "core/sheet/quick_rows.h"

#include "core/sheet/limits.h"
#include "core/sheet/quick_xml.h"
#include "core/sheet/worksheet.h"

#include <algorithm>

namespace callsheet::sheet {

using quick::take;

namespace {

constexpr std::string_view endOfRow = "</row>";

} // namespace

WorksheetRows RowBlockReader::branchOf(const WorksheetRows &whole)
{
    WorksheetRows rows;
    rows.cells = whole.cells.branch();
    return rows;
}

BlocksOutcome RowBlockReader::read(std::string_view block)
{
    using End = BlocksOutcome::End;
    m_lastRow.reset();
    const char *at = block.data();
    const char *const end = at + block.size();
    int unusualInBlock = 0;
    while (at < end) {
        const char *const behind = m_isPlain ? readRow(at) : nullptr;
        if (m_rows.error())
            return {End::Failed, m_rows.error()};
        if (behind != nullptr) {
            at = quick::skipBlanks(behind);
            continue;
        }
        // The tokenizer gets this row alone, or what looks like it; when that is none, or when there are many of them,
        // all that is left of the block.
        ++m_unusualRows;
        const bool isAlone = m_isPlain && ++unusualInBlock <= quick::mostUnusual;
        const std::string_view rest(at, static_cast<std::size_t>(end - at));
        const std::size_t rowEnd = isAlone ? rest.find(endOfRow) : std::string_view::npos;
        const std::string_view row = rowEnd == std::string_view::npos ? rest : rest.substr(0, rowEnd + endOfRow.size());
        const std::size_t rowsBefore = m_store.sheetRows.size();
        const std::optional<std::int64_t> lastRow = m_lastRow;
        BlocksOutcome outcome = readWithTokenizer(row);
        at += row.size();
        if (outcome.end == End::Unusual && at < end && m_store.sheetRows.size() == rowsBefore) {
            m_lastRow = lastRow;
            outcome = readWithTokenizer(rest);
            at = end;
        }
        if (outcome.end != End::Whole)
            return outcome;
        at = at < end ? quick::skipBlanks(at) : at;
    }
    return {};
}

BlocksOutcome RowBlockReader::readWithTokenizer(std::string_view rows)
{
    using End = BlocksOutcome::End;
    std::string document = "<sheetData>";
    document += rows;
    document += "</sheetData>";
    std::string_view left = document;
    const XmlSource source = [&left](char *target, std::size_t size) -> std::optional<std::size_t> {
        const std::size_t count = left.copy(target, size);
        left.remove_prefix(count);
        return count;
    };
    WorksheetSink sink(m_cells, m_rows);
    sink.continueBehind(m_lastRow);
    const XmlOutcome outcome = callsheet::sheet::readWithTokenizer(source, sink);
    m_lastRow = sink.lastRow();
    if (outcome.end == XmlOutcome::End::Whole)
        return {};
    if (m_rows.error())
        return {End::Failed, m_rows.error()};
    return {End::Unusual, {}};
}

const char *RowBlockReader::readRow(const char *at)
{
    if (!take(at, "<row"))
        return nullptr;
    RowAttributes attributes;
    std::string_view name;
    std::string_view value;
    while (*at == ' ') {
        at = quick::readAttribute(at, name, value);
        if (at == nullptr)
            return nullptr;
        attributes.take(name, value);
    }
    if (!attributes.row())
        return nullptr;
    m_row = *attributes.row();
    m_column = -1;
    m_rows.startRow();
    if (!take(at, "/>")) {
        if (!take(at, ">"))
            return nullptr;
        while (!take(at, "</row>")) {
            at = readCell(quick::skipBlanks(at));
            if (at == nullptr)
                return nullptr;
            at = quick::skipBlanks(at);
        }
    }
    m_lastRow = m_row;
    return m_rows.endRow(m_row, 1, attributes.isHidden()) ? at : nullptr;
}

// The letters of "AB12" and, behind its digits, the quote. The row is known from the row element.
const char *RowBlockReader::readColumn(const char *at)
{
    std::int64_t column = 0;
    const char *const letters = at;
    for (; *at >= 'A' && *at <= 'Z' && at < letters + 3; ++at)
        column = column * 26 + (*at - 'A' + 1);
    const char *const digits = at;
    for (; *at >= '0' && *at <= '9'; ++at) { }
    const bool isUsual = digits > letters && at > digits && at <= digits + 7 && *digits != '0' && *at == '"';
    m_column = column - 1;
    return isUsual ? at + 1 : nullptr;
}

const char *RowBlockReader::readCell(const char *at)
{
    if (at[0] != '<' || at[1] != 'c' || (at[2] != ' ' && at[2] != '>' && at[2] != '/'))
        return nullptr;
    at += 2;
    StoredCell cell;
    ++m_column;
    while (*at == ' ') {
        if (at[2] == '=' && at[3] == '"' && at[1] == 'r') {
            at = readColumn(at + 4);
            if (at == nullptr)
                return nullptr;
            continue;
        }
        if (take(at, " t=\"s\"")) {
            cell.type = StoredCell::Type::SharedString;
            continue;
        }
        if (take(at, " t=\"inlineStr\"")) {
            cell.type = StoredCell::Type::Text;
            continue;
        }
        std::string_view name;
        std::string_view value;
        at = quick::readAttribute(at, name, value);
        if (at == nullptr)
            return nullptr;
        if (name == "s") {
            const bool isNumber = !value.empty() && value.size() <= 9
                && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
            if (!isNumber)
                return nullptr;
            cell.style = 0;
            for (const char c : value)
                cell.style = cell.style * 10 + static_cast<std::uint32_t>(c - '0');
        } else if (name == "t") {
            cell.type = storedType(value);
        }
    }
    if ((m_row >= mostSheetRows || m_column >= mostColumns) && !m_rows.checkPlace(m_row, m_column))
        return nullptr;
    if (take(at, "/>"))
        return at;
    at = *at == '>' ? readContent(at + 1, cell) : nullptr;
    return at != nullptr && m_cells.write(m_column, cell) ? at : nullptr;
}

const char *RowBlockReader::readContent(const char *at, StoredCell &cell)
{
    if (take(at, "<f")) {
        cell.hasFormula = true;
        at = quick::skipAttributes(at);
        if (at == nullptr)
            return nullptr;
        if (!take(at, "/>")) {
            std::string_view formula;
            at = quick::readText(at + 1, m_text, formula);
            if (at == nullptr || !take(at, "</f>"))
                return nullptr;
        }
    }
    if (take(at, "</c>"))
        return at;
    if (take(at, "<v>")) {
        at = quick::readText(at, m_text, cell.text);
        if (at == nullptr || !take(at, "</v></c>"))
            return nullptr;
    } else if (take(at, "<is><t>") || take(at, "<is><t xml:space=\"preserve\">")) {
        at = quick::readText(at, m_text, cell.text);
        if (at == nullptr || !take(at, "</t></is></c>"))
            return nullptr;
    } else {
        return nullptr;
    }
    cell.hasValue = true;
    return cell.text.size() <= mostCellBytes ? at : nullptr;
}

} // namespace callsheet::sheet
