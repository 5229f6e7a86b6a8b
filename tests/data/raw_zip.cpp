#include "tests/data/raw_zip.h"

#include <QtEndian>

#include <zlib.h>

#include <algorithm>

namespace callsheet::test {

namespace {

constexpr quint32 localMark = 0x04034B50;
constexpr quint32 directoryMark = 0x02014B50;
constexpr quint32 endMark = 0x06054B50;

template <typename T>
QByteArray number(quint64 value)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToLittleEndian(static_cast<T>(value), bytes.data());
    return bytes;
}

QByteArray word(quint64 value)
{
    return number<quint16>(value);
}

QByteArray doubleWord(quint64 value)
{
    return number<quint32>(value);
}

quint32 checksumOf(const QByteArray &content, quint32 before = 0)
{
    return static_cast<quint32>(
        crc32(before, reinterpret_cast<const Bytef *>(content.constData()), static_cast<uInt>(content.size())));
}

//! Deflates piece after piece; each piece ends at a byte and refers to nothing before it.
QByteArray deflatedPiece(const QByteArray &content, bool isLast)
{
    z_stream stream = {};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    QByteArray target(
        static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(content.size()))) + 16, Qt::Uninitialized);
    QByteArray source = content; // zlib's interface has no const
    stream.next_in = reinterpret_cast<Bytef *>(source.data());
    stream.avail_in = static_cast<uInt>(source.size());
    stream.next_out = reinterpret_cast<Bytef *>(target.data());
    stream.avail_out = static_cast<uInt>(target.size());
    deflate(&stream, isLast ? Z_FINISH : Z_FULL_FLUSH);
    target.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return target;
}

QByteArray zip64Field(const RawPart &part)
{
    if (!part.hasZip64Sizes)
        return {};
    return word(1) + word(16) + number<quint64>(part.size) + number<quint64>(static_cast<quint64>(part.stored.size()));
}

} // namespace

RawPart storedPart(const QByteArray &name, const QByteArray &content)
{
    RawPart part;
    part.name = name;
    part.stored = content;
    part.checksum = checksumOf(content);
    part.size = static_cast<quint64>(content.size());
    return part;
}

RawPart deflatedPart(const QByteArray &name, const QByteArray &content)
{
    RawPart part = storedPart(name, content);
    part.stored = deflatedPiece(content, true);
    part.method = 8;
    return part;
}

RawPart repeatedPart(
    const QByteArray &name, const QByteArray &begin, const QByteArray &repeated, quint64 times, const QByteArray &end)
{
    RawPart part;
    part.name = name;
    part.method = 8;
    part.stored = deflatedPiece(begin, false) + deflatedPiece(repeated, false).repeated(static_cast<qsizetype>(times))
        + deflatedPiece(end, true);
    part.size = static_cast<quint64>(begin.size() + end.size()) + times * static_cast<quint64>(repeated.size());
    const auto ofOne = checksumOf(repeated);
    uLong checksum = checksumOf(begin);
    for (quint64 i = 0; i < times; ++i)
        checksum = crc32_combine(checksum, ofOne, static_cast<z_off_t>(repeated.size()));
    part.checksum = checksumOf(end, static_cast<quint32>(checksum));
    return part;
}

RawZip &RawZip::add(const RawPart &part)
{
    m_parts.push_back(part);
    return *this;
}

QByteArray RawZip::bytes() const
{
    QByteArray bytes = before;
    QByteArray directory;
    for (const RawPart &part : m_parts) {
        const auto at = static_cast<quint64>(bytes.size());
        const auto storedSize = static_cast<quint64>(part.stored.size());
        const QByteArray common = word(part.hasZip64Sizes ? 45 : 20) + word(static_cast<quint64>(part.flags))
            + word(static_cast<quint64>(part.method)) + word(0) + word(0x21) + doubleWord(part.checksum);
        if (!part.isOnlyListed) {
            const QByteArray name = part.localName.value_or(part.name);
            bytes += doubleWord(localMark) + common + doubleWord(storedSize)
                + doubleWord(part.localSize.value_or(part.size)) + word(static_cast<quint64>(name.size())) + word(0)
                + name + part.stored;
        }
        const QByteArray extra = zip64Field(part);
        const quint64 listedSize = part.hasZip64Sizes ? 0xFFFFFFFF : part.size;
        const quint64 listedStored = part.hasZip64Sizes ? 0xFFFFFFFF : storedSize;
        directory += doubleWord(directoryMark) + word(20) + common + doubleWord(listedStored) + doubleWord(listedSize)
            + word(static_cast<quint64>(part.name.size())) + word(static_cast<quint64>(extra.size())) + word(0)
            + word(0) + word(0) + doubleWord(0) + doubleWord(part.offset.value_or(static_cast<quint32>(at))) + part.name
            + extra;
    }
    const quint64 count = static_cast<quint64>(countedParts.value_or(static_cast<int>(m_parts.size())));
    const auto start = static_cast<quint64>(bytes.size());
    bytes += directory + doubleWord(endMark) + word(0) + word(0) + word(count) + word(count)
        + doubleWord(static_cast<quint64>(directory.size())) + doubleWord(start) + word(0) + behind;
    return bytes;
}

std::vector<RawPart> workbookParts(int sheets)
{
    QByteArray list;
    QByteArray relations;
    for (int i = 1; i <= sheets; ++i) {
        const QByteArray number = QByteArray::number(i);
        list += "<sheet name=\"Sheet" + number + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"/>";
        relations += "<Relationship Id=\"rId" + number
            + R"(" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet)"
            + number + ".xml\"/>";
    }
    relations
        += R"(<Relationship Id="strings" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>)";
    return {
        deflatedPart("_rels/.rels",
            R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)"),
        deflatedPart("xl/workbook.xml",
            R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>)"
                + list + "</sheets></workbook>"),
        deflatedPart("xl/_rels/workbook.xml.rels",
            R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)" + relations
                + "</Relationships>")};
}

RawZip rawWorkbook(const RawPart &sheet, int sheets)
{
    RawZip zip;
    for (const RawPart &part : workbookParts(sheets))
        zip.add(part);
    zip.add(sheet);
    return zip;
}

QByteArray sheetXml(const QByteArray &rows)
{
    return R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>)" + rows
        + "</sheetData></worksheet>";
}

QByteArray textRow(const QList<QByteArray> &cells)
{
    QByteArray row = "<row>";
    for (const QByteArray &cell : cells)
        row += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
    return row + "</row>";
}

} // namespace callsheet::test
