#include "core/sheet/csv_reader.h"

#include "core/sheet/csv_index.h"
#include "core/sheet/csv_skipper.h"
#include "core/sheet/csv_table.h"
#include "core/sheet/errors.h"
#include "core/sheet/sheet_tables.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <thread>

namespace callsheet::sheet {

namespace {

// What openBeginning() looks at: far more than its rows need, and little to map and to decode.
constexpr std::size_t beginningBytes = 2 << 20;
// Below this a second thread costs more than it saves.
constexpr std::size_t shortText = 4 << 20;

} // namespace

//! Builds a CsvTable; its members are what the steps of the reading share.
class CsvReader {
public:
    explicit CsvReader(const ReadingJob &job)
        : m_job(job)
        , m_name(shownName(job.file.source().path))
    {
    }

    base::Result<std::shared_ptr<const Table>> read()
    {
        const auto size = static_cast<std::size_t>(m_job.file.source().size);
        auto mapped = m_job.isWhole() ? MappedFile::map(m_job.file) : MappedFile::map(m_job.file, beginningBytes);
        if (!mapped)
            return mapped.error();
        m_table->m_file = *mapped;
        m_csv.isCut = m_table->m_file->bytes().size() < size;
        if (m_job.progress)
            m_job.progress->total = 2 * m_job.file.source().size; // once for the encoding, once for the rows
        const auto indexed = decodeAndIndex();
        if (!indexed)
            return indexed.error();
        const auto chosen = chooseTables();
        if (!chosen)
            return chosen.error();
        const auto usable = checkRows();
        if (!usable)
            return usable.error();
        fill();
        return std::shared_ptr<const Table>(std::move(m_table));
    }

private:
    base::Result<void> decode(const std::stop_token &stop)
    {
        std::atomic<std::int64_t> uncounted = 0;
        return decodeText(m_table->m_file->bytes(), m_csv.isCut, m_job.options.encoding, m_name,
            m_job.progress ? m_job.progress->done : uncounted, stop, m_table->m_decoded);
    }

    // Nearly every large file is UTF-8. While one thread makes sure of that, another reads the rows as if it were.
    base::Result<void> decodeAndIndex()
    {
        const std::string_view bytes = m_table->m_file->bytes();
        const bool isLong = bytes.size() > shortText && std::thread::hardware_concurrency() > 1;
        const auto likely = isLong ? likelyUtf8(bytes, m_job.options.encoding) : std::nullopt;
        std::optional<base::Result<void>> decoded;
        if (likely) {
            std::stop_source decoding;
            const std::stop_callback passOn(m_job.stop, [&decoding] { decoding.request_stop(); });
            std::thread second([&] { decoded = decode(decoding.get_token()); });
            m_csv.text = *likely;
            const auto indexed = indexBoldly();
            const bool isTooMuch = !indexed && indexed.error().kind == base::ErrorKind::Limit; // in any encoding
            if (isTooMuch)
                decoding.request_stop();
            second.join();
            if (isTooMuch)
                return indexed;
            const std::string_view text = m_table->m_decoded.text;
            const bool isSameText = *decoded && text.data() == likely->data() && text.size() == likely->size();
            if (!*decoded || isSameText)
                return *decoded ? indexed : *decoded;
            if (m_job.stop.stop_requested())
                return readingStopped();
            forgetIndex();
        } else {
            decoded = decode(m_job.stop);
        }
        if (!*decoded)
            return *decoded;
        m_csv.text = m_table->m_decoded.text;
        return indexBoldly();
    }

    // With what the first rows suggest, and if a row further down speaks against that, without.
    base::Result<void> indexBoldly()
    {
        for (const bool guessing : {true, false}) {
            m_csv.dialect = findDialect(m_csv.text, m_job.options, guessing);
            m_bounds.header = chooseHeader(m_job.options, [this] {
                return sampleRows(m_csv, m_csv.dialect.start, m_csv.dialect.firstSheetRow, headerSampleRows);
            });
            m_bounds.mostRows = m_job.mostRows;
            const auto indexed = index();
            if (!indexed || !m_index.isRefuted)
                return indexed;
            forgetIndex();
        }
        return {};
    }

    base::Result<void> index()
    {
        // A text that was converted is longer or shorter than the file.
        const double scale = double(m_job.file.source().size) / double(std::max<std::size_t>(1, m_csv.text.size()));
        auto made = indexRows(m_csv, m_bounds, m_name, [&](std::size_t bytes) {
            const auto count = static_cast<std::int64_t>(double(bytes) * scale);
            m_counted += count;
            if (m_job.progress)
                m_job.progress->done += count;
            return !m_job.stop.stop_requested();
        });
        if (!made)
            return made.error();
        m_index = std::move(*made);
        return {};
    }

    void forgetIndex()
    {
        if (m_job.progress)
            m_job.progress->done -= m_counted;
        m_counted = 0;
        m_index = {};
    }

    // Of several tables in the file, the rows of the chosen one.
    base::Result<void> chooseTables()
    {
        QList<TableInfo> tables;
        if (m_job.isWhole()) {
            std::vector<RowBlock> blocks;
            m_index.sheetRows.forEachRun([&](std::uint32_t first, std::uint32_t last) {
                blocks.push_back({first, last});
            });
            tables = findTables(m_bounds.header, blocks, [this](std::uint32_t from, std::size_t most) {
                return sampleBlock(m_index.sheetRows.firstFrom(from), most);
            });
        }
        const auto chosen = chooseTable(std::move(tables), m_job.options, m_job.report);
        if (!chosen || m_job.report.table == 0)
            return chosen;
        m_bounds.header = headerOfChosenTable(m_job.report, m_job.options, m_bounds.header);
        m_bounds.lastRow = m_job.report.tables[m_job.report.table - 1].lastRow;
        m_csv.dialect.guessedSeparator = m_csv.dialect.guessedEscape = m_csv.dialect.guessedLineEnd = false;
        forgetIndex();
        return index();
    }

