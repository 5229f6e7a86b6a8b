#include "core/sheet/csv_table.h"

#include "core/sheet/errors.h"
#include "core/sheet/header_row.h"
#include "core/sheet/limits.h"
#include "core/sheet/utf8.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <map>

namespace callsheet::sheet {

namespace {

constexpr std::size_t bytesBetweenPolls = 4 << 20;
constexpr std::size_t sampledBytes = 1 << 20;

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// What the beginning of the text says about the whole.
struct Sample {
    std::vector<SampleRow> rows;
    std::size_t records = 0;
    std::size_t bytes = 0;
};

Sample sampleRows(std::string_view text, const CsvDialect &dialect)
{
    Sample sample;
    CsvCursor cursor(text, dialect.marks);
    cursor.seek(dialect.start);
    std::string cell;
    for (std::size_t start = dialect.start;
         start < text.size() && start < sampledBytes && sample.rows.size() < headerSampleRows;) {
        SampleRow row{dialect.firstSheetRow + static_cast<std::uint32_t>(sample.records), {}};
        const CsvRecord record = readRecord(cursor, start, [&](const CsvField &field) {
            cell.clear();
            appendField(field, dialect.marks.quote, cell);
            if (row.cells.size() <= mostColumns)
                row.cells += toText(cell);
        });
        if (!isBlankRecord(text.substr(start, record.end - start), dialect.marks))
            sample.rows.push_back(std::move(row));
        ++sample.records;
        start = record.next;
        sample.bytes = start - dialect.start;
    }
    return sample;
}

// The commonest number of cells in the rows below the header; a header may lack names at its end.
int usualCells(const std::vector<SampleRow> &rows, std::uint32_t headerRow)
{
    std::map<qsizetype, int> rowsByCells;
    for (const SampleRow &row : rows) {
        if (row.sheetRow > headerRow)
            ++rowsByCells[row.cells.size()];
    }
    const auto most = std::max_element(
        rowsByCells.begin(), rowsByCells.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    return most == rowsByCells.end() ? 0 : static_cast<int>(most->first);
}

} // namespace

//! Builds a CsvTable; its members are what the steps of the reading share.
class CsvReader {
public:
    CsvReader(
        const InputFile &file, const ReadingOptions &options, base::Progress *progress, const std::stop_token &stop)
        : m_file(file)
        , m_options(options)
        , m_progress(progress)
        , m_stop(stop)
        , m_name(shownName(file.source().path))
    {
    }

    base::Result<std::shared_ptr<const Table>> read(ReadingReport &report)
    {
        auto mapped = MappedFile::map(m_file);
        if (!mapped)
            return mapped.error();
        m_table->m_file = *mapped;
        if (m_progress)
            m_progress->total = 2 * m_file.source().size; // once for the encoding, once for the rows
        std::atomic<std::int64_t> uncounted = 0;
        const auto decoded = decodeText(m_table->m_file->bytes(), m_options.encoding, m_name,
            m_progress ? m_progress->done : uncounted, m_stop, m_table->m_decoded);
        if (!decoded)
            return decoded.error();
        m_text = m_table->m_decoded.text;
        m_dialect = findDialect(m_text, m_options);
        m_table->m_marks = m_dialect.marks;
        const auto indexed = findHeader(report);
        if (!indexed)
            return indexed.error();
        fill(report);
        return std::shared_ptr<const Table>(std::move(m_table));
    }

private:
    base::Result<void> findHeader(ReadingReport &report)
    {
        const Sample sample = sampleRows(m_text, m_dialect);
        if (m_options.headerRow) {
            report.headerRow = *m_options.headerRow;
            report.whyHeaderRow = chosenByHand(*m_options.headerRow);
        } else {
            const HeaderChoice choice = findHeaderRow(sample.rows);
            report.headerRow = choice.row;
            report.whyHeaderRow = choice.why;
        }
        m_headerRow = static_cast<std::uint32_t>(report.headerRow);
        m_columns = static_cast<std::size_t>(usualCells(sample.rows, m_headerRow));
        if (sample.bytes > 0) {
            const std::size_t rowBytes = std::max<std::size_t>(1, sample.bytes / sample.records);
            m_table->m_offsets.reserve(std::min<std::size_t>(mostCsvRows, m_text.size() / rowBytes * 11 / 10));
        }
        return index();
    }

