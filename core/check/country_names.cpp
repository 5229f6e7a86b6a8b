#include "core/check/country_names.h"

#include "core/base/text_fold.h"
#include "core/check/check_rows.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace callsheet::check {

using namespace Qt::StringLiterals;

namespace {

QString comparable(const QString &text)
{
    return base::foldHeading(text).remove(u' ');
}

QString nameIn(const char *language, const icu::Locale &country)
{
    icu::UnicodeString name;
    country.getDisplayCountry(icu::Locale(language), name);
    return QString(reinterpret_cast<const QChar *>(name.getBuffer()), name.length());
}

QHash<QString, QString> builtNames()
{
    // The languages that sheets come in; the country's own are asked for as well.
    constexpr std::array<const char *, 24> languages = {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "da",
        "nb", "fi", "cs", "hu", "ro", "tr", "ru", "el", "ar", "hi", "id", "ja", "ko", "zh"};
    QHash<QString, QString> names;
    const auto add = [&names](const QString &name, const QString &country) {
        if (const QString key = comparable(name); !key.isEmpty() && !names.contains(key))
            names.insert(key, country);
    };
    const QStringList countries = knownCountries();
    for (const QString &country : countries) { // codes first: no name may take them
        const icu::Locale locale("", country.toLatin1().constData());
        add(country, country);
        add(QString::fromLatin1(locale.getISO3Country()), country);
    }
    for (const QString &country : countries) {
        const icu::Locale locale("", country.toLatin1().constData());
        for (const char *language : languages)
            add(nameIn(language, locale), country);
        for (const QLocale &own :
            QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::codeToTerritory(country)))
            add(own.nativeTerritoryName(), country);
    }
    for (const auto &[name, country] : {std::pair{u"UK"_s, u"GB"_s}, {u"Great Britain"_s, u"GB"_s},
             {u"England"_s, u"GB"_s}, {u"Scotland"_s, u"GB"_s}, {u"Wales"_s, u"GB"_s}, {u"USA"_s, u"US"_s},
             {u"United States of America"_s, u"US"_s}, {u"America"_s, u"US"_s}, {u"Holland"_s, u"NL"_s},
             {u"The Netherlands"_s, u"NL"_s}, {u"Czech Republic"_s, u"CZ"_s}, {u"UAE"_s, u"AE"_s},
             {u"Korea"_s, u"KR"_s}, {u"Russian Federation"_s, u"RU"_s}, {u"Turkey"_s, u"TR"_s}})
        add(name, country);
    return names;
}

} // namespace

QString countryName(const QString &country)
{
    const QString name = QLocale::territoryToString(QLocale::codeToTerritory(country));
    return name.isEmpty() ? country : name;
}

QString countryInSentence(const QString &country)
{
    constexpr std::array<QLatin1StringView, 20> withArticle
        = {"AE"_L1, "AX"_L1, "BS"_L1, "CD"_L1, "CF"_L1, "CG"_L1, "DO"_L1, "FK"_L1, "FO"_L1, "GB"_L1, "GM"_L1, "KM"_L1,
            "KY"_L1, "MH"_L1, "MV"_L1, "NL"_L1, "PH"_L1, "SB"_L1, "US"_L1, "VG"_L1};
    const bool needsArticle = std::find(withArticle.begin(), withArticle.end(), country) != withArticle.end();
    return needsArticle ? QCoreApplication::translate("check", "the %1").arg(countryName(country))
                        : countryName(country);
}

QString countryNamed(const QString &cell)
{
    constexpr qsizetype mostLetters = 64; // what is longer is no country, and costs only time
    static const QHash<QString, QString> names = builtNames();
    return cell.size() > mostLetters ? QString() : names.value(comparable(cell));
}

} // namespace callsheet::check
