#include "core/sheet/header_row.h"

#include "core/sheet/table.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostGroupNameSize = 200; // a longer one is a title, and stands above thousands of columns

qsizetype filledCells(const SampleRow &row)
{
    return std::count_if(
        row.cells.begin(), row.cells.end(), [](const QString &cell) { return !cell.trimmed().isEmpty(); });
}

// How many cells the rows of the table usually fill: the median, so that a few title lines or sparse rows do not count.
qsizetype usualWidth(const std::vector<SampleRow> &rows)
{
    std::vector<qsizetype> widths;
    for (const SampleRow &row : rows)
        widths.push_back(filledCells(row));
    const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
    std::nth_element(widths.begin(), middle, widths.end());
    return *middle;
}

// What programs and people write around or inside of a number, in any script: signs, dashes and blanks of all kinds, an
// apostrophe or ="…" that keeps a number a text, marks of the writing direction.
bool mayStandInPhone(QChar c)
{
    return u"+()./'’\"=;,*#"_s.contains(c) || c.category() == QChar::Punctuation_Dash || c == u'−' || c.isSpace()
        || c.category() == QChar::Other_Format;
}

bool isWordOfPhone(const QString &word)
{
    static const QStringList words{u"tel"_s, u"phone"_s, u"mobile"_s, u"mob"_s, u"cell"_s, u"fax"_s, u"ext"_s, u"x"_s,
        u"extension"_s, u"whatsapp"_s, u"e"_s};
    return word.isEmpty() || words.contains(word.toLower());
}

// Too generous rather than too strict: the first contact of a sheet without a header is lost when it is taken for one.
bool isPhone(const QString &cell)
{
    qsizetype digits = 0;
    QString word;
    for (const QChar c : cell) {
        if (c.isLetter()) {
            word += c;
            continue;
        }
        if (c.isDigit())
            ++digits;
        else if (!mayStandInPhone(c) && (c != u':' || word.isEmpty())) // "tel:", and no time of day
            return false;
        if (!isWordOfPhone(word))
            return false;
        word.clear();
    }
    return digits >= 7 && isWordOfPhone(word);
}

bool isPhoneOrMail(const QString &cell)
{
    const qsizetype at = cell.indexOf(u'@');
    if (at > 0 && cell.indexOf(u'.', at) > at + 1 && !cell.trimmed().contains(u' '))
        return true;
    return isPhone(cell);
}

bool isBlank(const QString &cell)
{
    return cell.trimmed().isEmpty();
}

// A phone number, an e-mail address, a number, an amount, a date or a time: no column is called like that.
bool isValue(const QString &cell)
{
    if (isPhoneOrMail(cell))
        return true;
    const bool hasDigit = std::any_of(cell.begin(), cell.end(), [](QChar c) { return c.isDigit(); });
    const bool hasLetter = std::any_of(cell.begin(), cell.end(), [](QChar c) { return c.isLetter(); });
    return hasDigit && !hasLetter;
}

// What people write where they have no value. Such a row is a contact, not a header.
bool standsForNothing(const QString &cell)
{
    static const QStringList words{u"n/a"_s, u"na"_s, u"none"_s, u"no"_s, u"unknown"_s, u"-"_s, u"--"_s, u"null"_s,
        u"tbd"_s, u"k.a."_s, u"?"_s, u"x"_s};
    return words.contains(cell.trimmed().toLower());
}

// Columns in which most of the filled cells are values.
std::vector<qsizetype> valueColumns(std::span<const SampleRow> rows)
{
    std::vector<std::pair<int, int>> filledAndValues;
    for (const SampleRow &row : rows) {
        const auto width = std::min<std::size_t>(static_cast<std::size_t>(row.cells.size()), mostLookedAtColumns);
        if (filledAndValues.size() < width)
            filledAndValues.resize(width);
        for (std::size_t column = 0; column < width; ++column) {
            const QString &cell = row.cells[static_cast<qsizetype>(column)];
            filledAndValues[column].first += isBlank(cell) ? 0 : 1;
            filledAndValues[column].second += isValue(cell) ? 1 : 0;
        }
    }
    std::vector<qsizetype> columns;
    for (std::size_t column = 0; column < filledAndValues.size(); ++column) {
        const auto [filled, values] = filledAndValues[column];
        if (values > 0 && values * 3 >= filled * 2)
            columns.push_back(static_cast<qsizetype>(column));
    }
    return columns;
}

