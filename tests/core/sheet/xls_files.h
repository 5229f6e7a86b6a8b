#pragma once

#include "core/sheet/file_kind.h"
#include "core/sheet/xls_table.h"
#include "tests/core/sheet/sheet_files.h"

#include <QtEndian>

#include <bit>

namespace callsheet::test {

template <typename T>
QByteArray little(T number)
{
    QByteArray bytes(sizeof number, Qt::Uninitialized);
    qToLittleEndian(number, bytes.data());
    return bytes;
}
inline QByteArray word(int number)
{
    return little(static_cast<quint16>(number));
}
inline QByteArray doubleWord(quint32 number)
{
    return little(number);
}
inline QByteArray number64(double number)
{
    return little(std::bit_cast<quint64>(number));
}

//! A compound file with these streams in its root folder.
class CompoundFile {
public:
    static constexpr int sectorSize = 512;
    static constexpr int miniSectorSize = 64;
    static constexpr int miniLimit = 4096;
    static constexpr quint32 chainEnd = 0xFFFFFFFE;
    static constexpr quint32 unused = 0xFFFFFFFF;

    bool scattered = false; // the sectors of the large streams run backwards
    //! An entry that hangs below an inner folder, not below the root.
    bool inner = false;

    CompoundFile &add(const QString &name, const QByteArray &content)
    {
        m_streams.emplace_back(name, content);
        return *this;
    }

    QByteArray bytes()
    {
        m_sectors.clear();
        m_next.clear();
        QByteArray directory;
        QByteArray mini;
        std::vector<quint32> miniNext;
        std::vector<std::pair<quint32, qsizetype>> places;
        for (const auto &[name, content] : m_streams) {
            if (content.size() >= miniLimit) {
                places.emplace_back(place(content, scattered), content.size());
                continue;
            }
            places.emplace_back(content.isEmpty() ? chainEnd : quint32(mini.size() / miniSectorSize), content.size());
            for (qsizetype at = 0; at < content.size(); at += miniSectorSize) {
                mini += content.mid(at, miniSectorSize).leftJustified(miniSectorSize, '\0');
                const bool isLast = at + miniSectorSize >= content.size();
                miniNext.push_back(isLast ? chainEnd : quint32(miniNext.size() + 1));
            }
        }
        QByteArray miniTable;
        for (const quint32 next : miniNext)
            miniTable += doubleWord(next);
        const quint32 miniStart = mini.isEmpty() ? chainEnd : place(mini);
        const quint32 miniTableStart = mini.isEmpty() ? chainEnd : place(miniTable);

        directory += entry(u"Root Entry"_s, 5, unused, unused, m_streams.empty() ? unused : 1, miniStart, mini.size());
        for (std::size_t i = 0; i < m_streams.size(); ++i) {
            const quint32 right = i + 1 < m_streams.size() ? quint32(i + 2) : unused;
            directory += entry(m_streams[i].first, 2, unused, right, unused, places[i].first, places[i].second);
        }
        if (inner) // the first entry becomes a folder that holds the others
            directory.replace(128, 128, entry(u"MBD0001"_s, 1, unused, unused, 2, 0, 0));
        directoryStart = place(directory);
        return header(miniTableStart, int((miniTable.size() + sectorSize - 1) / sectorSize)) + m_sectors;
    }

    //! Where the table of sectors stands in the file, once it was made.
    qsizetype fatAt(quint32 sector) const
    {
        return (qsizetype(m_fat.at(sector / 128)) + 1) * sectorSize + sector % 128 * 4;
    }
    quint32 directoryStart = 0;

private:
    quint32 place(const QByteArray &content, bool backwards = false)
    {
        const auto first = quint32(m_next.size());
        const auto count = quint32((content.size() + sectorSize - 1) / sectorSize);
        for (quint32 i = 0; i < count; ++i) {
            const quint32 part = backwards ? count - 1 - i : i;
            m_sectors += content.mid(qsizetype(part) * sectorSize, sectorSize).leftJustified(sectorSize, '\0');
            const quint32 following = backwards ? first + i - 1 : first + i + 1;
            m_next.push_back(part + 1 == count ? chainEnd : following);
        }
        return backwards ? first + count - 1 : first;
    }

    static QByteArray entry(
        const QString &name, int type, quint32 left, quint32 right, quint32 child, quint32 start, qsizetype size)
    {
        const QByteArray units(reinterpret_cast<const char *>(name.utf16()), name.size() * 2);
        return units.leftJustified(64, '\0') + word(int(units.size()) + 2) + char(type) + '\1' + doubleWord(left)
            + doubleWord(right) + doubleWord(child) + QByteArray(36, '\0') + doubleWord(start)
            + doubleWord(quint32(size)) + doubleWord(0);
    }

