#pragma once

#include <QByteArray>
#include <QString>

#include <string_view>

namespace callsheet::sheet {

//! What a file really is, by its first bytes.
enum class FileKind {
    Text,
    Zip, // an XLSX workbook, or one of the many other things that are a ZIP inside
    OldOffice, // an OLE container: .xls, or a workbook with a password
    OldExcel, // BIFF before the OLE container
    Pdf,
    Html,
    SpreadsheetXml,
    OpenDocumentXml,
    Xml,
    Json,
    RichText,
    Image,
    Compressed,
    Archive,
    Program,
    Database,
    Binary, // none of these, and not text
};

FileKind fileKind(QByteArrayView head);

//! Why a file of this kind cannot be read and what to do, as one sentence. Empty for Text and Zip.
QString refusal(FileKind kind, const QString &name);
//! The same for an OLE container, whose streams tell what it is: `content` is the whole file.
QString oldOfficeRefusal(std::string_view content, const QString &name);

} // namespace callsheet::sheet
