#pragma once

#include "tests/core/sheet/sheet_files.h"
#include "tests/data/bad_files.h"

// Worksheets of two columns, "name" and "value", in a few words.
namespace callsheet::test::xml_sheets {

inline const QByteArray head
    = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c><c r="B1" t="inlineStr"><is><t>value</t></is></c></row>)";

inline QByteArray text(const QByteArray &cell)
{
    return "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
}

//! A name and the cell that the case is about.
inline QByteArray row(const QByteArray &name, const QByteArray &cell)
{
    return "<row>" + text(name) + cell + "</row>";
}

inline QByteArray number(const QByteArray &value, const QByteArray &attributes = {})
{
    return "<c " + attributes + "><v>" + value + "</v></c>";
}

inline BadFile book(const char *name, std::function<WorkbookFile()> file)
{
    return {name, [file = std::move(file)](const QString &path) { file().writeTo(path); }};
}

inline BadFile sheet(const char *name, const QByteArray &rows)
{
    return book(name, [rows] { return WorkbookFile().setRows(head + rows); });
}

//! A worksheet whose document is this as it stands.
inline BadFile xml(const char *name, std::function<QByteArray()> document)
{
    return book(
        name, [document = std::move(document)] { return WorkbookFile().set("xl/worksheets/sheet1.xml", document()); });
}

inline QByteArray worksheet(const QByteArray &before, const QByteArray &rows, const QByteArray &behind = {})
{
    return "<worksheet>" + before + "<sheetData>" + head + rows + "</sheetData>" + behind + "</worksheet>";
}

} // namespace callsheet::test::xml_sheets