    QByteArray header(quint32 miniTableStart, int miniTableSectors)
    {
        constexpr quint32 perSector = sectorSize / 4;
        constexpr quint32 fatMark = 0xFFFFFFFD;
        constexpr quint32 listMark = 0xFFFFFFFC;
        const auto used = quint32(m_next.size());
        quint32 fatCount = 0;
        quint32 listCount = 0;
        while (fatCount * perSector < used + fatCount + listCount) {
            ++fatCount;
            listCount = fatCount <= 109 ? 0 : (fatCount - 109 + perSector - 2) / (perSector - 1);
        }
        m_fat.clear();
        for (quint32 i = 0; i < fatCount; ++i) {
            m_fat.push_back(used + i);
            m_next.push_back(fatMark);
        }
        m_next.insert(m_next.end(), listCount, listMark);
        for (quint32 i = 0; i < fatCount * perSector; ++i)
            m_sectors += doubleWord(i < m_next.size() ? m_next[i] : unused);
        for (quint32 i = 0; i < listCount; ++i) {
            for (quint32 k = 0; k + 1 < perSector; ++k) {
                const std::size_t index = 109 + std::size_t(i) * (perSector - 1) + k;
                m_sectors += doubleWord(index < m_fat.size() ? m_fat[index] : unused);
            }
            m_sectors += doubleWord(i + 1 < listCount ? used + fatCount + i + 1 : chainEnd);
        }
        QByteArray bytes = QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + QByteArray(16, '\0') + word(0x3E)
            + word(3) + word(0xFFFE) + word(9) + word(6) + QByteArray(10, '\0') + doubleWord(fatCount)
            + doubleWord(directoryStart) + doubleWord(0) + doubleWord(miniLimit) + doubleWord(miniTableStart)
            + doubleWord(quint32(miniTableSectors)) + doubleWord(listCount == 0 ? chainEnd : used + fatCount)
            + doubleWord(listCount);
        for (std::size_t i = 0; i < 109; ++i)
            bytes += doubleWord(i < m_fat.size() ? m_fat[i] : unused);
        return bytes;
    }

    std::vector<std::pair<QString, QByteArray>> m_streams;
    QByteArray m_sectors;
    std::vector<quint32> m_next;
    std::vector<quint32> m_fat;
};

inline QByteArray record(int type, const QByteArray &data)
{
    return word(type) + word(int(data.size())) + data;
}
//! A text of BIFF8 behind its length: narrow where that is possible.
inline QByteArray unicode(const QString &text)
{
    const bool isNarrow = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x100; });
    if (isNarrow)
        return '\0' + text.toLatin1();
    return '\1' + QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
}
inline QByteArray place(int row, int column, int format = 0)
{
    return word(row) + word(column) + word(format);
}
inline QByteArray label(int row, int column, const QString &text)
{
    return record(0x0204, place(row, column) + word(int(text.size())) + unicode(text));
}
inline QByteArray oldLabel(int row, int column, const QByteArray &text)
{
    return record(0x0204, place(row, column) + word(int(text.size())) + text);
}
inline QByteArray number(int row, int column, double value, int format = 0)
{
    return record(0x0203, place(row, column, format) + number64(value));
}
inline QByteArray shared(int row, int column, quint32 index)
{
    return record(0x00FD, place(row, column) + doubleWord(index));
}
inline QByteArray formula(int row, int column, const QByteArray &result, int format = 0)
{
    return record(0x0006,
        place(row, column, format) + result + word(0) + doubleWord(0) + word(3) + QByteArray("\x1E\x01\x00", 3));
}
//! The result of a formula that is no number.
inline QByteArray special(int kind, int value = 0)
{
    return QByteArray(1, char(kind)) + '\0' + char(value) + QByteArray(3, '\0') + QByteArray(2, '\xFF');
}
inline QByteArray sharedTexts(const QByteArray &texts, quint32 count)
{
    return record(0x00FC, doubleWord(count) + doubleWord(count) + texts);
}

//! The stream of a workbook of Excel 97 (version 8) or 95 (version 5).
class XlsFile {
public:
    explicit XlsFile(int version = 8)
        : m_version(version)
    {
    }
    XlsFile &add(const QByteArray &globalRecords)
    {
        m_globals += globalRecords;
        return *this;
    }
    XlsFile &addFormat(int id, const QString &code)
    {
        const QByteArray text
            = m_version == 8 ? word(int(code.size())) + unicode(code) : char(code.size()) + code.toLatin1();
        return add(record(0x041E, word(id) + text));
    }
    XlsFile &addCellFormat(int id) { return add(record(0x00E0, word(0) + word(id) + QByteArray(16, '\0'))); }
    XlsFile &addSheet(const QByteArray &cells, const QString &name = u"Contacts"_s, int hidden = 0, int type = 0)
    {
        m_sheets.push_back({name, cells, hidden, type});
        return *this;
    }
    QByteArray begin(int type) const
    {
        const int version = m_version == 8 ? 0x0600 : 0x0500;
        return record(0x0809, word(version) + word(type) + QByteArray(m_version == 8 ? 12 : 4, '\0'));
    }
    QByteArray stream() const
    {
        QByteArray stream;
        for (const bool isFinal : {false, true}) { // first to learn where the sheets begin
            QByteArray list;
            auto offset = quint32(stream.size());
            for (const Sheet &sheet : m_sheets) {
                const QByteArray name = m_version == 8 ? unicode(sheet.name) : sheet.name.toLatin1();
                list += record(0x0085,
                    doubleWord(offset) + char(sheet.hidden) + char(sheet.type) + char(sheet.name.size()) + name);
                offset += quint32(sheetRecords(sheet).size());
            }
            stream = begin(0x0005) + m_globals + list + record(0x000A, {});
            if (isFinal) {
                for (const Sheet &sheet : m_sheets)
                    stream += sheetRecords(sheet);
            }
        }
        return stream;
    }
    QByteArray bytes() const
    {
        return CompoundFile().add(m_version == 8 ? u"Workbook"_s : u"Book"_s, stream()).bytes();
    }

private:
    struct Sheet {
        QString name;
        QByteArray cells;
        int hidden = 0;
        int type = 0;
    };
    QByteArray sheetRecords(const Sheet &sheet) const { return begin(0x0010) + sheet.cells + record(0x000A, {}); }

