#include "core/check/country_hint.h"

#include "core/check/country_names.h"
#include "core/check/phone_number.h"
#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <phonenumbers/phonenumberutil.h>

#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

#include <random>

namespace callsheet::check {

void PrintTo(const CountryHint &hint, std::ostream *out)
{
    *out << "verdict " << static_cast<int>(hint.verdict) << ' ' << hint.chosen.toStdString() << " -> "
         << hint.country.toStdString() << ", " << hint.failing << " fail, " << hint.wouldBeValid << " would be valid, "
         << hint.readDifferently << " read differently, " << hint.lost << " lost";
}

namespace {

using namespace Qt::StringLiterals;
using Row = test::MemoryTable::Row;

std::string digits(int number, std::size_t width)
{
    std::string text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') + text;
}

//! "06-10000123" and on, as the Dutch write them.
std::vector<Row> dutchMobiles(int count)
{
    std::vector<Row> rows;
    for (int i = 0; i < count; ++i)
        rows.push_back({"06-1" + digits(i * 131071 % 10000000, 7)});
    return rows;
}

std::optional<CountryHint> hintFor(
    const std::vector<Row> &rows, const QString &chosen, const QStringList &furtherColumns = {})
{
    CheckInput input = test::checkInput({test::phoneVariable()}, {});
    QStringList header = {u"Phone"_s};
    header += furtherColumns;
    input.table = std::make_shared<test::MemoryTable>(header, rows);
    input.settings.defaultCountry = chosen;
    const auto report = checkRows(input, nullptr, {});
    const auto hint = findCountryHint(input, **report, {});
    EXPECT_TRUE(hint);
    return hint ? *hint : std::nullopt;
}

TEST(CountryHint, namesTheCountryThatExplainsTheNumbersThatFail)
{
    std::vector<Row> rows = dutchMobiles(58);
    for (const char *wrong : {"06 1234", "06 12", "hello"}) // typing mistakes, and nothing
        rows.push_back({wrong});
    const auto hint = hintFor(rows, u"US"_s);
    ASSERT_TRUE(hint);
    EXPECT_EQ(hint->verdict, CountryVerdict::Offer);
    EXPECT_EQ(hint->country, u"NL"_s);
    EXPECT_EQ(hint->failing, 60U) << "what is no number at all does not count";
    EXPECT_EQ(hint->wouldBeValid, 58U);
    EXPECT_EQ(hint->lost + hint->readDifferently, 0U);
    EXPECT_TRUE(hintSentence(*hint).contains(u"not valid in the United States"_s));
    EXPECT_TRUE(hintSentence(*hint).contains(u"valid in the Netherlands"_s));
}

TEST(CountryHint, keepsQuietWhereTheRightCountryIsChosen)
{
    std::vector<Row> rows = dutchMobiles(58);
    for (int i = 0; i < 5; ++i)
        rows.push_back({"06 12" + std::to_string(i)});
    EXPECT_EQ(hintFor(rows, u"NL"_s), std::nullopt);
    EXPECT_TRUE(hintFor(rows, u"US"_s)) << "the same numbers, elsewhere";
}

TEST(CountryHint, offersNothingThatTheDigitsAloneDoNotTell)
{
    std::vector<Row> rows;
    for (int i = 0; i < 60; ++i)
        rows.push_back({"061" + digits(i * 131071 % 10000000, 7)}); // Dutch, French, Moroccan…
    const auto unsure = hintFor(rows, u"US"_s);
    ASSERT_TRUE(unsure);
    EXPECT_EQ(unsure->verdict, CountryVerdict::Several);
    EXPECT_EQ(unsure->country, QString());
    EXPECT_EQ(unsure->failing, 60U);

    for (int i = 0; i < 5; ++i)
        rows.push_back({"+3161" + digits(i * 131071 % 10000000, 7)});
    const auto told = hintFor(rows, u"US"_s);
    ASSERT_TRUE(told);
    EXPECT_EQ(told->country, u"NL"_s) << "by the numbers with +";
}

TEST(CountryHint, believesAColumnThatNamesTheCountry)
{
    for (const char *name : {"NL", "nld", "Netherlands", "The Netherlands", "Nederland", "Niederlande", "Pays-Bas"}) {
        std::vector<Row> rows;
        for (int i = 0; i < 60; ++i)
            rows.push_back({"061" + digits(i * 131071 % 10000000, 7), name});
        const auto hint = hintFor(rows, u"US"_s, {u"Land"_s});
        ASSERT_TRUE(hint) << name;
        EXPECT_EQ(hint->country, u"NL"_s) << name;
    }
}

TEST(CountryHint, believesTheEndingsOfMailAddresses)
{
    std::vector<Row> rows;
    for (int i = 0; i < 60; ++i)
        rows.push_back({"061" + digits(i * 131071 % 10000000, 7), i % 3 == 0 ? "jan@bakkerij.nl" : "jan@gmail.com"});
    const auto hint = hintFor(rows, u"US"_s, {u"E-mail"_s});
    ASSERT_TRUE(hint);
    EXPECT_EQ(hint->country, u"NL"_s);
    for (Row &row : rows)
        row[1] = "jan@bakkerij.io";
    EXPECT_EQ(hintFor(rows, u"US"_s, {u"E-mail"_s})->verdict, CountryVerdict::Several) << "anybody's";
}

TEST(CountryHint, doesNotTakeStatesOrLanguagesForCountries)
{
    std::vector<Row> rows;
    for (int i = 0; i < 60; ++i)
        rows.push_back({"061" + digits(i * 131071 % 10000000, 7), "DE"}); // Delaware, or German
    const auto hint = hintFor(rows, u"US"_s, {u"State"_s});
    ASSERT_TRUE(hint);
    EXPECT_EQ(hint->verdict, CountryVerdict::Several);
    EXPECT_EQ(hintFor(rows, u"US"_s, {u"Country"_s})->country, u"DE"_s) << "the same cells below that heading";
}

TEST(CountryHint, doesNotRushASheetOfSeveralCountriesIntoOne)
{
    std::vector<Row> rows = dutchMobiles(40);
    for (int i = 0; i < 40; ++i)
        rows.push_back({"202 555 " + digits(100 + i, 4)});
    const auto mixed = hintFor(rows, u"US"_s);
    ASSERT_TRUE(mixed);
    EXPECT_EQ(mixed->verdict, CountryVerdict::Mixed);
    EXPECT_EQ(mixed->lost, 40U);
    EXPECT_TRUE(hintSentence(*mixed).contains(u"several countries"_s));

    std::vector<Row> three = dutchMobiles(30);
    for (int i = 0; i < 30; ++i)
        three.push_back({"0151 2345" + digits(i * 97, 4)}); // German
    for (int i = 0; i < 30; ++i)
        three.push_back({"07911 " + digits(120000 + i, 6)}); // British
    const auto unsure = hintFor(three, u"US"_s);
    EXPECT_TRUE(!unsure || unsure->country.isEmpty())
        << "to Germany's plan all of them are lines of some town: " << unsure->country.toStdString();
}

TEST(CountryHint, saysWhichNumbersWouldBeReadAsOthers)
{
    std::vector<Row> rows;
    for (int i = 0; i < 60; ++i)
        rows.push_back({"98765 " + digits(10000 + i, 5)}); // Indian; no area code of the United States
    for (int i = 0; i < 20; ++i)
        rows.push_back({"70255 " + digits(50000 + i, 5)}); // Indian, and Las Vegas
    const auto hint = hintFor(rows, u"US"_s);
    ASSERT_TRUE(hint);
    EXPECT_EQ(hint->country, u"IN"_s);
    EXPECT_EQ(hint->failing, 60U);
    EXPECT_EQ(hint->readDifferently, 20U);
    EXPECT_TRUE(hintSentence(*hint).contains(u"read as numbers of India"_s)) << hintSentence(*hint).toStdString();
}

TEST(CountryHint, leavesAMissingPlusToItsOwnCure)
{
    std::vector<Row> rows;
    for (int i = 0; i < 60; ++i)
        rows.push_back({"3161" + digits(i * 131071 % 10000000, 7)});
    EXPECT_EQ(hintFor(rows, u"US"_s), std::nullopt);
}

TEST(CountryHint, worksWithoutAnyDefaultCountry)
{
    const auto hint = hintFor(dutchMobiles(61), {});
    ASSERT_TRUE(hint);
    EXPECT_EQ(hint->country, u"NL"_s);
    EXPECT_TRUE(hintSentence(*hint).contains(u"no default country is chosen"_s));
}

TEST(CountryHint, countsEveryRowAndNotItsSample)
{
    const auto hint = hintFor(dutchMobiles(5000), u"US"_s);
    ASSERT_TRUE(hint);
    EXPECT_EQ(hint->failing, 5000U);
    EXPECT_EQ(hint->wouldBeValid, 5000U);
}

TEST(CountryHint, isWrittenForScripts)
{
    std::string json;
    appendHintJson({CountryVerdict::Offer, u"US"_s, u"NL"_s, 61, 58, 2, 1}, json);
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    EXPECT_EQ(object[u"code"_s], u"defaultCountry"_s);
    EXPECT_EQ(object[u"verdict"_s], u"offer"_s);
    EXPECT_EQ(object[u"chosen"_s], u"US"_s);
    EXPECT_EQ(object[u"country"_s], u"NL"_s);
    EXPECT_EQ(object[u"failing"_s], 61);
    EXPECT_EQ(object[u"wouldBeValid"_s], 58);
    EXPECT_EQ(object[u"readDifferently"_s], 2);
    EXPECT_EQ(object[u"lost"_s], 1);
    EXPECT_FALSE(object[u"message"_s].toString().isEmpty());
}

TEST(CountryHint, namesCountriesAsASentenceDoes)
{
    EXPECT_EQ(countryInSentence(u"NL"_s), u"the Netherlands"_s);
    EXPECT_EQ(countryInSentence(u"FR"_s), u"France"_s);
    EXPECT_EQ(countryName(u"NL"_s), u"Netherlands"_s);
    EXPECT_EQ(countryNamed(u"Deutschland"_s), u"DE"_s);
    EXPECT_EQ(countryNamed(u"ESPAÑA"_s), u"ES"_s);
    EXPECT_EQ(countryNamed(u"UK"_s), u"GB"_s);
    EXPECT_EQ(countryNamed(u"Россия"_s), u"RU"_s);
    EXPECT_EQ(countryNamed(u"Springfield"_s), QString());
}

enum class Writing { AtHome, DigitsOnly, InTwos, InThrees };

std::string written(const std::string &atHome, Writing writing)
{
    if (writing == Writing::AtHome)
        return atHome;
    std::string text;
    std::size_t digits = 0;
    const std::size_t size = writing == Writing::InTwos ? 2 : 3;
    for (const char c : atHome) {
        if (c < '0' || c > '9')
            continue;
        if (writing != Writing::DigitsOnly && digits > 0 && digits % size == 0)
            text += ' ';
        text += c;
        ++digits;
    }
    return text;
}

//! Mobiles of the country: of its example's length, with other digits behind.
std::vector<Row> madeNumbers(const QString &country, int count, Writing writing, std::mt19937 &random)
{
    using i18n::phonenumbers::PhoneNumber;
    using i18n::phonenumbers::PhoneNumberUtil;
    parsePhone("0", {}); // sets the library up
    PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
    const std::string region = country.toStdString();
    PhoneNumber example;
    library.GetExampleNumberForType(region, PhoneNumberUtil::MOBILE, &example);
    std::vector<Row> rows;
    for (int tries = 0; static_cast<int>(rows.size()) < count && tries < 20000; ++tries) {
        PhoneNumber number = example;
        std::string national = std::to_string(example.national_number());
        for (std::size_t i = 1; i < national.size(); ++i)
            national[i] = static_cast<char>('0' + random() % 10);
        number.set_national_number(std::stoull(national));
        if (!library.IsValidNumberForRegion(number, region))
            continue;
        std::string text;
        library.Format(number, PhoneNumberUtil::NATIONAL, &text);
        rows.push_back({written(text, writing)});
    }
    return rows;
}

TEST(CountryHint, neverOffersTheWrongCountryForMobilesOfOneCountry)
{
    const QStringList countries
        = {u"US"_s, u"GB"_s, u"DE"_s, u"FR"_s, u"NL"_s, u"ES"_s, u"IT"_s, u"PL"_s, u"BR"_s, u"MX"_s, u"IN"_s, u"AU"_s,
            u"JP"_s, u"CN"_s, u"ZA"_s, u"TR"_s, u"SE"_s, u"CH"_s, u"AT"_s, u"BE"_s, u"AE"_s, u"PH"_s, u"ID"_s, u"NG"_s};
    std::mt19937 random(4711);
    int offered = 0;
    int unsure = 0;
    int silent = 0;
    for (const QString &truth : countries) {
        for (const Writing writing : {Writing::AtHome, Writing::DigitsOnly, Writing::InTwos, Writing::InThrees}) {
            const std::vector<Row> rows = madeNumbers(truth, 60, writing, random);
            ASSERT_EQ(rows.size(), 60U) << truth.toStdString();
            for (const QString &chosen : {u"US"_s, u"GB"_s, u"DE"_s, u"IN"_s, QString()}) {
                const auto hint = hintFor(rows, chosen);
                if (chosen == truth) {
                    EXPECT_EQ(hint, std::nullopt) << truth.toStdString();
                    continue;
                }
                offered += hint && hint->verdict == CountryVerdict::Offer ? 1 : 0;
                unsure += hint && hint->verdict == CountryVerdict::Several ? 1 : 0;
                silent += hint ? 0 : 1;
                if (hint && hint->verdict == CountryVerdict::Offer)
                    EXPECT_EQ(hint->country, truth) << "with " << chosen.toStdString() << " chosen, "
                                                    << "such as " << rows[0][0];
            }
        }
    }
    std::cout << "offered " << offered << ", several " << unsure << ", nothing said " << silent << '\n';
    EXPECT_GT(offered, 50) << "it does speak";
}

} // namespace
} // namespace callsheet::check
