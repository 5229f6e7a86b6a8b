#include "core/sheet/xls_pipe_writer.h"

#include "core/sheet/workbook_table.h"
#include "core/sheet/xls_pipe.h"

#include <cerrno>
#include <type_traits>

#include <unistd.h>

namespace callsheet::sheet {

namespace {

constexpr std::size_t frameBytes = 64 << 10; // as much as a pipe holds

template <typename T>
void append(std::string &target, T number)
{
    static_assert(std::is_unsigned_v<T>);
    for (std::size_t i = 0; i < sizeof number; ++i)
        target += static_cast<char>(number >> (8 * i) & 0xFF);
}

void append(std::string &target, PipeTag tag)
{
    target += static_cast<char>(tag);
}

void append(std::string &target, std::string_view text)
{
    append(target, static_cast<std::uint32_t>(text.size()));
    target += text;
}

void append(std::string &target, const QString &text)
{
    append(target, std::string_view(text.toStdString()));
}

} // namespace

XlsPipeWriter::XlsPipeWriter(int descriptor, std::optional<QString> wantedSheet, QString fileName)
    : m_descriptor(descriptor)
    , m_wantedSheet(std::move(wantedSheet))
    , m_fileName(std::move(fileName))
    , m_frame(pipeLengthSize, '\0')
{
}

base::Result<qsizetype> XlsPipeWriter::choose(const QList<SheetInfo> &sheets, const QString &encoding)
{
    for (const SheetInfo &sheet : sheets) {
        append(m_frame, PipeTag::Sheet);
        append(m_frame, sheet.name);
        append(m_frame, sheet.rows);
        append(m_frame, static_cast<std::uint32_t>(sheet.columns));
        append(m_frame, static_cast<std::uint8_t>(sheet.hidden));
        if (m_frame.size() > frameBytes)
            flush();
    }
    ReadingOptions options;
    options.sheet = m_wantedSheet;
    ReadingReport report;
    report.sheets = sheets;
    const auto chosen = chooseSheet(m_fileName, options, report);
    append(m_frame, PipeTag::Choice);
    append(m_frame, encoding);
    append(m_frame, static_cast<std::uint32_t>(chosen ? *chosen : 0));
    return chosen;
}

void XlsPipeWriter::progress(std::int64_t done, std::int64_t total)
{
    append(m_frame, PipeTag::Progress);
    append(m_frame, static_cast<std::uint64_t>(done));
    append(m_frame, static_cast<std::uint64_t>(total));
    flush();
}

void XlsPipeWriter::hideColumns(std::uint32_t first, std::uint32_t last)
{
    append(m_frame, PipeTag::HiddenColumns);
    append(m_frame, first);
    append(m_frame, last);
}

void XlsPipeWriter::merge(std::uint32_t firstRow, std::uint32_t lastRow, std::uint32_t firstColumn)
{
    append(m_frame, PipeTag::MergedArea);
    append(m_frame, firstRow);
    append(m_frame, lastRow);
    append(m_frame, firstColumn);
    if (m_frame.size() > frameBytes)
        flush();
}

void XlsPipeWriter::filtered()
{
    append(m_frame, PipeTag::Filter);
}

void XlsPipeWriter::sharedText(std::string_view text)
{
    append(m_frame, PipeTag::SharedText);
    append(m_frame, text);
}

void XlsPipeWriter::startRow(std::uint32_t row, bool isHidden)
{
    append(m_frame, PipeTag::Row);
    append(m_frame, row);
    append(m_frame, static_cast<std::uint8_t>(isHidden));
}

void XlsPipeWriter::cell(std::uint32_t column, std::string_view text)
{
    append(m_frame, PipeTag::Cell);
    append(m_frame, column);
    append(m_frame, text);
    if (m_frame.size() > frameBytes)
        flush();
}

void XlsPipeWriter::sharedCell(std::uint32_t column, std::uint32_t number)
{
    append(m_frame, PipeTag::SharedCell);
    append(m_frame, column);
    append(m_frame, number);
    if (m_frame.size() > frameBytes)
        flush();
}

void XlsPipeWriter::damage(RowDamage damage)
{
    append(m_frame, PipeTag::Damage);
    append(m_frame, static_cast<std::uint8_t>(damage));
}

bool XlsPipeWriter::endRow()
{
    append(m_frame, PipeTag::RowEnd);
    return !m_isBroken;
}

void XlsPipeWriter::finish(const base::Result<void> &outcome)
{
    if (outcome) {
        append(m_frame, PipeTag::End);
    } else {
        append(m_frame, PipeTag::Error);
        append(m_frame, static_cast<std::uint8_t>(outcome.error().kind));
        append(m_frame, outcome.error().message);
        append(m_frame, outcome.error().detail);
    }
    flush();
}

void XlsPipeWriter::flush()
{
    std::string length;
    append(length, static_cast<std::uint32_t>(m_frame.size() - pipeLengthSize));
    m_frame.replace(0, pipeLengthSize, length);
    for (std::size_t done = 0; done < m_frame.size() && !m_isBroken;) {
        const ssize_t count = ::write(m_descriptor, m_frame.data() + done, m_frame.size() - done);
        if (count > 0)
            done += static_cast<std::size_t>(count);
        else
            m_isBroken = count == 0 || errno != EINTR;
    }
    m_frame.resize(pipeLengthSize);
}

} // namespace callsheet::sheet
