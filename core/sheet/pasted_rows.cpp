#include "core/sheet/pasted_rows.h"

#include "core/sheet/errors.h"
#include "core/sheet/limits.h"
#include "core/sheet/write_sheet.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QLocale>

#include <algorithm>
#include <map>

namespace callsheet::sheet {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr qsizetype bytesAtOnce = 1 << 20;

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

} // namespace

bool PastedRows::startRow(bool isHidden)
{
    if (m_rowStarts.size() >= mostSheetRows)
        return false;
    m_rowStarts.push_back(static_cast<std::uint32_t>(m_cells.size()));
    m_isHidden.push_back(isHidden);
    m_hiddenRows += isHidden ? 1 : 0;
    return true;
}

bool PastedRows::add(std::uint32_t column, std::string_view text)
{
    if (isBlank(text))
        return true;
    // Every row is written as wide as the widest.
    const std::uint32_t columns = std::max(m_columns, column + 1);
    if (columns > static_cast<std::uint32_t>(mostColumns)
        || std::uint64_t(columns) * m_rowStarts.size() > mostSheetCells || text.size() > mostCellBytes)
        return false;
    m_columns = columns;
    m_texts += text;
    m_cells.push_back({column, static_cast<std::uint32_t>(m_texts.size())});
    return true;
}

void PastedRows::merge(std::uint32_t rows, std::uint32_t column)
{
    if (rows > 1 && rowCount() > 1 && m_merged.size() < mostMergedAreas)
        m_merged.push_back({rowCount() - 1, rows, column});
}

std::uint32_t PastedRows::mergedCells() const
{
    return static_cast<std::uint32_t>(std::count_if(
        m_merged.begin(), m_merged.end(), [this](const Merged &merged) { return merged.row + 1 < rowCount(); }));
}

base::Error PastedRows::full() const
{
    const QLocale locale;
    return limitReached(QCoreApplication::translate("sheet",
        "The clipboard holds more than can be pasted: at most %1 rows, %2 columns, %3 cells and %4 KB in one cell. "
        "Save "
        "the rows as a file and open that.")
                            .arg(locale.toString(mostSheetRows), locale.toString(mostColumns),
                                locale.toString(mostSheetCells), locale.toString(qint64(mostCellBytes >> 10))));
}

std::span<const PastedRows::Cell> PastedRows::cells(std::uint32_t row) const
{
    const std::size_t first = m_rowStarts[row];
    const std::size_t end = row + 1 < m_rowStarts.size() ? m_rowStarts[row + 1] : m_cells.size();
    return {m_cells.data() + first, end - first};
}

std::string_view PastedRows::textOf(const Cell &cell) const
{
    const std::uint32_t begin = &cell == m_cells.data() ? 0 : (&cell - 1)->end;
    return std::string_view(m_texts).substr(begin, cell.end - begin);
}

std::string PastedRows::text(std::uint32_t row, std::uint32_t column) const
{
    for (const Cell &cell : cells(row)) {
        if (cell.column == column)
            return std::string(textOf(cell));
    }
    return {};
}

bool PastedRows::write(QIODevice &device, const Answers &answers) const
{
    struct Repeated {
        std::uint32_t endRow = 0;
        std::string_view text;
    };
    std::map<std::uint32_t, Repeated> repeated; // by column
    auto nextMerged = m_merged.begin();
    QByteArray buffer(byteOrderMark.data(), byteOrderMark.size());
    for (std::uint32_t row = 0; row < rowCount(); ++row) {
        for (; answers.repeatMerged && nextMerged != m_merged.end() && nextMerged->row == row; ++nextMerged) {
            for (const Cell &cell : cells(row)) {
                if (cell.column == nextMerged->column)
                    repeated[cell.column] = {row + nextMerged->rows, textOf(cell)};
            }
        }
        if (m_isHidden[row] && !answers.hiddenRows)
            continue;
        auto cell = cells(row).begin();
        const auto end = cells(row).end();
        for (std::uint32_t column = 0; column < m_columns; ++column) {
            if (column > 0)
                buffer += ',';
            if (cell != end && cell->column == column) {
                appendQuoted(textOf(*cell++), buffer);
                continue;
            }
            const auto above = repeated.find(column);
            const bool reaches = above != repeated.end() && row < above->second.endRow;
            appendQuoted(reaches ? above->second.text : std::string_view(), buffer);
        }
        buffer += "\r\n";
        if (buffer.size() >= bytesAtOnce) {
            if (device.write(buffer) != buffer.size())
                return false;
            buffer.resize(0);
        }
    }
    return device.write(buffer) == buffer.size();
}

namespace {

// One quoted cell from its opening quote on: its text, and where it ends. Nothing where it is no quoted cell.
struct QuotedCell {
    std::string text;
    std::size_t end = 0;
};

class TabReader {
public:
    explicit TabReader(std::string_view text)
        : m_text(text)
    {
    }

    base::Result<PastedRows> read()
    {
        while (m_at < m_text.size()) {
            if (!readRow())
                return m_rows.full();
        }
        return std::move(m_rows);
    }

private:
    bool readRow()
    {
        if (!m_rows.startRow())
            return false;
        for (std::uint32_t column = 0;; ++column) {
            if (!readCell(column))
                return false;
            if (m_at >= m_text.size())
                return true;
            if (m_text[m_at++] == '\t')
                continue;
            if (m_text[m_at - 1] == '\r' && m_at < m_text.size() && m_text[m_at] == '\n')
                ++m_at;
            return true;
        }
    }

    bool readCell(std::uint32_t column)
    {
        if (m_at < m_text.size() && m_text[m_at] == '"' && m_at >= m_noQuotedCellBefore && readQuoted()) {
            m_at = m_quoted.end;
            return m_rows.add(column, m_quoted.text);
        }
        const std::size_t end = std::min(m_text.find_first_of("\t\r\n", m_at), m_text.size());
        const std::string_view cell = m_text.substr(m_at, end - m_at);
        m_at = end;
        return m_rows.add(column, cell);
    }

    bool readQuoted()
    {
        m_quoted.text.clear();
        std::size_t at = m_at + 1;
        const std::size_t last = std::min(m_text.size(), m_at + mostCellBytes);
        while (at < last) {
            const std::size_t quote = m_text.find('"', at);
            if (quote == std::string_view::npos || quote >= last)
                break;
            m_quoted.text += m_text.substr(at, quote - at);
            at = quote + 1;
            if (at < m_text.size() && m_text[at] == '"') {
                m_quoted.text += '"';
                ++at;
                continue;
            }
            m_quoted.end = at;
            // Text after the closing quote: 5" pipe, or "so called" things. Spreadsheet programs never write it so.
            return at >= m_text.size() || m_text[at] == '\t' || m_text[at] == '\n' || m_text[at] == '\r';
        }
        m_noQuotedCellBefore = last; // looked for once, and not again for every quote on the way
        return false;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_noQuotedCellBefore = 0;
    QuotedCell m_quoted;
    PastedRows m_rows;
};

} // namespace

base::Result<PastedRows> readTabText(std::string_view text)
{
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    return TabReader(text).read();
}

} // namespace callsheet::sheet
