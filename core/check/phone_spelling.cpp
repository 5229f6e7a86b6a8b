#include "core/check/phone_spelling.h"

#include "core/check/cell_text.h"

#include <QChar>

#include <algorithm>
#include <array>

namespace callsheet::check {

namespace {

// Fewer digits than these are no number of their own beside another one, but an extension or a part of it.
constexpr auto leastDigitsOfSecondNumber = 6;
constexpr auto mostDigitsOfExtension = 7;
constexpr auto otherSign = '?'; // stands for every character that has no place in a phone number

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int countDigits(std::string_view text)
{
    return static_cast<int>(std::count_if(text.begin(), text.end(), isDigit));
}

//! Lower case, and every white space but the end of a line as a blank.
char lowered(char c)
{
    if (c >= 'A' && c <= 'Z')
        return static_cast<char>(c + ('a' - 'A'));
    if (c == '\r')
        return '\n';
    return c == '\t' || c == '\v' || c == '\f' ? ' ' : c;
}

char asciiFor(char32_t character)
{
    if (character >= 0xFF01 && character <= 0xFF5E)
        return static_cast<char>(character - 0xFEE0); // full-width forms
    switch (character) {
    case 0x2010: // dashes
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0x30FC:
        return '-';
    case 0x2018: // apostrophes
    case 0x2019:
        return '\'';
    case 0x2044:
        return '/';
    case 0x00B7: // middle dot
        return '.';
    default:
        return otherSign;
    }
}

//! Makes a screen show what follows in another order than it stands there: the number that a person reads is not the
//! one that would be dialled.
constexpr bool isDirectionOverride(char32_t character)
{
    return character == 0x202D || character == 0x202E;
}

//! Shows nothing and turns nothing around that has digits only: it comes along when a number is copied from a chat.
constexpr bool isDirectionMark(char32_t character)
{
    return character == 0x200E || character == 0x200F || character == 0x061C
        || (character >= 0x202A && character <= 0x202C) || (character >= 0x2066 && character <= 0x2069);
}

void addOnce(ProblemCode code, std::vector<ProblemCode> &codes)
{
    if (std::find(codes.begin(), codes.end(), code) == codes.end())
        codes.push_back(code);
}

//! ASCII in lower case with the same digits and signs. A fault where digits of different scripts are mixed, since such
//! a text was put together from parts and nobody can say which, and where they are shown in another order.
std::string toAscii(std::string_view text, PhoneSpelling &spelling)
{
    std::string ascii;
    ascii.reserve(text.size());
    char32_t zero = 0; // of the script whose digits were met
    const auto isOfSameScript = [&zero](char32_t itsZero) {
        const bool same = zero == 0 || zero == itsZero;
        zero = itsZero;
        return same;
    };
    for (std::size_t position = 0; position < text.size();) {
        const char32_t character = decodeAt(text, position);
        if (character < 0x80) {
            const auto c = static_cast<char>(character);
            if (isDigit(c) && !isOfSameScript(U'0'))
                spelling.fault = ProblemCode::PhoneOtherDigits;
            ascii += lowered(c);
        } else if (isDirectionOverride(character)) {
            spelling.fault = ProblemCode::PhoneDirectionMarks;
        } else if (isDirectionMark(character)) {
            addOnce(ProblemCode::PhoneDirectionMarks, spelling.notes);
        } else if (character == invalidCharacter) {
            ascii += otherSign;
        } else if (QChar::category(character) == QChar::Number_DecimalDigit) {
            const int value = QChar::digitValue(character);
            if (!isOfSameScript(character - static_cast<char32_t>(value)))
                spelling.fault = ProblemCode::PhoneOtherDigits;
            addOnce(ProblemCode::PhoneOtherDigits, spelling.notes);
            ascii += static_cast<char>('0' + value);
        } else if (QChar::isSpace(character)) {
            ascii += ' ';
        } else if (!isBlankCharacter(character)) {
            const char c = asciiFor(character);
            ascii += isLetter(c) ? otherSign : c;
        }
    }
    return ascii;
}

void trim(std::string_view &text, std::string_view signs)
{
    const std::size_t first = text.find_first_not_of(signs);
    text = first == std::string_view::npos ? std::string_view() : text.substr(first);
    text = text.substr(0, text.find_last_not_of(signs) + 1);
}

//! ="07700900123" protects zeros from Excel, a leading apostrophe does the same.
void unwrap(std::string_view &text, std::vector<ProblemCode> &notes)
{
    if (text.size() > 3 && text.substr(0, 2) == "=\"" && text.back() == '"') {
        text = text.substr(2, text.size() - 3);
        addOnce(ProblemCode::PhoneApostrophe, notes);
    }
    trim(text, " \n");
    while (!text.empty() && (text.front() == '\'' || text.front() == '`')) {
        text.remove_prefix(1);
        addOnce(ProblemCode::PhoneApostrophe, notes);
    }
    if (text.substr(0, 4) == "tel:" || text.substr(0, 4) == "tel." || text.substr(0, 4) == "tel ")
        text.remove_prefix(4);
    trim(text, " \n");
}

//! "447911123456.0": a number cell that was written with its decimals.
void dropDecimalZeros(std::string_view &text, std::vector<ProblemCode> &notes)
{
    const std::size_t point = text.find_first_not_of("0123456789", text.substr(0, 1) == "+" ? 1 : 0);
    if (point == std::string_view::npos || point < leastDigitsOfSecondNumber || point + 1 == text.size())
        return;
    if ((text[point] == '.' || text[point] == ',')
        && text.find_first_not_of('0', point + 1) == std::string_view::npos) {
        text = text.substr(0, point);
        addOnce(ProblemCode::PhoneFloatTail, notes);
    }
}

//! "1900-01-00", "2024-05-03 00:00": the spreadsheet took a number for a date.
bool isDate(std::string_view text)
{
    constexpr std::string_view pattern = "dddd-dd-dd";
    if (text.size() < pattern.size() || (text.size() > pattern.size() && text[pattern.size()] != ' '))
        return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == 'd' ? !isDigit(text[i]) : text[i] != '-')
            return false;
    }
    const std::string_view century = text.substr(0, 2);
    const std::string_view month = text.substr(5, 2);
    const std::string_view day = text.substr(8, 2);
    return (century == "19" || century == "20") && month <= "12" && day <= "31";
}

