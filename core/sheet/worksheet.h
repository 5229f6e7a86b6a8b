#pragma once

#include "core/sheet/cell_store.h"
#include "core/sheet/shared_strings.h"
#include "core/sheet/table.h"
#include "core/sheet/workbook.h"
#include "core/sheet/xml_reader.h"

#include <array>
#include <memory>

namespace callsheet::sheet {

//! The rows of a worksheet that hold text or a damage, in the order of the file.
struct WorksheetRows {
    CellStore cells;
    std::vector<std::uint32_t> sheetRows; // of the stored rows, from 1; rising
    std::vector<std::pair<std::uint32_t, RowDamage>> damages; // by sheet row; rising
    int columns = 0; // up to the last cell with text
};

//! Turns the elements of a worksheet part into rows of texts.
class WorksheetSink final : public XmlSink {
public:
    WorksheetSink(const Workbook &workbook, const SharedStrings &sharedStrings, QString fileName, WorksheetRows &rows)
        : m_workbook(workbook)
        , m_sharedStrings(sharedStrings)
        , m_fileName(std::move(fileName))
        , m_rows(rows)
    {
    }

    bool startElement(std::string_view name, const XmlAttributes &attributes) override;
    bool text(std::string_view text) override;
    bool endElement(std::string_view name) override;

    //! Brings rows that the file holds out of order into order. To be called when all was read.
    std::optional<base::Error> finish();
    const std::optional<base::Error> &error() const { return m_error; }

private:
    enum class CellType : std::uint8_t { Number, SharedString, Text, Boolean, Plain, IsoDate };
    // What was lately stored in one column: city, priority and day come again and again.
    struct Recent {
        std::uint32_t hash = 0;
        TextArena::Address text = 0;
        bool used = false;
    };
    using RecentTexts = std::array<Recent, 1024>;

    bool startRow(const XmlAttributes &attributes);
    bool startCell(const XmlAttributes &attributes);
    bool endCell();
    bool endRow();
    bool storeText(std::string_view text);
    bool storeSharedString();
    std::optional<TextArena::Address> addText(std::string_view text);
    const NumberFormat &format() const;
    bool fail(base::Error error);
    void damage(RowDamage damage);
    QString cellName() const;

    const Workbook &m_workbook;
    const SharedStrings &m_sharedStrings;
    QString m_fileName;
    WorksheetRows &m_rows;
    std::optional<base::Error> m_error;

    bool m_inData = false;
    bool m_collecting = false;
    bool m_inPhonetic = false;
    std::int64_t m_row = -1;
    std::int64_t m_column = -1;
    bool m_rowHasNumber = false; // the row element names its row
    bool m_rowHasText = false;
    bool m_outOfOrder = false;
    std::vector<CellStore::Cell> m_rowCells;
    std::vector<RowDamage> m_rowDamages;
    std::uint64_t m_cellCount = 0;

    CellType m_type = CellType::Number;
    std::size_t m_style = 0;
    bool m_hasFormula = false;
    bool m_hasValue = false;
    std::string m_text;
    std::string m_shown;
    std::vector<std::unique_ptr<RecentTexts>> m_recent; // by column
};

} // namespace callsheet::sheet
