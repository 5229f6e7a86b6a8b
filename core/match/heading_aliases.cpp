#include "core/match/heading_aliases.h"

#include "core/base/text_fold.h"

#include <QHash>

#include <initializer_list>

namespace callsheet::match {

namespace {

// Each line is one thing and the headings that sheets give it. A heading belongs to one line only: a word that may mean
// two things ("number", "contact") belongs to none, since a known alias is taken without asking.
const std::initializer_list<std::initializer_list<const char16_t *>> &groups()
{
    static const std::initializer_list<std::initializer_list<const char16_t *>> lines = {
        {u"phone number", u"phone", u"phone no", u"phone nr", u"phones", u"mobile", u"mobile no", u"mobile number",
            u"mobile phone", u"mobile phone number", u"cell", u"cell no", u"cell number", u"cell phone",
            u"cell phone number", u"tel", u"tel no", u"tel nr", u"tel number", u"telephone", u"telephone no",
            u"telephone number", u"contact number", u"contact no", u"contact phone", u"contact phone number",
            u"customer phone", u"customer mobile", u"primary phone", u"main phone", u"number to call", u"msisdn",
            u"Telefon", u"Telefonnummer", u"Telefon Nr", u"Rufnummer", u"Handy", u"Handynummer", u"Handy Nr", u"Mobil",
            u"Mobilnummer", u"Mobiltelefon", u"téléphone", u"numéro de téléphone", u"n° de téléphone",
            u"téléphone portable", u"téléphone mobile", u"teléfono", u"número de teléfono", u"teléfono móvil", u"móvil",
            u"celular", u"telefone", u"número de telefone", u"telemóvel", u"telefono", u"numero di telefono",
            u"cellulare", u"telefoon", u"telefoonnummer", u"mobiel", u"telefonnummer", u"puhelin", u"puhelinnumero",
            u"numer telefonu", u"telefon komórkowy", u"телефон", u"номер телефона", u"τηλέφωνο", u"電話", u"電話番号",
            u"携帯電話", u"电话", u"电话号码", u"手机", u"手机号", u"手机号码", u"전화번호", u"휴대폰", u"هاتف",
            u"رقم الهاتف", u"טלפון", u"फोन", u"मोबाइल"},
        {u"time zone", u"tz", u"timezone name", u"Zeitzone", u"fuseau horaire", u"zona horaria", u"fuso horário",
            u"fuso orario", u"tijdzone"},
        {u"name", u"full name", u"contact name", u"customer name", u"client name", u"Kundenname", u"nom complet",
            u"nombre completo"},
        {u"first name", u"given name", u"forename", u"Vorname", u"prénom", u"voornaam"},
        {u"last name", u"surname", u"family name", u"Nachname", u"Familienname", u"nom de famille", u"apellido",
            u"apellidos", u"cognome", u"achternaam"},
        {u"email", u"mail", u"email address", u"mail address", u"E-Mail-Adresse", u"courriel", u"correo electrónico"},
        {u"account id", u"account number", u"account no", u"account nr", u"Kontonummer", u"numéro de compte"},
        {u"customer id", u"customer number", u"customer no", u"client id", u"Kundennummer", u"numéro client"},
        {u"order id", u"order number", u"order no", u"Bestellnummer", u"numéro de commande"},
        {u"company", u"company name", u"organisation", u"organization", u"firm", u"Firma", u"société", u"entreprise",
            u"empresa"},
        {u"city", u"town", u"Stadt", u"Ort", u"ville", u"ciudad", u"città"},
        {u"postcode", u"postal code", u"zip", u"zip code", u"PLZ", u"Postleitzahl", u"code postal", u"código postal"},
        {u"country", u"Land", u"pays", u"país"},
        {u"language", u"Sprache", u"langue", u"idioma"},
        {u"date of birth", u"dob", u"birthday", u"birth date", u"Geburtsdatum", u"date de naissance"},
        {u"notes", u"note", u"comment", u"comments", u"remark", u"remarks", u"Bemerkung", u"Notizen", u"commentaire"},
    };
    return lines;
}

const QHash<QString, int> &groupOf()
{
    static const QHash<QString, int> index = [] {
        QHash<QString, int> built;
        int group = 0;
        for (const auto &line : groups()) {
            for (const char16_t *heading : line)
                built.insert(comparable(QString::fromUtf16(heading)), group);
            ++group;
        }
        return built;
    }();
    return index;
}

} // namespace

QString comparable(const QString &heading)
{
    return base::foldHeading(heading).remove(u' ');
}

bool meanTheSame(const QString &comparableA, const QString &comparableB)
{
    const int group = groupOf().value(comparableA, -1);
    return group >= 0 && group == groupOf().value(comparableB, -1);
}

} // namespace callsheet::match
