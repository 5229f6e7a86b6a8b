#include "core/sheet/csv_dialect.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <map>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t sampleBytes = 512 << 10;
constexpr std::size_t sampleRecords = 500;
constexpr std::array candidates = {',', ';', '\t', '|'};

// What cutting the sample with one separator gives.
struct Trial {
    char separator = ',';
    std::size_t records = 0; // that are not blank
    std::size_t regular = 0; // with the commonest number of cells
    std::size_t damaged = 0; // with quotes in odd places
    std::size_t cells = 1; // the commonest number
    std::size_t firstCells = 0; // of the first record
    bool anyQuoted = false;

    double score() const
    {
        if (records == 0 || cells < 2)
            return 0;
        // The header is cut like the rows; a comma that stands once in every address is not in the header.
        const double doubt = firstCells == cells ? 0 : 0.1;
        return (double(regular) - double(damaged)) / double(records) - doubt;
    }
};

Trial tryMarks(std::string_view sample, bool isWhole, CsvMarks marks)
{
    Trial trial;
    trial.separator = marks.separator;
    std::map<std::size_t, std::size_t> recordsByCells;
    CsvCursor cursor(sample, marks);
    for (std::size_t start = 0; start < sample.size() && trial.records < sampleRecords;) {
        bool quoted = false;
        const CsvRecord record = readRecord(cursor, start, [&](const CsvField &field) {
            quoted = quoted
                || (marks.quote != '\0' && field.text.data() > sample.data() && field.text.data()[-1] == marks.quote);
        });
        const bool isCut = record.next == sample.size() && !isWhole && trial.records > 0;
        if (!isCut && !isBlankRecord(sample.substr(start, record.end - start), marks)) {
            if (trial.records++ == 0)
                trial.firstCells = record.fields;
            ++recordsByCells[record.fields];
            trial.damaged += record.strayQuote || record.unclosedQuote ? 1 : 0;
            trial.anyQuoted = trial.anyQuoted || quoted;
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

// A first line of just "sep=;", as spreadsheet programs write and honour it. Gives the separator, or '\0'.
char separatorLine(std::string_view text, std::size_t &end)
{
    constexpr std::string_view word = "sep=";
    if (text.size() < word.size() + 1)
        return '\0';
    const bool matches = std::equal(word.begin(), word.end(), text.begin(),
        [](char expected, char c) { return c == expected || (c >= 'A' && c <= 'Z' && c - 'A' + 'a' == expected); });
    const char separator = text[word.size()];
    const std::string_view rest = text.substr(word.size() + 1);
    const bool isAscii = separator > 0 && separator != '\r' && separator != '\n' && separator != '"';
    if (!matches || !isAscii || rest.empty() || (rest[0] != '\r' && rest[0] != '\n'))
        return '\0';
    end = word.size() + 2 + (rest.starts_with("\r\n") ? 1 : 0);
    return separator;
}

QString whyFound(const Trial &best)
{
    if (best.score() <= 0)
        return QCoreApplication::translate("sheet", "No separator cuts the rows alike, so the sheet has one column.");
    if (best.regular == best.records) {
        return QCoreApplication::translate(
            "sheet", "Every one of the first rows has %1 cells when it is cut at each %2.")
            .arg(best.cells)
            .arg(separatorName(best.separator));
    }
    return QCoreApplication::translate("sheet", "%1 of the first %2 rows have %3 cells when they are cut at each %4.")
        .arg(best.regular)
        .arg(best.records)
        .arg(best.cells)
        .arg(separatorName(best.separator));
}

// For a sheet of one column: the separator that leaves the most cells whole.
Trial oneColumn(std::string_view sample, bool isWhole, char quote)
{
    Trial best;
    for (const char separator : candidates) {
        const Trial trial = tryMarks(sample, isWhole, {separator, quote});
        if (trial.records == 0) // nothing but this separator
            return trial;
        if (trial.cells == 1 && trial.regular > best.regular)
            best = trial;
    }
    return best;
}

Trial bestSeparator(std::string_view sample, bool isWhole, char quote)
{
    Trial best;
    for (const char separator : candidates) {
        const Trial trial = tryMarks(sample, isWhole, {separator, quote});
        // A twentieth of the rows is no difference: ragged rows happen. Then the finer cut wins, as a character inside
        // the cells cuts a few of them only.
        const double gain = trial.score() - best.score();
        const bool finer = trial.cells > best.cells || (trial.cells == best.cells && gain > 0);
        if (gain > 0.05 || (gain > -0.05 && trial.score() > 0 && finer))
            best = trial;
    }
    return best.score() > 0 ? best : oneColumn(sample, isWhole, quote);
}

} // namespace

CsvDialect findDialect(std::string_view text, const ReadingOptions &options)
{
    CsvDialect dialect;
    dialect.marks.quote = options.quote.value_or('"');
    const char named = separatorLine(text, dialect.start);
    if (named != '\0')
        dialect.firstSheetRow = 2;
    const std::string_view rest = text.substr(dialect.start);
    const std::string_view sample = rest.substr(0, sampleBytes);
    const bool isWhole = sample.size() == rest.size();

    Trial trial;
    if (options.separator) {
        dialect.marks.separator = options.separator->at(0).toLatin1();
        dialect.whySeparator = QCoreApplication::translate("sheet", "The %1 was chosen by hand.")
                                   .arg(separatorName(dialect.marks.separator));
        trial = tryMarks(sample, isWhole, dialect.marks);
    } else if (named != '\0') {
        dialect.marks.separator = named;
        dialect.whySeparator = QCoreApplication::translate("sheet", "The first line of the file names the %1.")
                                   .arg(separatorName(named));
        trial = tryMarks(sample, isWhole, dialect.marks);
    } else {
        trial = bestSeparator(sample, isWhole, dialect.marks.quote);
        dialect.marks.separator = trial.separator;
        dialect.whySeparator = whyFound(trial);
    }

    if (options.quote && *options.quote == '\0')
        dialect.whyQuote = QCoreApplication::translate("sheet", "It was set by hand that there is no quote character.");
    else if (options.quote)
        dialect.whyQuote = QCoreApplication::translate("sheet", "The quote character was chosen by hand.");
    else if (trial.anyQuoted)
        dialect.whyQuote = QCoreApplication::translate("sheet", "Cells of the first rows stand between such quotes.");
    else
        dialect.whyQuote
            = QCoreApplication::translate("sheet", "It is the usual one; the first rows have no quoted cell.");
    return dialect;
}

QString separatorName(char separator)
{
    switch (separator) {
    case ',':
        return QCoreApplication::translate("sheet", "comma");
    case ';':
        return QCoreApplication::translate("sheet", "semicolon");
    case '\t':
        return QCoreApplication::translate("sheet", "tab");
    case '|':
        return QCoreApplication::translate("sheet", "vertical bar");
    case ' ':
        return QCoreApplication::translate("sheet", "blank");
    default:
        return QCoreApplication::translate("sheet", "character “%1”").arg(QLatin1Char(separator));
    }
}

void appendField(const CsvField &field, char quote, std::string &target)
{
    if (!field.doubledQuotes) {
        target.append(field.text);
        return;
    }
    std::string_view rest = field.text;
    while (!rest.empty()) {
        const std::size_t position = rest.find(quote);
        if (position == std::string_view::npos) {
            target.append(rest);
            return;
        }
        target.append(rest.substr(0, position + 1));
        rest.remove_prefix(std::min(rest.size(), position + 2));
    }
}

bool isBlankRecord(std::string_view record, CsvMarks marks)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    const bool onlyMarks = std::all_of(record.begin(), record.end(),
        [&](char c) { return isBlank(c) || c == marks.separator || (c == marks.quote && marks.quote != '\0'); });
    if (!onlyMarks)
        return false;
    // Quotes and separators may be the text of a quoted cell.
    bool blank = true;
    CsvCursor cursor(record, marks);
    readRecord(cursor, 0, [&](const CsvField &field) {
        blank = blank && !field.doubledQuotes && std::all_of(field.text.begin(), field.text.end(), isBlank);
    });
    return blank;
}

} // namespace callsheet::sheet
