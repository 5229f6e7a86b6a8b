#include "core/send/personal_words.h"

#include "core/runs/mask_numbers.h"
#include "core/send/wire.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype startLength = 2; // no term is shorter: a single letter names nobody
constexpr qsizetype wholeWordLength = 4; // a shorter term is only looked for as a word of its own
constexpr qsizetype fewestDigits = 4; // fewer are a count, not something of a person

//! One form for every way of writing, and nothing that a reader does not see: a letter stays one character.
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

//! Letters that no rule of Unicode takes apart, and that people write without their stroke.
QChar withoutStroke(QChar c)
{
    static const QHash<QChar, QChar> letters
        = {{u'ł', u'l'}, {u'ø', u'o'}, {u'đ', u'd'}, {u'ð', u'd'}, {u'ħ', u'h'}, {u'ŧ', u't'}, {u'ı', u'i'}};
    return letters.value(c, c);
}

QChar foldedChar(QChar c)
{
    const QString parts = c.decompositionTag() == QChar::Canonical ? c.decomposition() : QString();
    return withoutStroke((parts.isEmpty() ? c : parts.front()).toCaseFolded());
}

QString folded(const QString &plainText)
{
    QString text;
    text.reserve(plainText.size());
    for (const QChar c : plainText)
        text += foldedChar(c);
    return text;
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
    const QString sought = folded(text);
    QString shown;
    QString lastMark;
    qsizetype markEnd = -1; // in `shown`, behind the last mark
    for (qsizetype place = 0; place < text.size();) {
        const Term *whole = termAt(sought, place);
        const Term *term = whole ? whole : termCutAt(sought, place);
        if (!term) {
            shown += text[place++];
            continue;
        }
        const qsizetype length = std::min(term->folded.size(), text.size() - place);
        if (term->variable.isEmpty()) {
            shown += runs::maskedNumber(text.mid(place, length));
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
        place += length;
    }
    return runs::withMaskedNumbers(shown);
}

QString kindOf(const QString &text)
{
    const QString length = QString::number(text.size());
    return !text.isEmpty() && isNumber(text) ? QCoreApplication::translate("send", "digits, length %1").arg(length)
                                             : QCoreApplication::translate("send", "text, length %1").arg(length);
}

} // namespace callsheet::send