// A row of groups has gaps between its groups: some column that the row below names has no group of its own. A gap at
// the end alone is that of a header that lacks a name, above a contact.
bool isGroupAbove(const SampleRow &upper, const SampleRow &lower)
{
    if (upper.sheetRow + 1 != lower.sheetRow || filledCells(upper) < 2 || filledCells(upper) >= filledCells(lower)
        || std::any_of(upper.cells.begin(), upper.cells.end(), isValue))
        return false;
    qsizetype last = upper.cells.size() - 1;
    while (isBlank(upper.cells[last]))
        --last;
    for (qsizetype column = 0; column < std::min(last, lower.cells.size()); ++column) {
        if (!isBlank(lower.cells[column]) && isBlank(upper.cells[column]))
            return true;
    }
    return false;
}

bool namesItsColumnsTwice(const SampleRow &row)
{
    QStringList names;
    for (const QString &cell : row.cells) {
        const QString name = cell.trimmed().toLower();
        if (!name.isEmpty() && names.contains(name))
            return true;
        names += name;
    }
    return false;
}

bool isTitle(const SampleRow &row, qsizetype width)
{
    const qsizetype filled = filledCells(row);
    // A title stands alone in its row; in a table of two columns a header with one blank name still has both cells.
    const bool alone = filled == 1 && width >= 2 && row.cells.size() == 1;
    return alone || filled * 3 <= width;
}

using RowPosition = std::vector<SampleRow>::const_iterator;

// Lines such as "Branch,North" above a table are no titles by their width. They stand apart from it, and nobody among
// them can be called: only then a full row of words above values may be the header instead of the first of them.
RowPosition headerOfBlockBelow(const std::vector<SampleRow> &rows, RowPosition first, qsizetype width)
{
    const auto full
        = std::find_if(first, rows.end(), [width](const SampleRow &row) { return filledCells(row) >= width; });
    if (full == first || full == rows.end() || !readsAsHeader(*full, {full + 1, rows.end()}))
        return first;
    const bool standApart = full->sheetRow - first->sheetRow > static_cast<std::uint32_t>(full - first);
    const bool anyContact = std::any_of(first, full,
        [](const SampleRow &row) { return std::any_of(row.cells.begin(), row.cells.end(), isPhoneOrMail); });
    return standApart && !anyContact ? full : first;
}

} // namespace

HeaderChoice findHeaderRow(const std::vector<SampleRow> &rows)
{
    if (rows.empty())
        return {};
    const qsizetype width = usualWidth(rows);
    auto header
        = std::find_if(rows.begin(), rows.end(), [width](const SampleRow &row) { return !isTitle(row, width); });
    if (header == rows.end() || std::any_of(header->cells.begin(), header->cells.end(), isPhoneOrMail)) {
        return {0,
            QCoreApplication::translate("sheet",
                "The first row already holds a phone number or an e-mail address, so the columns have no names.")};
    }
    const std::span<const SampleRow> belowFirst(header + 1, rows.end());
    if (!belowFirst.empty() && isGroupAbove(*header, belowFirst.front())
        && readsAsHeader(belowFirst.front(), belowFirst.subspan(1))) {
        const int row = static_cast<int>(header->sheetRow);
        return {row,
            QCoreApplication::translate("sheet", "Row %1 names groups of columns and row %2 the columns below them.")
                .arg(row)
                .arg(row + 1),
            2};
    }
    // A contact of which only the number is known is as narrow as a title.
    const bool isContactAbove = std::any_of(rows.begin(), header,
        [](const SampleRow &row) { return std::any_of(row.cells.begin(), row.cells.end(), isPhone); });
    if (isContactAbove && !readsAsHeader(*header, belowFirst)) {
        return {0,
            QCoreApplication::translate(
                "sheet", "A row above the first full one already holds a phone number, so the columns have no names.")};
    }
    header = headerOfBlockBelow(rows, header, width);
    const int row = static_cast<int>(header->sheetRow);
    const std::span<const SampleRow> below(header + 1, rows.end());
    // Groups that fill few cells look like a title. They are needed only where the columns are not told apart without.
    if (header != rows.begin() && isGroupAbove(*(header - 1), *header) && namesItsColumnsTwice(*header)
        && readsAsHeader(*header, below)) {
        return {row - 1,
            QCoreApplication::translate("sheet", "Row %1 names groups of columns and row %2 the columns below them.")
                .arg(row - 1)
                .arg(row),
            2};
    }
    if (header != rows.begin()) {
        return {row,
            QCoreApplication::translate(
                "sheet", "Row %1 is the first that is about as wide as the table; the rows above it are titles.")
                .arg(row)};
    }
    if (row == 1)
        return {row, QCoreApplication::translate("sheet", "The first row names the columns.")};
    return {row, QCoreApplication::translate("sheet", "Row %1 is the first row with text.").arg(row)};
}

