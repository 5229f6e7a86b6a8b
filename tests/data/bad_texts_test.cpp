#include "core/match/mapping.h"
#include "tests/data/bad_file_reading.h"

namespace callsheet::test {

TEST(BadFiles, g01_anEmptyFileIsSaidToBeEmpty)
{
    expectRefused(u"empty.csv"_s, {u"is empty"_s});
}

TEST(BadFiles, g02_aFileOfMarksAndLineEndsHoldsNoText)
{
    for (const QString &name : {u"only_bom.csv"_s, u"only_newlines.csv"_s})
        expectRefused(name, {u"holds no text"_s});
}

TEST(BadFiles, g03_aHeaderAloneIsNoSheet)
{
    expectRefused(u"header_only.csv"_s, {u"has a header but no rows"_s, u"Add rows"_s});
}

TEST(BadFiles, g04_unicodeIsReadInEachOfItsEncodings)
{
    const QStringList lines{u"name | phone"_s, u"2: Zoë Łuk | +442079460001"_s, u"3: Igor Живаго | +442079460002"_s};
    for (const auto &[name, encoding] :
        {std::pair(u"utf8_bom.csv"_s, u"UTF-8"_s), std::pair(u"utf16le.csv"_s, u"UTF-16LE"_s),
            std::pair(u"utf16be_nobom.csv"_s, u"UTF-16BE"_s), std::pair(u"utf32.csv"_s, u"UTF-32LE"_s)}) {
        expectRead(name, lines);
        const BadFileReading file(name);
        EXPECT_EQ(file.report().encoding, encoding);
        const bool guessed = name.contains(u"nobom"_s);
        EXPECT_TRUE(file.report().whyEncoding.contains(guessed ? u"no byte order mark"_s : u"byte order mark of"_s))
            << file.report().whyEncoding.toStdString();
    }
}

TEST(BadFiles, g05_anEncodingThatWasGuessedIsSaidToBeAGuess)
{
    expectRead(u"cp1252_umlauts.csv"_s,
        {u"name | town"_s, u"2: Jürgen Müller | Köln"_s, u"3: Søren | Århus"_s, u"4: François | Orléans"_s,
            u"5: Zoë | € 5 – 10"_s});
    expectRead(u"shift_jis.csv"_s,
        {u"名前 | 電話"_s, u"2: 山田太郎 | 03-1234-5678"_s, u"3: 鈴木花子 | 03-1234-5679"_s,
            u"4: 東京都港区 | 03-1234-5670"_s, u"5: 大阪市北区 | 06-1234-5671"_s});
    for (const auto &[name, encoding] :
        {std::pair(u"cp1252_umlauts.csv"_s, u"windows-1252"_s), std::pair(u"shift_jis.csv"_s, u"Shift_JIS"_s)}) {
        const BadFileReading file(name);
        EXPECT_EQ(file.report().encoding.toLower(), encoding.toLower());
        EXPECT_TRUE(file.report().whyEncoding.contains(u"This is a guess"_s))
            << file.report().whyEncoding.toStdString();
    }
}

TEST(BadFiles, g05_aRowInAnotherEncodingIsMarkedAndNeverSent)
{
    const BadFileReading file(u"mixed_encodings.csv"_s);
    ASSERT_EQ(errorOf(file.result), "");
    EXPECT_EQ(file.report().encoding, u"UTF-8"_s);
    EXPECT_EQ(file.damages(), QStringList{u"6: invalid text"_s});
    EXPECT_TRUE(file.lines().contains(u"5: Łukasz | +442079460004"_s));
    EXPECT_TRUE(file.lines().contains(u"7: Åsa | +442079460006"_s));
    // A replacement character stands only where a row says so.
    for (sheet::RowIndex row = 0; row < file.table().rowCount(); ++row)
        EXPECT_EQ(cellsOf(file.table(), row).join(u""_s).contains(QChar::ReplacementCharacter), row == 4) << row;
    const QStringList checked = BadFileCheck(u"mixed_encodings.csv"_s).lines();
    EXPECT_EQ(checked.value(4), u"6: damagedRow"_s);
    EXPECT_EQ(checked.value(5), u"7: 442079460006"_s);
}

TEST(BadFiles, g06_bytesThatAreNoTextMarkTheirRowOnly)
{
    for (const QString &name : {u"invalid_utf8_overlong.csv"_s, u"lone_surrogate.csv"_s}) {
        const BadFileReading file(name);
        ASSERT_EQ(errorOf(file.result), "");
        EXPECT_EQ(file.report().encoding, u"UTF-8"_s);
        EXPECT_EQ(file.damages(), QStringList{u"4: invalid text"_s});
        EXPECT_EQ(file.lines().value(2), u"3: Jürgen | 2"_s);
        EXPECT_TRUE(file.lines().value(3).startsWith(u"4: Åsa \uFFFD"_s));
        EXPECT_EQ(file.lines().value(4), u"5: Émile | 4"_s);
    }
}

TEST(BadFiles, g07_aZeroByteIsMarkedAndCutsNothingOff)
{
    expectRead(u"nul_bytes.csv"_s,
        {u"phone | name"_s, u"2: +442079460001 | Ann"_s, u"3: +442079460002 | B\0b"_s, u"4: +442079460003 | Cem"_s},
        {u"3: zero byte"_s});
    EXPECT_EQ(BadFileCheck(u"nul_bytes.csv"_s).lines(),
        QStringList({u"2: 442079460001"_s, u"3: damagedRow"_s, u"4: 442079460003"_s}));
}

TEST(BadFiles, g07_controlCharactersAreKeptAndShown)
{
    const BadFileReading file(u"control_chars.csv"_s);
    ASSERT_EQ(errorOf(file.result), "");
    EXPECT_EQ(file.lines(),
        QStringList({u"phone | name"_s, u"2: +442079460001 | Ann"_s, u"3: +442079460002 | B\u001B[31mb\u0007"_s,
            u"4: +442079460003 | C\u007F\bm"_s, u"5: +442079460004 | Dan\tE"_s}));
    EXPECT_EQ(BadFileCheck(u"control_chars.csv"_s).lines(),
        QStringList({u"2: 442079460001"_s, u"3: 442079460002 controlCharacters"_s,
            u"4: 442079460003 controlCharacters"_s, u"5: 442079460004"_s}));
}

TEST(BadFiles, g08_anUnclosedQuoteStaysInItsRow)
{
    for (const auto &[name, rows] :
        {std::pair(u"unclosed_quote_at_row_5.csv"_s, 100U), std::pair(u"unclosed_quote_in_the_last_row.csv"_s, 4U)}) {
        const BadFileReading file(name);
        ASSERT_EQ(errorOf(file.result), "");
        ASSERT_EQ(file.table().rowCount(), rows);
        EXPECT_EQ(file.damages(), QStringList{u"5: unclosed quote"_s});
        for (sheet::RowIndex row = 0; row < rows; ++row) {
            const QString number = QString::number(row + 2);
            EXPECT_EQ(file.table().sheetRow(row), row + 2);
            if (row != 3)
                EXPECT_EQ(file.table().text(row, 1), u"Person "_s + number);
        }
        EXPECT_TRUE(file.table().text(3, 1).contains(u"Person 5"_s));
        EXPECT_EQ(BadFileCheck(name).lines().value(3), u"5: damagedRow"_s) << "nobody is called by half a row";
    }
}

TEST(BadFiles, g09_aQuoteInsideOfACellIsReadAsItStands)
{
    const BadFileReading file(u"quote_in_middle.csv"_s);
    EXPECT_EQ(file.lines().mid(0, 3),
        QStringList({u"phone | name"_s, u"2: +442079460001 | a\"b\"c"_s, u"3: +442079460002 | 5\" pipe"_s}));
    EXPECT_TRUE(file.lines().value(3).contains(u"Ann"_s) && file.lines().value(3).contains(u" Lee"_s));
    EXPECT_EQ(file.lines().value(4), u"5: +442079460004 | Bob"_s);
    EXPECT_EQ(file.damages(), QStringList({u"2: stray quote"_s, u"3: stray quote"_s, u"4: stray quote"_s}));
}

TEST(BadFiles, g10_lineBreaksInsideOfQuotesBelongToTheirCell)
{
    expectRead(u"quoted_newlines.csv"_s,
        {u"phone | name"_s, u"2: +442079460001 | Ann\nLee"_s, u"3: +442079460002 | Bob\r\n\r\nBrown"_s,
            u"4: +442079460003 | a \"b\" c"_s, u"5: +442079460004 | Dan"_s});
}

TEST(BadFiles, g11_lineEndsOfEveryKindEndARow)
{
    expectRead(u"mixed_crlf_lf_cr.csv"_s,
        {u"phone | name"_s, u"2: +442079460001 | Ann"_s, u"3: +442079460002 | Bob"_s, u"4: +442079460003 | Cem"_s});
}

TEST(BadFiles, g12_theSeparatorIsFoundAndSaid)
{
    expectRead(u"semicolon.csv"_s, {u"phone | name"_s, u"2: 1 | Ann, B"_s, u"3: 2 | Bob, C"_s});
    expectRead(u"tab.tsv"_s, {u"phone | name"_s, u"2: 1 | Ann, B"_s, u"3: 2 | Bob; C"_s});
    expectRead(u"pipe.csv"_s, {u"phone | name"_s, u"2: 1 | Ann, B"_s, u"3: 2 | Bob; C"_s});
    expectRead(u"sep_line.csv"_s, {u"phone | name"_s, u"3: 1 | Ann,B"_s, u"4: 2 | Bob,C"_s});
    expectRead(u"delimiter_in_quotes_only.csv"_s, {u"name"_s, u"2: Lee, Ann"_s, u"3: Brown, Bob"_s});
    for (const auto &[name, separator] : {std::pair(u"semicolon.csv"_s, u";"_s), std::pair(u"tab.tsv"_s, u"\t"_s),
             std::pair(u"pipe.csv"_s, u"|"_s), std::pair(u"sep_line.csv"_s, u";"_s)}) {
        const BadFileReading file(name);
        EXPECT_EQ(file.report().separator, separator);
        EXPECT_TRUE(file.report().whySeparator.endsWith(u'.'));
    }
}

TEST(BadFiles, g13_rowsOfAnotherLengthAreMarkedAndShiftNothing)
{
    expectRead(u"ragged_rows.csv"_s,
        {u"phone | name | town"_s, u"2: 1 | Ann | York"_s, u"3: 2 | Bob"_s, u"4: 3"_s,
            u"5: 4 | Dan | Hull | more | and more"_s, u"6: 5 |  | Leeds"_s, u"7: 6 | Fay | Bath"_s},
        {u"3: too few cells"_s, u"4: too few cells"_s, u"5: too many cells"_s});
}

TEST(BadFiles, g14_aLineWithoutEndIsStoppedByALimit)
{
    expectLimit(u"one_line.csv"_s, {u"16 MiB"_s, u"line breaks"_s});
}

TEST(BadFiles, g15_moreColumnsThanASheetHasAreStoppedByALimit)
{
    expectLimit(u"20000_columns.csv"_s, {u"16,384 columns"_s, u"20,000"_s});
    const BadFileReading most(u"16384_columns.csv"_s);
    ASSERT_EQ(errorOf(most.result), "");
    EXPECT_EQ(most.table().columnCount(), 16'384);
}

TEST(BadFiles, g17_columnsKeepTheirPlaceWhateverTheyAreCalled)
{
    const BadFileReading blank(u"blank_header.csv"_s);
    EXPECT_EQ(blank.lines().value(0), u"name | Column B | phone | Column D"_s);
    EXPECT_EQ(blank.lines().value(1), u"2: Ann | x | +442079460001 | y"_s);

    const BadFileReading low(u"header_on_row_7.csv"_s);
    EXPECT_EQ(low.report().headerRow, 7);
    EXPECT_TRUE(low.report().whyHeaderRow.contains(u"Row 7"_s)) << low.report().whyHeaderRow.toStdString();
    EXPECT_EQ(low.lines().value(0), u"phone | name | town | note"_s);
    EXPECT_EQ(low.lines().value(1), u"8: +442079460001 | Ann | York | a"_s);
    EXPECT_EQ(low.damages(), QStringList());
}

TEST(BadFiles, g17_aHeaderOfTwoRowsNamesEachColumnApart)
{
    const BadFileReading file(u"merged_header.csv"_s);
    ASSERT_EQ(errorOf(file.result), "");
    EXPECT_EQ(file.report().headerRows, 2);
    EXPECT_EQ(file.lines(),
        QStringList({u"name | Home phone | Home town | Work phone | Work town"_s,
            u"3: Ann | +442079460001 | York | +442079460002 | Hull"_s,
            u"4: Bob | +442079460003 | Bath | +442079460004 | Ely"_s}));
}

match::VariableSet variables(const QStringList &labels)
{
    match::VariableSet set;
    for (const QString &label : labels) {
        const bool isPhone = set.variables.isEmpty();
        set.variables.append({isPhone ? match::phoneNumberKey : label.toLower(), label, isPhone,
            isPhone ? match::VariableType::Phone : match::VariableType::Text, {}});
    }
    return set;
}

TEST(BadFiles, g17_twoColumnsOfOneNameAreForThePersonToChoose)
{
    const BadFileReading file(u"duplicate_headers.csv"_s);
    ASSERT_EQ(errorOf(file.result), "");
    const match::VariableSet set = variables({u"Phone"_s, u"Name"_s});
    const match::Mapping mapping = match::suggestMapping(set, file.table().header());
    for (const match::Assignment &assignment : mapping.assignments)
        EXPECT_FALSE(assignment.confirmed) << "column " << assignment.column;
    EXPECT_EQ(match::whatIsMissing(set, mapping, file.table().header()),
        u"“Phone” may be any of the columns that are called “phone”. Choose the right one."_s);
}

TEST(BadFiles, g18_headingsThatLookAlikeAreMatchedOnlyWhenTheyReadAlike)
{
    const BadFileReading file(u"header_lookalikes.csv"_s);
    ASSERT_EQ(errorOf(file.result), "");
    const match::VariableSet set = variables({u"Phone number"_s, u"Name"_s, u"Due date"_s, u"Town"_s});
    const match::Mapping mapping = match::suggestMapping(set, file.table().header());
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(mapping.assignments[i].column, i);
        EXPECT_TRUE(mapping.assignments[i].confirmed) << i;
    }
    EXPECT_FALSE(mapping.assignments[3].confirmed) << "a Cyrillic letter is another letter";
}

} // namespace callsheet::test
