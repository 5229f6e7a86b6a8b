#include "core/check/country_evidence.h"

#include <gtest/gtest.h>

// The decision alone, over counts. What makes the counts is country_hint_test.cpp's.

namespace callsheet::check {

void PrintTo(const CountryJudgement &judgement, std::ostream *out)
{
    *out << "verdict " << static_cast<int>(judgement.verdict) << ", code " << judgement.callingCode;
}

namespace {

constexpr int us = 1, nl = 31, fr = 33, de = 49;

//! Of 60 numbers that fail in the United States nearly all are Dutch.
CountryEvidence dutchSheet()
{
    CountryEvidence evidence;
    evidence.chosenCode = us;
    evidence.failing = 60;
    evidence.failingShare = 0.95;
    evidence.fits = {{nl, 58, 0, 55, 0}, {fr, 20, 0, 20, 0}};
    return evidence;
}

struct Case {
    const char *name;
    void (*change)(CountryEvidence &);
    CountryJudgement expected;
};

class CountryDecision : public ::testing::TestWithParam<Case> { };

TEST_P(CountryDecision, followsTheEvidence)
{
    CountryEvidence evidence = dutchSheet();
    GetParam().change(evidence);
    EXPECT_EQ(judgeCountry(evidence), GetParam().expected);
}

constexpr CountryJudgement nothing = {};
constexpr CountryJudgement offersNl = {CountryVerdict::Offer, nl};
constexpr CountryJudgement several = {CountryVerdict::Several, 0};
constexpr CountryJudgement mixed = {CountryVerdict::Mixed, nl};

INSTANTIATE_TEST_SUITE_P(All, CountryDecision,
    ::testing::Values(
        // What is enough
        Case{"oneCountryExplainsThem", [](CountryEvidence &) {}, offersNl},
        Case{"noCountryIsChosen", [](CountryEvidence &e) { e.chosenCode = 0; }, offersNl},
        Case{"whatIsValidNowStaysValid",
            [](CountryEvidence &e) {
                e.valid = 20;
                e.fits[0].stillValid = 19;
            },
            offersNl},
        // What is too little
        Case{"fourNumbers",
            [](CountryEvidence &e) {
                e.failing = 4;
                e.fits = {{nl, 4, 0, 4, 0}};
            },
            nothing},
        Case{"aFifthOfTheRows", [](CountryEvidence &e) { e.failingShare = 0.2; }, nothing},
        Case{"eightOfTenWouldBeValid", [](CountryEvidence &e) { e.fits[0].madeValid = 48; }, nothing},
        Case{"noCountryFits", [](CountryEvidence &e) { e.fits.clear(); }, nothing},
        // Other causes, with cures of their own
        Case{"thePlusIsMissing", [](CountryEvidence &e) { e.mendable = 30; }, nothing},
        Case{"someArePlusless", [](CountryEvidence &e) { e.mendable = 10; }, offersNl},
        Case{"theAreaCodeIsMissing", [](CountryEvidence &e) { e.local = 40; }, nothing},
        Case{"theAreaCodeIsMissingButPlusNumbersTell",
            [](CountryEvidence &e) {
                e.local = 40;
                e.withPlus = {{nl, 9}};
            },
            offersNl},
        // A sheet of several countries
        Case{"whatIsValidNowWouldBreak",
            [](CountryEvidence &e) {
                e.failingShare = 0.6;
                e.valid = 40;
                e.fits[0].stillValid = 2;
            },
            mixed},
        Case{"columnsOfSeveralCountries",
            [](CountryEvidence &e) {
                e.byColumn = {{nl, 30}, {de, 28}};
            },
            nothing},
        // Several that fit
        Case{"oneFitsByLinesOfSomeTownAlone",
            [](CountryEvidence &e) {
                e.fits = {{de, 60, 0, 10, 0}};
            },
            several},
        Case{"twoFitAlike", [](CountryEvidence &e) { e.fits[1].madeValid = 58; }, several},
        Case{"anotherComesNear", [](CountryEvidence &e) { e.fits[1].madeValid = 52; }, several},
        Case{"anotherComesNearAndSixNumbersAreFew",
            [](CountryEvidence &e) {
                e.failing = 6;
                e.fits = {{nl, 6, 0, 6, 0}, {fr, 4, 0, 4, 0}};
            },
            several},
        Case{"thePlusNumbersTell",
            [](CountryEvidence &e) {
                e.fits[1].madeValid = 60;
                e.withPlus = {{nl, 10}, {de, 1}};
            },
            offersNl},
        Case{"twoPlusNumbersTellNothing",
            [](CountryEvidence &e) {
                e.fits[1].madeValid = 60;
                e.withPlus = {{nl, 2}};
            },
            several},
        Case{"plusNumbersOfManyCountriesTellNothing",
            [](CountryEvidence &e) {
                e.fits[1].madeValid = 60;
                e.withPlus = {{nl, 10}, {de, 10}};
            },
            several},
        Case{"theWritingTells",
            [](CountryEvidence &e) {
                e.fits = {{nl, 58, 0, 58, 50}, {fr, 58, 0, 58, 3}};
                e.grouped = 60;
            },
            offersNl},
        Case{"twoWriteAlikeAndOneReadsMobiles",
            [](CountryEvidence &e) {
                e.fits = {{nl, 58, 0, 58, 58}, {fr, 58, 0, 0, 58}};
                e.grouped = 60;
            },
            offersNl},
        Case{"twoWriteAlike",
            [](CountryEvidence &e) {
                e.fits = {{nl, 58, 0, 58, 58}, {fr, 58, 0, 58, 58}};
                e.grouped = 60;
            },
            several},
        Case{"everySecondIsWrittenSo",
            [](CountryEvidence &e) {
                e.fits = {{nl, 58, 0, 58, 30}, {fr, 58, 0, 58, 0}};
                e.grouped = 60;
            },
            several},
        Case{"writingAndPlusNumbersDisagree",
            [](CountryEvidence &e) {
                e.fits = {{nl, 58, 0, 58, 58}, {fr, 58, 0, 58, 3}};
                e.grouped = 60;
                e.withPlus = {{fr, 10}};
            },
            several},
        Case{"theMailAddressesTell",
            [](CountryEvidence &e) {
                e.fits[1].madeValid = 60;
                e.byMail = {{nl, 31}, {de, 2}};
            },
            offersNl},
        Case{"theMailAddressesAreOfTheChosenOne",
            [](CountryEvidence &e) {
                e.byMail = {{us, 31}};
            },
            nothing},
        Case{"theMailAddressesAreOfACountryThatDoesNotFit",
            [](CountryEvidence &e) {
                e.byMail = {{de, 31}};
            },
            offersNl},
        Case{"theColumnTells",
            [](CountryEvidence &e) {
                e.fits[1].madeValid = 60;
                e.byColumn = {{nl, 59}};
            },
            offersNl},
        // The sheet speaks for what is chosen
        Case{"theColumnSaysTheChosenOne",
            [](CountryEvidence &e) {
                e.byColumn = {{us, 60}};
            },
            nothing},
        Case{"thePlusNumbersAreOfTheChosenOne",
            [](CountryEvidence &e) {
                e.withPlus = {{us, 30}};
            },
            nothing},
        Case{"theColumnNamesACountryThatDoesNotFit",
            [](CountryEvidence &e) {
                e.byColumn = {{fr, 60}};
            },
            nothing}),
    [](const auto &info) { return std::string(info.param.name); });

} // namespace
} // namespace callsheet::check
