#include "core/match/heading_meaning.h"

#include "core/base/text_fold.h"
#include "core/match/heading_words.h"

#include <QStringList>

#include <algorithm>
#include <bit>
#include <optional>
#include <vector>

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

// Headings come from files: what is longer is a sentence, and costs only time.
constexpr qsizetype mostLetters = 64;
constexpr qsizetype mostWords = 12;

bool has(Meaning meaning, Idea idea)
{
    return (meaning & meaningOf(idea)) != 0;
}

std::optional<Idea> ideaOf(const QString &word)
{
    const auto &words = headingWords();
    const auto found = words.constFind(word);
    return found == words.constEnd() ? std::nullopt : std::optional(*found);
}

//! Scripts that put no blank between words, where one character may be a word.
bool isIdeograph(QChar c)
{
    return c >= u'\u3040' && c <= u'\u9fff';
}

//! The ideas of a word that was glued together ("Kundennummer", "custphone"), if it is made of known words alone.
std::optional<Meaning> takenApart(const QString &word)
{
    struct Cut {
        bool reachable = false;
        int parts = 0;
        qsizetype shortest = 0; // letters of the shortest word
        Meaning meaning = 0;
    };
    const qsizetype size = word.size();
    std::vector<Cut> cuts(static_cast<std::size_t>(size) + 1);
    cuts[0] = {true, 0, mostLetters, 0};
    for (qsizetype end = 1; end <= size; ++end) {
        Cut &cut = cuts[static_cast<std::size_t>(end)];
        for (qsizetype begin = 0; begin < end; ++begin) {
            const Cut &before = cuts[static_cast<std::size_t>(begin)];
            const bool longEnough = end - begin >= 2 || isIdeograph(word[begin]);
            if (!before.reachable || !longEnough || (cut.reachable && cut.parts <= before.parts + 1))
                continue;
            QString part = word.mid(begin, end - begin);
            auto idea = ideaOf(part);
            // German and its neighbours put an s between two words: "Auftrag-s-nummer".
            if (!idea && end < size && part.size() > 4 && part.endsWith(u's'))
                idea = ideaOf(part.chopped(1));
            if (idea && (*idea != Idea::Nothing || isIdeograph(word[begin])))
                cut = {
                    true, before.parts + 1, std::min(before.shortest, part.size()), before.meaning | meaningOf(*idea)};
        }
    }
    const Cut &whole = cuts.back();
    const bool credible = whole.reachable && whole.parts <= 4 && (size >= 5 || isIdeograph(word[0]));
    return credible ? std::optional(whole.meaning) : std::nullopt;
}

//! "phone1" -> "phone 1", "number (2)" -> "number 2".
QStringList wordsOf(const QString &heading)
{
    QString text = heading.left(mostLetters);
    text.replace(u'#', u" number "_s);
    QString spaced;
    for (const QChar c : base::foldHeading(text)) {
        if (!spaced.isEmpty() && c != u' ' && spaced.back() != u' ' && spaced.back().isDigit() != c.isDigit())
            spaced += u' ';
        spaced += c;
    }
    return spaced.split(u' ', Qt::SkipEmptyParts);
}

