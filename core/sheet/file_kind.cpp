#include "core/sheet/file_kind.h"

#include "core/sheet/text_encoding.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

struct Magic {
    QByteArrayView bytes;
    FileKind kind;
};

const std::array magics = {
    Magic{QByteArrayView("PK\x03\x04", 4), FileKind::Zip},
    Magic{QByteArrayView("PK\x05\x06", 4), FileKind::Zip},
    Magic{QByteArrayView("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8), FileKind::OldOffice},
    Magic{QByteArrayView("\x09\x00\x04\x00", 4), FileKind::OldExcel},
    Magic{QByteArrayView("\x09\x02\x06\x00", 4), FileKind::OldExcel},
    Magic{QByteArrayView("\x09\x04\x06\x00", 4), FileKind::OldExcel},
    Magic{QByteArrayView("\x09\x08\x08\x00", 4), FileKind::ExcelStream},
    Magic{QByteArrayView("\x09\x08\x10\x00", 4), FileKind::ExcelStream},
    Magic{QByteArrayView("{\\rtf", 5), FileKind::RichText},
    Magic{QByteArrayView("\x89PNG\r\n\x1a\n", 8), FileKind::Image},
    Magic{QByteArrayView("\xFF\xD8\xFF", 3), FileKind::Image},
    Magic{QByteArrayView("GIF87a", 6), FileKind::Image},
    Magic{QByteArrayView("GIF89a", 6), FileKind::Image},
    Magic{QByteArrayView("II*\x00", 4), FileKind::Image},
    Magic{QByteArrayView("MM\x00*", 4), FileKind::Image},
    Magic{QByteArrayView("\x1F\x8B", 2), FileKind::Compressed},
    Magic{QByteArrayView("\xFD"
                         "7zXZ\x00",
              6),
        FileKind::Compressed},
    Magic{QByteArrayView("\x28\xB5\x2F\xFD", 4), FileKind::Compressed},
    Magic{QByteArrayView("7z\xBC\xAF\x27\x1C", 6), FileKind::Archive},
    Magic{QByteArrayView("Rar!\x1A\x07", 6), FileKind::Archive},
    Magic{QByteArrayView("\x7F"
                         "ELF",
              4),
        FileKind::Program},
    Magic{QByteArrayView("SQLite format 3\x00", 16), FileKind::Database},
};

// Markup may begin after a byte order mark and blanks, in any case and in UTF-16.
QByteArray beginningOfText(QByteArrayView head)
{
    QByteArray text;
    for (const char c : head.first(qMin<qsizetype>(head.size(), 2048))) {
        const auto byte = static_cast<unsigned char>(c);
        const bool skip = byte == 0 || byte == 0xFE || byte == 0xFF || (text.isEmpty() && (byte <= ' ' || byte > 0x7F));
        if (!skip)
            text += c;
    }
    return text.toLower();
}

FileKind kindOfMarkup(const QByteArray &text)
{
    for (const char *tag : {"<!doctype html", "<html", "<head", "<body", "<table", "<div", "<meta", "<style"}) {
        if (text.startsWith(tag))
            return FileKind::Html;
    }
    if (text.startsWith("<?xml") || text.startsWith("<workbook") || text.startsWith("<!--")) {
        if (text.contains("<html"))
            return FileKind::Html;
        if (text.contains("urn:schemas-microsoft-com:office:spreadsheet"))
            return FileKind::SpreadsheetXml;
        if (text.contains("urn:oasis:names:tc:opendocument"))
            return FileKind::OpenDocumentXml;
        return FileKind::Xml;
    }
    if (text.startsWith("%pdf-"))
        return FileKind::Pdf;
    const QByteArray start = text.left(200).simplified().replace(' ', "");
    if (start.startsWith("{\"") || start.startsWith("[{\"") || start.startsWith("[[\""))
        return FileKind::Json;
    return FileKind::Text;
}

bool isBinary(QByteArrayView head)
{
    // Letters of two and four bytes hold every value that a byte can have.
    if (head.size() < 64 || isWideText({head.data(), static_cast<std::size_t>(head.size())}))
        return false;
    const auto isControl = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte != 0 && byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1B;
    };
    return std::count_if(head.begin(), head.end(), isControl) * 20 > head.size();
}

bool contains(std::string_view content, QStringView name)
{
    const std::string_view utf16(reinterpret_cast<const char *>(name.utf16()), std::size_t(name.size()) * 2);
    return content.find(utf16) != std::string_view::npos;
}

} // namespace

