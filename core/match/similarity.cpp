#include "core/match/mapping.h"

#include <algorithm>
#include <array>
#include <vector>

namespace callsheet::match {

namespace {

// Headings come from files: beyond this many letters a comparison says nothing more and only costs time.
constexpr auto mostLetters = 128;

double jaro(QStringView a, QStringView b)
{
    if (a == b)
        return 1;
    const qsizetype reach = std::max<qsizetype>(std::max(a.size(), b.size()) / 2 - 1, 0);
    std::array<bool, mostLetters> usedA{};
    std::array<bool, mostLetters> usedB{};
    int matches = 0;
    for (qsizetype i = 0; i < a.size(); ++i) {
        const qsizetype end = std::min(i + reach + 1, b.size());
        for (qsizetype j = std::max<qsizetype>(i - reach, 0); j < end; ++j) {
            if (usedB[static_cast<std::size_t>(j)] || a[i] != b[j])
                continue;
            usedA[static_cast<std::size_t>(i)] = usedB[static_cast<std::size_t>(j)] = true;
            ++matches;
            break;
        }
    }
    if (matches == 0)
        return 0;
    int swapped = 0;
    qsizetype j = 0;
    for (qsizetype i = 0; i < a.size(); ++i) {
        if (!usedA[static_cast<std::size_t>(i)])
            continue;
        while (!usedB[static_cast<std::size_t>(j)])
            ++j;
        swapped += a[i] != b[j] ? 1 : 0;
        ++j;
    }
    const double m = matches;
    return (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + (m - swapped / 2.0) / m) / 3;
}

//! Jaro-Winkler: spelling slips near the end of a word weigh less than near its beginning.
double wordLikeness(QStringView a, QStringView b)
{
    const double likeness = jaro(a, b);
    qsizetype prefix = 0;
    while (prefix < std::min({a.size(), b.size(), qsizetype(4)}) && a[prefix] == b[prefix])
        ++prefix;
    return likeness + static_cast<double>(prefix) * 0.1 * (1 - likeness);
}

// Below this two words are different words: "order" and "owner" must not add up to something.
constexpr auto sameWord = 0.88;

//! Rules out, by length alone, what cannot come to sameWord: almost all pairs of words there are.
bool mayBeSameWord(QStringView a, QStringView b)
{
    const auto shorter = static_cast<double>(std::min(a.size(), b.size()));
    const auto longer = static_cast<double>(std::max(a.size(), b.size()));
    // A common beginning adds up to 0.4 of what is missing to 1, so that a likeness of 0.8 before it is needed then.
    const double needed = a.front() == b.front() ? 0.8 : sameWord;
    return (shorter / longer + 2) / 3 >= needed;
}

struct WordScore {
    double matched = 0; // letters of words that the other heading has as well
    double letters = 0;
};

WordScore scoreWords(const QList<QStringView> &words, const QList<QStringView> &others)
{
    WordScore score;
    for (const QStringView word : words) {
        double best = 0;
        for (const QStringView other : others) {
            if (mayBeSameWord(word, other))
                best = std::max(best, wordLikeness(word, other));
        }
        const auto letters = static_cast<double>(word.size());
        score.letters += letters;
        score.matched += best >= sameWord ? best * letters : 0;
    }
    return score;
}

//! Dice coefficient over pairs of letters, blanks ignored: finds words that were glued together or cut apart.
double pairLikeness(const QString &a, const QString &b)
{
    const auto pairsOf = [](QString text) {
        text.remove(u' ');
        std::vector<std::uint32_t> pairs;
        for (qsizetype i = 0; i + 1 < text.size(); ++i)
            pairs.push_back(static_cast<std::uint32_t>(text[i].unicode()) << 16 | text[i + 1].unicode());
        std::sort(pairs.begin(), pairs.end());
        return pairs;
    };
    const auto pairsA = pairsOf(a);
    const auto pairsB = pairsOf(b);
    if (pairsA.empty() || pairsB.empty())
        return 0;
    std::vector<std::uint32_t> both;
    std::set_intersection(pairsA.begin(), pairsA.end(), pairsB.begin(), pairsB.end(), std::back_inserter(both));
    return 2 * static_cast<double>(both.size()) / static_cast<double>(pairsA.size() + pairsB.size());
}

} // namespace

double similarity(const QString &foldedA, const QString &foldedB)
{
    const QString a = foldedA.left(mostLetters);
    const QString b = foldedB.left(mostLetters);
    if (a.isEmpty() || b.isEmpty())
        return 0;
    if (a == b)
        return 1;
    const QList<QStringView> wordsA = QStringView(a).split(u' ', Qt::SkipEmptyParts);
    const QList<QStringView> wordsB = QStringView(b).split(u' ', Qt::SkipEmptyParts);
    const WordScore scoreA = scoreWords(wordsA, wordsB);
    const WordScore scoreB = scoreWords(wordsB, wordsA);
    double words = (scoreA.matched + scoreB.matched) / (scoreA.letters + scoreB.letters);
    // "name" inside "customer name": all of one heading is in the other, which says more than the letters alone.
    const double contained = std::max(scoreA.matched / scoreA.letters, scoreB.matched / scoreB.letters);
    if (contained >= sameWord)
        words = (words + contained) / 2;
    const auto pairsInA = static_cast<double>(a.size() - wordsA.size());
    const auto pairsInB = static_cast<double>(b.size() - wordsB.size());
    const double mostPairs = pairsInA + pairsInB > 0 ? 2 * std::min(pairsInA, pairsInB) / (pairsInA + pairsInB) : 1;
    if (mostPairs > words)
        words = std::max(words, pairLikeness(a, b));
    return std::min(words, 0.99); // 1 is for equal headings only
}

} // namespace callsheet::match
