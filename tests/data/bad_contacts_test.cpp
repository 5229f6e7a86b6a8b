#include "core/sheet/write_sheet.h"
#include "tests/data/bad_file_reading.h"

#include <zip.h>

// What is said of phone numbers that a spreadsheet or a person has spoilt. How each writing is judged stands in
// tests/core/check/phone_number_test.cpp; here the whole way from the file to the row that is called or not.
namespace callsheet::test {

namespace {

QByteArray partOf(const QString &path, const char *part)
{
    int code = 0;
    zip_t *archive = zip_open(path.toUtf8().constData(), ZIP_RDONLY, &code);
    EXPECT_NE(archive, nullptr);
    zip_file_t *file = archive ? zip_fopen(archive, part, 0) : nullptr;
    EXPECT_NE(file, nullptr) << part;
    QByteArray content(1 << 20, '\0');
    const zip_int64_t size = file ? zip_fread(file, content.data(), static_cast<zip_uint64_t>(content.size())) : 0;
    content.resize(static_cast<qsizetype>(size));
    if (file)
        zip_fclose(file);
    if (archive)
        zip_discard(archive);
    return content;
}

} // namespace

TEST(BadFiles, g19_formulasAreTextOnTheWayInAndNoFormulasOnTheWayOut)
{
    const BadFileReading file(u"formula_cells.csv"_s);
    const QStringList lines{u"name | phone | note"_s, u"2: =cmd|' /C calc'!A0 | +442079460001 | +49"_s,
        u"3: @SUM(1) | +442079460002 | -1"_s, u"4: \tTAB | +442079460003 | '=1"_s,
        u"5: ＝1+1 | +442079460004 | =HYPERLINK(\"\"x\"\")"_s};
    ASSERT_EQ(file.lines(), lines);

    const QString workbook = file.folder.path(u"export.xlsx"_s);
    ASSERT_EQ(errorOf(sheet::exportTable(file.table(), workbook, {})), "");
    EXPECT_FALSE(partOf(workbook, "xl/worksheets/sheet1.xml").contains("<f>"));
    const auto again = open(workbook);
    ASSERT_EQ(errorOf(again), "");
    EXPECT_EQ(linesOf(*again->table), lines.mid(1)) << "nothing is added that a reader would have to take off again";
}

TEST(BadFiles, g19_aReportForPeopleStartsNoFormulaEither)
{
    const BadFileCheck checked(u"formula_cells.csv"_s, u"ZZ"_s);
    const TemporaryFolder folder;
    ASSERT_EQ(errorOf(check::writeProblems(checked.input(), checked.report(), folder.path(u"problems.xlsx"_s))), "");
    EXPECT_FALSE(partOf(folder.path(u"problems.xlsx"_s), "xl/worksheets/sheet1.xml").contains("<f>"));
}

TEST(BadFiles, g20_aNumberInExponentFormIsNeverFilledUp)
{
    EXPECT_EQ(BadFileCheck(u"phone_scientific.csv"_s).lines(),
        QStringList({u"2: phoneDigitsLost"_s, u"3: phoneDigitsLost"_s, u"4: phoneDigitsLost"_s, u"5: phoneDigitsLost"_s,
            u"6: 442079460001"_s, u"7: phoneDigitsLost"_s, u"8: phoneDigitsLost"_s}));
}

TEST(BadFiles, g21_aNumberCellIsTheWholeNumberThatItHolds)
{
    EXPECT_EQ(BadFileCheck(u"phone_float.xlsx"_s).lines(),
        QStringList({u"2: 442079460001"_s, u"3: 442079460002"_s, u"4: 442079460003"_s, u"5: phoneTooLong"_s}));
}

TEST(BadFiles, g22_aNumberThatWasRoundedIsNotCalled)
{
    EXPECT_EQ(BadFileCheck(u"phone_16plus_digits.csv"_s).lines(),
        QStringList({u"2: phoneTooLong"_s, u"3: phoneTooLong"_s, u"4: 442079460001"_s}));
    const QStringList workbook = BadFileCheck(u"phone_16plus_digits.xlsx"_s).lines();
    EXPECT_EQ(workbook.value(0), u"2: phoneTooLong"_s);
    EXPECT_TRUE(workbook.value(1) == u"3: phoneTooLong"_s || workbook.value(1) == u"3: phoneDigitsLost"_s)
        << workbook.value(1).toStdString();
    EXPECT_EQ(workbook.value(2), u"4: 442079460001"_s);
}

TEST(BadFiles, g23_zerosAreMendedOnlyByTheCountryThatWasChosen)
{
    EXPECT_EQ(BadFileCheck(u"phone_zeros.csv"_s, u"GB"_s).lines(),
        QStringList({u"2: 442079460001"_s, u"3: 442079460002"_s, u"4: 442079460003"_s, u"5: 442079460004"_s,
            u"6: 442079460005"_s}));
    EXPECT_EQ(BadFileCheck(u"phone_zeros.csv"_s, {}).lines(),
        QStringList({u"2: phoneNoCountry"_s, u"3: 442079460002"_s, u"4: 442079460003"_s, u"5: 442079460004"_s,
            u"6: phoneNoCountry"_s}));
}

TEST(BadFiles, g24_digitsOfOtherScriptsCountByTheirValueAndMixedOnesDoNot)
{
    EXPECT_EQ(BadFileCheck(u"phone_other_digits.csv"_s).lines(),
        QStringList({u"2: 442079460001"_s, u"3: 442079460002"_s, u"4: phoneNotANumber"_s, u"5: phoneOtherDigits"_s,
            u"6: 442079460005"_s}));
}

TEST(BadFiles, g25_aNumberThatIsShownInAnotherOrderIsNotCalled)
{
    EXPECT_EQ(BadFileCheck(u"phone_rtl_override.csv"_s).lines(),
        QStringList({u"2: phoneDirectionMarks"_s, u"3: phoneDirectionMarks"_s, u"4: 442079460003"_s,
            u"5: 442079460004"_s, u"6: 442079460005"_s}));
}

TEST(BadFiles, g26_whatIsNotOneNumberIsNotCalled)
{
    EXPECT_EQ(BadFileCheck(u"phone_no_number.csv"_s).lines(),
        QStringList({u"2: phoneLetters"_s, u"3: 442079460002 phoneExtension"_s, u"4: phoneSeveral"_s,
            u"5: phoneNotANumber"_s, u"6: phoneNotANumber"_s, u"7: phoneNotANumber"_s, u"8: phoneSeveral"_s,
            u"9: phoneNotANumber"_s, u"10: 442079460010"_s}));
}

TEST(BadFiles, g27_aDateIsNoNumber)
{
    EXPECT_EQ(BadFileCheck(u"phone_date_serial.csv"_s).lines(),
        QStringList({u"2: phoneNotANumber"_s, u"3: phoneNotANumber"_s, u"4: phoneTooShort"_s, u"5: phoneNotANumber"_s,
            u"6: 442079460001"_s}));
}

TEST(BadFiles, g28_emergencyAndPremiumNumbersAreNeverCalled)
{
    EXPECT_EQ(BadFileCheck(u"phone_never_called.csv"_s).lines(),
        QStringList({u"2: phoneEmergency"_s, u"3: phoneEmergency"_s, u"4: phoneEmergency"_s, u"5: phonePremium"_s,
            u"6: phoneEmergency"_s, u"7: phoneTooShort"_s, u"8: 442079460001"_s}));
}

TEST(BadFiles, g29_nobodyIsCalledTwice)
{
    EXPECT_EQ(BadFileCheck(u"duplicate_phone.csv"_s).lines(),
        QStringList({u"2: 442079460001"_s, u"3: duplicate"_s, u"4: duplicateDifferent"_s, u"5: 442079460002"_s}));
}

TEST(BadFiles, g30_theOwnErrorFileIsCheckedAnew)
{
    const BadFileCheck first(u"phone_no_number.csv"_s);
    const TemporaryFolder folder;
    for (const QString &name : {u"problems.csv"_s, u"problems.xlsx"_s}) {
        const QString path = folder.path(name);
        ASSERT_EQ(errorOf(check::writeProblems(first.input(), first.report(), path)), "");
        const auto document = open(path);
        ASSERT_EQ(errorOf(document), "");
        EXPECT_EQ(document->table->header(),
            QStringList({u"Row in the file"_s, u"State"_s, u"Problem"_s, u"phone"_s, u"name"_s}));
        EXPECT_TRUE(document->table->damagedRows().empty());

        // The columns that the program added are sent to nobody, and the state that stands there decides nothing.
        check::CheckInput input = first.input();
        input.table = document->table;
        input.mapping = match::suggestMapping(input.variables, document->table->header());
        EXPECT_EQ(input.mapping.assignments[0].column, 3);
        EXPECT_EQ(input.mapping.assignments[1].column, 4);
        const auto report = check::checkRows(input, nullptr, {});
        ASSERT_EQ(errorOf(report), "");
        ASSERT_EQ((*report)->problems.size(), first.report().problems.size());
        for (std::size_t i = 0; i < (*report)->problems.size(); ++i) {
            const check::Problem &problem = (*report)->problems[i];
            EXPECT_EQ(problem.code, first.report().problems[i].code);
            EXPECT_EQ(document->table->text(problem.row, 0).toUInt(),
                first.input().table->sheetRow(first.report().problems[i].row))
                << "the row number of the first file is kept";
        }
    }
}

} // namespace callsheet::test
