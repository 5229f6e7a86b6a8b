#include "core/sheet/csv_index.h"

#include "core/sheet/csv_skipper.h"
#include "core/sheet/errors.h"
#include "core/sheet/limits.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <map>

namespace callsheet::sheet {

namespace {

constexpr std::size_t bytesBetweenPolls = 4 << 20;
constexpr std::size_t sampledBytes = 1 << 20;

template <typename ToText>
QStringList cellTexts(const CsvText &csv, std::size_t start, ToText toText)
{
    QStringList texts;
    CsvCursor cursor(csv.text, csv.dialect.marks);
    cursor.seek(start);
    readRecord(cursor, start, [&](const CsvField &field) {
        if (texts.size() < mostColumns)
            texts += toText(field, csv.dialect.marks);
    });
    return texts;
}

QString wholeText(const CsvField &field, const CsvMarks &marks)
{
    std::string cell;
    appendField(field, marks, cell);
    return QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
}

QString beginningOfText(const CsvField &field, const CsvMarks &marks)
{
    std::string cell;
    CsvField beginning = field;
    beginning.text = field.text.substr(0, 2 * sampleTextBytes); // each quote may stand there twice
    appendField(beginning, marks, cell);
    return sampleText(cell);
}

// The commonest number of cells; a header may lack names at its end.
std::size_t usualCells(const std::vector<SampleRow> &rows)
{
    std::map<qsizetype, int> rowsByCells;
    for (const SampleRow &row : rows)
        ++rowsByCells[row.cells.size()];
    const auto most = std::max_element(
        rowsByCells.begin(), rowsByCells.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    return most == rowsByCells.end() ? 0 : static_cast<std::size_t>(most->first);
}

// Goes over the rows once; its members are what the steps for one row share.
class Indexer {
public:
    Indexer(const CsvText &csv, const CsvBounds &bounds, const QString &fileName)
        : m_csv(csv)
        , m_text(csv.text)
        , m_marks(csv.dialect.marks)
        , m_bounds(bounds)
        , m_firstHeaderRow(static_cast<std::uint32_t>(bounds.header.row))
        , m_firstDataRow(m_firstHeaderRow == 0 ? 1 : m_firstHeaderRow + static_cast<std::uint32_t>(bounds.header.rows))
        , m_fileName(fileName)
    {
    }

    base::Result<CsvIndex> run(const ReadBytes &readBytes)
    {
        CsvSkipper rows(m_text, m_marks);
        m_sheetRow = m_csv.dialect.firstSheetRow;
        std::size_t polledAt = m_csv.dialect.start;
        std::size_t start = m_csv.dialect.start;
        while (start < m_text.size() && !isFull()) {
            if (start >= polledAt + bytesBetweenPolls) {
                if (!readBytes(start - polledAt))
                    return readingStopped();
                polledAt = start;
            }
            const CsvRecord record = rows.skip(start);
            if (m_csv.isCut && isCutOff(record))
                break;
            const auto added = add(start, record);
            if (!added)
                return added.error();
            if (m_index.isRefuted)
                break;
            start = record.next;
            ++m_sheetRow;
            m_linesInside += record.lineBreaks;
        }
        if (!readBytes(start - polledAt))
            return readingStopped();
        m_index.lastSheetRow = m_sheetRow - 1;
        if (m_index.offsets.count() == 0)
            m_index.columns = headingCount();
        m_index.offsets.shrink();
        return std::move(m_index);
    }

private:
    bool isFull() const
    {
        return m_sheetRow > m_bounds.lastRow
            || m_index.headerRows.size() + m_index.offsets.count() >= m_bounds.mostRows;
    }

    // A record that the end of the beginning of a file cuts looks otherwise in the whole file.
    bool isCutOff(const CsvRecord &record) const
    {
        return record.next == m_text.size()
            || (record.unclosedQuote && m_text.size() - record.unclosedAt <= mostQuotedBytes);
    }

    base::Result<void> add(std::size_t start, const CsvRecord &record)
    {
        if (record.end - start > mostRowBytes) {
            return limitReached(QCoreApplication::translate("sheet",
                "Row %1 of “%2” is longer than the %3 MiB that a row may have. Check that the file has line breaks.")
                                    .arg(QLocale().toString(m_sheetRow), m_fileName)
                                    .arg(mostRowBytes >> 20));
        }
        if (record.fields > mostColumns) {
            return limitReached(
                QCoreApplication::translate(
                    "sheet", "Row %1 of “%2” has %3 cells, and a sheet may have 16,384 columns. Check the separator.")
                    .arg(QLocale().toString(m_sheetRow), m_fileName, QLocale().toString(qulonglong(record.fields))));
        }
        noteLineEnd(record);
        if (m_sheetRow < m_firstHeaderRow || isBlankRecord(m_text.substr(start, record.end - start), m_marks))
            return {};
        if (m_sheetRow < m_firstDataRow) {
            m_index.headerRows.push_back(cellTexts(m_csv, start, wholeText));
            return {};
        }
        if (m_index.offsets.count() == 0)
            startRows(start);
        if (m_csv.dialect.isRefutedBy(record, m_index.columns)) {
            m_index.isRefuted = true;
            return {};
        }
        if (m_index.offsets.count() == mostCsvRows) {
            return limitReached(
                QCoreApplication::translate("sheet", "“%1” has more than 20,000,000 rows. Split it into several files.")
                    .arg(m_fileName));
        }
        note(record);
        m_index.offsets.add(start);
        m_index.sheetRows.add(m_sheetRow);
        m_index.lines.add(m_sheetRow + m_linesInside);
        return {};
    }

    std::size_t headingCount() const
    {
        qsizetype most = 0;
        for (const QStringList &row : m_index.headerRows)
            most = std::max(most, row.size());
        return static_cast<std::size_t>(most);
    }

    // What the first data rows say about all of them.
    void startRows(std::size_t start)
    {
        const std::vector<SampleRow> rows = sampleRows(m_csv, start, m_sheetRow, headerSampleRows, m_bounds.lastRow);
        m_index.columns = std::max(usualCells(rows), headingCount());
        std::size_t bytes = 0;
        CsvSkipper skipper(m_text, m_marks);
        std::size_t records = 0;
        for (; records < rows.size() && start + bytes < m_text.size(); ++records)
            bytes = skipper.skip(start + bytes).next - start;
        // A reservation that is not used takes no memory.
        const std::size_t rowBytes = std::max<std::size_t>(1, bytes / std::max<std::size_t>(1, records));
        m_index.offsets.reserve(
            std::min<std::size_t>({mostCsvRows, m_bounds.mostRows, (m_text.size() - start) / rowBytes * 11 / 10 + 1}));
    }

    void noteLineEnd(const CsvRecord &record)
    {
        if (record.next == record.end)
            return;
        if (record.next - record.end == 2)
            m_index.lineEnds.crLf = true;
        else if (m_text[record.end] == '\n')
            m_index.lineEnds.lf = true;
        else
            m_index.lineEnds.cr = true;
    }

    void note(const CsvRecord &record)
    {
        const RowIndex row = m_index.offsets.count();
        const std::uint32_t line = m_sheetRow + m_linesInside;
        const auto mark = [&](RowDamage damage) { m_index.damaged.push_back({row, damage, line}); };
        if (record.fields != m_index.columns)
            mark(record.fields < m_index.columns ? RowDamage::TooFewCells : RowDamage::TooManyCells);
        if (record.strayQuote || (record.bareQuote && m_csv.dialect.guessedEscape))
            mark(RowDamage::StrayQuote);
        if (record.unclosedQuote)
            m_index.damaged.push_back({row, RowDamage::UnclosedQuote, line + record.breaksBeforeUnclosed});
        if (record.nulByte)
            mark(RowDamage::NulByte);
        if (record.foreignBreak && m_csv.dialect.guessedLineEnd)
            mark(RowDamage::LineBreakInCell);
    }

    const CsvText &m_csv;
    std::string_view m_text;
    const CsvMarks &m_marks;
    const CsvBounds &m_bounds;
    std::uint32_t m_firstHeaderRow;
    std::uint32_t m_firstDataRow;
    const QString &m_fileName;
    std::uint32_t m_sheetRow = 1;
    std::uint32_t m_linesInside = 0; // line breaks inside of the rows before
    CsvIndex m_index;
};

} // namespace

base::Result<CsvIndex> indexRows(
    const CsvText &csv, const CsvBounds &bounds, const QString &fileName, const ReadBytes &readBytes)
{
    return Indexer(csv, bounds, fileName).run(readBytes);
}

std::vector<SampleRow> sampleRows(
    const CsvText &csv, std::size_t start, std::uint32_t sheetRow, std::size_t most, std::uint32_t lastRow)
{
    std::vector<SampleRow> rows;
    const std::string_view text = csv.text;
    CsvSkipper records(text, csv.dialect.marks);
    const std::size_t limit = start + sampledBytes;
    for (; start < text.size() && start < limit && rows.size() < most && sheetRow <= lastRow; ++sheetRow) {
        const CsvRecord record = records.skip(start);
        if (csv.isCut && record.next == text.size() && !rows.empty())
            break;
        if (!isBlankRecord(text.substr(start, record.end - start), csv.dialect.marks))
            rows.push_back({sheetRow, cellTexts(csv, start, beginningOfText)});
        start = record.next;
    }
    return rows;
}

} // namespace callsheet::sheet