bool holdsSeveral(std::string_view text)
{
    constexpr std::array<std::string_view, 7> separators = {";", ",", "|", "&", "\n", " or ", " and "};
    std::size_t begin = 0;
    int numbers = 0;
    while (begin <= text.size()) {
        std::size_t end = text.size();
        std::size_t width = 1;
        for (const std::string_view separator : separators) {
            const std::size_t found = text.find(separator, begin);
            if (found < end) {
                end = found;
                width = separator.size();
            }
        }
        numbers += countDigits(text.substr(begin, end - begin)) >= leastDigitsOfSecondNumber ? 1 : 0;
        begin = end + width;
    }
    if (numbers > 1)
        return true;
    const std::size_t secondPlus = text.find('+', 1);
    return secondPlus != std::string_view::npos && countDigits(text.substr(0, secondPlus)) >= leastDigitsOfSecondNumber;
}

//! Cuts "ext. 7", "x12", "#3" off the end of a number; false where there is none.
bool cutExtension(std::string_view &text)
{
    const auto begin = std::find_if(text.begin(), text.end(), [](char c) { return isLetter(c) || c == '#'; });
    if (begin == text.end() || countDigits({text.begin(), begin}) == 0)
        return false;
    constexpr std::array<std::string_view, 14> words = {
        "x", "ext", "extn", "extension", "xt", "dw", "durchwahl", "poste", "int", "interno", "anexo", "app", "nst", ""};
    std::string_view rest(begin, text.end());
    const std::string_view word = rest.substr(0, rest.find_first_of(" .:#-0123456789"));
    if (std::find(words.begin(), words.end(), word) == words.end())
        return false;
    rest.remove_prefix(word.size());
    trim(rest, " .:#-)");
    if (rest.empty() || countDigits(rest) > mostDigitsOfExtension || !std::all_of(rest.begin(), rest.end(), isDigit))
        return false;
    text = std::string_view(text.begin(), begin);
    trim(text, " \n,;-(");
    return true;
}

} // namespace

PhoneSpelling readSpelling(std::string_view cell)
{
    PhoneSpelling spelling;
    const auto faulty = [&spelling](ProblemCode code) {
        spelling.fault = code;
        return spelling;
    };
    if (isBlank(cell))
        return faulty(ProblemCode::BlankPhone);
    const std::string ascii = toAscii(cell, spelling);
    if (spelling.fault)
        return spelling;
    std::string_view text = ascii;
    unwrap(text, spelling.notes);
    if (text.empty())
        return faulty(ProblemCode::BlankPhone);
    if (isExponentForm(text, false))
        return faulty(ProblemCode::PhoneDigitsLost);
    if (isDate(text))
        return faulty(ProblemCode::PhoneNotANumber);
    dropDecimalZeros(text, spelling.notes);
    if (holdsSeveral(text))
        return faulty(ProblemCode::PhoneSeveral);
    spelling.hasExtension = cutExtension(text);

    constexpr std::string_view signsBetweenDigits = " -.()[]/~";
    for (const char c : text) {
        if (isDigit(c)) {
            spelling.digits += c;
        } else if (c == '+') {
            if (countDigits(spelling.digits) > 0)
                return faulty(ProblemCode::PhoneNotANumber);
            spelling.digits = '+';
        } else if (c == '/') {
            if (spelling.digitsBeforeSlash.empty())
                spelling.digitsBeforeSlash = spelling.digits;
        } else if (signsBetweenDigits.find(c) == std::string_view::npos) {
            constexpr int digitsOfANumber = 3; // "0800 FLOWERS" is a number of a kind, "flat 2" is none
            return faulty(isLetter(c) && countDigits(text) >= digitsOfANumber ? ProblemCode::PhoneLetters
                                                                              : ProblemCode::PhoneNotANumber);
        }
    }
    if (countDigits(spelling.digits) == 0)
        return faulty(ProblemCode::PhoneNotANumber);
    if (spelling.digits.compare(0, 3, "+00") == 0)
        spelling.digits.erase(1, 2); // both ways of writing "abroad" at once
    return spelling;
}

} // namespace callsheet::check
