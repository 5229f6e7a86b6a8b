#include "core/match/clean_values.h"

#include <QDate>
#include <QList>
#include <QRegularExpression>
#include <QTime>

#include <array>

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

bool isWordCharacter(char32_t c)
{
    return QChar::isLetterOrNumber(c) || QChar::isMark(c);
}

bool isApostrophe(char32_t c)
{
    return c == U'\'' || c == U'\u2019';
}

uint toLower(uint letter)
{
    // Its own small form is an i with a dot of its own on top, which no screen shows as such.
    return letter == U'\u0130' ? U'i' : QChar::toLower(letter);
}

//! [begin, end) of `letters` is a word that is written in one case: its first letter gets large, the others small.
void toTitle(QList<uint> &letters, qsizetype begin, qsizetype end)
{
    bool hasUpper = false;
    bool hasLower = false;
    for (qsizetype i = begin; i < end; ++i) {
        hasUpper |= QChar::isUpper(letters[i]);
        hasLower |= QChar::isLower(letters[i]);
    }
    if (hasUpper && hasLower)
        return;
    for (qsizetype i = begin; i < end; ++i) {
        // "O'NEIL" has two beginnings, "DON'T" has one.
        const bool begins = i == begin || (i == begin + 2 && isApostrophe(letters[begin + 1]));
        letters[i] = begins ? QChar::toTitleCase(letters[i]) : toLower(letters[i]);
    }
}

int monthNamed(const QString &word)
{
    static const QStringList names = {u"jan"_s, u"feb"_s, u"mar"_s, u"apr"_s, u"may"_s, u"jun"_s, u"jul"_s, u"aug"_s,
        u"sep"_s, u"oct"_s, u"nov"_s, u"dec"_s};
    static const QStringList whole = {u"january"_s, u"february"_s, u"march"_s, u"april"_s, u"may"_s, u"june"_s,
        u"july"_s, u"august"_s, u"september"_s, u"october"_s, u"november"_s, u"december"_s};
    const QString lower = word.toLower();
    const qsizetype found = whole.indexOf(lower);
    return static_cast<int>(found >= 0 ? found : names.indexOf(lower == "sept"_L1 ? u"sep"_s : lower)) + 1;
}

std::optional<int> yearOf(const QString &digits)
{
    if (digits.size() == 4)
        return digits.toInt();
    if (digits.size() != 2)
        return std::nullopt;
    const int year = digits.toInt();
    return year < 69 ? 2000 + year : 1900 + year;
}

std::optional<QString> iso(const std::optional<int> &year, int month, int day, const QString &time)
{
    const QDate date(year.value_or(0), month, day);
    if (!year || !date.isValid())
        return std::nullopt;
    const QString text = date.toString(Qt::ISODate);
    if (time.isEmpty())
        return text;
    const bool isTime = QTime::fromString(time, time.size() > 5 ? u"H:mm:ss"_s : u"H:mm"_s).isValid();
    return isTime ? std::optional(text + u' ' + (time.indexOf(u':') == 1 ? u"0"_s : QString()) + time) : std::nullopt;
}

} // namespace

QString collapsedSpaces(const QString &text)
{
    QString result;
    result.reserve(text.size());
    bool blank = false;
    for (const QChar c : text) {
        // A zero-width joiner shapes letters of some scripts; the others say nothing.
        const bool isJoiner = c == u'\u200d' || c == u'\u200c';
        if (c.category() == QChar::Other_Format && !isJoiner)
            continue;
        if (c.isSpace()) {
            blank = true;
            continue;
        }
        if (blank && !result.isEmpty())
            result += u' ';
        blank = false;
        result += c;
    }
    return result;
}

