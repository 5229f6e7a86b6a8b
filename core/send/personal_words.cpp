#include "core/send/personal_words.h"

#include "core/runs/mask_numbers.h"
#include "core/send/wire.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype startLength = 2; // no term is shorter: a single letter names nobody
constexpr qsizetype wholeWordLength = 4; // a shorter term is only looked for as a word of its own
constexpr qsizetype fewestDigits = 4; // fewer are a count, not something of a person
constexpr qsizetype endLength = 6; // digits; a shorter end of a number may be any number

//! One form for every way of writing, and nothing that a reader does not see.
QString plain(const QString &text)
{
    QString visible;
    for (const QChar c : text.normalized(QString::NormalizationForm_KC)) {
        if (c.isSpace())
            visible += u' ';
        else if (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format)
            visible += c;
    }
    return visible;
}

//! Letters that no rule of Unicode takes apart, as people write them who do not have them.
QString inPlainLetters(QChar c)
{
    static const QHash<QChar, QString> letters
        = {{u'ł', u"l"_s}, {u'ø', u"o"_s}, {u'đ', u"d"_s}, {u'ð', u"d"_s}, {u'ħ', u"h"_s}, {u'ŧ', u"t"_s},
            {u'ı', u"i"_s}, {u'ß', u"ss"_s}, {u'æ', u"ae"_s}, {u'œ', u"oe"_s}, {u'þ', u"th"_s}};
    return letters.value(c, QString(c));
}

QString foldedChar(QChar c)
{
    const QString parts = c.decompositionTag() == QChar::Canonical ? c.decomposition() : QString();
    return inPlainLetters((parts.isEmpty() ? c : parts.front()).toCaseFolded());
}

struct Folded {
    QString text;
    std::vector<qsizetype> places; // of each of its characters in the plain text: some become two
};

Folded foldedWithPlaces(const QString &plainText)
{
    Folded folded;
    for (qsizetype place = 0; place < plainText.size(); ++place) {
        folded.text += foldedChar(plainText[place]);
        folded.places.resize(static_cast<std::size_t>(folded.text.size()), place);
    }
    return folded;
}

QString folded(const QString &plainText)
{
    return foldedWithPlaces(plainText).text;
}

enum class CharKind { Letter, Digit, Other };

CharKind charKind(QChar c)
{
    if (c.isDigit())
        return CharKind::Digit;
    // Half of a character beyond the basic plane counts as a letter: there are scripts.
    return c.isLetter() || c.isMark() || c.isSurrogate() ? CharKind::Letter : CharKind::Other;
}

//! "Smith" in "Sarah Smith-99": runs of letters, and of digits.
QStringList wordsOf(const QString &text)
{
    QStringList words;
    CharKind before = CharKind::Other;
    for (const QChar c : text) {
        const CharKind kind = charKind(c);
        if (kind != CharKind::Other && kind == before)
            words.back() += c;
        else if (kind != CharKind::Other)
            words += QString(c);
        before = kind;
    }
    return words;
}

//! Of whatever script, in that of the service.
QString digitsOf(QStringView text)
{
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit())
            digits += QChar(u'0' + c.digitValue());
    }
    return digits;
}

bool isNumber(const QString &word)
{
    return std::all_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
}

//! Of a script that writes words without a space between them.
bool isWrittenTogether(QChar c)
{
    switch (c.script()) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return c.isSurrogate();
    }
}

bool isWordOfItsOwn(const QString &text, qsizetype place, qsizetype length)
{
    const auto goesOn = [&](qsizetype inside, qsizetype outside) {
        return outside >= 0 && outside < text.size() && charKind(text[inside]) != CharKind::Other
            && charKind(text[inside]) == charKind(text[outside]);
    };
    return !goesOn(place, place - 1) && !goesOn(place + length - 1, place + length);
}

} // namespace

PersonalWords::PersonalWords(const std::vector<wire::SentRecord> &people)
    : m_areKnown(true)
{
    for (const wire::SentRecord &person : people) {
        for (const auto &[key, value] : person.values) {
            if (key == QLatin1String(wire::phoneNumberKey)) {
                addTerm(QString::fromLatin1(wire::canonicalDigits(value.toUtf8())), {});
                addTerm(folded(plain(value)).trimmed(), {});
                addNumber(digitsOf(value));
            } else {
                add(value, key.left(40));
            }
        }
    }
    for (std::vector<Term> &terms : m_byStart) {
        // The longest first, each once: of equal ones the first that was added.
        std::stable_sort(terms.begin(), terms.end(), [](const Term &a, const Term &b) {
            return a.folded.size() != b.folded.size() ? a.folded.size() > b.folded.size() : a.folded < b.folded;
        });
        const auto isSame = [](const Term &a, const Term &b) { return a.folded == b.folded; };
        terms.erase(std::unique(terms.begin(), terms.end(), isSame), terms.end());
    }
}

void PersonalWords::add(const QString &value, const QString &variable)
{
    // Texts and not JSON's own words, which stand in every answer.
    if (value == "true"_L1 || value == "false"_L1 || value == "null"_L1)
        return;
    const QString whole = folded(plain(value)).trimmed();
    const QStringList words = wordsOf(whole);
    if (words.size() > 1)
        addTerm(whole, variable);
    for (const QString &word : words)
        addTerm(word, variable);
}

