#include "tests/core/sheet/sheet_files.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>

#include <xlsxwriter.h>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

constexpr int workbookCount = 40;

QString randomText(QRandomGenerator &random)
{
    static const QStringList words = {u"Zoë"_s, u"Łukasz"_s, u"東京"_s, u"😀"_s, u"O'Neil"_s, u"<b>&amp;"_s, u"\"x\""_s,
        u"two  blanks"_s, u" lead"_s, u"line\nbreak"_s, u"Анна"_s, u"+44 20 7946 0001"_s, u"007"_s, u"1e5"_s, u"=1+1"_s,
        u"x"_s, u"end "_s};
    QString text;
    const int count = 1 + random.bounded(random.bounded(20) == 0 ? 900 : 3);
    for (int i = 0; i < count; ++i)
        text += (i == 0 ? QString() : u" "_s) + words[random.bounded(int(words.size()))];
    return text;
}

// What the cells hold is drawn from everything that a sheet of contacts may hold.
void writeWorkbook(const QString &path, quint32 seed)
{
    QRandomGenerator random(seed);
    lxw_workbook *book = workbook_new(path.toUtf8().constData());
    const auto format = [book](const char *code) {
        lxw_format *made = workbook_add_format(book);
        format_set_num_format(made, code);
        return made;
    };
    lxw_format *const formats[] = {nullptr, format("00000"), format("0000 000000"), format("yyyy-mm-dd"),
        format("dd/mm/yyyy hh:mm"), format("hh:mm:ss"), format("0.0%"), format("#,##0.00"), format("[$€-407] 0.00"),
        format("\"+\"00"), format("@")};
    const double numbers[] = {0, 1, -1, 0.5, 447911123456, 1234567890, 5825.36, 1.0 / 3, 45352, 45352.395833333336,
        0.25, 99999, 1e-7, 123456789012345};
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Contacts");
    worksheet_hide(workbook_add_worksheet(book, "Hidden"));
    const int columns = 3 + random.bounded(9);
    for (int column = 0; column < columns; ++column)
        worksheet_write_string(sheet, 0, lxw_col_t(column), u"column %1"_s.arg(column).toUtf8().constData(), nullptr);
    lxw_row_t row = 0;
    for (int i = 0; i < 40; ++i) {
        row += random.bounded(8) == 0 ? 1 + lxw_row_t(random.bounded(5)) : 1;
        const bool repeated = random.bounded(6) == 0; // ODS writes equal neighbours once
        const QByteArray same = randomText(random).toUtf8();
        for (int at = 0; at < columns; ++at) {
            const auto column = lxw_col_t(at);
            const int kind = repeated ? -1 : random.bounded(8);
            const double number = numbers[random.bounded(int(std::size(numbers)))];
            lxw_format *const shown = formats[random.bounded(int(std::size(formats)) - 1)];
            if (kind == -1)
                worksheet_write_string(sheet, row, column, same.constData(), nullptr);
            else if (kind <= 2)
                worksheet_write_string(sheet, row, column, randomText(random).toUtf8().constData(), nullptr);
            else if (kind <= 4)
                worksheet_write_number(sheet, row, column, number, nullptr);
            else if (kind == 5 && number > 61 && number < 100'000)
                worksheet_write_number(sheet, row, column, number, shown);
            else if (kind == 6)
                worksheet_write_boolean(sheet, row, column, random.bounded(2), nullptr);
        }
    }
    worksheet_write_formula_num(sheet, row + 1, 0, "=1+1.5", nullptr, 2.5);
    worksheet_merge_range(sheet, row + 2, 0, row + 2, 1, "merged", nullptr);
    worksheet_write_string(sheet, row + 2, 2, "behind", nullptr);
    ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
}

QString spreadsheetProgram()
{
    return QStandardPaths::findExecutable(u"soffice"_s);
}

bool convert(const QDir &folder, const QString &format, const QStringList &files)
{
    QProcess program;
    program.setWorkingDirectory(folder.path());
    program.start(spreadsheetProgram(),
        QStringList({u"-env:UserInstallation=file://"_s + folder.filePath(u"profile"_s), u"--headless"_s,
            u"--convert-to"_s, format, u"--outdir"_s, format.section(u':', 0, 0)})
            + files);
    return program.waitForFinished(100'000) && program.exitCode() == 0;
}

// LibreOffice itself is the witness: what it writes to the one format must read as what it writes to the others.
class OfficeFormats : public testing::TestWithParam<const char *> { };

TEST_P(OfficeFormats, holdTheSameCells)
{
    if (spreadsheetProgram().isEmpty())
        GTEST_SKIP() << "did not run: LibreOffice is not installed";
    const test::TemporaryFolder folder;
    QStringList files;
    for (int i = 0; i < workbookCount; ++i) {
        files += u"%1.xlsx"_s.arg(i);
        writeWorkbook(folder.path(files.last()), quint32(i));
    }
    const QDir place(folder.path(u"."_s));
    const QString format = QString::fromLatin1(GetParam());
    const QString suffix = format.section(u':', 0, 0);
    // By way of its own format: what it cannot keep is lost before the comparison begins.
    ASSERT_TRUE(convert(place, u"ods"_s, files));
    QStringList own;
    for (const QString &file : files)
        own += u"ods/"_s + file.section(u'.', 0, 0) + u".ods"_s;
    ASSERT_TRUE(convert(place, u"xlsx"_s, own));
    ASSERT_TRUE(suffix == "ods"_L1 || convert(place, format, own));
    for (const QString &file : files) {
        const auto expected = test::open(place.filePath(u"xlsx/"_s + file));
        ASSERT_EQ(test::errorOf(expected), "") << file.toStdString();
        const auto result = test::open(place.filePath(suffix + u'/' + file.section(u'.', 0, 0) + u'.' + suffix));
        ASSERT_EQ(test::errorOf(result), "") << file.toStdString();
        EXPECT_EQ(formatName(result->report.format), suffix);
        EXPECT_EQ(result->report.sheet, expected->report.sheet);
        EXPECT_EQ(result->report.sheets.size(), 2);
        EXPECT_EQ(result->table->header(), expected->table->header());
        EXPECT_EQ(result->table->damagedRows(), expected->table->damagedRows());
        const QStringList lines = test::linesOf(*result->table);
        const QStringList expectedLines = test::linesOf(*expected->table);
        ASSERT_EQ(lines.size(), expectedLines.size()) << file.toStdString();
        for (qsizetype i = 0; i < lines.size(); ++i)
            EXPECT_EQ(lines[i], expectedLines[i]) << file.toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(Written, OfficeFormats, testing::Values("ods", "xls"));

} // namespace

void PrintTo(const DamagedRow &row, std::ostream *out)
{
    *out << row.row << ": " << static_cast<int>(row.damage);
}

} // namespace callsheet::sheet
