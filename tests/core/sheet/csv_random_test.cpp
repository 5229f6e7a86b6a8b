#include "core/sheet/csv_skipper.h"
#include "tests/core/sheet/sheet_files.h"

#include <QRandomGenerator>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

struct RandomCase {
    const char *name;
    QString separator;
    char quote = '"';
    CsvEscape escape = CsvEscape::Doubled;
    CsvLineEnd lineEnd = CsvLineEnd::Any;
};
void PrintTo(const RandomCase &c, std::ostream *out)
{
    *out << c.name;
}

class RandomBytes : public testing::TestWithParam<RandomCase> { };

QByteArray randomText(QRandomGenerator &random, const QByteArray &alphabet, int most)
{
    QByteArray text;
    const int size = random.bounded(most);
    for (int i = 0; i < size; ++i)
        text += alphabet[random.bounded(static_cast<int>(alphabet.size()))];
    return text;
}

// Reading one row must give the very fields that the index counted, whatever the bytes are.
TEST_P(RandomBytes, areReadRowByRowAsTheyWereIndexed)
{
    QRandomGenerator random(20'24);
    QByteArray alphabet("ab\"\"\n\r\0 \\\xC3\xA9", 11);
    alphabet += GetParam().separator.toUtf8() + GetParam().separator.toUtf8();
    if (GetParam().quote != '"' && GetParam().quote != '\0')
        alphabet += QByteArray(2, GetParam().quote);
    const test::TemporaryFolder folder;
    for (int round = 0; round < 600; ++round) {
        const QByteArray separator = GetParam().separator.toUtf8();
        const QByteArray lineEnd = GetParam().lineEnd == CsvLineEnd::CrLf ? "\r\n"
            : GetParam().lineEnd == CsvLineEnd::Cr                        ? "\r"
                                                                          : "\n";
        const QByteArray content = "h" + separator + "i" + lineEnd + "first" + separator + "row" + lineEnd
            + randomText(random, alphabet, 200);
        ReadingOptions options;
        options.separator = GetParam().separator;
        options.quote = GetParam().quote;
        options.escape = GetParam().escape;
        options.lineEnd = GetParam().lineEnd;
        options.headerRow = 1;
        options.encoding = u"UTF-8"_s;
        const auto document = test::open(folder.write(u"a.csv"_s, content), options);
        ASSERT_EQ(test::errorOf(document), "");
        const Table &table = *document->table;
        const auto columns = static_cast<std::size_t>(table.columnCount());
        std::vector<std::pair<RowIndex, RowDamage>> ragged;
        RowCells cells;
        std::uint32_t rowBefore = 1;
        for (RowIndex row = 0; row < table.rowCount(); ++row) {
            table.readRow(row, cells);
            if (cells.size() != columns)
                ragged.emplace_back(row, cells.size() < columns ? RowDamage::TooFewCells : RowDamage::TooManyCells);
            ASSERT_GT(table.sheetRow(row), rowBefore);
            rowBefore = table.sheetRow(row);
        }
        std::vector<std::pair<RowIndex, RowDamage>> noted;
        for (const DamagedRow &damaged : table.damagedRows()) {
            ASSERT_GE(damaged.line, table.sheetRow(damaged.row)) << content.toPercentEncoding().constData();
            if (damaged.damage == RowDamage::TooFewCells || damaged.damage == RowDamage::TooManyCells)
                noted.emplace_back(damaged.row, damaged.damage);
        }
        ASSERT_EQ(noted, ragged) << content.toPercentEncoding().constData();
    }
}

// Every byte of a text belongs to exactly one record, and cutting a record again alone, or only passing over it, gives
// the same.
TEST_P(RandomBytes, areCutIntoRecordsThatStandForThemselves)
{
    QRandomGenerator random(7);
    const std::string separator = GetParam().separator.toStdString();
    const CsvMarks marks{separator[0], GetParam().quote, separator.substr(1), GetParam().escape, GetParam().lineEnd};
    const QByteArray alphabet
        = QByteArray("ab\"\"'\n\r\0 \\", 10) + GetParam().separator.toUtf8() + GetParam().separator.toUtf8();
    for (int round = 0; round < 2'000; ++round) {
        const std::string text = randomText(random, alphabet, 150).toStdString();
        CsvCursor cursor(text, marks);
        CsvSkipper skipper(text, marks);
        std::size_t start = 0;
        while (start < text.size()) {
            std::vector<std::string_view> fields;
            const CsvRecord record
                = readRecord(cursor, start, [&](const CsvField &field) { fields.push_back(field.text); });
            ASSERT_GT(record.next, start);
            ASSERT_LE(record.end, record.next);
            ASSERT_EQ(record.fields, fields.size());
            CsvCursor fromHere(text, marks);
            fromHere.seek(start);
            std::vector<std::string_view> again;
            const CsvRecord second
                = readRecord(fromHere, start, [&](const CsvField &field) { again.push_back(field.text); });
            ASSERT_EQ(second.next, record.next);
            ASSERT_EQ(again, fields);
            ASSERT_EQ(skipper.skip(start), record) << QByteArray::fromStdString(text).toPercentEncoding().constData();
            start = record.next;
        }
        ASSERT_EQ(start, text.size());
    }
}

INSTANTIATE_TEST_SUITE_P(Marks, RandomBytes,
    testing::Values(RandomCase{"comma", u","_s}, RandomCase{"semicolon, apostrophe", u";"_s, '\''},
        RandomCase{"no quote", u","_s, '\0'}, RandomCase{"backslash", u","_s, '"', CsvEscape::Backslash},
        RandomCase{"no escape", u","_s, '"', CsvEscape::None}, RandomCase{"two characters", u"||"_s},
        RandomCase{"comma and blank", u", "_s}, RandomCase{"overlapping itself", u"aba"_s}, RandomCase{"blank", u" "_s},
        RandomCase{"line feeds", u","_s, '"', CsvEscape::Doubled, CsvLineEnd::Lf},
        RandomCase{"pairs", u","_s, '"', CsvEscape::Doubled, CsvLineEnd::CrLf},
        RandomCase{"returns", u"::"_s, '"', CsvEscape::None, CsvLineEnd::Cr}));

} // namespace
} // namespace callsheet::sheet