void PersonalWords::addTerm(const QString &term, const QString &variable)
{
    if (term.size() < startLength || (isNumber(term) && term.size() < fewestDigits))
        return;
    m_byStart[term.left(startLength)].push_back({term, variable});
}

void PersonalWords::addNumber(const QString &digits)
{
    if (digits.size() >= endLength)
        m_numbers[digits.last(endLength)] += digits;
}

const PersonalWords::Term *PersonalWords::termAt(const QString &text, qsizetype place) const
{
    const auto terms = m_byStart.constFind(text.mid(place, startLength));
    if (terms == m_byStart.constEnd())
        return nullptr;
    const auto found = std::find_if(terms->begin(), terms->end(), [&](const Term &term) {
        return QStringView(text).sliced(place).startsWith(term.folded)
            && (term.folded.size() >= wholeWordLength || isWrittenTogether(text[place])
                || isWordOfItsOwn(text, place, term.folded.size()));
    });
    return found == terms->end() ? nullptr : &*found;
}

const PersonalWords::Term *PersonalWords::termCutAt(const QString &text, qsizetype place) const
{
    const auto terms = m_byStart.constFind(text.mid(place, startLength));
    const bool isLastWord = std::all_of(text.begin() + place, text.end(),
        [kind = charKind(text[place])](QChar c) { return kind != CharKind::Other && charKind(c) == kind; });
    if (terms == m_byStart.constEnd() || !isLastWord)
        return nullptr;
    const auto found = std::find_if(terms->begin(), terms->end(),
        [&](const Term &term) { return term.folded.startsWith(QStringView(text).sliced(place)); });
    return found == terms->end() ? nullptr : &*found;
}

QString PersonalWords::hiddenIn(const QString &given) const
{
    if (!m_areKnown)
        return u"‹%1›"_s.arg(kindOf(given));
    const QString text = plain(given);
    const Folded sought = foldedWithPlaces(text);
    const auto placeOf = [&sought](qsizetype place) { return sought.places[static_cast<std::size_t>(place)]; };
    QString shown;
    QString lastMark;
    qsizetype markEnd = -1; // in `shown`, behind the last mark
    qsizetype done = 0; // of `text`
    for (qsizetype place = 0; place < sought.text.size();) {
        const Term *whole = termAt(sought.text, place);
        const Term *term = whole ? whole : termCutAt(sought.text, place);
        if (!term) {
            shown += QStringView(text).sliced(done, placeOf(place) + 1 - done);
            done = placeOf(place) + 1;
            ++place;
            continue;
        }
        const qsizetype length = std::min(term->folded.size(), sought.text.size() - place);
        place += length;
        const qsizetype end = placeOf(place - 1) + 1;
        if (term->variable.isEmpty()) {
            shown += runs::maskedNumber(text.mid(done, end - done));
        } else {
            const QString mark = u"‹%1›"_s.arg(term->variable);
            // "‹name› ‹name›" says no more than one of them.
            const bool isRepeated
                = mark == lastMark && markEnd >= 0 && QStringView(shown).sliced(markEnd).trimmed().isEmpty();
            if (isRepeated)
                shown.truncate(markEnd);
            else
                shown += mark;
            lastMark = mark;
            markEnd = shown.size();
        }
        done = end;
    }
    return withoutEndsOfNumbers(runs::withMaskedNumbers(shown));
}

bool PersonalWords::isEndOfANumber(const QString &digits) const
{
    const QStringList numbers = m_numbers.value(digits.last(endLength));
    return std::any_of(
        numbers.begin(), numbers.end(), [&digits](const QString &number) { return number.endsWith(digits); });
}

QString PersonalWords::withoutEndsOfNumbers(const QString &text) const
{
    // Groups of digits, of which some that follow each other may be the end: "400 555-1001".
    static const QRegularExpression group(u"\\d+"_s, QRegularExpression::UseUnicodePropertiesOption);
    constexpr qsizetype widestGap = 3;
    constexpr qsizetype mostDigits = 15; // of a phone number
    QString hidden = text;
    std::vector<std::pair<qsizetype, qsizetype>> groups; // begin and end
    for (auto found = group.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        groups.emplace_back(match.capturedStart(), match.capturedEnd());
    }
    const auto goesOn = [&](std::size_t last) {
        const QStringView gap
            = QStringView(text).sliced(groups[last].second, groups[last + 1].first - groups[last].second);
        return gap.size() <= widestGap
            && std::none_of(gap.begin(), gap.end(), [](QChar c) { return c.isLetter() || c == u','; });
    };
    for (std::size_t first = 0; first < groups.size(); ++first) {
        QString digits;
        for (std::size_t last = first; last < groups.size() && digits.size() <= mostDigits; ++last) {
            const auto [begin, end] = groups[last];
            digits += digitsOf(QStringView(text).sliced(begin, end - begin));
            if (digits.size() >= endLength && isEndOfANumber(digits)) {
                const qsizetype start = groups[first].first;
                hidden.replace(start, end - start, runs::maskedNumber(hidden.mid(start, end - start)));
            }
            if (last + 1 < groups.size() && !goesOn(last))
                break;
        }
    }
    return hidden;
}

QString kindOf(const QString &text)
{
    const QString length = QString::number(text.size());
    return !text.isEmpty() && isNumber(text) ? QCoreApplication::translate("send", "digits, length %1").arg(length)
                                             : QCoreApplication::translate("send", "text, length %1").arg(length);
}

} // namespace callsheet::send
