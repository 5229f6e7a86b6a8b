#pragma once

#include <QByteArray>
#include <QList>

#include <optional>
#include <vector>

namespace callsheet::test {

//! A part of an archive as it is written down, true or not.
struct RawPart {
    QByteArray name;
    QByteArray stored; // the bytes in the file
    int method = 0; // 0: stored, 8: deflated
    quint32 checksum = 0;
    quint64 size = 0; // inflated, as both headers say
    std::optional<quint64> localSize; // where the local header says something else
    std::optional<QByteArray> localName;
    int flags = 0;
    std::optional<quint32> offset; // where the directory looks for it, when that is not where it stands
    bool isOnlyListed = false; // in the directory, without bytes of its own
    bool hasZip64Sizes = false; // the directory leaves its sizes to an extra field of 64 bits
};

RawPart storedPart(const QByteArray &name, const QByteArray &content);
RawPart deflatedPart(const QByteArray &name, const QByteArray &content);
//! `begin`, then `repeated` so many times, then `end`, deflated without ever being whole in memory: a part of many GiB
//! takes as many KiB.
RawPart repeatedPart(
    const QByteArray &name, const QByteArray &begin, const QByteArray &repeated, quint64 times, const QByteArray &end);

//! A ZIP archive put together byte by byte, so that it can be wrong anywhere.
class RawZip {
public:
    RawZip &add(const RawPart &part);
    QByteArray bytes() const;

    QByteArray before; // the first part
    QByteArray behind; // the end of the directory
    std::optional<int> countedParts; // as the end of the directory counts them

private:
    std::vector<RawPart> m_parts;
};

//! The parts of a workbook besides its sheets, with this many sheets "Sheet1", … at xl/worksheets/sheet1.xml, ….
std::vector<RawPart> workbookParts(int sheets = 1);
RawZip rawWorkbook(const RawPart &sheet, int sheets = 1);
//! A worksheet with these rows.
QByteArray sheetXml(const QByteArray &rows);
//! A row of texts.
QByteArray textRow(const QList<QByteArray> &cells);

} // namespace callsheet::test
