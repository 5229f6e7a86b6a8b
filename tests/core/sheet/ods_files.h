#pragma once

#include "tests/core/sheet/sheet_files.h"

namespace callsheet::test {

//! An OpenDocument spreadsheet put together by hand.
class OdsFile {
public:
    explicit OdsFile(const QByteArray &tables, const QByteArray &styles = {})
    {
        set("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        set("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"m\"/>");
        set("content.xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" "
            "xmlns:text=\"x\" xmlns:style=\"s\" xmlns:number=\"n\" xmlns:calcext=\"c\"><office:automatic-styles>"
                + styles + "</office:automatic-styles><office:body><office:spreadsheet>" + tables
                + "</office:spreadsheet></office:body></office:document-content>");
    }
    OdsFile &set(const QByteArray &part, const QByteArray &content)
    {
        std::erase_if(m_parts, [&part](const auto &existing) { return existing.first == part; });
        m_parts.emplace_back(part, content);
        return *this;
    }
    OdsFile &remove(const QByteArray &part)
    {
        std::erase_if(m_parts, [&part](const auto &existing) { return existing.first == part; });
        return *this;
    }
    QString write(const TemporaryFolder &folder, const QString &name = u"book.ods"_s) const
    {
        const QString path = folder.path(name);
        writeTo(path);
        return path;
    }
    void writeTo(const QString &path) const { writeZip(path, m_parts); }

private:
    ZipParts m_parts;
};

inline QByteArray odsTable(const QByteArray &rows, const QByteArray &name = "Contacts", const QByteArray &style = {})
{
    return "<table:table table:name=\"" + name + "\" table:style-name=\"" + style + "\">" + rows + "</table:table>";
}
inline QByteArray odsRow(const QByteArray &cells, const QByteArray &attributes = {})
{
    return "<table:table-row " + attributes + ">" + cells + "</table:table-row>";
}
inline QByteArray odsText(const QByteArray &paragraphs, const QByteArray &attributes = {})
{
    return "<table:table-cell office:value-type=\"string\" " + attributes + "><text:p>" + paragraphs
        + "</text:p></table:table-cell>";
}
//! A cell of another type: the attribute with its value, and what the cell shows.
inline QByteArray odsValue(const QByteArray &type, const QByteArray &attributes, const QByteArray &shown = "shown")
{
    return "<table:table-cell office:value-type=\"" + type + "\" " + attributes + "><text:p>" + shown
        + "</text:p></table:table-cell>";
}

//! A spreadsheet on disk and what came of opening it.
class OpenedOds {
public:
    explicit OpenedOds(const OdsFile &file, const sheet::ReadingOptions &options = {})
        : path(file.write(m_folder))
        , result(open(path, options))
    {
    }
    //! A sheet with the header "name | value" and these rows.
    explicit OpenedOds(const QByteArray &rows, const QByteArray &styles = {})
        : OpenedOds(OdsFile(odsTable(odsRow(odsText("name") + odsText("value")) + rows), styles))
    {
    }
    const sheet::Table &table() const { return *result->table; }
    const sheet::ReadingReport &report() const { return result->report; }
    QStringList lines() const { return linesOf(table()); }
    std::string error() const { return errorOf(result); }

private:
    TemporaryFolder m_folder;

public:
    QString path;
    base::Result<sheet::Document> result;
};

} // namespace callsheet::test
