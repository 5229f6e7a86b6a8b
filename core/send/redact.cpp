#include "core/send/redact.h"

#include "core/runs/mask_numbers.h"
#include "core/send/escapes.h"
#include "core/send/json_outline.h"
#include "core/send/wire.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostLookedAt = 4000; // characters of one text
constexpr qsizetype mostShown = 600;

const QStringList &ownWordKeys() // whose texts are the service's own words
{
    static const QStringList keys = {u"message"_s, u"errorMessage"_s, u"error"_s, u"reason"_s};
    return keys;
}

const QStringList &ownNumberKeys() // whose numbers count, and name nobody
{
    static const QStringList keys = {u"code"_s, u"added"_s, u"chunkNum"_s, u"status"_s, u"statusCode"_s};
    return keys;
}

const QStringList &idKeys()
{
    static const QStringList keys = {u"callIds"_s, u"batchId"_s, u"_id"_s};
    return keys;
}

bool isPhoneNumber(const QString &text)
{
    static const QRegularExpression signs(uR"(^[\d+\-(). /]*\d[\d+\-(). /]*$)"_s);
    return signs.match(text).hasMatch();
}

//! Hexadecimal and long, as the service's ids are; not a number, which could be somebody's.
bool isId(const QString &text)
{
    static const QRegularExpression hex(u"^(?=.*[a-fA-F])[0-9a-fA-F-]{16,64}$"_s);
    return hex.match(text).hasMatch();
}

bool isJsonWord(const QString &word)
{
    return word == "true"_L1 || word == "false"_L1 || word == "null"_L1;
}

bool isJsonNumber(const QString &word)
{
    static const QRegularExpression number(u"^-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"_s);
    return number.match(word).hasMatch();
}

QString marked(const QString &kind)
{
    return u"‹%1›"_s.arg(kind);
}

//! An empty text tells more as what it is.
QString kindOfValue(const QString &text)
{
    return text.isEmpty() ? text : marked(kindOf(text));
}

QString wordKind(const QString &word)
{
    return marked(isJsonNumber(word) ? QCoreApplication::translate("send", "number")
                                     : QCoreApplication::translate("send", "something that is not JSON"));
}

QString shortened(const QString &text)
{
    return text.size() <= mostShown ? text : text.left(mostShown) + u'…';
}

//! Never in the middle of a word: half a name would not be known any more.
QString firstWords(const QString &text)
{
    if (text.size() <= mostLookedAt)
        return text;
    QString words = text.left(mostLookedAt);
    while (!words.isEmpty() && !words.back().isSpace())
        words.chop(1);
    return words;
}

//! A key of an answer: a name as programs give them, or else it may be of a person.
QString answerKey(const QString &key, const PersonalWords &people)
{
    static const QRegularExpression name(u"^[A-Za-z_$][A-Za-z0-9_$.-]{0,63}$"_s);
    const bool isOwn = ownWordKeys().contains(key) || ownNumberKeys().contains(key) || idKeys().contains(key)
        || key == "data"_L1 || key == "failedChunks"_L1;
    if (isOwn)
        return key;
    return name.match(key).hasMatch() ? people.hiddenIn(key) : marked(kindOf(key));
}

//! A page of HTML, or any other text.
QString redactedPage(const QString &page, const PersonalWords &people)
{
    static const QRegularExpression unseen(u"<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->|<[^>]*>"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    QString text = page;
    text.replace(unseen, u" "_s);
    return redactedWords(text.simplified(), people);
}

} // namespace

QString redactedWords(const QString &words, const PersonalWords &people)
{
    // A name is not to hide in escapes; a service may quote the JSON that it was sent, or a page of its own.
    const std::optional<QString> plain = withoutEscapes(firstWords(words));
    return plain ? shortened(people.hiddenIn(withoutUnknownNames(*plain))) : marked(kindOf(words));
}

QString redactedBody(const QByteArray &body)
{
    OutlineRules rules;
    rules.key = [](const QString &key) { return runs::withMaskedNumbers(key); };
    rules.text = [](const QString &key, int depth, const QString &text) {
        if (depth == 1 && key == QLatin1String(wire::batchIdKey))
            return text;
        const bool isNumber = key == QLatin1String(wire::phoneNumberKey) && isPhoneNumber(text);
        return isNumber ? runs::maskedNumber(text) : kindOfValue(text);
    };
    rules.word = [](const QString &key, int, const QString &word) {
        if (key == QLatin1String(wire::phoneNumberKey) && isPhoneNumber(word))
            return runs::maskedNumber(word);
        if (word == "null"_L1)
            return word;
        return isJsonWord(word) ? marked(QCoreApplication::translate("send", "true or false")) : wordKind(word);
    };
    return jsonOutline(QString::fromUtf8(body), rules);
}

QString redactedAnswer(const QByteArray &answer, const PersonalWords &people)
{
    const QString text = QString::fromUtf8(answer);
    const auto first = std::find_if(text.begin(), text.end(), [](QChar c) { return !c.isSpace(); });
    if (first == text.end())
        return {};
    if (*first != u'{' && *first != u'[')
        return redactedPage(text, people);
    OutlineRules rules;
    rules.key = [&people](const QString &key) { return answerKey(key, people); };
    rules.text = [&people](const QString &key, int, const QString &value) {
        if (ownWordKeys().contains(key))
            return redactedWords(value, people);
        return idKeys().contains(key) && isId(value) ? value : kindOfValue(value);
    };
    rules.word = [](const QString &key, int, const QString &word) {
        constexpr qsizetype longestCount = 6;
        const bool counts = ownNumberKeys().contains(key) && word.size() <= longestCount && isJsonNumber(word);
        return counts || isJsonWord(word) ? word : wordKind(word);
    };
    return jsonOutline(text, rules);
}

} // namespace callsheet::send
