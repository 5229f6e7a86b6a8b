#include "tests/data/bad_file_reading.h"

namespace callsheet::test {

namespace {

const QString header = u"name | value"_s;
const QStringList onlyAnn{header, u"2: Ann | 1"_s};

} // namespace

TEST(BadFiles, g52_aDamagedContainerIsRefused)
{
    for (const QString &name : {u"biff2.xls"_s, u"biff3.xls"_s, u"biff4.xls"_s})
        expectRefused(name, {u"Excel 4 or older"_s, u"save it as XLSX"_s});
    expectRead(u"biff5.xls"_s, onlyAnn);
    for (const QString &name : {u"only_the_mark.xls"_s, u"sector_size_2_to_the_31.xls"_s, u"sector_size_1.xls"_s,
             u"directory_past_the_end.xls"_s, u"chain_in_a_circle.xls"_s, u"chain_past_the_end.xls"_s,
             u"stream_longer_than_its_chain.xls"_s, u"mini_stream_overrun.xls"_s})
        expectRefused(name, {u"damaged or cut-off"_s});
    // Counts are not believed, so that wrong ones do no harm.
    for (const QString &name : {u"fat_count_4_billion.xls"_s, u"difat_count_4_billion.xls"_s})
        expectRead(name, onlyAnn);
    // The workbook hangs behind an entry that is its own neighbour: found, or not there, but never searched for ever.
    expectRefused(u"entries_in_a_circle.xls"_s, {});
}

TEST(BadFiles, g53_recordsThatAreSplitOrCutOffGiveNoOtherText)
{
    expectRead(u"text_split_in_a_character.xls"_s, {header, u"2: Zo😀ë | 1"_s});
    expectRead(u"text_split_in_a_half.xls"_s, {header, u"2: Ł | 1"_s}, {u"2: invalid text"_s});
    expectRead(u"shared_texts_in_100_pieces.xls"_s,
        {header, u"2: Text100 | Text199"_s, u"3: Text103 | Text150"_s, u"4:  | "_s}, {u"4: invalid text"_s});
    expectRefused(u"record_beyond_the_end.xls"_s, {u"damaged or cut-off"_s});
    expectRead(u"formula_cut_off.xls"_s, {header, u"2: Ann | 7"_s});
    expectRead(u"formula_without_result.xls"_s, {header, u"2: Ann | "_s}, {u"2: formula without value"_s});
    expectRead(u"odd_code_page.xls"_s, onlyAnn);
    for (const QString &name : {u"password_xor.xls"_s, u"password_rc4.xls"_s})
        expectRefused(name, {u"is protected by a password"_s});
}

TEST(BadFiles, g54_cellsAndMergesOutOfRangeDoNoHarm)
{
    const BadFileReading last(u"last_row_and_column.xls"_s);
    ASSERT_EQ(errorOf(last.result), "");
    EXPECT_EQ(last.table().sheetRow(0), 65'536U);
    EXPECT_EQ(last.table().text(0, 255), u"far"_s);
    EXPECT_LT(last.table().memoryUsed(), std::size_t(4) << 20);
    expectLimit(u"column_beyond_the_last.xls"_s, {u"16,384 columns"_s});

    sheet::ReadingOptions repeat;
    repeat.mergedCells = true;
    EXPECT_EQ(BadFileReading(u"merged_out_of_range.xls"_s, repeat).lines(),
        QStringList({header, u"2: Ann | 1"_s, u"3: Ann | x"_s}));
    const BadFileReading lies(u"merged_count_lies.xls"_s);
    if (lies.result)
        EXPECT_EQ(lies.lines(), onlyAnn);
    else
        EXPECT_TRUE(lies.sentence().contains(u"damaged or cut-off"_s)) << lies.sentence().toStdString();
}

} // namespace callsheet::test