    base::Result<void> index()
    {
        CsvCursor cursor(m_text, m_dialect.marks);
        cursor.seek(m_dialect.start);
        std::uint32_t sheetRow = m_dialect.firstSheetRow;
        std::size_t nextPoll = 0;
        for (std::size_t start = m_dialect.start; start < m_text.size(); ++sheetRow) {
            if (start >= nextPoll) {
                if (m_stop.stop_requested())
                    return readingStopped();
                showProgress(start);
                nextPoll = start + bytesBetweenPolls;
            }
            const CsvRecord record = readRecord(cursor, start, [](const CsvField &) {});
            const auto added = add(start, record, sheetRow);
            if (!added)
                return added;
            start = record.next;
        }
        return finish(sheetRow - 1);
    }

    base::Result<void> add(std::size_t start, const CsvRecord &record, std::uint32_t sheetRow)
    {
        if (record.end - start > mostRowBytes) {
            return limitReached(QCoreApplication::translate("sheet",
                "Row %1 of “%2” is longer than the %3 MiB that a row may have. Check that the file has line breaks.")
                                    .arg(QLocale().toString(sheetRow), m_name)
                                    .arg(mostRowBytes >> 20));
        }
        if (record.fields > mostColumns) {
            return limitReached(
                QCoreApplication::translate(
                    "sheet", "Row %1 of “%2” has %3 cells, and a sheet may have 16,384 columns. Check the separator.")
                    .arg(QLocale().toString(sheetRow), m_name, QLocale().toString(qulonglong(record.fields))));
        }
        const std::string_view text = m_text.substr(start, record.end - start);
        if (sheetRow < m_headerRow)
            return {};
        const bool isBlank = isBlankRecord(text, m_dialect.marks);
        if (sheetRow == m_headerRow) {
            m_hasHeader = !isBlank;
            return readHeader(start);
        }
        if (isBlank)
            return {};
        if (m_table->rowCount() == mostCsvRows) {
            return limitReached(
                QCoreApplication::translate("sheet", "“%1” has more than 20,000,000 rows. Split it into several files.")
                    .arg(m_name));
        }
        const RowIndex row = m_table->rowCount();
        if (row == 0 && m_headerRow == 0)
            m_columns = std::max(m_columns, record.fields);
        note(row, record, text);
        m_table->m_offsets.push_back(start);
        m_table->m_sheetRows.add(sheetRow);
        return {};
    }

    base::Result<void> readHeader(std::size_t start)
    {
        CsvCursor cursor(m_text, m_dialect.marks);
        cursor.seek(start);
        std::string cell;
        readRecord(cursor, start, [&](const CsvField &field) {
            cell.clear();
            appendField(field, m_dialect.marks.quote, cell);
            m_headings += toText(cell);
        });
        m_columns = std::max(m_columns, static_cast<std::size_t>(m_headings.size()));
        return {};
    }

    void note(RowIndex row, const CsvRecord &record, std::string_view text)
    {
        const auto mark = [&](RowDamage damage) { m_table->m_damagedRows.push_back({row, damage}); };
        if (record.fields != m_columns)
            mark(record.fields < m_columns ? RowDamage::TooFewCells : RowDamage::TooManyCells);
        if (record.strayQuote)
            mark(RowDamage::StrayQuote);
        if (record.unclosedQuote)
            mark(RowDamage::UnclosedQuote);
        if (m_table->m_decoded.hasInvalidText && holdsInvalidText(text))
            mark(RowDamage::InvalidText);
        if (record.nulByte)
            mark(RowDamage::NulByte);
    }

    bool holdsInvalidText(std::string_view text) const
    {
        // In converted text the places that could not be read hold U+FFFD.
        if (!m_table->m_decoded.converted.empty())
            return text.find("\xEF\xBF\xBD") != std::string_view::npos;
        return !isValidUtf8(text);
    }

