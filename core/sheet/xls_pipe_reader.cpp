#include "core/sheet/xls_pipe_reader.h"

#include "core/sheet/limits.h"
#include "core/sheet/little_endian.h"
#include "core/sheet/utf8.h"
#include "core/sheet/xls_pipe.h"

namespace callsheet::sheet {

namespace {

constexpr std::size_t mostNameBytes = 4 << 10;
constexpr std::size_t mostSentenceBytes = 16 << 10;
constexpr std::uint64_t mostStreamBytes = std::uint64_t(1) << 62;

//! Takes a frame apart. False where it ends too early, or a text is longer than it may be or no text.
class Items {
public:
    explicit Items(std::string_view frame)
        : m_rest(frame)
    {
    }

    bool atEnd() const { return m_rest.empty(); }
    template <typename T>
    bool take(T &number)
    {
        if (m_rest.size() < sizeof number)
            return false;
        number = littleEndian<T>(m_rest, 0);
        m_rest.remove_prefix(sizeof number);
        return true;
    }
    bool take(std::string_view &text, std::size_t most)
    {
        std::uint32_t size = 0;
        if (!take(size) || size > most || size > m_rest.size())
            return false;
        text = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return isValidUtf8(text);
    }
    bool take(QString &string, std::size_t most)
    {
        std::string_view text;
        if (!take(text, most))
            return false;
        string = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
        return true;
    }

private:
    std::string_view m_rest;
};

} // namespace

// Takes the items of one frame, which is whole.
class XlsPipeReader::FrameReader {
public:
    FrameReader(XlsPipeReader &reader, std::string_view frame)
        : m_reader(reader)
        , m_maker(reader.m_maker)
        , m_items(frame)
    {
    }

    State read()
    {
        State state = State::Open;
        while (state == State::Open && !m_items.atEnd()) {
            std::uint8_t tag = 0;
            m_items.take(tag);
            state = takeItem(static_cast<PipeTag>(tag));
        }
        return m_items.atEnd() || state != State::Whole ? state : State::Garbage; // something behind the end
    }

private:
    State takeItem(PipeTag tag)
    {
        switch (tag) {
        case PipeTag::Progress:
            return openIf(takeProgress());
        case PipeTag::Sheet:
            return openIf(!m_reader.m_hasChosen && takeSheet());
        case PipeTag::Choice:
            return m_reader.m_hasChosen ? State::Garbage : takeChoice();
        case PipeTag::Error:
            return takeError();
        case PipeTag::End:
            return m_reader.m_hasChosen && !m_reader.m_isInRow ? State::Whole : State::Garbage;
        case PipeTag::Cell:
            return openIf(m_reader.m_isInRow && takeCell());
        case PipeTag::SharedCell:
            return openIf(m_reader.m_isInRow && takeSharedCell());
        case PipeTag::SharedText:
            return openIf(m_reader.m_hasChosen && takeSharedText());
        case PipeTag::Damage:
            return openIf(m_reader.m_isInRow && takeDamage());
        case PipeTag::RowEnd:
            if (!m_reader.m_isInRow)
                return State::Garbage;
            m_reader.m_isInRow = false;
            return m_maker.endRow() ? State::Open : State::Enough;
        default:
            return openIf(m_reader.m_hasChosen && !m_reader.m_isInRow && takeBetweenRows(tag));
        }
    }

    static State openIf(bool isGood) { return isGood ? State::Open : State::Garbage; }

    bool takeBetweenRows(PipeTag tag)
    {
        switch (tag) {
        case PipeTag::HiddenColumns:
            return takeHiddenColumns();
        case PipeTag::MergedArea:
            return takeMergedArea();
        case PipeTag::Filter:
            m_maker.filtered();
            return true;
        case PipeTag::Row:
            return takeRow();
        default:
            return false;
        }
    }

    bool takeProgress()
    {
        std::uint64_t done = 0;
        std::uint64_t total = 0;
        if (!m_items.take(done) || !m_items.take(total) || done > total || total > mostStreamBytes)
            return false;
        m_maker.progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
        return true;
    }

    bool takeSheet()
    {
        SheetInfo sheet;
        std::uint32_t columns = 0;
        std::uint8_t hidden = 0;
        if (m_reader.m_sheets.size() == qsizetype(mostSheets) || !m_items.take(sheet.name, mostNameBytes)
            || !m_items.take(sheet.rows) || !m_items.take(columns) || !m_items.take(hidden)
            || sheet.rows > mostSheetRows || columns > mostColumns)
            return false;
        sheet.columns = static_cast<int>(columns);
        sheet.hidden = hidden != 0;
        m_reader.m_sheets.append(sheet);
        return true;
    }