bool readsAsHeader(const SampleRow &row, std::span<const SampleRow> below)
{
    bool hasWordsAboveValues = false;
    for (const qsizetype column : valueColumns(below)) {
        const QString cell = row.cells.value(column);
        if (isValue(cell) || standsForNothing(cell))
            return false;
        hasWordsAboveValues = hasWordsAboveValues || !isBlank(cell);
    }
    return hasWordsAboveValues && filledCells(row) >= 2
        && std::none_of(row.cells.begin(), row.cells.end(), isPhoneOrMail);
}

QStringList joinedHeadings(const std::vector<QStringList> &headerRows)
{
    QStringList joined;
    for (std::size_t row = 0; row < headerRows.size(); ++row) {
        QStringList names = headerRows[row];
        const bool isLowest = row + 1 == headerRows.size();
        for (qsizetype column = 1; !isLowest && column < names.size(); ++column) {
            if (isBlank(names[column]))
                names[column] = names[column - 1];
        }
        // A group reaches as far as the columns below it do, also where its row ends earlier.
        for (std::size_t lower = row + 1; lower < headerRows.size(); ++lower) {
            while (!isBlank(names.value(names.size() - 1)) && names.size() < headerRows[lower].size())
                names += names.last();
        }
        while (joined.size() < names.size())
            joined += QString();
        for (qsizetype column = 0; column < names.size(); ++column) {
            const QString name = names[column].trimmed();
            QString &heading = joined[column];
            const bool isTitleOfMany = !isLowest && name.size() > mostGroupNameSize;
            if (name.isEmpty() || heading == name || isTitleOfMany)
                continue;
            heading = heading.isEmpty() ? name : heading + u' ' + name;
        }
    }
    return headerRows.size() == 1 ? headerRows.front() : joined;
}

QString chosenByHand(int headerRow, int headerRows)
{
    if (headerRow > 0 && headerRows > 1) {
        return QCoreApplication::translate("sheet", "Rows %1 to %2 were chosen by hand.")
            .arg(headerRow)
            .arg(headerRow + headerRows - 1);
    }
    if (headerRow == 0)
        return QCoreApplication::translate("sheet", "It was set by hand that no row names the columns.");
    return QCoreApplication::translate("sheet", "Row %1 was chosen by hand.").arg(headerRow);
}

QString sampleText(std::string_view cell)
{
    std::size_t size = std::min(cell.size(), sampleTextBytes);
    while (size > 0 && size < cell.size() && (static_cast<unsigned char>(cell[size]) & 0xC0) == 0x80)
        --size;
    return QString::fromUtf8(cell.data(), static_cast<qsizetype>(size));
}

QStringList columnNames(const QStringList &headings, int columns)
{
    QStringList names;
    names.reserve(columns);
    for (int column = 0; column < columns; ++column) {
        const QString heading = headings.value(column);
        names += heading.trimmed().isEmpty()
            ? QCoreApplication::translate("sheet", "Column %1").arg(columnLetters(column))
            : heading;
    }
    return names;
}

} // namespace callsheet::sheet
