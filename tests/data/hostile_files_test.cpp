#include "tests/data/bad_files.h"
#include "tests/data/limited_run.h"

#include <QFileInfo>

#include <iostream>

// Each of these is made to fill memory or to take for ever. On a quiet machine each ends within five seconds; what is
// asserted is the memory, since a test that measures seconds fails on a busy machine.
namespace callsheet::test {

using namespace Qt::StringLiterals;

namespace {

struct HostileCase {
    const char *name;
    const char *file;
    int exitCode = 3;
    double mostMegabytes = 1'024; // beside the pages of the file itself
    bool isHeavy = false; // too much work for a program under a sanitizer
};
void PrintTo(const HostileCase &row, std::ostream *out)
{
    *out << row.file;
}

class HostileFiles : public ::testing::TestWithParam<HostileCase> { };

} // namespace

TEST_P(HostileFiles, endInOneSentenceAndLittleMemory)
{
    const HostileCase &expected = GetParam();
#if defined(CALLSHEET_UNDER_ASAN)
    if (expected.isHeavy)
        GTEST_SKIP() << "takes minutes under a sanitizer";
#endif
    const TemporaryFolder folder;
    const QString path = makeBadFile(folder, QString::fromLatin1(expected.file));
    const LimitedRun run = runLimited({u"inspect"_s, path}, folder.path(u"errors"_s));
    const double mapped = path.endsWith(u".csv"_s) ? double(QFileInfo(path).size()) / (1 << 20) : 0;
    std::cout << expected.file << ": " << run.seconds << " s, " << run.work << " s of work, " << run.megabytes
              << " MiB; " << run.errors.left(300).toStdString() << '\n';
    EXPECT_EQ(run.exitCode, expected.exitCode) << run.errors.left(2'000).toStdString();
    if (expected.exitCode == 3) {
        EXPECT_TRUE(run.errors.contains(QString::fromLatin1(expected.file))) << run.errors.left(2'000).toStdString();
        EXPECT_TRUE(run.errors.endsWith(u'.'));
        EXPECT_EQ(run.errors.count(u'\n'), 0) << "one sentence, on one line";
    }
#if !defined(CALLSHEET_UNDER_ASAN)
    EXPECT_LE(run.megabytes - mapped, expected.mostMegabytes);
#else
    static_cast<void>(mapped);
#endif
}

INSTANTIATE_TEST_SUITE_P(All, HostileFiles,
    ::testing::Values(HostileCase{"g08_endlessQuote", "endless_quote.csv", 0, 120},
        HostileCase{"g08_aQuoteInEveryRow", "quote_in_every_row.csv", 0, 120},
        HostileCase{"g08_aQuoteNeverClosed", "quote_never_closed_in_any_row.csv", 0, 120},
        HostileCase{"g14_oneLineOfTwoGigabytes", "one_line_2GB.csv", 3, 64, true},
        HostileCase{"g16_fiveMillionRows", "5_million_rows.csv", 0, 120},
        HostileCase{"g16_oneRowTooMany", "20_million_and_one_rows.csv", 3, 320, true},
        HostileCase{"g33_zipBomb", "zip_bomb.xlsx", 3, 64, true},
        HostileCase{"g33_bombOfOrdinaryLooks", "bomb_of_ordinary_looks.xlsx", 3, 256, true},
        HostileCase{"g33_nestedArchives", "nested.zip", 3, 64},
        HostileCase{"g38_billionLaughs", "billion_laughs.xlsx", 3, 64},
        HostileCase{"g38_quadraticEntity", "quadratic_entity.xlsx", 3, 64},
        HostileCase{"g38_entitiesInTheStrings", "entities_in_the_strings.xlsx", 3, 64},
        HostileCase{"g39_deepXml", "deep_xml.xlsx", 3, 64},
        HostileCase{"g39_hugeAttribute", "huge_attribute.xlsx", 3, 64},
        HostileCase{"g39_hugeText", "huge_text.xlsx", 3, 64},
        HostileCase{"g40_billionCells", "billion_cells.xlsx", 3, 1'024, true},
        HostileCase{"g40_gibibyteOfStrings", "gibibyte_of_shared_strings.xlsx", 3, 1'024, true},
        HostileCase{"g40_twoGibibytesOfText", "two_gibibytes_of_text.xlsx", 3, 1'024, true},
        HostileCase{"g40_emptyStrings", "200_million_empty_strings.xlsx", 3, 1'024, true},
        HostileCase{"g40_oneLongTextInEveryCell", "one_long_text_in_every_cell.xlsx", 3, 64, true},
        HostileCase{"g41_farColumns", "million_rows_that_end_in_the_last_column.xlsx", 0, 256},
        HostileCase{"g42_tenMillionMerges", "ten_million_merges.xlsx", 3, 256, true},
        HostileCase{"g43_17BillionCells", "17_billion_cells.ods", 3, 64},
        HostileCase{"g43_59MillionCells", "59_million_cells.ods", 0, 256},
        HostileCase{"g43_oneLongTextInEveryCell", "one_long_text_in_every_cell.ods", 3, 64, true},
        HostileCase{"g43_millionSpaces", "million_spaces.ods", 3, 256},
        HostileCase{"g52_chainInACircle", "chain_in_a_circle.xls", 3, 64},
        HostileCase{"g52_fatCount", "fat_count_4_billion.xls", 0, 64},
        HostileCase{"g55_terabyteOfText", "terabyte.csv", 3, 64},
        HostileCase{"g55_terabyteOfWorkbook", "terabyte.xlsx", 3, 64},
        HostileCase{"g55_terabyteOfOldWorkbook", "terabyte.xls", 3, 64}),
    [](const auto &test) { return std::string(test.param.name); });

} // namespace callsheet::test
