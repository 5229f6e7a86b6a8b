#pragma once

#include <QByteArray>
#include <QString>

#include <string_view>

namespace callsheet::sheet {

//! What a file really is, by its first bytes.
enum class FileKind {
    Text,
    Zip, // an XLSX or ODS workbook, or one of the many other things that are a ZIP inside
    OldOffice, // an OLE container: .xls, or a workbook with a password
    ExcelStream, // an .xls without its OLE container
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

//! Why a file of this kind cannot be read and what to do, as one sentence. Empty for what can be.
QString refusal(FileKind kind, const QString &name);
//! What an OLE container without a workbook is by its streams, and what to do; empty when they do not tell. `content`
//! is the whole file.
QString oldOfficeRefusal(std::string_view content, const QString &name);

} // namespace callsheet::sheet
