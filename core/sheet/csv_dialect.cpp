#include "core/sheet/csv_dialect.h"

#include "core/sheet/csv_trial.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t sampleBytes = 512 << 10;

// A first line of just "sep=;", as spreadsheet programs write and honour it. Gives the separator and where the text
// goes on, or nothing.
std::string_view separatorLine(std::string_view text, std::size_t &end)
{
    constexpr std::string_view word = "sep=";
    const bool matches = text.size() > word.size()
        && std::equal(word.begin(), word.end(), text.begin(),
            [](char expected, char c) { return c == expected || (c >= 'A' && c <= 'Z' && c - 'A' + 'a' == expected); });
    const std::size_t lineEnd = text.substr(0, 64).find_first_of("\r\n");
    if (!matches || lineEnd == std::string_view::npos || lineEnd == word.size())
        return {};
    const std::string_view separator = text.substr(word.size(), lineEnd - word.size());
    const auto isOdd = [](char c) { return c <= 0 || c == '"' || c == '\x7F'; };
    const auto isWord
        = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    const bool isLong = separator.size() > 1;
    if (separator.size() > std::size_t(mostSeparatorLength) || std::any_of(separator.begin(), separator.end(), isOdd)
        || (isLong && std::any_of(separator.begin(), separator.end(), isWord)))
        return {};
    end = lineEnd + lineEndLength(text, lineEnd, CsvLineEnd::Any);
    return separator;
}

QString whyFound(const CsvTrial &best)
{
    if (best.score() <= 0)
        return QCoreApplication::translate("sheet", "No separator cuts the rows alike, so the sheet has one column.");
    if (best.isRegular()) {
        return QCoreApplication::translate(
            "sheet", "Every one of the first rows has %1 cells when it is cut at each %2.")
            .arg(best.cells)
            .arg(separatorName(best.marks));
    }
    return QCoreApplication::translate("sheet", "%1 of the first %2 rows have %3 cells when they are cut at each %4.")
        .arg(best.regular)
        .arg(best.records)
        .arg(best.cells)
        .arg(separatorName(best.marks));
}

// Finds the marks of one text; its members are what the steps share.
class DialectFinder {
public:
    DialectFinder(std::string_view text, const ReadingOptions &options, bool guessing)
        : m_options(options)
        , m_guessing(guessing)
    {
        m_named = separatorLine(text, m_dialect.start);
        m_dialect.firstSheetRow = m_named.empty() ? 1 : 2;
        const std::string_view rest = text.substr(m_dialect.start);
        m_sample.text = rest.substr(0, sampleBytes);
        m_sample.isWhole = m_sample.text.size() == rest.size();
    }

    CsvDialect find()
    {
        CsvMarks marks;
        marks.quote = m_options.quote.value_or('"');
        marks.lineEnd = m_options.lineEnd.value_or(CsvLineEnd::Any);
        marks.escape = m_options.escape.value_or(CsvEscape::Doubled);
        m_best = cut(marks);
        findQuote();
        findEscape();
        findLineEnd();
        m_dialect.marks = m_best.marks;
        m_dialect.guessedSeparator = m_guessing && !m_options.separator && !m_best.marks.separatorRest.empty();
        explainSeparator();
        explainQuote();
        explainEscape();
        return m_dialect;
    }

private:
    // The best that these marks can give, with the separator that was named or the one that fits.
    CsvTrial cut(const CsvMarks &marks) const
    {
        if (m_options.separator)
            return tryMarks(m_sample, withSeparator(marks, m_options.separator->toStdString()));
        if (!m_named.empty())
            return tryMarks(m_sample, withSeparator(marks, m_named));
        return findSeparator(m_sample, marks, m_guessing);
    }

    // Apostrophes stand in names and before numbers. They are quotes only where nothing speaks against it: cells begin
    // and end with them, and none is left over.
    void findQuote()
    {
        const bool mayBeOne = m_sample.text.find('\'') != std::string_view::npos && m_best.quotedCells == 0;
        if (m_options.quote || !mayBeOne)
            return;
        CsvMarks marks = m_best.marks;
        marks.quote = '\'';
        const CsvTrial trial = cut(marks);
        if (trial.quotedCells >= 2 && trial.damaged == 0 && trial.score() >= m_best.score())
            m_best = trial;
    }

    void findEscape()
    {
        if (m_options.escape || m_best.marks.quote == '\0')
            return;
        const std::string escaped{'\\', m_best.marks.quote};
        if (m_best.marks.quote != '\\' && m_sample.text.find(escaped) != std::string_view::npos) {
            CsvMarks marks = m_best.marks;
            marks.escape = CsvEscape::Backslash;
            const CsvTrial trial = cut(marks);
            if (trial.damaged < m_best.damaged && trial.score() > m_best.score())
                m_best = trial;
        }
        // Cells of quotes that nothing escapes. One such row may be a slip of the pen; two and no slip left are a
        // habit.
        if (m_guessing && m_best.marks.escape == CsvEscape::Doubled && m_best.damaged >= 2 && m_best.escapes == 0) {
            CsvMarks marks = m_best.marks;
            marks.escape = CsvEscape::None;
            const CsvTrial trial = cut(marks);
            if (trial.damaged == 0 && !trial.doubledQuotes && trial.score() > m_best.score()) {
                m_best = trial;
                m_dialect.guessedEscape = true;
            }
        }
    }

