#include "core/sheet/xls_workbook.h"

#include "core/sheet/errors.h"
#include "core/sheet/file_kind.h"
#include "core/sheet/limits.h"
#include "core/sheet/little_endian.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostStyles = 65'536;
constexpr std::uint16_t worksheetPart = 0x0010;
constexpr std::uint16_t unicodeVersion = 0x0600;

enum class Record : std::uint16_t {
    DateMode = 0x0022,
    CodePage = 0x0042,
    Sheet = 0x0085,
    CellFormat = 0x00E0,
    SharedTexts = 0x00FC,
    Dimensions = 0x0200,
    NumberFormat = 0x041E,
};

// The beginning of a part tells the version: nothing for what is no beginning.
std::optional<std::uint16_t> versionOf(const std::optional<BiffRecord> &record)
{
    const bool isBegin = record && record->type == static_cast<std::uint16_t>(XlsRecord::BeginOfPart);
    if (!isBegin || record->data.size() < 4)
        return std::nullopt;
    return littleEndian<std::uint16_t>(record->data, 0);
}

class GlobalsReader {
public:
    GlobalsReader(std::string_view stream, const QString &fileName, TextArena &texts)
        : m_records(stream)
        , m_fileName(fileName)
        , m_texts(texts)
    {
    }

    base::Result<XlsWorkbook> read()
    {
        const auto begin = m_records.next();
        const bool isOld = begin && (begin->type == 0x0009 || begin->type == 0x0209 || begin->type == 0x0409);
        const auto version = versionOf(begin);
        if (isOld || (version && *version >= 0x0200 && *version < 0x0500))
            return unreadable(refusal(FileKind::OldExcel, m_fileName));
        if (!version)
            return xlsDamaged(m_fileName, u"no beginning of a workbook"_s);
        m_workbook.hasUnicode = *version == unicodeVersion;
        if (littleEndian<std::uint16_t>(begin->data, 2) == worksheetPart) {
            // Simple programs write a sheet and nothing around it.
            m_workbook.sheets.push_back({u"Sheet1"_s, 0, false});
            return std::move(m_workbook);
        }
        for (auto record = m_records.next(); record; record = m_records.next()) {
            if (record->type == static_cast<std::uint16_t>(XlsRecord::EndOfPart)) {
                finish();
                return std::move(m_workbook);
            }
            if (record->type == static_cast<std::uint16_t>(XlsRecord::Password))
                return xlsProtected(m_fileName);
            take(*record);
            if (m_error)
                return *m_error;
        }
        return xlsDamaged(m_fileName, u"the workbook has no end"_s);
    }

private:
    void take(const BiffRecord &record)
    {
        const std::string_view data = record.data;
        switch (static_cast<Record>(record.type)) {
        case Record::DateMode:
            m_workbook.from1904 = data.size() >= 2 && littleEndian<std::uint16_t>(data, 0) == 1;
            break;
        case Record::CodePage:
            if (data.size() >= 2 && !m_workbook.hasUnicode)
                m_workbook.codePage = CodePage(littleEndian<std::uint16_t>(data, 0));
            break;
        case Record::Sheet:
            takeSheet(data);
            break;
        case Record::CellFormat:
            if (data.size() >= 4 && m_cellFormats.size() < mostStyles)
                m_cellFormats.push_back(littleEndian<std::uint16_t>(data, 2));
            break;
        case Record::NumberFormat:
            takeNumberFormat(data);
            break;
        case Record::SharedTexts:
            if (m_workbook.hasUnicode)
                takeSharedTexts(data);
            break;
        default:
            break;
        }
    }

    void takeSheet(std::string_view data)
    {
        constexpr std::size_t headSize = 7;
        constexpr std::uint8_t cells = 0; // and not macros, a chart or a module of program text
        if (data.size() < headSize) {
            m_error = xlsDamaged(m_fileName, u"a sheet without a name"_s);
            return;
        }
        if (littleEndian<std::uint8_t>(data, 5) != cells)
            return;
        if (m_workbook.sheets.size() == mostSheets) {
            m_error = tooManySheets(m_fileName);
            return;
        }
        BiffText text(m_records, data.substr(headSize));
        std::string name;
        m_workbook.appendText(text, littleEndian<std::uint8_t>(data, 6), name);
        const bool hidden = (littleEndian<std::uint8_t>(data, 4) & 3) != 0;
        m_workbook.sheets.push_back({QString::fromStdString(name), littleEndian<std::uint32_t>(data, 0), hidden});
    }

