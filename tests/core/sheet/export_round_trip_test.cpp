// Whatever stands in a table, what exportTable() writes of it reads back as the same cells.
#include "core/sheet/header_row.h"
#include "core/sheet/write_sheet.h"
#include "core/sheet/zip_archive.h"
#include "tests/core/sheet/sheet_files.h"

#include <QRandomGenerator>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

//! A table of texts as any reader might have given it.
class TextTable final : public Table {
public:
    TextTable(const QStringList &headings, const QList<QStringList> &rows)
    {
        m_header = columnNames(headings, static_cast<int>(headings.size()));
        for (const QStringList &row : rows) {
            std::vector<QByteArray> &cells = m_rows.emplace_back();
            for (const QString &cell : row)
                cells.push_back(cell.toUtf8());
        }
    }
    RowIndex rowCount() const override { return static_cast<RowIndex>(m_rows.size()); }
    std::uint32_t sheetRow(RowIndex row) const override { return row + 2; }
    void readRow(RowIndex row, RowCells &cells) const override
    {
        cells.clear();
        for (const QByteArray &cell : m_rows[row])
            cells.add({cell.constData(), static_cast<std::size_t>(cell.size())});
    }
    std::size_t memoryUsed() const override { return 0; }

private:
    std::vector<std::vector<QByteArray>> m_rows;
};

QString randomCharacter(QRandomGenerator &random)
{
    switch (random.bounded(6)) {
    case 0: // any plane; no surrogate, and no zero
        for (;;) {
            const auto code = static_cast<char32_t>(1 + random.bounded(0x10FFFF));
            if (code < 0xD800 || code > 0xDFFF)
                return QString::fromUcs4(&code, 1);
        }
    case 1:
        return QChar(char16_t(' ' + random.bounded(0x5F)));
    default:
        static const QStringList tricky = {u","_s, u"\""_s, u"\"\""_s, u"\n"_s, u"\r\n"_s, u"\r"_s, u";"_s, u"\t"_s,
            u"|"_s, u" "_s, u"'"_s, u"\\"_s, u"\\\""_s, u"="_s, u":"_s, u"_x000A_"_s, u"_x"_s, u"\uFEFF"_s, u"\uFFFE"_s,
            u"\uFFFD"_s, u"\u00A0"_s, u"\u2028"_s, u"\u0085"_s, u"0"_s, u"+44"_s, u"a"_s, u"é"_s, u"]]>"_s, u"&amp;"_s};
        return tricky[random.bounded(tricky.size())];
    }
}

QString randomCell(QRandomGenerator &random)
{
    QString cell;
    switch (random.bounded(8)) {
    case 0:
        return cell;
    case 1: // what a file, a header or a reader's guess may trip over
        static const QStringList whole = {u"sep=;"_s, u"Sep=,"_s, u"\uFEFFname"_s, u"<html>"_s, u"é<table>"_s,
            u"{\"a\": 1}"_s, u"[[\"a\"]]"_s, u"%PDF-1.7"_s, u"GIF89a"_s, u"+447911123456"_s, u"2024-03-01"_s,
            u"ann@example.com"_s, u"n/a"_s, u"=1+1"_s, u"007"_s, u"1e5"_s, u"TRUE"_s, u"#N/A"_s, u"name"_s, u"phone"_s,
            u"a, b"_s, u"'quoted'"_s, u"\"quoted\""_s, u" "_s, u"\n"_s, u" both ends "_s, u"PK\u0003\u0004"_s};
        return whole[random.bounded(whole.size())];
    default:
        for (int i = random.bounded(7); i >= 0; --i)
            cell += randomCharacter(random);
        return cell;
    }
}

bool isBlank(const QStringList &row)
{
    return std::all_of(row.begin(), row.end(), [](const QString &cell) { return cell.trimmed().isEmpty(); });
}

// Not through QString, which takes U+FEFF at the beginning of a text for a mark and drops it.
QByteArrayList bytesOf(const Table &table, RowIndex row)
{
    RowCells cells;
    table.readRow(row, cells);
    QByteArrayList bytes;
    for (const std::string_view cell : cells.cells())
        bytes += QByteArray(cell.data(), static_cast<qsizetype>(cell.size()));
    return bytes;
}