    base::Result<void> finish(std::uint32_t lastSheetRow)
    {
        if (m_file.hasChanged() || m_table->m_file->wasCut()) {
            return unreadable(QCoreApplication::translate(
                "sheet", "“%1” was changed by another program while it was read. Close it there and open it again.")
                                  .arg(m_name));
        }
        if (m_headerRow > 0 && !m_hasHeader && m_options.headerRow) {
            return wrongUsage(m_headerRow > lastSheetRow
                    ? QCoreApplication::translate(
                        "sheet", "“%1” has %2 rows, so row %3 cannot be its header. Choose another header row.")
                          .arg(m_name)
                          .arg(lastSheetRow)
                          .arg(m_headerRow)
                    : QCoreApplication::translate(
                        "sheet", "Row %1 of “%2” is blank, so it cannot be the header. Choose another header row.")
                          .arg(m_headerRow)
                          .arg(m_name));
        }
        if (m_table->rowCount() > 0)
            return {};
        if (m_hasHeader) {
            return unreadable(QCoreApplication::translate(
                "sheet", "“%1” has a header but no rows. Add rows below the header, or choose another file.")
                                  .arg(m_name));
        }
        return unreadable(QCoreApplication::translate(
            "sheet", "“%1” holds no text. Save the spreadsheet again, or choose another file.")
                              .arg(m_name));
    }

    void fill(ReadingReport &report)
    {
        m_table->m_header = columnNames(m_headings, static_cast<int>(m_columns));
        m_table->m_blankRows = m_table->m_sheetRows.leftOut();
        if (m_table->m_offsets.capacity() > m_table->m_offsets.size() + m_table->m_offsets.size() / 8)
            m_table->m_offsets.shrink_to_fit();
        showProgress(m_text.size());
        report.encoding = m_table->m_decoded.encoding;
        report.whyEncoding = m_table->m_decoded.why;
        report.separator = QLatin1Char(m_dialect.marks.separator);
        report.whySeparator = m_dialect.whySeparator;
        if (m_dialect.marks.quote != '\0')
            report.quote = QLatin1Char(m_dialect.marks.quote);
        report.whyQuote = m_dialect.whyQuote;
    }

    void showProgress(std::size_t position) const
    {
        if (!m_progress || m_text.empty())
            return;
        const auto size = static_cast<double>(m_file.source().size);
        m_progress->done = static_cast<std::int64_t>(size + size * double(position) / double(m_text.size()));
    }

    const InputFile &m_file;
    const ReadingOptions &m_options;
    base::Progress *m_progress;
    const std::stop_token &m_stop;
    QString m_name;
    std::shared_ptr<CsvTable> m_table = std::make_shared<CsvTable>();
    std::string_view m_text;
    CsvDialect m_dialect;
    QStringList m_headings;
    std::uint32_t m_headerRow = 0;
    bool m_hasHeader = false;
    std::size_t m_columns = 0;
};

void CsvTable::readRow(RowIndex row, RowCells &cells) const
{
    cells.clear();
    const std::size_t start = m_offsets[row];
    const std::size_t limit = row + 1 < m_offsets.size() ? m_offsets[row + 1] : m_decoded.text.size();
    const bool mayBeInvalid = m_decoded.hasInvalidText && m_decoded.converted.empty();
    CsvCursor cursor(m_decoded.text.substr(start, limit - start), m_marks);
    std::string &scratch = cells.scratch();
    // No cell may move the text of those before it: all of them together are no longer than the row, or three times as
    // long when each byte becomes a replacement character.
    const auto reserve = [&](const CsvField &field) {
        const auto before = static_cast<std::size_t>(field.text.data() - cursor.text().data());
        const std::size_t rest = std::min(limit - start - before, mostRowBytes);
        if (scratch.empty())
            scratch.reserve(std::max<std::size_t>(64, mayBeInvalid ? 3 * rest : rest));
    };
    readRecord(cursor, 0, [&](const CsvField &field) {
        const bool isInvalid = mayBeInvalid && !isValidUtf8(field.text);
        if (!field.doubledQuotes && !isInvalid) {
            cells.add(field.text);
            return;
        }
        reserve(field);
        const std::size_t from = scratch.size();
        if (isInvalid) {
            std::string literal;
            appendField(field, m_marks.quote, literal);
            appendValidUtf8(literal, scratch);
        } else {
            appendField(field, m_marks.quote, scratch);
        }
        cells.add(std::string_view(scratch).substr(from));
    });
}

std::size_t CsvTable::memoryUsed() const
{
    return m_offsets.capacity() * sizeof(m_offsets[0]) + m_sheetRows.memoryUsed() + m_decoded.converted.capacity()
        + m_damagedRows.capacity() * sizeof(DamagedRow) + (m_file->isCopy() ? m_file->bytes().size() : 0);
}

base::Result<std::shared_ptr<const Table>> readCsv(const ReadingJob &job)
{
    return CsvReader(job.file, job.options, job.progress, job.stop).read(job.report);
}

} // namespace callsheet::sheet