QString inCase(const QString &text, LetterCase letterCase)
{
    QList<uint> letters = text.toUcs4();
    if (letterCase != LetterCase::Title) {
        for (uint &letter : letters)
            letter = letterCase == LetterCase::Upper ? QChar::toUpper(letter) : toLower(letter);
    }
    for (qsizetype begin = 0; letterCase == LetterCase::Title && begin < letters.size();) {
        qsizetype end = begin;
        while (end < letters.size() && (isWordCharacter(letters[end]) || (end > begin && isApostrophe(letters[end]))))
            ++end;
        toTitle(letters, begin, end);
        begin = end + 1;
    }
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(letters.constData()), letters.size());
}

std::optional<QString> isoDate(const QString &text, DateOrder order)
{
    static const QRegularExpression digits(
        u"^(\\d{1,4})([-./ ])(\\d{1,2})\\g2(\\d{1,4})\\.?(?:[ T,]+(\\d{1,2}:\\d{2}(?::\\d{2})?))?$"_s);
    static const QRegularExpression named(u"^(\\d{1,2})(?:st|nd|rd|th)?[-. ]*([A-Za-z]{3,9})[-., ]*(\\d{4}|\\d{2})$"_s);
    static const QRegularExpression namedFirst(
        u"^([A-Za-z]{3,9})[-. ]*(\\d{1,2})(?:st|nd|rd|th)?(?:,? +|-)(\\d{4})$"_s);
    static const QRegularExpression joined(u"^(\\d{4})(\\d{2})(\\d{2})$"_s);
    const QString value = text.trimmed();
    // A month that is spelled out leaves no doubt about the order.
    if (const auto match = named.match(value); match.hasMatch())
        return iso(yearOf(match.captured(3)), monthNamed(match.captured(2)), match.captured(1).toInt(), {});
    if (const auto match = namedFirst.match(value); match.hasMatch())
        return iso(yearOf(match.captured(3)), monthNamed(match.captured(1)), match.captured(2).toInt(), {});
    if (const auto match = joined.match(value); match.hasMatch() && order == DateOrder::YearFirst)
        return iso(yearOf(match.captured(1)), match.captured(2).toInt(), match.captured(3).toInt(), {});
    const auto match = digits.match(value);
    if (!match.hasMatch())
        return std::nullopt;
    const QString first = match.captured(1);
    const QString second = match.captured(3);
    const QString third = match.captured(4);
    const QString time = match.captured(5);
    // Four digits in front are a year, whatever the order of the other writings in the column.
    if (first.size() == 4 || order == DateOrder::YearFirst)
        return third.size() > 2 ? std::nullopt : iso(yearOf(first), second.toInt(), third.toInt(), time);
    if (first.size() > 2)
        return std::nullopt;
    return order == DateOrder::DayFirst ? iso(yearOf(third), second.toInt(), first.toInt(), time)
                                        : iso(yearOf(third), first.toInt(), second.toInt(), time);
}

std::optional<QString> plainNumber(const QString &text, QChar decimal)
{
    static const std::array patterns = {
        QRegularExpression(u"^([-+]?)(\\d+|\\d{1,3}(?:([.' ])\\d{3})(?:\\g3\\d{3})*)(?:,(\\d+))?$"_s),
        QRegularExpression(u"^([-+]?)(\\d+|\\d{1,3}(?:([,' ])\\d{3})(?:\\g3\\d{3})*)(?:\\.(\\d+))?$"_s),
    };
    QString value;
    for (const QChar c : text) {
        if (c.category() == QChar::Symbol_Currency)
            continue;
        value += c.isSpace() ? u' ' : c == u'\u2019' ? u'\'' : c == u'\u2212' ? u'-' : c;
    }
    value = value.trimmed();
    value.replace(u"- "_s, u"-"_s);
    const auto match = patterns[decimal == u',' ? 0 : 1].match(value);
    if (!match.hasMatch())
        return std::nullopt;
    QString whole;
    for (const QChar c : match.captured(2)) {
        if (c.isDigit())
            whole += c;
    }
    const QString sign = match.captured(1) == "-"_L1 ? u"-"_s : QString();
    return match.captured(4).isEmpty() ? sign + whole : sign + whole + u'.' + match.captured(4);
}

} // namespace callsheet::match
