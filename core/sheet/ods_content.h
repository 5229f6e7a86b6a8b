#pragma once

#include "core/sheet/ods_styles.h"
#include "core/sheet/open_sheet.h"
#include "core/sheet/worksheet_rows.h"
#include "core/sheet/xml_reader.h"

#include <optional>

namespace callsheet::sheet {

//! Which table's rows are wanted, while not all tables are known yet.
struct OdsChoice {
    std::optional<qsizetype> number; // from 0
    std::optional<QString> name; // without a number: the first of this name, or the first visible one
};

//! Groups of rows or columns inside of one another, any of which may be folded away.
class OdsGroups {
public:
    void open(bool isHidden)
    {
        ++m_depth;
        if (isHidden && m_hiddenFrom == 0)
            m_hiddenFrom = m_depth;
    }
    void close()
    {
        if (m_depth == m_hiddenFrom)
            m_hiddenFrom = 0;
        --m_depth;
    }
    bool areHidden() const { return m_hiddenFrom > 0; }

private:
    int m_depth = 0;
    int m_hiddenFrom = 0; // the depth of the outermost folded one
};

//! Takes the elements of content.xml: lists all tables and turns the wanted one into rows of texts.
class OdsContentSink final : public XmlSink {
public:
    //! `styles` holds those of styles.xml; the ones of the content are added.
    OdsContentSink(OdsStyles &styles, OdsChoice choice, QString fileName, WorksheetRows &rows, std::size_t mostRows)
        : m_styles(styles)
        , m_choice(std::move(choice))
        , m_rows(std::move(fileName), rows, mostRows)
    {
    }

    bool startElement(std::string_view name, const XmlAttributes &attributes) override;
    bool text(std::string_view text) override;
    bool endElement(std::string_view name) override;

    //! To be called when all was read.
    bool finish() { return m_rows.finish(); }
    const std::optional<base::Error> &error() const { return m_rows.error(); }
    //! True when the reading was ended because no more rows are wanted: what follows is not known then.
    bool isFull() const { return m_taken >= 0 && m_rows.isFull(); }
    //! All tables, with the rows and columns that hold something.
    const QList<SheetInfo> &sheets() const { return m_sheets; }
    //! The table whose rows were taken; -1: none was the wanted one.
    qsizetype taken() const { return m_taken; }

private:
    enum class Place : std::uint8_t { Styles, Spreadsheet, Table, Row, Cell, Paragraph };
    enum class CellType : std::uint8_t { None, Text, Number, Percentage, Date, Time, Boolean };

    void startTable(const XmlAttributes &attributes);
    void startInTable(std::string_view name, const XmlAttributes &attributes);
    void startColumn(const XmlAttributes &attributes);
    void startRow(const XmlAttributes &attributes);
    void startCell(const XmlAttributes &attributes);
    void startInCell(std::string_view name);
    bool startInParagraph(std::string_view name, const XmlAttributes &attributes);
    bool endCell();
    bool mergeCell();
    bool endRow();
    bool appendText(std::string_view text);
    std::string_view shownText();
    const NumberFormat &format() const;
    bool isWanted(const SheetInfo &sheet) const;
    void skip() { m_skipped = 1; }

    OdsStyles &m_styles;
    OdsChoice m_choice;
    RowBuilder m_rows;
    QList<SheetInfo> m_sheets;
    qsizetype m_taken = -1;

    Place m_place = Place::Styles;
    std::size_t m_skipped = 0; // open elements of a part that is not read
    bool m_takesRows = false; // this table is the wanted one
    int m_inCell = 0; // open elements of the cell that hold its paragraphs
    int m_inParagraph = 0; // open elements of the paragraph
    OdsGroups m_rowGroups;
    OdsGroups m_columnGroups;

    // The default styles of the columns: from this column on.
    std::vector<std::pair<std::int64_t, std::string>> m_columnStyles;
    std::int64_t m_styledColumns = 0;
    std::string m_rowStyle;

    std::int64_t m_row = 0;
    std::int64_t m_column = 0;
    std::int64_t m_rowRepeats = 1;
    bool m_rowIsHidden = false;
    bool m_rowIsFiltered = false;
    std::int64_t m_repeats = 1;
    std::int64_t m_spannedRows = 1;
    int m_rowColumns = 0; // up to the last one with text
    CellType m_type = CellType::None;
    bool m_isError = false;
    bool m_hasFormula = false;
    bool m_isTruth = false; // how LibreOffice keeps TRUE and FALSE that came from another format
    bool m_wantsText = false;
    bool m_hasParagraph = false;
    std::string m_style;
    std::string m_value;
    std::string m_text;
    std::string m_shown;
};

} // namespace callsheet::sheet