//! The word's number, where it is one.
std::optional<int> countIn(const QString &word)
{
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

//! The ideas of the words one after the other, longest known phrase first, or nothing where one is unknown.
std::optional<Meaning> ideasOf(const QStringList &words)
{
    constexpr qsizetype longestPhrase = 5;
    Meaning meaning = 0;
    for (qsizetype i = 0; i < words.size();) {
        qsizetype taken = std::min(longestPhrase, words.size() - i);
        std::optional<Meaning> ideas;
        for (; taken > 0 && !ideas; --taken) {
            if (const auto idea = ideaOf(words.mid(i, taken).join(QString())))
                ideas = meaningOf(*idea);
            if (ideas)
                break;
        }
        if (!ideas) {
            taken = 1;
            if (const auto count = countIn(words[i]))
                ideas = *count >= 2 && *count <= 9 ? meaningOf(Idea::Other) : Meaning(0);
            else
                ideas = takenApart(words[i]);
        }
        if (!ideas)
            return std::nullopt;
        meaning |= *ideas;
        i += taken;
    }
    return meaning;
}

// What a heading is about without help; who it belongs to ("customer") adds nothing then.
constexpr Meaning standsAlone = meaningOf(Idea::Phone, Idea::Email, Idea::Name, Idea::FirstName, Idea::LastName,
    Idea::Company, Idea::City, Idea::TimeZone, Idea::Amount, Idea::Date, Idea::Postcode, Idea::Country, Idea::Street,
    Idea::State, Idea::Language, Idea::Notes, Idea::Gender, Idea::Birth, Idea::Due, Idea::Title);
constexpr Meaning people = meaningOf(Idea::Customer, Idea::Contact, Idea::Human);
// What has an identifier of its own.
constexpr Meaning numbered
    = meaningOf(Idea::Account, Idea::Customer, Idea::Human, Idea::Order, Idea::Invoice, Idea::Contract);

//! One form for sets that say the same.
Meaning settled(Meaning ideas)
{
    const auto replace = [&](Meaning what, Meaning by) {
        if ((ideas & what) == what)
            ideas = (ideas & ~what) | by;
    };
    const auto m = [](auto... parts) { return meaningOf(parts...); };
    if (ideas == m(Idea::First))
        return m(Idea::FirstName);
    if (ideas == m(Idea::Last))
        return m(Idea::LastName);
    replace(m(Idea::ContactPerson), m(Idea::Name));
    replace(m(Idea::Time, Idea::Zone), m(Idea::TimeZone));
    replace(m(Idea::First, Idea::Name), m(Idea::FirstName));
    replace(m(Idea::Last, Idea::Name), m(Idea::LastName));
    replace(m(Idea::FirstName, Idea::LastName), m(Idea::Name));
    replace(m(Idea::FirstName, Idea::Name), m(Idea::FirstName));
    replace(m(Idea::LastName, Idea::Name), m(Idea::LastName));
    replace(m(Idea::Full, Idea::Name), m(Idea::Name));
    for (const Idea named : {Idea::Company, Idea::City, Idea::TimeZone, Idea::Country, Idea::State})
        replace(m(named, Idea::Name), m(named));
    // "Primary address city": what stands in an address is not the address.
    for (const Idea part : {Idea::City, Idea::State, Idea::Postcode, Idea::Country})
        replace(m(part, Idea::Address), m(part));
    replace(m(Idea::Email, Idea::Address), m(Idea::Email));
    replace(m(Idea::Email, Idea::Id), m(Idea::Email));
    replace(m(Idea::Phone, Idea::Number), m(Idea::Phone));
    replace(m(Idea::Phone, Idea::Value), m(Idea::Phone));
    replace(m(Idea::Email, Idea::Value), m(Idea::Email));
    if (ideas == m(Idea::Value))
        return m(Idea::Amount);
    if (has(ideas, Idea::Value) && (ideas & m(Idea::Order, Idea::Invoice, Idea::Amount)) != 0)
        replace(m(Idea::Value), m(Idea::Amount));
    // "Order cost" is what somebody pays. A cost alone is as often what the call, or the ware, has cost the company.
    if ((ideas & m(Idea::Order, Idea::Invoice, Idea::Amount, Idea::Product, Idea::Due, Idea::Delivery)) != 0)
        replace(m(Idea::Cost), m(Idea::Amount));
    replace(m(Idea::Amount, Idea::Currency), m(Idea::Amount));
    if (ideas == m(Idea::Contact, Idea::Number))
        return m(Idea::Phone);
    if (has(ideas, Idea::Number) && (ideas & numbered) != 0)
        replace(m(Idea::Number), m(Idea::Id));
    for (const Idea dated : {Idea::Due, Idea::Birth, Idea::Appointment, Idea::Created}) {
        if (ideas == m(dated) || ideas == m(dated, Idea::Time, Idea::Date))
            ideas = m(dated, Idea::Date);
    }
    if (!has(ideas, Idea::Id) && (ideas & standsAlone) != 0)
        ideas &= ~people;
    return ideas;
}

// These make another thing of what they stand beside: the type of a phone is no phone.
constexpr Meaning otherThing = meaningOf(Idea::Type, Idea::Code, Idea::Extension, Idea::Status, Idea::Owner,
    Idea::Source, Idea::Relative, Idea::Fax, Idea::User, Idea::Title, Idea::Job, Idea::Website, Idea::Product,
    Idea::Currency, Idea::Birth, Idea::Created);

} // namespace

QString comparable(const QString &heading)
{
    return base::foldHeading(heading).remove(u' ');
}

Meaning meaningOf(const QString &heading)
{
    const QStringList words = wordsOf(heading);
    if (words.isEmpty() || words.size() > mostWords)
        return 0;
    const auto ideas = ideasOf(words);
    return ideas ? settled(*ideas) : 0;
}

bool namesContact(const QString &heading)
{
    const auto ideas = ideasOf(wordsOf(heading).mid(0, mostWords));
    return ideas && has(*ideas, Idea::ContactPerson);
}

double nearness(Meaning variable, Meaning column)
{
    if (((variable ^ column) & otherThing) != 0)
        return 0;
    const Meaning shared = variable & column;
    // One is the other and something more: "Home phone" is a phone.
    if (shared == variable || shared == column)
        return shared == 0 ? 0 : 0.6 + 0.1 * std::popcount(shared);
    const auto isOne = [column](auto... ideas) { return ((column == meaningOf(ideas)) || ...); };
    if (variable == meaningOf(Idea::Amount) && isOne(Idea::Cost))
        return 0.65;
    // What often stands for the name of whom to call.
    if (variable == meaningOf(Idea::Name)
        && (isOne(Idea::FirstName, Idea::Customer, Idea::Human, Idea::Contact, Idea::Holder)
            || column == meaningOf(Idea::Account, Idea::Holder)))
        return 0.65;
    return 0;
}

} // namespace callsheet::match
