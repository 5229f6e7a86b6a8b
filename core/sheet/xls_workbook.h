#pragma once

#include "core/base/result.h"
#include "core/sheet/biff_text.h"
#include "core/sheet/number_format.h"
#include "core/sheet/open_sheet.h"
#include "core/sheet/shared_strings.h"

#include <vector>

namespace callsheet::sheet {

//! One sheet of cells as the workbook lists it.
struct XlsSheet {
    QString name;
    std::size_t offset = 0; // of its beginning in the stream
    bool hidden = false;
};

//! What stands in an XLS stream before the sheets.
struct XlsWorkbook {
    bool hasUnicode = true; // BIFF8; the texts of older ones are bytes in a code page
    CodePage codePage;
    bool from1904 = false;
    std::vector<NumberFormat> formats; // by the format index of a cell
    std::vector<XlsSheet> sheets;
    SharedStrings strings;
    std::vector<std::size_t> damagedStrings; // rising

    //! Appends a text of this file. False when it is cut off or holds what is no text.
    bool appendText(BiffText &text, std::size_t length, std::string &target) const;
};

//! The records that more than one reader knows.
enum class XlsRecord : std::uint16_t {
    EndOfPart = 0x000A,
    Password = 0x002F,
    BeginOfPart = 0x0809,
};

//! Reads the beginning of the stream; the shared texts go to `texts`.
base::Result<XlsWorkbook> readXlsWorkbook(std::string_view stream, const QString &fileName, TextArena &texts);
//! Rows and columns that the sheet says it has; only for show.
void addDeclaredSize(std::string_view stream, const XlsWorkbook &workbook, const XlsSheet &sheet, SheetInfo &info);

base::Error xlsDamaged(const QString &fileName, const QString &detail);
base::Error xlsProtected(const QString &fileName);

} // namespace callsheet::sheet