    void takeNumberFormat(std::string_view data)
    {
        const std::size_t headSize = m_workbook.hasUnicode ? 4 : 3;
        if (data.size() < headSize || m_customFormats.size() == mostStyles)
            return;
        const std::size_t length
            = m_workbook.hasUnicode ? littleEndian<std::uint16_t>(data, 2) : littleEndian<std::uint8_t>(data, 2);
        BiffText text(m_records, data.substr(headSize));
        std::string code;
        m_workbook.appendText(text, length, code);
        m_customFormats[littleEndian<std::uint16_t>(data, 0)] = customFormat(code);
    }

    // The counts at the beginning are not believed: the texts end where the records end. Behind a text that is not
    // whole nothing is read: the next one would begin in the wrong place, and cells would show what is none of theirs.
    void takeSharedTexts(std::string_view data)
    {
        constexpr std::size_t countsSize = 8;
        BiffText text(m_records, data.substr(std::min(countsSize, data.size())));
        SharedStrings &strings = m_workbook.strings;
        std::string shared;
        while (!text.atEnd() && !text.isBroken()) {
            shared.clear();
            const auto units = text.word();
            if (!units || !text.appendUnicode(*units, shared))
                m_workbook.damagedStrings.push_back(strings.addresses.size());
            const auto address = m_texts.add(shared);
            if (!address) {
                m_error = textsTooLarge(m_fileName);
                return;
            }
            strings.addresses.push_back(*address);
            strings.hasText.push_back(isMoreThanBlank(shared));
        }
    }

    void finish()
    {
        for (const int id : m_cellFormats) {
            const auto custom = m_customFormats.find(id);
            m_workbook.formats.push_back(custom == m_customFormats.end() ? builtInFormat(id) : custom->second);
        }
    }

    BiffRecords m_records;
    const QString &m_fileName;
    TextArena &m_texts;
    XlsWorkbook m_workbook;
    std::map<int, NumberFormat> m_customFormats;
    std::vector<int> m_cellFormats;
    std::optional<base::Error> m_error;
};

} // namespace

bool XlsWorkbook::appendText(BiffText &text, std::size_t length, std::string &target) const
{
    if (hasUnicode)
        return text.appendUnicode(length, target);
    const std::string bytes = text.bytes(length);
    return codePage.append(bytes, target) && bytes.size() == length;
}

base::Result<XlsWorkbook> readXlsWorkbook(std::string_view stream, const QString &fileName, TextArena &texts)
{
    auto workbook = GlobalsReader(stream, fileName, texts).read();
    if (workbook && workbook->sheets.empty()) {
        return unreadable(QCoreApplication::translate("sheet",
            "“%1” is a workbook without any sheet of cells. Save it again in a spreadsheet program, or choose another "
            "file.")
                              .arg(fileName));
    }
    return workbook;
}

void addDeclaredSize(std::string_view stream, const XlsWorkbook &workbook, const XlsSheet &sheet, SheetInfo &info)
{
    constexpr int recordsBefore = 200; // it stands near the beginning
    BiffRecords records(stream, sheet.offset);
    for (int i = 0; i < recordsBefore; ++i) {
        const auto record = records.next();
        if (!record)
            return;
        const std::string_view data = record->data;
        const std::size_t rowSize = workbook.hasUnicode ? 4 : 2;
        if (record->type != static_cast<std::uint16_t>(Record::Dimensions) || data.size() < rowSize * 2 + 4)
            continue;
        const std::uint32_t rows
            = workbook.hasUnicode ? littleEndian<std::uint32_t>(data, 4) : littleEndian<std::uint16_t>(data, 2);
        const int columns = littleEndian<std::uint16_t>(data, rowSize * 2 + 2);
        if (rows <= mostSheetRows && columns <= mostColumns) {
            info.rows = rows;
            info.columns = columns;
        }
        return;
    }
}

base::Error xlsDamaged(const QString &fileName, const QString &detail)
{
    return unreadable(QCoreApplication::translate("sheet",
                          "“%1” is a damaged or cut-off workbook. Save it again in a spreadsheet program, or ask for a "
                          "new copy.")
                          .arg(fileName),
        detail);
}

base::Error xlsProtected(const QString &fileName)
{
    return unreadable(QCoreApplication::translate("sheet",
        "“%1” is protected by a password. Open it in a spreadsheet program, save it without the password and open "
        "that.")
                          .arg(fileName));
}

} // namespace callsheet::sheet
