#include "app/cli/reading_options.h"

#include "app/cli/output.h"

#include <QCoreApplication>

namespace callsheet::app {

using namespace Qt::StringLiterals;
using base::Result;
using sheet::CsvEscape;
using sheet::CsvLineEnd;
using sheet::Question;

namespace {

//! A word of the command line and what it stands for.
template <typename T>
struct Word {
    QLatin1StringView word;
    T value;
};

constexpr Word<bool> hiddenRowsWords[] = {{"read"_L1, true}, {"leave-out"_L1, false}};
constexpr Word<bool> mergedCellsWords[] = {{"repeat"_L1, true}, {"first"_L1, false}};
constexpr Word<CsvEscape> escapeWords[]
    = {{"doubled"_L1, CsvEscape::Doubled}, {"backslash"_L1, CsvEscape::Backslash}, {"none"_L1, CsvEscape::None}};
constexpr Word<CsvLineEnd> lineEndWords[] = {
    {"any"_L1, CsvLineEnd::Any}, {"lf"_L1, CsvLineEnd::Lf}, {"crlf"_L1, CsvLineEnd::CrLf}, {"cr"_L1, CsvLineEnd::Cr}};

//! Leaves `target` as it is where the option is absent.
template <typename T, std::size_t N>
Result<void> takeWord(
    const Arguments &arguments, const QString &option, const Word<T> (&words)[N], std::optional<T> &target)
{
    if (!arguments.has(option))
        return {};
    const QString given = arguments.value(option).toLower();
    QStringList known;
    for (const Word<T> &word : words) {
        if (given == word.word) {
            target = word.value;
            return {};
        }
        known.append(word.word);
    }
    return wrongUsage(QCoreApplication::translate("cli", "--%1 takes one of these words, not “%2”: %3.")
                          .arg(option, arguments.value(option), known.join(u", "_s)));
}

//! A whole number from 1 on, or a word that stands for 0.
Result<void> takeNumber(
    const Arguments &arguments, const QString &option, QLatin1StringView wordForZero, std::optional<int> &target)
{
    if (!arguments.has(option))
        return {};
    if (!wordForZero.isEmpty() && arguments.value(option).toLower() == wordForZero) {
        target = 0;
        return {};
    }
    const auto number = arguments.number(option, 1, 1);
    if (!number)
        return number.error();
    target = *number;
    return {};
}

Result<void> takeSeparator(const Arguments &arguments, std::optional<QString> &target)
{
    const QString option = u"separator"_s;
    if (!arguments.has(option))
        return {};
    const QString given = arguments.value(option);
    const bool isTab = given.toLower() == "tab"_L1 || given == "\\t"_L1;
    const QString separator = isTab ? u"\t"_s : given;
    if (separator.isEmpty() || separator.size() > sheet::mostSeparatorLength) {
        return wrongUsage(
            QCoreApplication::translate("cli", "--separator takes one to %1 characters, or TAB, not “%2”.")
                .arg(QString::number(sheet::mostSeparatorLength), given));
    }
    target = separator;
    return {};
}

Result<void> takeQuote(const Arguments &arguments, std::optional<char> &target)
{
    const QString option = u"quote"_s;
    if (!arguments.has(option))
        return {};
    const QString given = arguments.value(option);
    if (given.toLower() == "none"_L1) {
        target = '\0';
        return {};
    }
    if (given.size() != 1 || given[0].unicode() >= 0x80) {
        return wrongUsage(
            QCoreApplication::translate("cli", "--quote takes one character or none, not “%1”.").arg(given));
    }
    target = given[0].toLatin1();
    return {};
}

} // namespace

QStringList readingOptionNames()
{
    return {u"sheet"_s, u"header-row"_s, u"header-rows"_s, u"table"_s, u"hidden-rows"_s, u"merged-cells"_s,
        u"encoding"_s, u"separator"_s, u"quote"_s, u"escape"_s, u"line-end"_s};
}

Result<sheet::ReadingOptions> readingOptions(const Arguments &arguments)
{
    sheet::ReadingOptions options;
    if (arguments.has(u"sheet"_s))
        options.sheet = arguments.value(u"sheet"_s);
    if (arguments.has(u"encoding"_s))
        options.encoding = arguments.value(u"encoding"_s);
    for (const Result<void> &taken : {takeNumber(arguments, u"header-row"_s, "none"_L1, options.headerRow),
             takeNumber(arguments, u"header-rows"_s, {}, options.headerRows),
             takeNumber(arguments, u"table"_s, "all"_L1, options.table),
             takeWord(arguments, u"hidden-rows"_s, hiddenRowsWords, options.hiddenRows),
             takeWord(arguments, u"merged-cells"_s, mergedCellsWords, options.mergedCells),
             takeSeparator(arguments, options.separator), takeQuote(arguments, options.quote),
             takeWord(arguments, u"escape"_s, escapeWords, options.escape),
             takeWord(arguments, u"line-end"_s, lineEndWords, options.lineEnd)}) {
        if (!taken)
            return taken.error();
    }
    return options;
}

QString questionName(Question question)
{
    switch (question) {
    case Question::SeveralTables:
        return u"severalTables"_s;
    case Question::HiddenRows:
        return u"hiddenRows"_s;
    case Question::MergedCells:
        return u"mergedCells"_s;
    }
    return {};
}

QString askWithOptions(Question question, const sheet::ReadingReport &report)
{
    QString answers;
    switch (question) {
    case Question::SeveralTables:
        answers
            = QCoreApplication::translate("cli", "--table 1 to --table %1, or --table all").arg(report.tables.size());
        break;
    case Question::HiddenRows:
        answers = QCoreApplication::translate("cli", "--hidden-rows read or --hidden-rows leave-out");
        break;
    case Question::MergedCells:
        answers = QCoreApplication::translate("cli", "--merged-cells repeat or --merged-cells first");
        break;
    }
    return QCoreApplication::translate("cli", "%1 Answer with %2.").arg(sheet::ask(question, report), answers);
}

void printQuestions(const sheet::ReadingReport &report)
{
    for (const Question question : report.questions)
        printError(askWithOptions(question, report));
}

} // namespace callsheet::app
