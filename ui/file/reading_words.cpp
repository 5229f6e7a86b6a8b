#include "ui/file/reading_words.h"

#include "ui/common/numbers.h"

#include <QCoreApplication>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostTableButtons = 2;

} // namespace

QString separatorName(const QString &separator)
{
    if (separator == ","_L1)
        return QCoreApplication::translate("reading", "comma");
    if (separator == ";"_L1)
        return QCoreApplication::translate("reading", "semicolon");
    if (separator == "\t"_L1)
        return QCoreApplication::translate("reading", "tab");
    if (separator == "|"_L1)
        return QCoreApplication::translate("reading", "vertical bar");
    return separator.trimmed() == separator ? separator : u"“%1”"_s.arg(separator);
}

QString quoteName(const QString &quote)
{
    if (quote == "\""_L1)
        return QCoreApplication::translate("reading", "double quote");
    if (quote == "'"_L1)
        return QCoreApplication::translate("reading", "single quote");
    return quote.isEmpty() ? QCoreApplication::translate("reading", "none") : quote;
}

QString escapeName(sheet::CsvEscape escape)
{
    switch (escape) {
    case sheet::CsvEscape::Doubled:
        return QCoreApplication::translate("reading", "a doubled quote");
    case sheet::CsvEscape::Backslash:
        return QCoreApplication::translate("reading", "a backslash");
    case sheet::CsvEscape::None:
        break;
    }
    return QCoreApplication::translate("reading", "none");
}

QString lineEndName(sheet::CsvLineEnd lineEnd)
{
    switch (lineEnd) {
    case sheet::CsvLineEnd::Lf:
        return QCoreApplication::translate("reading", "line feed (LF)");
    case sheet::CsvLineEnd::CrLf:
        return QCoreApplication::translate("reading", "CR and LF");
    case sheet::CsvLineEnd::Cr:
        return QCoreApplication::translate("reading", "carriage return (CR)");
    case sheet::CsvLineEnd::Any:
        break;
    }
    return QCoreApplication::translate("reading", "any line break");
}

QString sheetName(const sheet::SheetInfo &info)
{
    QString name = info.name;
    if (info.rows > 0 && info.columns > 0) {
        //: A sheet of a workbook: its name, its rows × its columns
        name
            = QCoreApplication::translate("reading", "%1 — %2 × %3").arg(name, number(info.rows), number(info.columns));
    }
    return info.hidden ? QCoreApplication::translate("reading", "%1 (hidden)").arg(name) : name;
}

QString tableName(const sheet::ReadingReport &report, int table)
{
    if (table < 1 || table > report.tables.size())
        return QCoreApplication::translate("reading", "All rows are one table");
    const sheet::TableInfo &info = report.tables[table - 1];
    return QCoreApplication::translate("reading", "Table %1: rows %2")
        .arg(QString::number(table), span(qMax(1, info.headerRow), info.lastRow));
}

QList<Answer> answersTo(
    sheet::Question question, const sheet::ReadingReport &report, const sheet::ReadingOptions &options)
{
    QList<Answer> answers;
    const auto add = [&](const QString &text, auto change) {
        Answer answer{text, options};
        change(answer.options);
        answers.append(answer);
    };
    const auto count = static_cast<int>(report.hiddenRows);
    switch (question) {
    case sheet::Question::SeveralTables:
        for (int table = 1; table <= qMin<qsizetype>(mostTableButtons, report.tables.size()); ++table)
            add(tableName(report, table), [table](sheet::ReadingOptions &o) { o.table = table; });
        add(QCoreApplication::translate("reading", "All rows"), [](sheet::ReadingOptions &o) { o.table = 0; });
        break;
    case sheet::Question::HiddenRows:
        add(QCoreApplication::translate("reading", "Read the %Ln hidden row(s)", nullptr, count),
            [](sheet::ReadingOptions &o) { o.hiddenRows = true; });
        add(QCoreApplication::translate("reading", "Leave them out"),
            [](sheet::ReadingOptions &o) { o.hiddenRows = false; });
        break;
    case sheet::Question::MergedCells:
        add(QCoreApplication::translate("reading", "In each row"),
            [](sheet::ReadingOptions &o) { o.mergedCells = true; });
        add(QCoreApplication::translate("reading", "In the first row only"),
            [](sheet::ReadingOptions &o) { o.mergedCells = false; });
        break;
    }
    return answers;
}

} // namespace callsheet::ui
