#include "core/sheet/csv_trial.h"

#include <algorithm>
#include <array>
#include <map>

namespace callsheet::sheet {

namespace {

constexpr std::size_t sampleRecords = 500;
constexpr std::size_t mostLookedAtRecords = 10'000; // blank ones among them
constexpr std::array<std::string_view, 4> usualSeparators = {",", ";", "\t", "|"};
// Taken only where they cut every row alike. The last two are U+001F, the separator of units, and a broken bar.
constexpr std::array<std::string_view, 5> rareSeparators = {"^", "~", "#", "\x1F", "\xC2\xA6"};
constexpr std::size_t shortestLong = 2;
constexpr std::size_t longestLong = static_cast<std::size_t>(mostSeparatorLength);
constexpr std::size_t lookedAtLines = 3;
constexpr std::size_t lookedAtBytes = 4096; // of each line
constexpr std::size_t mostLongSeparators = 12;
// A twentieth of the rows is no difference: ragged rows happen.
constexpr double clearly = 0.05;
constexpr double mostlyAlike = 0.6; // what a separator of several characters has to reach

// Characters that a separator of several is made of. Those of phone numbers, names, amounts and addresses are not.
bool separates(char c)
{
    return std::string_view(" \t!#$%&*,:;<=>?[\\]^`{|}~").find(c) != std::string_view::npos;
}

bool isCandidate(std::string_view text)
{
    // Commas in a row are empty cells.
    const bool isRepeated = text.find_first_not_of(text[0]) == std::string_view::npos;
    const bool onlyBlanks = text.find_first_not_of(" \t") == std::string_view::npos;
    // What stands behind a comma begins a cell: a currency, a cell of just "?". A blank and the = of ="012" do not.
    const bool takesText
        = (text[0] == ',' || text[0] == ';') && text.find_first_not_of(" \t=", 1) != std::string_view::npos;
    return !onlyBlanks && !takesText
        && !(isRepeated && std::string_view(",;\t").find(text[0]) != std::string_view::npos);
}

// Strings of several characters that stand between words in the first lines, the commonest first.
std::vector<std::string> longSeparators(std::string_view sample)
{
    std::map<std::string, std::size_t> counts;
    std::size_t lines = 0;
    while (!sample.empty() && lines < lookedAtLines) {
        const std::size_t end = std::min(sample.find_first_of("\r\n"), sample.size());
        const std::string_view line = sample.substr(0, std::min(end, lookedAtBytes));
        lines += line.empty() ? 0U : 1U;
        for (std::size_t from = 0; from < line.size(); ++from) {
            std::size_t length = 0;
            while (length < longestLong && from + length < line.size() && separates(line[from + length])) {
                ++length;
                if (length >= shortestLong && isCandidate(line.substr(from, length)))
                    ++counts[std::string(line.substr(from, length))];
            }
        }
        sample.remove_prefix(std::min(end + 1, sample.size()));
    }
    std::vector<std::string> found;
    for (const auto &[separator, count] : counts)
        found.push_back(separator);
    std::stable_sort(
        found.begin(), found.end(), [&](const std::string &a, const std::string &b) { return counts[a] > counts[b]; });
    found.resize(std::min(found.size(), mostLongSeparators));
    return found;
}

// True when each of the short separators is a part of the long one, so that the long one cuts as often as it can.
bool explains(const CsvTrial &longer, const CsvTrial &shorter)
{
    const std::string separator = longer.marks.wholeSeparator();
    const auto inside = std::count(separator.begin(), separator.end(), shorter.marks.separator);
    return shorter.marks.separatorRest.empty() && inside > 0
        && shorter.cells - 1 == (longer.cells - 1) * static_cast<std::size_t>(inside);
}

// For a sheet of one column: the separator that leaves the most cells whole.
CsvTrial oneColumn(const CsvSample &sample, const CsvMarks &marks)
{
    CsvTrial best;
    best.marks = withSeparator(marks, usualSeparators[0]);
    for (const std::string_view separator : usualSeparators) {
        const CsvTrial trial = tryMarks(sample, withSeparator(marks, separator));
        if (trial.records == 0) // nothing but this separator
            return trial;
        if (trial.cells == 1 && trial.regular > best.regular)
            best = trial;
    }
    return best;
}

bool holdsQuote(std::string_view separator, const CsvMarks &marks)
{
    return marks.quote != '\0' && separator.find(marks.quote) != std::string_view::npos;
}

// True for a comma as it stands in "Smith, Ann" and for any other separator of which each has a blank behind it.
bool readsAsPunctuation(std::string_view text, char separator)
{
    std::size_t position = text.find(separator);
    bool isThere = false;
    for (; position != std::string_view::npos; position = text.find(separator, position + 1)) {
        if (position + 1 == text.size() || text[position + 1] != ' ')
            return false;
        isThere = true;
    }
    return isThere;
}

// Of two separators that cut equally well the one that no text holds: a tab, or what is not written like punctuation.
bool isRatherThan(char separator, char other, std::string_view text)
{
    return separator == '\t' || (readsAsPunctuation(text, other) && !readsAsPunctuation(text, separator));
}

CsvTrial bestUsual(const CsvSample &sample, const CsvMarks &marks)
{
    CsvTrial best;
    best.marks = marks;
    for (const std::string_view separator : usualSeparators) {
        if (holdsQuote(separator, marks))
            continue;
        const CsvTrial trial = tryMarks(sample, withSeparator(marks, separator));
        // Of two that cut equally well the finer one wins, as a character inside the cells cuts a few of them only.
        const double gain = trial.score() - best.score();
        const bool finer = trial.cells > best.cells
            || (trial.cells == best.cells
                && (gain > 0 || (gain == 0 && isRatherThan(separator[0], best.marks.separator, sample.text))));
        if (gain > clearly || (gain > -clearly && trial.score() > 0 && finer))
            best = trial;
    }
    return best;
}

} // namespace

double CsvTrial::score() const
{
    if (records == 0 || cells < 2)
        return 0;
    // The header is cut like the rows; a comma that stands once in every address is not in the header.
    const double doubt = firstCells == cells ? 0 : 0.1;
    return (double(regular) - double(damaged)) / double(records) - doubt;
}

CsvTrial tryMarks(const CsvSample &sample, const CsvMarks &marks)
{
    CsvTrial trial;
    trial.marks = marks;
    const std::string_view text = sample.text;
    std::map<std::size_t, std::size_t> recordsByCells;
    CsvCursor cursor(text, marks);
    std::size_t lookedAt = 0;
    for (std::size_t start = 0; start < text.size() && trial.records < sampleRecords && lookedAt < mostLookedAtRecords;
         ++lookedAt) {
        std::size_t quoted = 0;
        std::size_t escapes = 0;
        const CsvRecord record = readRecord(cursor, start, [&](const CsvField &field) {
            quoted += field.isQuoted ? 1 : 0;
            escapes += field.hasEscapes ? 1 : 0;
        });
        // What the end of the sample cuts says nothing, unless it is all there is.
        const bool quoteIsCut = record.unclosedQuote && text.size() - record.unclosedAt <= mostQuotedBytes;
        if (!sample.isWhole && trial.records > 0 && (record.next == text.size() || quoteIsCut))
            break;
        if (!isBlankRecord(text.substr(start, record.end - start), marks)) {
            if (trial.records++ == 0)
                trial.firstCells = record.fields;
            ++recordsByCells[record.fields];
            trial.damaged += record.strayQuote || record.unclosedQuote ? 1 : 0;
            trial.quotedCells += quoted;
            trial.escapes += escapes;
            trial.foreignBreaks += record.foreignBreak ? 1 : 0;
            trial.doubledQuotes = trial.doubledQuotes || record.doubledQuote;
            if (record.next > record.end) {
                trial.endsWithCrLf = trial.endsWithCrLf || record.next - record.end == 2;
                trial.endsWithLf = trial.endsWithLf || text[record.end] == '\n';
                trial.endsWithCr = trial.endsWithCr || (text[record.end] == '\r' && record.next - record.end == 1);
            }
        }
        start = record.next;
    }
    for (const auto &[cells, records] : recordsByCells) {
        // Of two equally common numbers the larger: lines without the separator are titles rather than rows.
        if (records >= trial.regular) {
            trial.regular = records;
            trial.cells = cells;
        }
    }
    return trial;
}

CsvTrial findSeparator(const CsvSample &sample, const CsvMarks &marks, bool mayBeLong)
{
    const CsvTrial usual = bestUsual(sample, marks);
    CsvTrial best = usual;
    const std::vector<std::string> candidates = mayBeLong ? longSeparators(sample.text) : std::vector<std::string>();
    for (const std::string &separator : candidates) {
        if (holdsQuote(separator, marks))
            continue;
        const CsvTrial trial = tryMarks(sample, withSeparator(marks, separator));
        if (trial.score() < mostlyAlike || trial.records < 2)
            continue;
        const bool explainsUsual
            = usual.score() > 0 && explains(trial, usual) && trial.score() >= usual.score() - clearly;
        const bool isLonger = best.marks.separatorRest.empty() || trial.cells > best.cells
            || (trial.cells == best.cells && separator.size() > best.marks.separatorRest.size() + 1);
        if (explainsUsual || trial.score() > usual.score() + clearly)
            best = isLonger ? trial : best;
    }
    if (best.score() > 0)
        return best;
    for (const std::string_view separator : rareSeparators) {
        if (holdsQuote(separator, marks))
            continue;
        const CsvTrial trial = tryMarks(sample, withSeparator(marks, separator));
        if (trial.records > 1 && trial.score() >= 1 && trial.cells > best.cells)
            best = trial;
    }
    return best.score() > 0 ? best : oneColumn(sample, marks);
}

CsvMarks withSeparator(CsvMarks marks, std::string_view separator)
{
    marks.separator = separator[0];
    marks.separatorRest = separator.substr(1);
    return marks;
}

} // namespace callsheet::sheet
