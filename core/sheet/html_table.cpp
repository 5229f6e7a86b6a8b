#include "core/sheet/html_table.h"

#include "core/sheet/errors.h"
#include "core/sheet/limits.h"

#include <QByteArray>

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

namespace callsheet::sheet {

namespace {

constexpr std::uint32_t mostColumnSpan = 1000; // what browsers take
constexpr std::uint32_t mostRowSpan = 65'534;
constexpr std::size_t mostNestedTables = 50;
constexpr int eventsBetweenPolls = 4096;

std::string_view view(const xmlChar *text)
{
    return text ? std::string_view(reinterpret_cast<const char *>(text)) : std::string_view();
}

//! The text of one cell as a browser shows it: white space is one space, <br> and paragraphs break the line.
class CellText {
public:
    void add(std::string_view text)
    {
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
                m_hasSpace = true;
                continue;
            }
            takeSpace();
            // Spreadsheet programs write the second and further of several spaces as no-break spaces.
            if (c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0') {
                m_text += ' ';
                ++i;
            } else {
                m_text += c;
            }
        }
    }
    void breakLine()
    {
        m_hasSpace = false;
        m_text += '\n';
    }
    void startBlock()
    {
        if (!m_text.empty() && m_text.back() != '\n')
            breakLine();
    }
    std::string take()
    {
        m_hasSpace = false;
        std::string text = std::move(m_text);
        m_text.clear();
        text.erase(0, std::min(text.find_first_not_of('\n'), text.size()));
        text.erase(text.find_last_not_of('\n') + 1);
        return text;
    }
    std::size_t size() const { return m_text.size(); }

private:
    void takeSpace()
    {
        if (std::exchange(m_hasSpace, false) && !m_text.empty() && m_text.back() != '\n')
            m_text += ' ';
    }

    std::string m_text;
    bool m_hasSpace = false;
};

//! A table under way. Every cell finds its place beside those that reach down from above.
struct OpenTable {
    PastedRows rows;
    std::vector<std::uint32_t> takenUntil; // by column: the first row that a cell from above does not reach
    std::uint32_t column = 0; // of the next cell
    bool hasRow = false;
    bool hasCell = false;
    bool isHiddenGroup = false;
    std::uint32_t cellColumn = 0;
    std::uint32_t cellRows = 1;
    CellText cell;
};

class TableParser {
public:
    TableParser(std::stop_token stop)
        : m_stop(std::move(stop))
    {
    }

