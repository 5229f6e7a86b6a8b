#include "tests/data/bad_file_reading.h"

namespace callsheet::test {

namespace {

const QString header = u"name | value"_s;
const QStringList onlyAnn{header, u"2: Ann | 1"_s};

sheet::ReadingOptions chosenSheet(const QString &name)
{
    sheet::ReadingOptions options;
    options.sheet = name;
    return options;
}

} // namespace

TEST(BadFiles, g37_nothingInAWorkbookIsCarriedOutOrFetched)
{
    // core/sheet links no network and starts no program for this (tests/house/layers.py); what is stored is read.
    expectRead(u"macros_and_links.xlsm"_s,
        {header, u"2: DDE | 7"_s, u"3: web | stored"_s, u"4: other book | 12"_s, u"5: link | click"_s});
}

TEST(BadFiles, g38_aDocumentTypeIsNoPartOfASpreadsheet)
{
    for (const QString &name : {u"billion_laughs.xlsx"_s, u"quadratic_entity.xlsx"_s, u"external_entity_file.xlsx"_s,
             u"external_entity_http.xlsx"_s, u"external_entity_share.xlsx"_s, u"parameter_entity.xlsx"_s,
             u"external_subset.xlsx"_s, u"doctype_in_the_styles.xlsx"_s})
        expectRefused(name, {u"document type declaration"_s});
    expectRefused(u"entity_without_declaration.xlsx"_s, {u"not well-formed"_s});
    expectRead(u"xinclude_and_stylesheet.xlsx"_s, {header, u"2: Ann | x"_s});
}

TEST(BadFiles, g39_hugeAndDeepXmlIsStoppedByALimit)
{
    for (const QString &name :
        {u"deep_xml.xlsx"_s, u"60000_attributes.xlsx"_s, u"huge_attribute.xlsx"_s, u"huge_text.xlsx"_s})
        expectLimit(name, {});
    expectRefused(u"not_closed.xlsx"_s, {u"not well-formed"_s});
    // A prefix that is declared nowhere does no harm: it is read, or refused as not well-formed.
    const BadFileReading prefix(u"undeclared_prefix.xlsx"_s);
    if (prefix.result)
        EXPECT_EQ(prefix.lines(), QStringList({header, u"2: Ann | x"_s}));
    else
        EXPECT_TRUE(prefix.sentence().contains(u"not well-formed"_s)) << prefix.sentence().toStdString();
}

TEST(BadFiles, g40_aWrongIndexNeverShowsAnotherCellsText)
{
    expectRead(u"sst_count_4_billion.xlsx"_s,
        {header, u"2: first | only"_s, u"3: beyond | "_s, u"4: negative | "_s, u"5: word | "_s, u"6: overflow | "_s,
            u"7: good | 7"_s},
        {u"3: invalid text"_s, u"4: invalid text"_s, u"5: invalid text"_s, u"6: invalid text"_s});
    expectRead(u"sst_missing.xlsx"_s,
        {header, u"2: first | "_s, u"3: beyond | "_s, u"4: negative | "_s, u"5: word | "_s, u"6: overflow | "_s,
            u"7: good | 7"_s},
        {u"2: invalid text"_s, u"3: invalid text"_s, u"4: invalid text"_s, u"5: invalid text"_s, u"6: invalid text"_s});
    expectRead(u"sst_index_past_65535.xlsx"_s,
        {header, u"2: 65535 | last but one"_s, u"3: 65536 | last"_s, u"4: 65537 | "_s}, {u"4: invalid text"_s});
}

TEST(BadFiles, g41_theSizeThatASheetDeclaresIsNotBelieved)
{
    for (const QString &name : {u"dimension_lies.xlsx"_s, u"dimension_too_small.xlsx"_s, u"dimension_backwards.xlsx"_s,
             u"dimension_nonsense.xlsx"_s})
        expectRead(name, onlyAnn);
    const BadFileReading corners(u"opposite_corners.xlsx"_s);
    ASSERT_EQ(errorOf(corners.result), "");
    EXPECT_EQ(corners.table().rowCount(), 1U);
    EXPECT_EQ(corners.table().sheetRow(0), 1'048'576U);
    EXPECT_EQ(corners.table().text(0, 16'383), u"far"_s);
    EXPECT_LT(corners.table().memoryUsed(), std::size_t(4) << 20);
    for (const QString &name : {u"row_beyond_the_last.xlsx"_s, u"column_beyond_the_last.xlsx"_s})
        expectLimit(name, {});
    EXPECT_EQ(BadFileReading(u"row_0.xlsx"_s).lines(), QStringList({header, u"2: 1 | "_s}));
}

TEST(BadFiles, g42_mergedCellsTakeNoMoreThanTheirWords)
{
    const BadFileReading all(u"merge_all_cells.xlsx"_s);
    EXPECT_EQ(all.lines(), QStringList({header, u"2: Ann | 1"_s, u"3: Bob | 2"_s}));
    ASSERT_EQ(errorOf(all.result), "");
    EXPECT_EQ(all.report().mergedAreas, 1U);
    EXPECT_EQ(all.report().questions, QList{sheet::Question::MergedCells});
    EXPECT_LT(all.table().memoryUsed(), std::size_t(4) << 20);
    sheet::ReadingOptions repeat;
    repeat.mergedCells = true;
    EXPECT_EQ(BadFileReading(u"overlapping_merges.xlsx"_s, repeat).lines(),
        QStringList({header, u"2: Ann | 1"_s, u"3: Ann | 2"_s, u"4:  | 3"_s}));
    expectLimit(u"150000_merges.xlsx"_s, {u"100,000"_s});
}

TEST(BadFiles, g43_repeatsOfAnOdsAreLimitedAndEmptyOnesAreNothing)
{
    expectRead(u"trailing_repeats.ods"_s, {u"name | value"_s, u"2: Ann | x"_s});
    for (const QString &name :
        {u"repeated_columns.ods"_s, u"repeated_rows.ods"_s, u"repeated_both.ods"_s, u"repeats_beyond_64_bits.ods"_s})
        expectLimit(name, {});
    expectRead(u"negative_repeats.ods"_s, {u"name | value"_s, u"2: Ann | x"_s});
}

TEST(BadFiles, g44_hiddenSheetsAreNotTakenAndHiddenRowsAreAskedAbout)
{
    expectRead(u"hidden_sheet.xlsx"_s, onlyAnn);
    const BadFileReading hidden(u"hidden_sheet.xlsx"_s);
    ASSERT_EQ(errorOf(hidden.result), "");
    EXPECT_EQ(hidden.report().sheet, u"Contacts"_s);
    EXPECT_FALSE(hidden.report().whySheet.isEmpty());
    for (const QString &name : {u"hidden_rows.xlsx"_s, u"filtered_rows.xlsx"_s, u"hidden_rows.ods"_s,
             u"filtered_rows.ods"_s, u"hidden_rows.xls"_s}) {
        SCOPED_TRACE(name.toStdString());
        const BadFileReading file(name);
        EXPECT_EQ(file.lines(), QStringList({header, u"2: Ann | 1"_s, u"3: Bob | 2"_s, u"4: Cem | 3"_s}));
        ASSERT_EQ(errorOf(file.result), "");
        EXPECT_EQ(file.report().hiddenRows, 1U);
        EXPECT_EQ(file.report().isFiltered, name.startsWith(u"filtered"_s));
        EXPECT_EQ(file.report().questions, QList{sheet::Question::HiddenRows});
        sheet::ReadingOptions without;
        without.hiddenRows = false;
        EXPECT_EQ(BadFileReading(name, without).lines(), QStringList({header, u"2: Ann | 1"_s, u"4: Cem | 3"_s}));
    }
}

TEST(BadFiles, g45_sheetsWithoutCellsAreNotTaken)
{
    for (const QString &name : {u"no_sheets.xlsx"_s, u"only_a_chart.xlsx"_s})
        expectRefused(name, {u"without any sheet of cells"_s});
    expectRead(u"chart_before_sheet.xlsx"_s, onlyAnn);
    expectLimit(u"10001_sheets.xlsx"_s, {u"10,000 sheets"_s});
}

TEST(BadFiles, g45_sheetNamesAreShownAsTheyMayBe)
{
    const BadFileReading file(u"odd_sheet_names.xlsx"_s);
    ASSERT_EQ(errorOf(file.result), "");
    ASSERT_EQ(file.report().sheets.size(), 3);
    EXPECT_EQ(file.report().sheets[0].name, QString(300, u'n'));
    // A sentence that names them stays one line that reads in its own direction.
    const BadFileReading missing(u"odd_sheet_names.xlsx"_s, chosenSheet(u"New"_s));
    ASSERT_FALSE(missing.result);
    EXPECT_TRUE(missing.sentence().contains(u"../../etc/passwd"_s));
    EXPECT_FALSE(missing.sentence().contains(u'\n')) << missing.sentence().toStdString();
    EXPECT_FALSE(missing.sentence().contains(u'\u202E')) << missing.sentence().toStdString();
}

TEST(BadFiles, g46_aFormulaWithoutAStoredResultIsMarked)
{
    expectRead(u"formulas.xlsx"_s,
        {header, u"2: no value | "_s, u"3: empty value | "_s, u"4: stored | 2"_s, u"5: text | old"_s,
            u"6: #REF! | #REF!"_s, u"7: #N/A | #N/A"_s, u"8: array | 1"_s, u"9: volatile | 45352.5"_s,
            u"10: empty text | "_s},
        {u"2: formula without value"_s, u"3: formula without value"_s});
}

TEST(BadFiles, g47_datesAreReadAsTheyAreShown)
{
    expectRead(u"dates_1900.xlsx"_s,
        {header, u"2: day | 2024-03-01"_s, u"3: leap day that never was | 1900-02-29"_s,
            u"4: day before it | 1900-02-28"_s, u"5: day behind it | 1900-03-01"_s, u"6: negative | -1"_s,
            u"7: time only | 12:00:00"_s, u"8: both | 2024-03-01 18:00"_s, u"9: ISO | 2024-03-01 09:30"_s,
            u"10: beyond the year 9999 | 2958466"_s});
    const BadFileReading from1904(u"dates_1904.xlsx"_s);
    EXPECT_EQ(from1904.lines().value(1), u"2: day | 2028-03-02"_s);
    EXPECT_EQ(from1904.lines().value(5), u"6: negative | -1"_s);
}

TEST(BadFiles, g48_textsAreReadOnceAndWhole)
{
    expectRead(u"texts.xlsx"_s,
        {header, u"2: plain | first"_s, u"3: rich | Ann  Lee"_s, u"4: phonetic | 東京"_s, u"5: escape | a\r\nb"_s,
            u"6: spaces |   two  "_s, u"7: inline | ab"_s, u"8: escape of an escape | _x000D_"_s});
}

TEST(BadFiles, g49_valuesAreReadAsTheyAreShown)
{
    const BadFileReading file(u"shown_values.xlsx"_s);
    EXPECT_EQ(file.lines().mid(0, 3), QStringList({header, u"2: bool | TRUE"_s, u"3: percent | 50%"_s}));
    EXPECT_TRUE(file.lines().value(3).startsWith(u"4: currency | 1234.5"_s)) << file.lines().value(3).toStdString();
    EXPECT_EQ(file.lines().mid(4),
        QStringList({u"5: zeros | 2079460001"_s, u"6: zeros kept | 0000207946"_s, u"7: long | 447911123456"_s,
            u"8: fraction | 0.1"_s, u"9: word | twelve"_s, u"10: no such style | 7"_s}));
}

TEST(BadFiles, g50_oddPackagesAreReadOrRefusedInASentence)
{
    for (const QString &name : {u"strict.xlsx"_s, u"odd_prefixes.xlsx"_s, u"absolute_part_paths.xlsx"_s,
             u"no_package_relations.xlsx"_s, u"wrong_content_types.xlsx"_s, u"utf16_parts.xlsx"_s})
        expectRead(name, onlyAnn);
    expectRefused(u"no_workbook_relations.xlsx"_s, {u"without any sheet of cells"_s});
    expectRefused(u"relation_outside.xlsx"_s, {u"cannot be read"_s});
    expectRefused(u"relations_in_a_circle.xlsx"_s, {u"is empty"_s});
}

} // namespace callsheet::test