FileKind fileKind(QByteArrayView head)
{
    for (const Magic &magic : magics) {
        if (head.startsWith(magic.bytes))
            return magic.kind;
    }
    if (head.startsWith("RIFF") && head.size() > 12 && head.sliced(8).startsWith("WEBP"))
        return FileKind::Image;
    if (head.startsWith("MZ") && head.first(qMin<qsizetype>(head.size(), 64)).contains('\0'))
        return FileKind::Program;
    if (head.startsWith("BZh") && head.size() > 10 && head.sliced(4).startsWith("1AY&SY"))
        return FileKind::Compressed; // the first three bytes alone may be a name
    const FileKind markup = kindOfMarkup(beginningOfText(head));
    if (markup != FileKind::Text)
        return markup;
    return isBinary(head) ? FileKind::Binary : FileKind::Text;
}

QString refusal(FileKind kind, const QString &name)
{
    const auto say = [&name](const char *sentence) { return QCoreApplication::translate("sheet", sentence).arg(name); };
    switch (kind) {
    case FileKind::Text:
    case FileKind::Zip:
    case FileKind::ExcelStream:
        return {};
    case FileKind::OldOffice:
        return say(QT_TRANSLATE_NOOP("sheet",
            "“%1” is a document of an older office program and holds no workbook. Export the table as XLSX or CSV "
            "where it was made and open that."));
    case FileKind::OldExcel:
        return say(QT_TRANSLATE_NOOP(
            "sheet", "“%1” is a workbook of Excel 4 or older. Open it in LibreOffice, save it as XLSX and open that."));
    case FileKind::Pdf:
        return say(QT_TRANSLATE_NOOP("sheet",
            "“%1” is a PDF, not a spreadsheet. Export the table as XLSX or CSV where it was made and open that."));
    case FileKind::Html:
        return say(QT_TRANSLATE_NOOP("sheet",
            "“%1” is a web page (HTML), whatever its name says. Open it in a spreadsheet program, save it as XLSX and "
            "open that."));
    case FileKind::SpreadsheetXml:
        return say(QT_TRANSLATE_NOOP("sheet",
            "“%1” is an XML spreadsheet of Excel 2003. Open it in a spreadsheet program, save it as XLSX and open "
            "that."));
    case FileKind::OpenDocumentXml:
        return say(QT_TRANSLATE_NOOP(
            "sheet", "“%1” is a flat OpenDocument file. Open it in LibreOffice, save it as XLSX and open that."));
    case FileKind::Xml:
        return say(QT_TRANSLATE_NOOP(
            "sheet", "“%1” is an XML file, not a spreadsheet. Export the table as XLSX or CSV and open that."));
    case FileKind::Json:
        return say(QT_TRANSLATE_NOOP(
            "sheet", "“%1” is a JSON file, not a spreadsheet. Export the table as XLSX or CSV and open that."));
    case FileKind::RichText:
        return say(QT_TRANSLATE_NOOP("sheet",
            "“%1” is a text document (RTF), not a spreadsheet. Copy its table into a spreadsheet, save that as XLSX "
            "and "
            "open it."));
    case FileKind::Image:
        return say(QT_TRANSLATE_NOOP(
            "sheet", "“%1” is a picture, not a spreadsheet. Ask for the table as XLSX or CSV and open that."));
    case FileKind::Compressed:
        return say(
            QT_TRANSLATE_NOOP("sheet", "“%1” is a compressed file. Unpack it first and open the spreadsheet inside."));
    case FileKind::Archive:
        return say(QT_TRANSLATE_NOOP("sheet", "“%1” is an archive. Unpack it first and open the spreadsheet inside."));
    case FileKind::Program:
        return say(
            QT_TRANSLATE_NOOP("sheet", "“%1” is a program, not a spreadsheet. Delete it if you do not know it."));
    case FileKind::Database:
        return say(QT_TRANSLATE_NOOP(
            "sheet", "“%1” is a database (SQLite), not a spreadsheet. Export the table as CSV and open that."));
    case FileKind::Binary:
        return say(QT_TRANSLATE_NOOP(
            "sheet", "“%1” is neither text nor a workbook. Export the table as XLSX or CSV and open that."));
    }
    return {};
}

QString oldOfficeRefusal(std::string_view content, const QString &name)
{
    if (contains(content, u"EncryptedPackage")) {
        return QCoreApplication::translate("sheet",
            "“%1” is protected by a password. Open it in a spreadsheet program, save it without the password and open "
            "that.")
            .arg(name);
    }
    if (contains(content, u"WordDocument")) {
        return QCoreApplication::translate("sheet",
            "“%1” is a Word document, not a spreadsheet. Copy its table into a spreadsheet, save that as XLSX and open "
            "it.")
            .arg(name);
    }
    return {};
}

} // namespace callsheet::sheet
