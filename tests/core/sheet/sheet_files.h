#pragma once

#include "core/sheet/open_sheet.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <zip.h>

#include <gtest/gtest.h>

#include <vector>

namespace callsheet::test {

using namespace Qt::StringLiterals;

inline base::Result<sheet::Document> open(const QString &path, const sheet::ReadingOptions &options = {})
{
    return sheet::openSheet(path, options, nullptr, {});
}

//! Every cell of a row, and no more than the row has.
inline QStringList cellsOf(const sheet::Table &table, sheet::RowIndex row)
{
    sheet::RowCells cells;
    table.readRow(row, cells);
    QStringList texts;
    for (const std::string_view cell : cells.cells())
        texts += QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
    return texts;
}

//! The whole table as lines "5: a | b", for a comparison that shows where it differs.
inline QStringList linesOf(const sheet::Table &table)
{
    QStringList lines;
    for (sheet::RowIndex row = 0; row < table.rowCount(); ++row)
        lines += u"%1: %2"_s.arg(table.sheetRow(row)).arg(cellsOf(table, row).join(u" | "_s));
    return lines;
}

//! A file on disk and what came of opening it.
class OpenedSheet {
public:
    OpenedSheet(const QString &name, const QByteArray &content, const sheet::ReadingOptions &options = {})
        : path(m_folder.write(name, content))
        , result(open(path, options))
    {
    }
    const sheet::Table &table() const { return *result->table; }
    const sheet::ReadingReport &report() const { return result->report; }

private:
    TemporaryFolder m_folder;

public:
    QString path;
    base::Result<sheet::Document> result;
};

using ZipParts = std::vector<std::pair<QByteArray, QByteArray>>;

inline void writeZip(const QString &path, const ZipParts &parts)
{
    int error = 0;
    zip_t *archive = zip_open(path.toUtf8().constData(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    ASSERT_NE(archive, nullptr);
    for (const auto &[part, content] : parts) {
        zip_source_t *source
            = zip_source_buffer(archive, content.constData(), static_cast<zip_uint64_t>(content.size()), 0);
        EXPECT_GE(zip_file_add(archive, part.constData(), source, 0), 0);
    }
    EXPECT_EQ(zip_close(archive), 0);
}

//! A workbook put together by hand, for what no spreadsheet program writes.
class WorkbookFile {
public:
    WorkbookFile()
    {
        set("_rels/.rels",
            R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)");
        set("xl/workbook.xml",
            R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Contacts" sheetId="1" r:id="rId1"/></sheets></workbook>)");
        set("xl/_rels/workbook.xml.rels",
            R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)");
    }
    WorkbookFile &set(const QByteArray &part, const QByteArray &content)
    {
        for (auto &[name, existing] : m_parts) {
            if (name == part) {
                existing = content;
                return *this;
            }
        }
        m_parts.emplace_back(part, content);
        return *this;
    }
    //! The rows inside of <sheetData>.
    WorkbookFile &setRows(const QByteArray &rows)
    {
        return set("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    }
    WorkbookFile &setStyles(const QByteArray &formats, const QByteArray &cellStyles)
    {
        return set("xl/styles.xml",
            "<styleSheet><numFmts>" + formats + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
                + cellStyles + "</cellXfs></styleSheet>");
    }
    QString write(const TemporaryFolder &folder, const QString &name = u"book.xlsx"_s) const
    {
        const QString path = folder.path(name);
        writeTo(path);
        return path;
    }
    void writeTo(const QString &path) const { writeZip(path, m_parts); }

private:
    ZipParts m_parts;
};

} // namespace callsheet::test
