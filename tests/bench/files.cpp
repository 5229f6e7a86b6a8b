#include "tests/bench/files.h"

#include "tests/bench/contacts.h"
#include "tests/core/sheet/xls_files.h"

#include <QDir>
#include <QFile>
#include <QHash>

#include <xlsxwriter.h>
#include <zip.h>

#include <cstdio>
#include <cstdlib>

namespace callsheet::bench {

using namespace Qt::StringLiterals;

namespace {

void require(bool worked, const QString &path)
{
    if (worked)
        return;
    std::fprintf(stderr, "%s cannot be written\n", qPrintable(path));
    std::exit(1);
}

void writeCsv(const QString &path, std::uint32_t rows)
{
    QFile file(path);
    require(file.open(QIODevice::WriteOnly), path);
    std::string text;
    const auto add = [&text](const std::string &cell, std::size_t column) {
        text += column > 0 ? "," : "";
        if (cell.find_first_of(",\"\r\n") == std::string::npos) {
            text += cell;
        } else {
            text += '"';
            for (const char c : cell)
                text += c == '"' ? std::string("\"\"") : std::string(1, c);
            text += '"';
        }
        text += column + 1 == columns ? "\n" : "";
    };
    for (std::size_t column = 0; column < columns; ++column)
        add(headings[column], column);
    for (std::uint32_t row = 0; row < rows; ++row) {
        const Contact made = contact(row);
        for (std::size_t column = 0; column < columns; ++column)
            add(made.cells[column], column);
        if (text.size() > (1 << 20) || row + 1 == rows) {
            require(file.write(text.data(), qint64(text.size())) == qint64(text.size()), path);
            text.clear();
        }
    }
}

void writeXlsx(const QString &path, std::uint32_t rows, bool isInline)
{
    lxw_workbook_options options = {};
    options.constant_memory = isInline ? LXW_TRUE : LXW_FALSE;
    lxw_workbook *workbook = workbook_new_opt(QFile::encodeName(path).constData(), &options);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Contacts");
    lxw_format *days = workbook_add_format(workbook);
    format_set_num_format(days, "yyyy-mm-dd");
    lxw_format *money = workbook_add_format(workbook);
    format_set_num_format(money, "#,##0.00");
    for (std::size_t column = 0; column < columns; ++column)
        worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(column), headings[column], nullptr);
    for (std::uint32_t row = 0; row < rows; ++row) {
        const Contact made = contact(row);
        for (std::size_t column = 0; column < columns; ++column) {
            const auto place = static_cast<lxw_col_t>(column);
            lxw_format *format = column == dateColumn ? days : column == amountColumn ? money : nullptr;
            if (made.numbers[column])
                worksheet_write_number(sheet, row + 1, place, *made.numbers[column], format);
            else if (!made.cells[column].empty())
                worksheet_write_string(sheet, row + 1, place, made.cells[column].c_str(), nullptr);
        }
    }
    require(workbook_close(workbook) == LXW_NO_ERROR, path);
}

std::string escaped(const std::string &text)
{
    std::string result;
    for (const char c : text) {
        if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c != '\r')
            result += c;
    }
    return result;
}

// As LibreOffice writes cells: a paragraph for each line of a text.
void appendOdsCell(const Contact &made, std::size_t column, std::string &target)
{
    const std::string &cell = made.cells[column];
    if (cell.empty()) {
        target += "<table:table-cell/>";
    } else if (column == dateColumn) {
        target += "<table:table-cell table:style-name=\"ce1\" office:value-type=\"date\" office:date-value=\"" + cell
            + "\" calcext:value-type=\"date\"><text:p>" + cell + "</text:p></table:table-cell>";
    } else if (made.numbers[column]) {
        target += "<table:table-cell office:value-type=\"float\" office:value=\"" + cell
            + "\" calcext:value-type=\"float\"><text:p>" + cell + "</text:p></table:table-cell>";
    } else {
        target += "<table:table-cell office:value-type=\"string\" calcext:value-type=\"string\"><text:p>";
        for (const char c : escaped(cell))
            target += c == '\n' ? std::string("</text:p><text:p>") : std::string(1, c);
        target += "</text:p></table:table-cell>";
    }
}

std::string odsContent(std::uint32_t rows)
{
    std::string content
        = R"(<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3"><office:automatic-styles><number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Contacts"><table:table-column table:number-columns-repeated="10"/>)";
    Contact header;
    for (std::size_t column = 0; column < columns; ++column)
        header.cells[column] = headings[column];
    for (std::uint32_t row = 0; row <= rows; ++row) {
        Contact made = row == 0 ? header : contact(row - 1);
        content += "<table:table-row>";
        for (std::size_t column = 0; column < columns; ++column) {
            if (row == 0)
                content += "<table:table-cell office:value-type=\"string\"><text:p>" + header.cells[column]
                    + "</text:p></table:table-cell>";
            else
                appendOdsCell(made, column, content);
        }
        content += "</table:table-row>";
    }
    return content + "</table:table></office:spreadsheet></office:body></office:document-content>";
}

