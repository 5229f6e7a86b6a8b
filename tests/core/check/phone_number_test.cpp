#include "core/check/phone_number.h"

#include "core/check/check_rows.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <thread>

namespace callsheet::check {

using namespace Qt::StringLiterals;

void PrintTo(const PhoneFinding &finding, std::ostream *out)
{
    *out << finding.number << ' ' << (finding.code ? codeName(*finding.code).toStdString() : "ready")
         << (finding.code && finding.severity == Severity::Warning ? " (warning)" : "");
}

namespace {

struct Case {
    const char *text;
    const char *country;
    std::uint64_t number;
    std::optional<ProblemCode> code = std::nullopt;
};

void PrintTo(const Case &value, std::ostream *out)
{
    *out << '"' << value.text << "\" in \"" << value.country << '"';
}

class PhoneNumber : public ::testing::TestWithParam<Case> { };

TEST_P(PhoneNumber, isReadAsAPersonWouldReadIt)
{
    const Case &expected = GetParam();
    const PhoneFinding finding = parsePhone(expected.text, QString::fromLatin1(expected.country));
    const bool warning = expected.number != 0;
    EXPECT_EQ(finding.number, expected.number);
    EXPECT_EQ(finding.code, expected.code) << ::testing::PrintToString(finding);
    EXPECT_EQ(finding.severity, expected.code && warning ? Severity::Warning : Severity::Error);
    EXPECT_TRUE(finding.number != 0 || finding.notes.empty()) << "a note is about a number that can be called";
}

INSTANTIATE_TEST_SUITE_P(UsualWritings, PhoneNumber,
    ::testing::Values(Case{"+44 20 7946 0001", "", 442079460001}, Case{"020 7946 0001", "GB", 442079460001},
        Case{"(020) 7946-0001", "GB", 442079460001}, Case{"01134 960123", "GB", 441134960123},
        Case{"+44 (0) 1134 960123", "GB", 441134960123}, Case{"+44 (0)20 7946 0001", "US", 442079460001},
        Case{"0044 1134 960123", "GB", 441134960123}, Case{"0044 1134 960123", "US", 441134960123},
        Case{"0044 1134 960123", "", 441134960123}, Case{"+0044 1134 960123", "GB", 441134960123},
        Case{"tel:+44-1134-960123", "GB", 441134960123}, Case{"01134960123", "gb", 441134960123},
        Case{"447911123456", "GB", 447911123456}, Case{"12125550123", "US", 12125550123},
        Case{"(212) 555-0123", "US", 12125550123}, Case{"212.555.0123", "US", 12125550123},
        Case{"011 44 20 7946 0001", "US", 442079460001}, Case{"030/1234567", "DE", 49301234567},
        Case{"+49 (0)89/123456", "DE", 4989123456}, Case{"0171 1234567", "DE", 491711234567},
        Case{"06 6982 0000", "IT", 390669820000}, Case{"+39 06 6982 0000", "", 390669820000},
        Case{"01 42 68 53 00", "FR", 33142685300}, Case{"098765 43210", "IN", 919876543210},
        Case{"+91 98765-43210", "", 919876543210}, Case{"04 1234 5678", "AU", 61412345678},
        Case{"090-1234-5678", "JP", 819012345678}, Case{"+352 27 86 12 34", "", 35227861234}));

INSTANTIATE_TEST_SUITE_P(WritingsOfSpreadsheets, PhoneNumber,
    ::testing::Values(Case{"1134960123", "GB", 441134960123}, Case{"'01134960123", "GB", 441134960123},
        Case{"\u2019+441134960123", "GB", 441134960123}, Case{"=\"01134960123\"", "GB", 441134960123},
        Case{"447911123456.0", "GB", 447911123456}, Case{"447911123456,00", "GB", 447911123456},
        Case{"\u00a001134\u00a0960123\u00a0", "GB", 441134960123},
        Case{"\u202a+44 1134 960123\u202c", "GB", 441134960123},
        Case{"\u200b01134\u200d960123\ufeff", "GB", 441134960123}, Case{"01134\u2011960\u2013123", "GB", 441134960123},
        Case{"\uff10\uff11\uff11\uff13\uff14 \uff19\uff16\uff10\uff11\uff12\uff13", "GB", 441134960123},
        Case{"\uff0b44 1134 960123", "GB", 441134960123},
        Case{"\u0660\u0661\u0661\u0663\u0664\u0669\u0666\u0660\u0661\u0662\u0663", "GB", 441134960123},
        Case{"0113\u0664960123", "GB", 0, ProblemCode::PhoneOtherDigits},
        Case{"01134 96012\u00b2", "GB", 0, ProblemCode::PhoneNotANumber},
        Case{"\u202e321069 43110", "GB", 0, ProblemCode::PhoneDirectionMarks},
        Case{"01134 \u202d960123", "GB", 0, ProblemCode::PhoneDirectionMarks},
        Case{"4.47911E+11", "GB", 0, ProblemCode::PhoneDigitsLost},
        Case{"4,47911E+11", "GB", 0, ProblemCode::PhoneDigitsLost}, Case{"4E11", "", 0, ProblemCode::PhoneDigitsLost},
        Case{" 9.19e+11 ", "IN", 0, ProblemCode::PhoneDigitsLost},
        Case{"1900-01-00", "GB", 0, ProblemCode::PhoneNotANumber},
        Case{"2024-05-03 00:00:00", "DK", 0, ProblemCode::PhoneNotANumber},
        Case{"45231", "GB", 0, ProblemCode::PhoneTooShort},
        Case{"447911123456000000", "GB", 0, ProblemCode::PhoneTooLong}));

INSTANTIATE_TEST_SUITE_P(NotForCalling, PhoneNumber,
    ::testing::Values(Case{"", "GB", 0, ProblemCode::BlankPhone},
        Case{" \u00a0\u200b", "GB", 0, ProblemCode::BlankPhone}, Case{"'", "GB", 0, ProblemCode::BlankPhone},
        Case{"n/a", "GB", 0, ProblemCode::PhoneNotANumber}, Case{"-", "GB", 0, ProblemCode::PhoneNotANumber},
        Case{"#N/A", "GB", 0, ProblemCode::PhoneNotANumber}, Case{"1-800-FLOWERS", "US", 0, ProblemCode::PhoneLetters},
        Case{"01134 960123 (home)", "GB", 0, ProblemCode::PhoneLetters},
        Case{"07700 ***123", "GB", 0, ProblemCode::PhoneNotANumber},
        Case{"o1134 960123", "GB", 0, ProblemCode::PhoneLetters},
        Case{"01134 960123\xff", "GB", 0, ProblemCode::PhoneNotANumber}, Case{"1", "GB", 0, ProblemCode::PhoneTooShort},
        Case{"01134 9601", "GB", 0, ProblemCode::PhoneTooShort}, Case{"7946 0001", "GB", 0, ProblemCode::PhoneTooShort},
        Case{"555-0123", "US", 0, ProblemCode::PhoneTooShort},
        Case{"01134 960123 456", "GB", 0, ProblemCode::PhoneTooLong},
        Case{"01134 960123 01134 960456", "GB", 0, ProblemCode::PhoneTooLong},
        Case{"999", "GB", 0, ProblemCode::PhoneEmergency}, Case{"911", "US", 0, ProblemCode::PhoneEmergency},
        Case{"112", "", 0, ProblemCode::PhoneEmergency}, Case{"110", "DE", 0, ProblemCode::PhoneEmergency},
        Case{"+44 999", "US", 0, ProblemCode::PhoneEmergency}, Case{"118118", "GB", 0, ProblemCode::PhoneEmergency},
        Case{"09011 234567", "GB", 0, ProblemCode::PhonePremium},
        Case{"900 234 5678", "US", 0, ProblemCode::PhonePremium},
        Case{"+999 1234 5678", "GB", 0, ProblemCode::PhoneInvalid},
        Case{"0000000000", "GB", 0, ProblemCode::PhoneInvalid}, Case{"1111111111", "US", 0, ProblemCode::PhoneInvalid},
        Case{"1234567890", "US", 0, ProblemCode::PhoneInvalid}));

INSTANTIATE_TEST_SUITE_P(SeveralNumbers, PhoneNumber,
    ::testing::Values(Case{"01134 960123 / 01134 960456", "GB", 0, ProblemCode::PhoneSeveral},
        Case{"01134 960123; 01134 960456", "GB", 0, ProblemCode::PhoneSeveral},
        Case{"01134960123,01134960456", "", 0, ProblemCode::PhoneSeveral},
        Case{"01134 960123 or 020 7946 0001", "GB", 0, ProblemCode::PhoneSeveral},
        Case{"01134 960123\n020 7946 0001", "GB", 0, ProblemCode::PhoneSeveral},
        Case{"+441134960123 +442079460001", "GB", 0, ProblemCode::PhoneSeveral},
        Case{"020 7946 0001/2", "GB", 0, ProblemCode::PhoneSeveral}));

INSTANTIATE_TEST_SUITE_P(WithoutACountry, PhoneNumber,
    ::testing::Values(Case{"020 7946 0001", "", 0, ProblemCode::PhoneNoCountry},
        Case{"447911123456", "", 0, ProblemCode::PhoneNoCountry},
        Case{"020 7946 0001", "UK", 0, ProblemCode::PhoneNoCountry}, Case{"+447911123456", "UK", 447911123456}));

INSTANTIATE_TEST_SUITE_P(WithAWarning, PhoneNumber,
    ::testing::Values(Case{"020 7946 0001 ext. 7", "GB", 442079460001, ProblemCode::PhoneExtension},
        Case{"020 7946 0001 x12", "GB", 442079460001, ProblemCode::PhoneExtension},
        Case{"+44 20 7946 0001, Extension 1234", "", 442079460001, ProblemCode::PhoneExtension},
        Case{"020 7946 0001 (ext 9)", "GB", 442079460001, ProblemCode::PhoneExtension},
        Case{"020 7946 0001 #3", "GB", 442079460001, ProblemCode::PhoneExtension},
        Case{"+1 211 555 0123", "", 12115550123, ProblemCode::PhonePossible},
        Case{"07700 900123", "GB", 447700900123, ProblemCode::PhonePossible},
        Case{"00 44 7700 900123", "US", 447700900123, ProblemCode::PhonePossible},
        Case{"07700 900123 x5", "GB", 447700900123, ProblemCode::PhonePossible}));

TEST(PhoneNumberText, makesNoNoiseAndNeedsNoTurns)
{
    // Several threads share the library; each must come to the same numbers.
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&wrong] {
            for (int n = 0; n < 300; ++n) {
                const std::string text = "01134 960" + std::to_string(100 + n);
                if (parsePhone(text, u"GB"_s).number != 441134960100U + static_cast<unsigned>(n))
                    ++wrong;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(wrong, 0);
}

TEST(Countries, areKnownWithTheirCallingCodes)
{
    const QStringList countries = knownCountries();
    EXPECT_GT(countries.size(), 200);
    EXPECT_TRUE(std::is_sorted(countries.begin(), countries.end()));
    EXPECT_TRUE(countries.contains(u"GB"_s));
    EXPECT_EQ(callingCode(u"GB"_s), u"44"_s);
    EXPECT_EQ(callingCode(u"us"_s), u"1"_s);
    EXPECT_EQ(callingCode(u"XX"_s), QString());
    EXPECT_EQ(callingCode(QString()), QString());
}

struct NoteCase {
    const char *text;
    std::vector<ProblemCode> notes;
};
void PrintTo(const NoteCase &value, std::ostream *out)
{
    *out << value.text;
}

class PhoneNotes : public ::testing::TestWithParam<NoteCase> { };

TEST_P(PhoneNotes, tellWhatWasTakenOffANumber)
{
    const PhoneFinding finding = parsePhone(GetParam().text, QStringLiteral("GB"));
    EXPECT_EQ(finding.number, 441134960123U);
    EXPECT_EQ(finding.notes, GetParam().notes);
}

INSTANTIATE_TEST_SUITE_P(Harmless, PhoneNotes,
    ::testing::Values(NoteCase{"01134 960123", {}}, NoteCase{"+44 1134 960123", {}},
        NoteCase{"+44 (0) 1134 960123", {ProblemCode::PhoneTrunkZero}},
        NoteCase{"+44 01134 960123", {ProblemCode::PhoneTrunkZero}},
        NoteCase{"0044 1134 960123", {ProblemCode::PhoneAbroadPrefix}},
        NoteCase{"0044 (0)1134 960123", {ProblemCode::PhoneAbroadPrefix, ProblemCode::PhoneTrunkZero}},
        NoteCase{"'01134960123", {ProblemCode::PhoneApostrophe}},
        NoteCase{"=\"01134960123\"", {ProblemCode::PhoneApostrophe}},
        NoteCase{"441134960123.0", {ProblemCode::PhoneFloatTail}},
        NoteCase{
            "\uff10\uff11\uff11\uff13\uff14 \uff19\uff16\uff10\uff11\uff12\uff13", {ProblemCode::PhoneOtherDigits}},
        NoteCase{"\u0660\u0661\u0661\u0663\u0664\u0669\u0666\u0660\u0661\u0662\u0663", {ProblemCode::PhoneOtherDigits}},
        NoteCase{"\u200e01134 960123\u200f", {ProblemCode::PhoneDirectionMarks}},
        NoteCase{"'\u202a+44 (0)1134 960123\u202c",
            {ProblemCode::PhoneDirectionMarks, ProblemCode::PhoneApostrophe, ProblemCode::PhoneTrunkZero}}));

} // namespace
} // namespace callsheet::check