    // The choice is made here; the other process must have come to the same.
    State takeChoice()
    {
        QString encoding;
        std::uint32_t number = 0;
        if (!m_items.take(encoding, mostNameBytes) || !m_items.take(number) || m_reader.m_sheets.isEmpty())
            return State::Garbage;
        const auto chosen = m_maker.choose(m_reader.m_sheets, encoding);
        if (!chosen) {
            m_reader.m_error = chosen.error();
            return State::Failed;
        }
        m_reader.m_hasChosen = true;
        return openIf(*chosen == static_cast<qsizetype>(number));
    }

    bool takeHiddenColumns()
    {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
        if (!m_items.take(first) || !m_items.take(last) || first <= m_reader.m_hiddenColumn || last < first
            || last >= mostColumns)
            return false;
        m_reader.m_hiddenColumn = last;
        m_maker.hideColumns(first, last);
        return true;
    }

    bool takeMergedArea()
    {
        std::uint32_t firstRow = 0;
        std::uint32_t lastRow = 0;
        std::uint32_t column = 0;
        if (!m_items.take(firstRow) || !m_items.take(lastRow) || !m_items.take(column) || lastRow >= mostSheetRows)
            return false;
        m_maker.merge(firstRow, lastRow, column);
        return true;
    }

    bool takeSharedText()
    {
        std::string_view text;
        if (!m_items.take(text, mostCellBytes) || text.empty())
            return false;
        m_maker.sharedText(text);
        return true;
    }

    bool takeRow()
    {
        std::uint32_t row = 0;
        std::uint8_t isHidden = 0;
        if (!m_items.take(row) || !m_items.take(isHidden) || row <= m_reader.m_row || row >= mostSheetRows)
            return false;
        m_reader.m_row = row;
        m_reader.m_column = -1;
        m_reader.m_isInRow = true;
        m_maker.startRow(row, isHidden != 0);
        return true;
    }

    // Columns beyond the last one of a sheet are for the maker of the table to refuse, in words.
    bool takeColumn(std::uint32_t &column)
    {
        if (!m_items.take(column) || column <= m_reader.m_column)
            return false;
        m_reader.m_column = column;
        return true;
    }

    bool takeCell()
    {
        std::uint32_t column = 0;
        std::string_view text;
        if (!takeColumn(column) || !m_items.take(text, mostCellBytes) || text.empty())
            return false;
        m_maker.cell(column, text);
        return true;
    }

    bool takeSharedCell()
    {
        std::uint32_t column = 0;
        std::uint32_t number = 0;
        if (!takeColumn(column) || !m_items.take(number) || number >= m_maker.sharedTexts())
            return false;
        m_maker.sharedCell(column, number);
        return true;
    }

    bool takeDamage()
    {
        std::uint8_t damage = 0;
        if (!m_items.take(damage) || damage > static_cast<std::uint8_t>(RowDamage::FormulaWithoutValue))
            return false;
        m_maker.damage(static_cast<RowDamage>(damage));
        return true;
    }

    State takeError()
    {
        std::uint8_t kind = 0;
        base::Error error;
        if (!m_items.take(kind) || !m_items.take(error.message, mostSentenceBytes)
            || !m_items.take(error.detail, mostSentenceBytes))
            return State::Garbage;
        error.kind = static_cast<base::ErrorKind>(kind);
        if (error.message.isEmpty()
            || (error.kind != base::ErrorKind::Unreadable && error.kind != base::ErrorKind::Limit))
            return State::Garbage;
        m_reader.m_error = error;
        return State::Failed;
    }

    XlsPipeReader &m_reader;
    XlsTableMaker &m_maker;
    Items m_items;
};

XlsPipeReader::State XlsPipeReader::take(std::string_view bytes)
{
    m_bytes += bytes;
    std::string_view rest = m_bytes;
    State state = State::Open;
    while (state == State::Open && rest.size() >= pipeLengthSize) {
        const std::size_t size = littleEndian<std::uint32_t>(rest, 0);
        if (size > mostPipeFrameBytes)
            return State::Garbage;
        if (rest.size() - pipeLengthSize < size)
            break;
        state = FrameReader(*this, rest.substr(pipeLengthSize, size)).read();
        rest.remove_prefix(pipeLengthSize + size);
    }
    if (state == State::Open && m_maker.error())
        return State::Enough;
    if (state == State::Whole && !rest.empty())
        return State::Garbage;
    m_bytes.erase(0, m_bytes.size() - rest.size());
    return state;
}

} // namespace callsheet::sheet
