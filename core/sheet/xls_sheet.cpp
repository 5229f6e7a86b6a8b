#include "core/sheet/xls_sheet.h"

#include "core/sheet/errors.h"
#include "core/sheet/limits.h"
#include "core/sheet/little_endian.h"
#include "core/sheet/number_text.h"
#include "core/sheet/xls_layout.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <memory>
#include <optional>
#include <tuple>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

enum class Record : std::uint16_t {
    Formula = 0x0006,
    ManyIntegers = 0x00BD,
    RichText = 0x00D6,
    SharedText = 0x00FD,
    Number = 0x0203,
    Text = 0x0204,
    BooleanOrError = 0x0205,
    FormulaText = 0x0207,
    Formula3 = 0x0206, // as some programs still write it
    Formula4 = 0x0406,
    Integer = 0x027E,
    EndOfBlock = 0x00D7, // of up to 32 rows, in files of programs that write row by row
};

constexpr std::size_t placeSize = 6; // row, column, format

// A number in 30 bits: the upper part of a double or an integer, perhaps in hundredths.
double packedNumber(std::uint32_t packed)
{
    constexpr std::uint32_t inHundredths = 1;
    constexpr std::uint32_t isInteger = 2;
    const double number = (packed & isInteger) != 0 ? static_cast<double>(std::bit_cast<std::int32_t>(packed) >> 2)
                                                    : std::bit_cast<double>(std::uint64_t(packed & ~3U) << 32);
    return (packed & inHundredths) != 0 ? number / 100 : number;
}