    int m_version;
    QByteArray m_globals;
    std::vector<Sheet> m_sheets;
};

inline QByteArray packed(int row, int column, quint32 value, int format = 0)
{
    return record(0x027E, place(row, column, format) + doubleWord(value));
}
//! "name | value"
inline QByteArray xlsHeader()
{
    return label(0, 0, u"name"_s) + label(0, 1, u"value"_s);
}

//! What opening an XLS file comes to when it is read in this process and not in one of its own: thousands of damaged
//! files take no time to start anything, and the sanitizers see everything. Files of other kinds are opened as ever.
inline base::Result<sheet::Document> openHere(
    const QString &path, const sheet::ReadingOptions &options = {}, const std::optional<std::size_t> &mostRows = {})
{
    const auto file = sheet::InputFile::open(path);
    if (!file)
        return file.error();
    const sheet::FileKind kind = sheet::fileKind(file->head(4096));
    if (kind != sheet::FileKind::OldOffice && kind != sheet::FileKind::ExcelStream)
        return open(path, options);
    sheet::Document document;
    document.report.format = sheet::Format::Xls;
    sheet::ReadingJob job = {*file, options, document.report, nullptr, {}};
    job.mostRows = mostRows.value_or(job.mostRows);
    const auto table = sheet::readXls(job);
    if (!table)
        return table.error();
    document.table = *table;
    return document;
}

//! An XLS file on disk and what came of reading it here.
class OpenedXls {
public:
    explicit OpenedXls(const QByteArray &bytes, const sheet::ReadingOptions &options = {})
        : path(m_folder.write(u"book.xls"_s, bytes))
        , result(openHere(path, options))
    {
    }
    explicit OpenedXls(const XlsFile &file, const sheet::ReadingOptions &options = {})
        : OpenedXls(file.bytes(), options)
    {
    }
    const sheet::Table &table() const { return *result->table; }
    const sheet::ReadingReport &report() const { return result->report; }
    QStringList lines() const { return linesOf(table()); }
    std::string error() const { return errorOf(result); }
    base::ErrorKind errorKind() const { return result.error().kind; }

private:
    TemporaryFolder m_folder;

public:
    QString path;
    base::Result<sheet::Document> result;
};

// A workbook with every kind of record, split texts and several sectors.
inline QByteArray richXls()
{
    XlsFile file;
    file.add(record(0x0042, word(1200)) + record(0x0022, word(0))).addFormat(164, u"0000 000000"_s);
    for (const int id : {0, 14, 164})
        file.addCellFormat(id);
    QByteArray texts;
    for (int i = 0; i < 90; ++i)
        texts += word(8) + unicode(u"Shared%1"_s.arg(i + 10));
    file.add(sharedTexts(texts + word(4) + QByteArray("\0ab", 3), 91)
        + record(0x003C, QByteArray("\1", 1) + word('c') + word(0x141)));
    QByteArray cells = xlsHeader();
    for (int row = 1; row < 90; ++row) {
        cells += shared(row, 0, quint32(row)) + number(row, 1, 45'352.5 + row, row % 3)
            + packed(row, 2, quint32(row * 4) | 2) + formula(row, 3, special(0))
            + record(0x0207, word(3) + unicode(u"a%1"_s.arg(row + 10)));
    }
    return file.addSheet(cells).addSheet(xlsHeader() + label(1, 0, u"x"_s), u"Second"_s, 1).bytes();
}

inline XlsFile threeXlsSheets()
{
    const auto sheet = [](const QString &text) {
        return record(0x0200, doubleWord(0) + doubleWord(7) + word(0) + word(3) + word(0)) + label(0, 0, u"name"_s)
            + label(1, 0, text);
    };
    XlsFile file;
    return file.addSheet(sheet(u"secret"_s), u"Secret"_s, 2)
        .addSheet({}, u"Chart"_s, 0, 2)
        .addSheet(sheet(u"contacts"_s), u"Łódź & Co"_s)
        .addSheet({}, u"Macros"_s, 0, 1)
        .addSheet(sheet(u"old"_s), u"Old"_s);
}

} // namespace callsheet::test
