#pragma once

#include "core/base/result.h"
#include "core/sheet/number_format.h"
#include "core/sheet/zip_archive.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace callsheet::sheet {

//! One worksheet as the workbook lists it.
struct WorkbookSheet {
    QString name;
    std::string part;
    bool hidden = false;
};

//! The parts of a workbook that are read before any sheet.
struct Workbook {
    std::vector<WorkbookSheet> sheets;
    std::string sharedStringsPart; // empty: none
    std::vector<NumberFormat> formats; // by the style index of a cell
    bool from1904 = false; // dates count from 1904
};

//! Reads workbook.xml, its relations and the styles. Says what the file really is when it is another kind of ZIP.
base::Result<Workbook> readWorkbook(ZipArchive &archive);

//! The parts of one kind ("table") that a part refers to.
base::Result<std::vector<std::string>> relatedParts(
    ZipArchive &archive, const std::string &part, std::string_view kind);

//! Rows and columns that the sheet says it has; the number is only for show.
struct DeclaredSize {
    std::uint32_t rows = 0;
    int columns = 0;
};
DeclaredSize declaredSize(ZipArchive &archive, const std::string &part);

//! A part's name from a relation's target: absolute, or relative to the folder of `source`.
std::string resolvePart(const std::string &source, std::string_view target);

//! The cell that a reference such as "BC12" names, from 0; -1 where the reference leaves it out. False when it is none.
struct CellReference {
    std::int64_t row = -1;
    std::int64_t column = -1;
};
bool parseReference(std::string_view text, CellReference &reference);

} // namespace callsheet::sheet