struct RandomTable {
    QStringList headings;
    QList<QStringList> rows;
};

RandomTable randomTable(quint32 seed)
{
    QRandomGenerator random(seed);
    const int columns = random.bounded(4) == 0 ? 1 : 1 + random.bounded(8);
    const auto randomRow = [&] {
        QStringList row;
        for (int i = 0; i < columns; ++i)
            row += randomCell(random);
        if (isBlank(row)) // which no table has
            row[random.bounded(columns)] = u"x"_s;
        return row;
    };
    RandomTable table;
    table.headings = randomRow();
    for (QString &heading : table.headings) {
        while (heading.startsWith(u'\uFEFF')) // headings are read as QString, see above
            heading.remove(0, 1);
    }
    for (int i = 1 + random.bounded(25); i > 0; --i)
        table.rows += randomRow();
    return table;
}

class ExportRoundTrip : public testing::TestWithParam<const char *> { };

TEST_P(ExportRoundTrip, givesBackEveryCellOfAnyTable)
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(QString::fromLatin1(GetParam()));
    // Which row is the header is a guess by nature; here it is told, as a person does who exported a table like that.
    ReadingOptions options;
    options.headerRow = 1;
    for (quint32 seed = 1; seed <= 250; ++seed) {
        SCOPED_TRACE(seed);
        const RandomTable random = randomTable(seed);
        const TextTable table(random.headings, random.rows);
        ASSERT_EQ(test::errorOf(exportTable(table, path, {})), "");
        const auto read = test::open(path, options);
        ASSERT_EQ(test::errorOf(read), "");
        ASSERT_EQ(read->table->header(), table.header());
        ASSERT_EQ(read->table->rowCount(), table.rowCount());
        for (const DamagedRow &damaged : read->table->damagedRows()) {
            // U+FFFD says that an earlier program lost a character, which the reader may repeat.
            ASSERT_EQ(damaged.damage, RowDamage::InvalidText);
            ASSERT_TRUE(random.rows[damaged.row].join(QString()).contains(QChar::ReplacementCharacter));
        }
        for (RowIndex row = 0; row < table.rowCount(); ++row) {
            ASSERT_EQ(bytesOf(*read->table, row), bytesOf(table, row));
            ASSERT_EQ(read->table->sheetRow(row), row + 2);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Formats, ExportRoundTrip, testing::Values("table.csv", "table.xlsx"),
    [](const auto &name) { return QByteArray(name.param).mid(6).toStdString(); });

std::string partOf(const QString &path, const std::string &name)
{
    const auto file = InputFile::open(path);
    const auto archive = ZipArchive::open(*file, {});
    const auto content = (*archive)->readBeginning(name, 4 << 20);
    return content ? *content : std::string();
}

std::size_t count(const std::string &text, std::string_view word)
{
    std::size_t found = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size()))
        ++found;
    return found;
}

TEST(ExportTable, writesNothingButTextIntoWorkbooks)
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(u"table.xlsx"_s);
    for (quint32 seed = 1; seed <= 40; ++seed) {
        SCOPED_TRACE(seed);
        const RandomTable random = randomTable(seed);
        const TextTable table(random.headings, random.rows);
        ASSERT_EQ(test::errorOf(exportTable(table, path, {})), "");
        std::size_t filled = 0;
        for (const QStringList &row : QList<QStringList>{table.header()} + random.rows)
            filled += static_cast<std::size_t>(row.size() - row.count(QString()));
        const std::string sheet = partOf(path, "xl/worksheets/sheet1.xml");
        ASSERT_EQ(count(sheet, "<c "), filled);
        ASSERT_EQ(count(sheet, " t=\"inlineStr\"") + count(sheet, " t=\"s\""), filled);
        ASSERT_EQ(count(sheet, "<f"), 0U);
    }
}

} // namespace
} // namespace callsheet::sheet
