#include "core/check/country_hint.h"

#include "core/check/cell_text.h"
#include "core/check/country_names.h"

#include <QCoreApplication>
#include <QLocale>

namespace callsheet::check {

using namespace Qt::StringLiterals;

namespace {

QString grouped(std::uint32_t count)
{
    return QLocale().toString(count);
}

//! A hint speaks of five numbers at least, so that there is no other form of the sentence.
QString whatFails(const CountryHint &hint)
{
    if (hint.chosen.isEmpty())
        return QCoreApplication::translate(
            "check", "%1 numbers carry no country code, and no default country is chosen")
            .arg(grouped(hint.failing));
    return QCoreApplication::translate("check", "%1 numbers are not valid in %2")
        .arg(grouped(hint.failing), countryInSentence(hint.chosen));
}

QString verdictName(CountryVerdict verdict)
{
    switch (verdict) {
    case CountryVerdict::Nothing:
        break;
    case CountryVerdict::Offer:
        return u"offer"_s;
    case CountryVerdict::Several:
        return u"several"_s;
    case CountryVerdict::Mixed:
        return u"mixed"_s;
    }
    return {};
}

} // namespace

QString hintSentence(const CountryHint &hint)
{
    const QString fails = whatFails(hint);
    if (hint.verdict == CountryVerdict::Several)
        //: %1 is "61 numbers are not valid in the United States"
        return QCoreApplication::translate(
            "check", "%1. If they belong to another country, choose it as the default country.")
            .arg(fails);
    const QString there = countryInSentence(hint.country);
    const QString valid = QCoreApplication::translate("check", "%1 of them would be valid in %2")
                              .arg(grouped(hint.wouldBeValid), there);
    if (hint.verdict == CountryVerdict::Mixed)
        //: %1 is "61 numbers are not valid in the United States", %2 is "58 of them would be valid in the Netherlands"
        return QCoreApplication::translate("check",
            "%1; %2, but of those that are valid now %3 would not be. Where a sheet holds numbers of several "
            "countries, "
            "write them with + and their country code.")
            .arg(fails, valid, grouped(hint.lost));
    //: %1 is "61 numbers are not valid in the United States", %2 is "58 of them would be valid in the Netherlands"
    QString sentence = QCoreApplication::translate("check", "%1; %2.").arg(fails, valid);
    if (hint.readDifferently > 0)
        sentence += u' '
            + QCoreApplication::translate(
                "check", "Of those that are valid now, %1 would be read as numbers of %2, too.")
                  .arg(grouped(hint.readDifferently), there);
    if (hint.lost > 0)
        sentence += u' '
            + QCoreApplication::translate("check", "Of those that are valid now, %1 would no longer be.")
                  .arg(grouped(hint.lost));
    return sentence;
}

void appendHintJson(const CountryHint &hint, std::string &json)
{
    json += "{\"code\":\"defaultCountry\",\"verdict\":\"" + verdictName(hint.verdict).toStdString() + "\",\"chosen\":\""
        + hint.chosen.toStdString() + "\",\"country\":\"" + hint.country.toStdString()
        + "\",\"failing\":" + std::to_string(hint.failing) + ",\"wouldBeValid\":" + std::to_string(hint.wouldBeValid)
        + ",\"readDifferently\":" + std::to_string(hint.readDifferently) + ",\"lost\":" + std::to_string(hint.lost)
        + ",\"message\":";
    appendJsonString(hintSentence(hint).toStdString(), json);
    json += '}';
}

} // namespace callsheet::check