    base::Result<PastedRows> parse(std::string_view html)
    {
        const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> context(
            htmlNewParserCtxt(), &htmlFreeParserCtxt);
        if (!context)
            return PastedRows(); // no memory for it: the plain text is there as well
        m_context = context.get();
        std::memset(context->sax, 0, sizeof(*context->sax));
        context->sax->startElement = [](void *self, const xmlChar *name, const xmlChar **attributes) {
            static_cast<TableParser *>(self)->start(view(name), attributes);
        };
        context->sax->endElement
            = [](void *self, const xmlChar *name) { static_cast<TableParser *>(self)->end(view(name)); };
        context->sax->characters = [](void *self, const xmlChar *text, int length) {
            static_cast<TableParser *>(self)->addText(
                {reinterpret_cast<const char *>(text), static_cast<std::size_t>(length)});
        };
        context->sax->ignorableWhitespace = context->sax->characters;
        // What scripts and styles hold is no text of a cell.
        context->sax->cdataBlock = [](void *, const xmlChar *, int) {};
        context->userData = this;
        htmlCtxtReadMemory(context.get(), html.data(), static_cast<int>(html.size()), nullptr, "UTF-8",
            HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
        if (m_stop.stop_requested())
            return readingStopped();
        while (!m_tables.empty() && !m_isFull) // a text that ends in the middle of its table
            endTable();
        if (m_isFull)
            return m_full.full();
        return std::move(m_found ? *m_found : m_smaller);
    }

private:
    void stopParser() { xmlStopParser(m_context); }

    void start(std::string_view name, const xmlChar **attributes)
    {
        if (m_found || m_isFull || (++m_events % eventsBetweenPolls == 0 && m_stop.stop_requested())) {
            stopParser();
            return;
        }
        if (name == "table") {
            startTable(isHidden(attributes));
            return;
        }
        if (m_tables.empty() || m_ignoredTables > 0)
            return;
        OpenTable &table = m_tables.back();
        if (name == "tr") {
            startRow(table.isHiddenGroup || isHidden(attributes));
        } else if (name == "td" || name == "th") {
            startCell(attributes);
        } else if (name == "thead" || name == "tbody" || name == "tfoot") {
            endRow();
            table.isHiddenGroup = isHidden(attributes);
        } else if (table.hasCell) {
            if (name == "br")
                table.cell.breakLine();
            else if (isBlock(name))
                table.cell.startBlock();
        }
    }

    void end(std::string_view name)
    {
        if (name == "table") {
            if (m_ignoredTables > 0)
                --m_ignoredTables;
            else if (!m_tables.empty())
                endTable();
            return;
        }
        if (m_tables.empty() || m_ignoredTables > 0)
            return;
        if (name == "td" || name == "th")
            endCell();
        else if (name == "tr" || name == "tbody" || name == "thead" || name == "tfoot")
            endRow();
        else if (m_tables.back().hasCell && isBlock(name))
            m_tables.back().cell.startBlock();
    }

    void addText(std::string_view text)
    {
        if (m_tables.empty() || m_ignoredTables > 0 || !m_tables.back().hasCell)
            return;
        m_tables.back().cell.add(text);
        if (m_tables.back().cell.size() > mostCellBytes)
            setFull();
    }

    void startTable(bool isHiddenTable)
    {
        const bool isBetweenCells = !m_tables.empty() && !m_tables.back().hasCell;
        if (m_ignoredTables > 0 || isHiddenTable || isBetweenCells || m_tables.size() >= mostNestedTables)
            ++m_ignoredTables;
        else
            m_tables.emplace_back();
    }

    void startRow(bool isHiddenRow)
    {
        endRow();
        OpenTable &table = m_tables.back();
        if (!table.rows.startRow(isHiddenRow))
            setFull();
        table.hasRow = true;
        table.column = 0;
    }

    void startCell(const xmlChar **attributes)
    {
        endCell();
        if (!m_tables.back().hasRow)
            startRow(m_tables.back().isHiddenGroup);
        if (m_isFull)
            return;
        OpenTable &table = m_tables.back();
        const std::uint32_t row = table.rows.rowCount() - 1;
        while (table.column < table.takenUntil.size() && table.takenUntil[table.column] > row)
            ++table.column;
        const std::uint32_t columns = span(attributes, "colspan", mostColumnSpan);
        table.cellRows = span(attributes, "rowspan", mostRowSpan);
        table.cellColumn = table.column;
        table.column += columns;
        if (table.column > static_cast<std::uint32_t>(mostColumns)) {
            setFull();
            return;
        }
        if (table.takenUntil.size() < table.column)
            table.takenUntil.resize(table.column, 0);
        std::fill_n(table.takenUntil.begin() + table.cellColumn, columns, row + table.cellRows);
        table.hasCell = true;
    }

    void endCell()
    {
        OpenTable &table = m_tables.back();
        if (!std::exchange(table.hasCell, false))
            return;
        const std::size_t before = table.rows.cellCount();
        if (!table.rows.add(table.cellColumn, table.cell.take()))
            setFull();
        if (table.rows.cellCount() > before)
            table.rows.merge(table.cellRows, table.cellColumn);
    }

    void endRow()
    {
        endCell();
        m_tables.back().hasRow = false;
    }

    void endTable()
    {
        endRow();
        PastedRows rows = std::move(m_tables.back().rows);
        m_tables.pop_back();
        if (m_isFull)
            return;
        const bool isReal = rows.cellCount() > 1;
        if (!m_tables.empty()) {
            addNested(rows);
            if (isReal && !m_inner)
                m_inner = std::move(rows);
            return;
        }
        if (isReal)
            m_found = std::move(rows);
        else if (m_inner)
            m_found = std::move(m_inner);
        else if (m_smaller.cellCount() == 0)
            m_smaller = std::move(rows);
        m_inner.reset();
    }

    // The cells of a table inside a cell are text of that cell, a line for each of its rows.
    void addNested(const PastedRows &rows)
    {
        CellText &cell = m_tables.back().cell;
        for (std::uint32_t row = 0; row < rows.rowCount(); ++row) {
            cell.startBlock();
            rows.eachCell(row, [&cell](std::string_view text) {
                cell.add(text);
                cell.add(" ");
            });
        }
        if (cell.size() > mostCellBytes)
            setFull();
    }

    void setFull()
    {
        m_isFull = true;
        stopParser();
    }

    static bool isBlock(std::string_view name)
    {
        return name == "p" || name == "div" || name == "li" || name == "pre" || name == "blockquote";
    }

    static std::string_view attribute(const xmlChar **attributes, std::string_view name)
    {
        for (; attributes && attributes[0]; attributes += 2) {
            if (view(attributes[0]) == name)
                return view(attributes[1]);
        }
        return {};
    }

    static bool isHidden(const xmlChar **attributes)
    {
        for (const xmlChar **at = attributes; at && at[0]; at += 2) {
            if (view(at[0]) == "hidden")
                return true;
        }
        const std::string_view style = attribute(attributes, "style");
        QByteArray written(style.data(), static_cast<qsizetype>(style.size()));
        written.replace(' ', "");
        return written.toLower().contains("display:none");
    }

    static std::uint32_t span(const xmlChar **attributes, std::string_view name, std::uint32_t most)
    {
        const std::string_view value = attribute(attributes, name);
        const std::uint32_t number = QByteArray(value.data(), static_cast<qsizetype>(value.size())).trimmed().toUInt();
        return std::clamp<std::uint32_t>(number, 1, most);
    }

    std::stop_token m_stop;
    htmlParserCtxtPtr m_context = nullptr;
    std::vector<OpenTable> m_tables;
    int m_ignoredTables = 0; // hidden ones, and those inside of them
    int m_events = 0;
    bool m_isFull = false;
    PastedRows m_full; // for its error
    std::optional<PastedRows> m_found;
    std::optional<PastedRows> m_inner; // the first real one inside the outermost table under way
    PastedRows m_smaller; // a table of one cell, for want of a better one
};

} // namespace

base::Result<PastedRows> readHtmlTable(std::string_view html, std::stop_token stop)
{
    return TableParser(std::move(stop)).parse(html);
}

} // namespace callsheet::sheet