    // Rows from this one on, up to the next blank one.
    std::vector<SampleRow> sampleBlock(RowIndex row, std::size_t most) const
    {
        const std::uint32_t first = m_index.sheetRows[row];
        std::uint32_t last = first;
        while (last - first < most && row + 1 < m_index.sheetRows.count() && m_index.sheetRows[row + 1] == last + 1) {
            ++row;
            ++last;
        }
        return sampleRows(m_csv, m_index.offsets[m_index.sheetRows.firstFrom(first)], first, most, last);
    }

    base::Result<void> checkRows() const
    {
        if (m_job.file.hasChanged() || m_table->m_file->wasCut())
            return changedMeanwhile(m_name);
        if (m_csv.isCut) // what is missing may stand further down
            return {};
        const bool hasHeader = !m_index.headerRows.empty();
        if (m_bounds.header.row > 0 && !hasHeader && m_job.options.headerRow) {
            const int row = m_bounds.header.row;
            const auto rows = static_cast<int>(m_index.lastSheetRow);
            return wrongUsage(row > rows
                    ? QCoreApplication::translate(
                        "sheet", "“%1” has %2 rows, so row %3 cannot be its header. Choose another header row.")
                          .arg(m_name)
                          .arg(rows)
                          .arg(row)
                    : QCoreApplication::translate(
                        "sheet", "Row %1 of “%2” is blank, so it cannot be the header. Choose another header row.")
                          .arg(row)
                          .arg(m_name));
        }
        if (m_index.offsets.count() > 0)
            return {};
        if (hasHeader) {
            return unreadable(QCoreApplication::translate(
                "sheet", "“%1” has a header but no rows. Add rows below the header, or choose another file.")
                                  .arg(m_name));
        }
        return unreadable(QCoreApplication::translate(
            "sheet", "“%1” holds no text. Save the spreadsheet again, or choose another file.")
                              .arg(m_name));
    }

    // Damages of the text itself, put to the rows that they stand in.
    void addTextDamages()
    {
        const CsvIndex &index = m_index;
        const DecodedText &decoded = m_table->m_decoded;
        std::vector<DamagedRow> &damaged = m_index.damaged;
        const std::size_t behind = endOfRows();
        for (const TextPlace &place : decoded.places) {
            if (index.offsets.count() == 0 || place.position < index.offsets[0] || place.position >= behind)
                continue;
            const RowIndex row = index.offsets.rowAt(place.position);
            DamagedRow found{row, place.damage, index.lines[row]};
            if (decoded.converted.empty())
                found.byte = static_cast<std::uint64_t>(decoded.text.data() - m_table->m_file->bytes().data())
                    + place.position;
            damaged.push_back(found);
        }
        std::stable_sort(damaged.begin(), damaged.end(), [](const DamagedRow &a, const DamagedRow &b) {
            return a.row != b.row ? a.row < b.row : a.damage < b.damage;
        });
        // A row of several lines may have several such places. The first of them is enough.
        const auto isSame
            = [](const DamagedRow &a, const DamagedRow &b) { return a.row == b.row && a.damage == b.damage; };
        damaged.erase(std::unique(damaged.begin(), damaged.end(), isSame), damaged.end());
    }

    std::size_t endOfRows() const
    {
        if (m_index.offsets.count() == 0)
            return 0;
        const std::size_t last = m_index.offsets[m_index.offsets.count() - 1];
        return CsvSkipper(m_csv.text, m_csv.dialect.marks).skip(last).next;
    }

    void fill()
    {
        addTextDamages();
        ReadingReport &report = m_job.report;
        const CsvMarks &marks = m_csv.dialect.marks;
        m_table->m_header = columnNames(joinedHeadings(m_index.headerRows), static_cast<int>(m_index.columns));
        m_table->m_blankRows = m_index.sheetRows.leftOut();
        m_table->m_marks = marks;
        m_table->m_offsets = std::move(m_index.offsets);
        m_table->m_sheetRows = std::move(m_index.sheetRows);
        m_table->m_damagedRows = std::move(m_index.damaged);
        reportHeader(m_bounds.header, report);
        report.encoding = m_table->m_decoded.encoding;
        report.whyEncoding = m_table->m_decoded.why;
        report.separator = QString::fromStdString(marks.wholeSeparator());
        report.whySeparator = m_csv.dialect.whySeparator;
        if (marks.quote != '\0')
            report.quote = QLatin1Char(marks.quote);
        report.whyQuote = m_csv.dialect.whyQuote;
        report.escape = marks.quote == '\0' ? CsvEscape::None : marks.escape;
        report.whyEscape = m_csv.dialect.whyEscape;
        const bool isDecided = marks.lineEnd != CsvLineEnd::Any || m_job.options.lineEnd;
        report.lineEnd = isDecided ? marks.lineEnd : onlyLineEnd(m_index.lineEnds);
        report.whyLineEnd = isDecided ? m_csv.dialect.whyLineEnd : whyLineEnd(m_index.lineEnds, m_job.isWhole());
    }

    const ReadingJob &m_job;
    QString m_name;
    std::shared_ptr<CsvTable> m_table = std::make_shared<CsvTable>();
    CsvText m_csv;
    CsvBounds m_bounds;
    CsvIndex m_index;
    std::int64_t m_counted = 0; // bytes of the index in the progress
};

base::Result<std::shared_ptr<const Table>> readCsv(const ReadingJob &job)
{
    return CsvReader(job).read();
}

} // namespace callsheet::sheet
