#pragma once

#include "core/sheet/workbook_table.h"
#include "tests/core/sheet/worksheet_sketch.h"
#include "tests/support/temporary_file.h"
#include "ui/session/sheet_reading.h"

#include <QStringList>

#include <vector>

namespace callsheet::test {

//! A workbook that stands in the test itself, with what spreadsheet programs hide and merge in it. It goes through the
//! same steps as the rows of a file.
struct MadeWorkbook {
    std::vector<QStringList> rows;
    QList<int> hiddenRows; // of the sheet, from 1
    std::vector<sheet::MergedArea> mergedAreas;
    std::vector<int> hiddenColumns;
    bool isFiltered = false;

    base::Result<sheet::Document> read(const QString &path, const sheet::ReadingOptions &options,
        std::size_t mostRows = std::numeric_limits<std::size_t>::max()) const
    {
        sheet::WorksheetRows sheetRows = worksheetOf(rows, hiddenRows);
        sheetRows.mergedAreas = mergedAreas;
        sheetRows.hiddenColumns = hiddenColumns;
        sheetRows.isFiltered = isFiltered;

        const auto file = sheet::InputFile::open(path);
        if (!file)
            return file.error();
        sheet::Document document;
        document.source = file->source();
        document.options = options;
        document.report.format = sheet::Format::Xlsx;
        document.report.sheets = {{QStringLiteral("Contacts"), 0, 0, false}};
        document.report.sheet = QStringLiteral("Contacts");
        const auto table = sheet::makeWorkbookTable({*file, options, document.report, nullptr, {}, mostRows},
            std::move(sheetRows), 0, QStringLiteral("book.xlsx"));
        if (!table)
            return table.error();
        document.table = *table;
        return document;
    }

    ui::SheetReaders readers() const
    {
        ui::SheetReaders readers;
        readers.whole = [book = *this](const QString &path, const sheet::ReadingOptions &options, base::Progress *,
                            const std::stop_token &) { return book.read(path, options); };
        readers.beginning = [book = *this](const QString &path, const sheet::ReadingOptions &options,
                                const std::stop_token &) { return book.read(path, options, sheet::beginningRows); };
        return readers;
    }
};

} // namespace callsheet::test