void writeOds(const QString &path, std::uint32_t rows)
{
    const std::string content = odsContent(rows);
    int error = 0;
    zip_t *archive = zip_open(QFile::encodeName(path).constData(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    require(archive != nullptr, path);
    const auto add = [archive](const char *name, std::string_view bytes) {
        zip_source_t *source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
        return zip_file_add(archive, name, source, 0);
    };
    add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    zip_set_file_compression(archive, 0, ZIP_CM_STORE, 0);
    add("content.xml", content);
    add("META-INF/manifest.xml",
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>");
    require(zip_close(archive) == 0, path);
}

// Shared texts over as many records as they take: no text reaches over the end of one.
class SharedTexts {
public:
    quint32 indexOf(const QString &text)
    {
        const auto known = m_indexes.constFind(text);
        if (known != m_indexes.constEnd())
            return *known;
        const QByteArray bytes = test::word(int(text.size())) + test::unicode(text);
        constexpr qsizetype mostRecordBytes = 8224;
        if (m_records.isEmpty() || m_records.last().size() + bytes.size() > mostRecordBytes)
            m_records.append(m_records.isEmpty() ? QByteArray(8, '\0') : QByteArray());
        m_records.last() += bytes;
        return *m_indexes.insert(text, quint32(m_indexes.size()));
    }
    QByteArray bytes()
    {
        const QByteArray count = test::doubleWord(quint32(m_indexes.size()));
        m_records.first().replace(0, 8, count + count);
        QByteArray all = test::record(0x00FC, m_records.first());
        for (qsizetype i = 1; i < m_records.size(); ++i)
            all += test::record(0x003C, m_records[i]);
        return all;
    }

private:
    QHash<QString, quint32> m_indexes;
    QByteArrayList m_records;
};

void writeXls(const QString &path, std::uint32_t rows)
{
    SharedTexts texts;
    QByteArray cells;
    for (std::size_t column = 0; column < columns; ++column)
        cells += test::shared(0, int(column), texts.indexOf(QString::fromUtf8(headings[column])));
    for (std::uint32_t row = 0; row < rows; ++row) {
        const Contact made = contact(row);
        for (std::size_t column = 0; column < columns; ++column) {
            if (made.numbers[column])
                cells += test::number(int(row) + 1, int(column), *made.numbers[column], column == dateColumn ? 1 : 0);
            else if (!made.cells[column].empty())
                cells += test::shared(
                    int(row) + 1, int(column), texts.indexOf(QString::fromStdString(made.cells[column])));
        }
    }
    test::XlsFile book;
    book.addCellFormat(0).addCellFormat(14).add(texts.bytes()).addSheet(cells);
    QFile file(path);
    require(file.open(QIODevice::WriteOnly), path);
    const QByteArray bytes = book.bytes();
    require(file.write(bytes) == bytes.size(), path);
}

QString nameOf(Kind kind, std::uint32_t rows)
{
    const QString stem = u"contacts-%1"_s.arg(rows);
    switch (kind) {
    case Kind::Csv:
        return stem + u".csv"_s;
    case Kind::XlsxShared:
        return stem + u"-shared.xlsx"_s;
    case Kind::XlsxInline:
        return stem + u"-inline.xlsx"_s;
    case Kind::Ods:
        return stem + u".ods"_s;
    case Kind::Xls:
        return stem + u".xls"_s;
    }
    return {};
}

} // namespace

QString contactsFile(const QString &folder, Kind kind, std::uint32_t rows)
{
    const QString path = QDir(folder).filePath(nameOf(kind, rows));
    if (QFile::exists(path))
        return path;
    QDir(folder).mkpath(u"."_s);
    const QString unfinished = QDir(folder).filePath(u"unfinished-"_s + nameOf(kind, rows));
    switch (kind) {
    case Kind::Csv:
        writeCsv(unfinished, rows);
        break;
    case Kind::XlsxShared:
    case Kind::XlsxInline:
        writeXlsx(unfinished, rows, kind == Kind::XlsxInline);
        break;
    case Kind::Ods:
        writeOds(unfinished, rows);
        break;
    case Kind::Xls:
        writeXls(unfinished, rows);
        break;
    }
    require(QFile::rename(unfinished, path), path);
    return path;
}

} // namespace callsheet::bench
