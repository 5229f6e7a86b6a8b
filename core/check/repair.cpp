#include "core/check/repair.h"

#include "core/check/cell_text.h"
#include "core/check/describe.h"
#include "core/check/phone_number.h"
#include "core/check/typed_value.h"

#include <QCoreApplication>
#include <QDate>

#include <algorithm>

namespace callsheet::check {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool areDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool canBeCalled(std::string_view phone, const QString &country)
{
    const PhoneFinding finding = parsePhone(phone, country);
    return finding.number != 0 && !finding.code;
}

//! The text with something in front, if that makes a number of it that exists and it is none as it stands. What begins
//! with 0 has neither lost it nor begins with a country code; to ask the phone library about it takes fifty times as
//! long as to read a number that exists.
std::optional<std::string> withPrefix(std::string_view prefix, std::string_view cell, const QString &country)
{
    const std::string_view text = trimmed(cell);
    if (text.empty() || !isDigit(text.front()) || text.front() == '0' || canBeCalled(text, country))
        return std::nullopt;
    std::string longer = std::string(prefix).append(text);
    return canBeCalled(longer, country) ? std::optional(std::move(longer)) : std::nullopt;
}

std::optional<std::string> padded(std::string_view cell, int width)
{
    const std::string_view text = trimmed(cell);
    const auto wanted = static_cast<std::size_t>(std::max(width, 0));
    if (!areDigits(text) || text.size() >= wanted)
        return std::nullopt;
    return std::string(wanted - text.size(), '0').append(text);
}

std::optional<std::string> withoutFloatTail(std::string_view cell)
{
    const std::string_view text = trimmed(cell);
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos || point + 1 == text.size() || !areDigits(text.substr(0, point))
        || text.find_first_not_of('0', point + 1) != std::string_view::npos)
        return std::nullopt;
    return std::string(text.substr(0, point));
}

//! Days since the end of 1899, as spreadsheets count them; five digits from 20000 on are days from 1954 to 2173.
std::optional<std::string> dateOfSerial(std::string_view cell)
{
    std::string_view text = trimmed(cell);
    const auto whole = withoutFloatTail(text);
    if (whole)
        text = *whole;
    if (!areDigits(text) || text.size() != 5 || text.front() == '0' || text.front() == '1')
        return std::nullopt;
    int days = 0;
    for (const char c : text)
        days = days * 10 + (c - '0');
    return QDate(1899, 12, 30).addDays(days).toString(Qt::ISODate).toStdString();
}

std::optional<std::string> firstNumber(std::string_view cell, const QString &country)
{
    if (parsePhone(cell, country).code != ProblemCode::PhoneSeveral)
        return std::nullopt;
    constexpr std::string_view separators[] = {";", ",", "|", "&", "\n", "/", " or ", " and ", " OR ", " AND ", "+"};
    std::string_view found;
    for (const std::string_view separator : separators) {
        const std::size_t end = cell.find(separator, 1);
        const std::string_view part = trimmed(cell.substr(0, end));
        if (end != std::string_view::npos && canBeCalled(part, country)
            && (found.empty() || part.size() < found.size()))
            found = part;
    }
    return found.empty() ? std::nullopt : std::optional(std::string(found));
}

std::optional<std::string> withoutControls(std::string_view cell)
{
    if (!hasControlCharacters(cell))
        return std::nullopt;
    std::string text(cell);
    std::erase_if(text, [](char c) { return hasControlCharacters(std::string_view(&c, 1)); });
    return text;
}

//! Digits, signs that part thousands, and at most one that parts decimals. Where a sign can be either ("1,234"),
//! nothing is decided.
std::optional<std::string> plainNumber(std::string_view cell)
{
    if (toJsonNumber(cell))
        return std::nullopt;
    QString text = QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size())).simplified();
    text.removeIf([](QChar c) { return c.isSpace() || c.category() == QChar::Symbol_Currency || c == u'\''; });
    const qsizetype comma = text.lastIndexOf(u',');
    const qsizetype point = text.lastIndexOf(u'.');
    if (comma >= 0 && point >= 0) { // the later one parts the decimals
        text.remove(comma > point ? u'.' : u',');
        text.replace(u',', u'.');
    } else if (comma >= 0) {
        const qsizetype behind = text.size() - comma - 1;
        if (text.count(u',') > 1)
            text.remove(u',');
        else if (behind == 3)
            return std::nullopt; // thousands, or three decimals
        else
            text.replace(u',', u'.');
    } else if (text.count(u'.') > 1) {
        text.remove(u'.');
    }
    const std::string plain = text.toStdString();
    return toJsonNumber(plain) ? std::optional(plain) : std::nullopt;
}