    // Each kind of line break ends a row, as files are put together from several sources. Only where one kind cuts
    // every row alike and the others cut rows to pieces, the others are text.
    void findLineEnd()
    {
        if (m_options.lineEnd) {
            m_dialect.whyLineEnd = QCoreApplication::translate("sheet", "It was chosen by hand.");
            return;
        }
        const CsvTrial any = m_best;
        const bool isMixed = int(any.endsWithLf) + int(any.endsWithCrLf) + int(any.endsWithCr) > 1;
        if (!m_guessing || !isMixed || any.isRegular())
            return;
        const auto mayBe = [&](CsvLineEnd lineEnd) {
            // A pair of characters is one line break; no half of it ends a row.
            return lineEnd == CsvLineEnd::CrLf ? any.endsWithCrLf : !any.endsWithCrLf;
        };
        for (const CsvLineEnd lineEnd : {CsvLineEnd::CrLf, CsvLineEnd::Lf, CsvLineEnd::Cr}) {
            CsvMarks marks = any.marks;
            marks.lineEnd = lineEnd;
            const CsvTrial trial = mayBe(lineEnd) ? tryMarks(m_sample, marks) : CsvTrial();
            if (trial.records >= 2 && trial.isRegular() && trial.score() >= 1 && trial.cells >= any.cells) {
                m_best = trial;
                m_dialect.guessedLineEnd = true;
                m_dialect.whyLineEnd = QCoreApplication::translate(
                    "sheet", "Only these line ends cut the first rows alike; other line breaks stand inside of cells.");
                return;
            }
        }
    }

    void explainSeparator()
    {
        const QString name = separatorName(m_best.marks);
        if (m_options.separator)
            m_dialect.whySeparator = QCoreApplication::translate("sheet", "The %1 was chosen by hand.").arg(name);
        else if (!m_named.empty())
            m_dialect.whySeparator
                = QCoreApplication::translate("sheet", "The first line of the file names the %1.").arg(name);
        else
            m_dialect.whySeparator = whyFound(m_best);
    }

    void explainQuote()
    {
        if (m_options.quote && *m_options.quote == '\0') {
            m_dialect.whyQuote
                = QCoreApplication::translate("sheet", "It was set by hand that there is no quote character.");
        } else if (m_options.quote) {
            m_dialect.whyQuote = QCoreApplication::translate("sheet", "The quote character was chosen by hand.");
        } else if (m_best.quotedCells > 0) {
            m_dialect.whyQuote
                = QCoreApplication::translate("sheet", "Cells of the first rows stand between such quotes.");
        } else {
            m_dialect.whyQuote
                = QCoreApplication::translate("sheet", "It is the usual one; the first rows have no quoted cell.");
        }
    }

    void explainEscape()
    {
        QString &why = m_dialect.whyEscape;
        if (m_options.escape)
            why = QCoreApplication::translate("sheet", "It was chosen by hand.");
        else if (m_best.marks.quote == '\0')
            why = QCoreApplication::translate("sheet", "There is no quote character that could stand in a cell.");
        else if (m_best.marks.escape == CsvEscape::Backslash)
            why = QCoreApplication::translate(
                "sheet", "Quotes inside of quoted cells of the first rows stand behind a backslash.");
        else if (m_best.marks.escape == CsvEscape::None)
            why = QCoreApplication::translate(
                "sheet", "Quotes stand inside of quoted cells of the first rows, and nothing tells them apart.");
        else if (m_best.escapes > 0)
            why = QCoreApplication::translate("sheet", "Quotes inside of quoted cells of the first rows are doubled.");
        else
            why = QCoreApplication::translate(
                "sheet", "It is the usual way; no quoted cell of the first rows has a quote inside.");
    }

    const ReadingOptions &m_options;
    bool m_guessing;
    std::string_view m_named; // by the line "sep=;"
    CsvSample m_sample;
    CsvTrial m_best;
    CsvDialect m_dialect;
};

} // namespace

CsvDialect findDialect(std::string_view text, const ReadingOptions &options, bool guessing)
{
    return DialectFinder(text, options, guessing).find();
}

QString separatorName(const CsvMarks &marks)
{
    if (!marks.separatorRest.empty() || static_cast<signed char>(marks.separator) < 0) {
        const QString text = QString::fromStdString(marks.wholeSeparator());
        if (text == ", "_L1)
            return QCoreApplication::translate("sheet", "comma with a blank behind");
        if (text == "; "_L1)
            return QCoreApplication::translate("sheet", "semicolon with a blank behind");
        return u"“%1”"_s.arg(text);
    }
    switch (marks.separator) {
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
        return QCoreApplication::translate("sheet", "character “%1”").arg(QLatin1Char(marks.separator));
    }
}

CsvLineEnd onlyLineEnd(const LineEnds &ends)
{
    if (ends == LineEnds{true, false, false})
        return CsvLineEnd::Lf;
    if (ends == LineEnds{false, true, false})
        return CsvLineEnd::CrLf;
    return ends == LineEnds{false, false, true} ? CsvLineEnd::Cr : CsvLineEnd::Any;
}

QString whyLineEnd(const LineEnds &ends, bool isWhole)
{
    if (ends == LineEnds())
        return QCoreApplication::translate("sheet", "No row ends with a line break.");
    if (onlyLineEnd(ends) == CsvLineEnd::Any)
        return QCoreApplication::translate("sheet", "Rows end with different line breaks, so each kind ends a row.");
    return isWhole ? QCoreApplication::translate("sheet", "Every row of the file ends with it.")
                   : QCoreApplication::translate("sheet", "The first rows end with it.");
}

} // namespace callsheet::sheet