std::string_view errorText(std::uint8_t code)
{
    constexpr std::array<std::pair<std::uint8_t, std::string_view>, 8> known
        = {{{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"}, {0x1D, "#NAME?"}, {0x24, "#NUM!"},
            {0x2A, "#N/A"}, {0x2B, "#GETTING_DATA"}}};
    for (const auto &[number, text] : known) {
        if (number == code)
            return text;
    }
    return "#ERROR";
}

class SheetReader {
public:
    SheetReader(const XlsSource &source, std::size_t offset, XlsReceiver &receiver)
        : m_records(source.stream, offset)
        , m_source(source)
        , m_workbook(source.workbook)
        , m_receiver(receiver)
    {
    }

    base::Result<void> read()
    {
        constexpr std::size_t recordsPerLook = 4'096;
        const auto begin = m_records.next();
        if (!begin || begin->type != static_cast<std::uint16_t>(XlsRecord::BeginOfPart))
            return damaged(u"no beginning of a sheet"_s);
        std::size_t inner = 0; // charts stand inside of the sheet as parts of their own
        std::size_t count = 0;
        for (auto record = m_records.next(); record; record = m_records.next()) {
            if (++count % recordsPerLook == 0) {
                if (m_source.stop.stop_requested())
                    return readingStopped();
                m_receiver.progress(
                    static_cast<std::int64_t>(m_records.position()), static_cast<std::int64_t>(m_source.stream.size()));
            }
            if (record->type == static_cast<std::uint16_t>(XlsRecord::BeginOfPart)) {
                ++inner;
            } else if (record->type == static_cast<std::uint16_t>(XlsRecord::EndOfPart)) {
                if (inner == 0) {
                    finish();
                    return {};
                }
                --inner;
            } else if (record->type == static_cast<std::uint16_t>(XlsRecord::Password)) {
                return xlsProtected(m_source.fileName);
            } else if (inner == 0) {
                if (m_takesCells && !take(*record))
                    return m_error ? *m_error : damaged(u"a cell is cut off"_s);
                m_layout->take(*record, m_receiver);
            }
        }
        return damaged(u"the sheet has no end"_s);
    }

private:
    // Where a cell stands and how it is shown.
    struct Place {
        std::uint16_t row = 0;
        std::uint16_t column = 0;
        std::uint16_t format = 0;
    };
    struct Cell {
        std::uint16_t row = 0;
        std::uint16_t column = 0;
        bool isShared = false;
        std::uint32_t text = 0; // of the shared ones the number, else the address

        auto place() const { return std::tuple(row, column); }
    };

    base::Error damaged(const QString &detail) const { return xlsDamaged(m_source.fileName, detail); }

    // False when the record is too short for what it is, or a limit was reached: m_error then.
    bool take(const BiffRecord &record)
    {
        const std::string_view data = record.data;
        switch (static_cast<Record>(record.type)) {
        case Record::SharedText:
            return data.size() >= placeSize + 4 && start(data)
                && addShared(littleEndian<std::uint32_t>(data, placeSize));
        case Record::Integer:
            return data.size() >= placeSize + 4 && start(data)
                && addNumber(packedNumber(littleEndian<std::uint32_t>(data, placeSize)));
        case Record::ManyIntegers:
            return takeMany(data);
        case Record::Number:
            return data.size() >= placeSize + 8 && start(data)
                && addNumber(std::bit_cast<double>(littleEndian<std::uint64_t>(data, placeSize)));
        case Record::Text:
        case Record::RichText:
            return data.size() >= placeSize + 2 && start(data)
                && addText(data.substr(placeSize + 2), littleEndian<std::uint16_t>(data, placeSize));
        case Record::BooleanOrError:
            return data.size() >= placeSize + 2 && start(data)
                && addBooleanOrError(
                    littleEndian<std::uint8_t>(data, placeSize), littleEndian<std::uint8_t>(data, placeSize + 1) != 0);
        case Record::Formula:
        case Record::Formula3:
        case Record::Formula4:
            return data.size() >= placeSize + 8 && start(data) && takeResult(data.substr(placeSize, 8));
        case Record::FormulaText:
            if (!m_awaitsText)
                return true;
            m_awaitsText = false;
            return data.size() >= 2 && addText(data.substr(2), littleEndian<std::uint16_t>(data, 0));
        case Record::EndOfBlock:
            // Only here the rows so far are known to be whole: some programs write column by column.
            m_takesCells = m_textRows < m_source.mostRows;
            return true;
        default:
            return true;
        }
    }

    bool start(std::string_view data)
    {
        endFormula();
        m_place = {littleEndian<std::uint16_t>(data, 0), littleEndian<std::uint16_t>(data, 2),
            littleEndian<std::uint16_t>(data, 4)};
        return true;
    }

    // A formula whose text should have followed, and did not.
    void endFormula()
    {
        if (m_awaitsText)
            m_damages.emplace_back(m_place.row, RowDamage::FormulaWithoutValue);
        m_awaitsText = false;
    }

    bool takeMany(std::string_view data)
    {
        constexpr std::size_t headSize = 4;
        constexpr std::size_t itemSize = 6; // format, number
        if (data.size() < headSize + itemSize)
            return false;
        endFormula();
        const std::size_t first = littleEndian<std::uint16_t>(data, 2);
        for (std::size_t i = 0; headSize + (i + 1) * itemSize <= data.size(); ++i) {
            const std::size_t at = headSize + i * itemSize;
            // Beyond the last column that the record can name the receiver refuses it, as all beyond a sheet.
            m_place = {littleEndian<std::uint16_t>(data, 0),
                static_cast<std::uint16_t>(std::min<std::size_t>(first + i, 0xFFFF)),
                littleEndian<std::uint16_t>(data, at)};
            if (!addNumber(packedNumber(littleEndian<std::uint32_t>(data, at + 2))))
                return false;
        }
        return true;
    }

    // The result of a formula: a number, or what two bytes of ones say.
    bool takeResult(std::string_view result)
    {
        if (littleEndian<std::uint16_t>(result, 6) != 0xFFFF)
            return addNumber(std::bit_cast<double>(littleEndian<std::uint64_t>(result, 0)));
        switch (littleEndian<std::uint8_t>(result, 0)) {
        case 0: // a text, in a record of its own
            m_awaitsText = true;
            return true;
        case 1:
            return addBooleanOrError(littleEndian<std::uint8_t>(result, 2), false);
        case 2:
            return addBooleanOrError(littleEndian<std::uint8_t>(result, 2), true);
        case 3: // an empty text
            return true;
        default:
            m_damages.emplace_back(m_place.row, RowDamage::FormulaWithoutValue);
            return true;
        }
    }

    bool addNumber(double number)
    {
        if (!std::isfinite(number)) {
            m_damages.emplace_back(m_place.row, RowDamage::InvalidText);
            return true;
        }
        std::array<char, 32> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        m_text.clear();
        appendNumber(
            {digits.data(), static_cast<std::size_t>(end - digits.data())}, format(), m_workbook.from1904, m_text);
        return add(m_text);
    }

    bool addText(std::string_view data, std::size_t length)
    {
        BiffText text(m_records, data);
        m_text.clear();
        if (!m_workbook.appendText(text, length, m_text))
            m_damages.emplace_back(m_place.row, RowDamage::InvalidText);
        return add(m_text);
    }

    bool addBooleanOrError(std::uint8_t value, bool isError)
    {
        return add(isError ? errorText(value) : value != 0 ? "TRUE" : "FALSE");
    }

    bool addShared(std::size_t index)
    {
        const SharedStrings &strings = m_workbook.strings;
        const std::vector<std::size_t> &damagedStrings = m_workbook.damagedStrings;
        if (index >= strings.addresses.size()) {
            m_damages.emplace_back(m_place.row, RowDamage::InvalidText); // never another cell's text
            return true;
        }
        if (std::binary_search(damagedStrings.begin(), damagedStrings.end(), index))
            m_damages.emplace_back(m_place.row, RowDamage::InvalidText);
        const bool hasText = strings.hasText[index];
        if (hasText || !m_source.texts[strings.addresses[index]].empty())
            add({m_place.row, m_place.column, true, static_cast<std::uint32_t>(index)}, hasText);
        return true;
    }

    bool add(std::string_view text)
    {
        if (text.empty())
            return true;
        m_textBytes += text.size();
        const auto address = m_textBytes > mostXlsTextBytes ? std::nullopt : m_source.texts.add(text);
        if (address)
            add({m_place.row, m_place.column, false, *address}, isMoreThanBlank(text));
        else
            m_error = limitReached(QCoreApplication::translate("sheet",
                "The texts of “%1” take more than the 512 MiB that a sheet of an older workbook may have. Split it "
                "into "
                "several files.")
                                       .arg(m_source.fileName));
        return address.has_value();
    }

    void add(const Cell &cell, bool hasText)
    {
        m_cells.push_back(cell);
        if (hasText && m_textRow != cell.row) {
            m_textRow = cell.row;
            ++m_textRows;
        }
    }

    // The order of the cells in the file is up to the program that wrote it. Of two cells in one place the later
    // counts.
    void finish()
    {
        endFormula();
        m_layout->finish(m_receiver);
        const auto byPlace = [](const Cell &a, const Cell &b) { return a.place() < b.place(); };
        if (!std::is_sorted(m_cells.begin(), m_cells.end(), byPlace))
            std::stable_sort(m_cells.begin(), m_cells.end(), byPlace);
        std::stable_sort(
            m_damages.begin(), m_damages.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        m_sharedNumbers.assign(m_workbook.strings.addresses.size(), notGiven);
        auto damage = m_damages.begin();
        for (auto cell = m_cells.begin(); cell != m_cells.end() || damage != m_damages.end();) {
            const std::uint16_t row = damage == m_damages.end() ? cell->row
                : cell == m_cells.end()                         ? damage->first
                                                                : std::min(cell->row, damage->first);
            m_receiver.startRow(row, m_layout->isRowHidden(row));
            for (; cell != m_cells.end() && cell->row == row; ++cell) {
                const auto following = std::next(cell);
                if (following == m_cells.end() || following->place() != cell->place())
                    give(*cell);
            }
            for (; damage != m_damages.end() && damage->first == row; ++damage)
                m_receiver.damage(damage->second);
            if (!m_receiver.endRow())
                return;
        }
    }

    void give(const Cell &cell)
    {
        if (!cell.isShared) {
            m_receiver.cell(cell.column, m_source.texts[cell.text]);
            return;
        }
        std::uint32_t &number = m_sharedNumbers[cell.text];
        if (number == notGiven) {
            m_receiver.sharedText(m_source.texts[m_workbook.strings.addresses[cell.text]]);
            number = m_sharedCount++;
        }
        m_receiver.sharedCell(cell.column, number);
    }

    const NumberFormat &format() const
    {
        static const NumberFormat general;
        return m_place.format < m_workbook.formats.size() ? m_workbook.formats[m_place.format] : general;
    }

    static constexpr std::uint32_t notGiven = 0xFFFFFFFF;

    BiffRecords m_records;
    const XlsSource &m_source;
    const XlsWorkbook &m_workbook;
    XlsReceiver &m_receiver;
    std::unique_ptr<XlsLayout> m_layout = std::make_unique<XlsLayout>(); // too large for the stack
    std::optional<base::Error> m_error;
    std::vector<Cell> m_cells;
    std::vector<std::pair<std::uint16_t, RowDamage>> m_damages;
    std::vector<std::uint32_t> m_sharedNumbers; // under which the receiver knows the shared texts
    std::uint32_t m_sharedCount = 0;
    std::uint64_t m_textBytes = 0;
    std::size_t m_textRows = 0; // rows with text so far, in a file that is written row by row
    int m_textRow = -1;
    bool m_takesCells = true;
    Place m_place;
    bool m_awaitsText = false; // of the formula at m_place
    std::string m_text;
};

} // namespace

base::Result<void> readXlsSheet(const XlsSource &source, const XlsSheet &sheet, XlsReceiver &receiver)
{
    return SheetReader(source, sheet.offset, receiver).read();
}

} // namespace callsheet::sheet