std::optional<std::string> replacedAll(std::string_view cell, const QString &find, const QString &text)
{
    const std::string wanted = find.toStdString();
    if (wanted.empty() || cell.find(wanted) == std::string_view::npos)
        return std::nullopt;
    const std::string replacement = text.toStdString();
    std::string result;
    for (std::size_t position = 0; position < cell.size();) {
        const std::size_t found = std::min(cell.find(wanted, position), cell.size());
        result.append(cell.substr(position, found - position));
        if (found < cell.size())
            result += replacement;
        position = found + wanted.size();
    }
    return result != cell ? std::optional(result) : std::nullopt;
}

} // namespace

std::optional<std::string> repaired(const Repair &repair, std::string_view cell, const QString &country)
{
    switch (repair.kind) {
    case RepairKind::PlusInFront:
        return withPrefix("+", cell, country);
    case RepairKind::ZeroInFront:
        return withPrefix("0", cell, country);
    case RepairKind::PadWithZeros:
        return padded(cell, repair.width);
    case RepairKind::CutFloatTail:
        return withoutFloatTail(cell);
    case RepairKind::SerialToDate:
        return dateOfSerial(cell);
    case RepairKind::FirstNumber:
        return firstNumber(cell, country);
    case RepairKind::WithoutControlCharacters:
        return withoutControls(cell);
    case RepairKind::PlainNumber:
        return plainNumber(cell);
    case RepairKind::FillBlank:
        return isBlank(cell) && !repair.text.isEmpty() ? std::optional(repair.text.toStdString()) : std::nullopt;
    case RepairKind::Replace:
        return replacedAll(cell, repair.find, repair.text);
    }
    return std::nullopt;
}

std::vector<Repair> repairsFor(ProblemCode code, match::VariableType type)
{
    switch (code) {
    case ProblemCode::PhoneTooShort:
    case ProblemCode::PhoneTooLong:
    case ProblemCode::PhoneInvalid:
    case ProblemCode::PhoneNoCountry:
    case ProblemCode::PhonePossible:
        return {{RepairKind::PlusInFront, {}, {}, 0}, {RepairKind::ZeroInFront, {}, {}, 0}};
    case ProblemCode::PhoneSeveral:
        return {{RepairKind::FirstNumber, {}, {}, 0}};
    case ProblemCode::ControlCharacters:
        return {{RepairKind::WithoutControlCharacters, {}, {}, 0}};
    case ProblemCode::NotANumber:
        return {{RepairKind::PlainNumber, {}, {}, 0}};
    case ProblemCode::NotADate:
        return {{RepairKind::SerialToDate, {}, {}, 0}};
    case ProblemCode::BlankRequired:
        if (type != match::VariableType::Phone)
            return {{RepairKind::FillBlank, {}, {}, 0}};
        break;
    default:
        break;
    }
    return {};
}

QString describe(const Repair &repair)
{
    switch (repair.kind) {
    case RepairKind::PlusInFront:
        return QCoreApplication::translate("check", "Put + in front of the country code");
    case RepairKind::ZeroInFront:
        return QCoreApplication::translate("check", "Put the lost 0 in front");
    case RepairKind::PadWithZeros:
        return QCoreApplication::translate("check", "Put zeros in front, up to %1 digits").arg(repair.width);
    case RepairKind::CutFloatTail:
        return QCoreApplication::translate("check", "Cut “.0” off the end");
    case RepairKind::SerialToDate:
        return QCoreApplication::translate("check", "Make the day of a spreadsheet's day number");
    case RepairKind::FirstNumber:
        return QCoreApplication::translate("check", "Keep the first of the numbers");
    case RepairKind::WithoutControlCharacters:
        return QCoreApplication::translate("check", "Take invisible control characters out");
    case RepairKind::PlainNumber:
        return QCoreApplication::translate("check", "Write a plain number, without currency and thousands");
    case RepairKind::FillBlank:
        return repair.text.isEmpty()
            ? QCoreApplication::translate("check", "Fill blank cells with a text")
            : QCoreApplication::translate("check", "Fill blank cells with “%1”").arg(repair.text);
    case RepairKind::Replace:
        return repair.find.isEmpty()
            ? QCoreApplication::translate("check", "Replace a text")
            : QCoreApplication::translate("check", "Replace “%1” by “%2”").arg(repair.find, repair.text);
    }
    return {};
}

QString describeWithoutTexts(const RepairStep &step)
{
    RepairStep nameless = step;
    nameless.repair.find.clear();
    nameless.repair.text.clear();
    return describe(nameless);
}

QString describe(const RepairStep &step)
{
    if (!step.where)
        return describe(step.repair);
    //: %1 is "Put the lost 0 in front", %2 the heading of a group of problems
    return QCoreApplication::translate("check", "%1, where: %2").arg(describe(step.repair), groupTitle(*step.where));
}

} // namespace callsheet::check
