#pragma once

#include "core/sheet/table.h"

#include <QString>

#include <array>
#include <cstdint>
#include <vector>

namespace callsheet::check {

enum class Severity : std::uint8_t { Warning, Error };

//! What is wrong with one value or row. The word in `check --json` is codeName().
enum class ProblemCode : std::uint8_t {
    BlankPhone,
    BlankRequired,
    PhoneNotANumber, // letters, or nothing that could be dialled
    PhoneTooShort,
    PhoneTooLong,
    PhoneInvalid, // digits of the right length that no numbering plan gives out
    PhoneNoCountry, // national writing and no default country chosen
    PhoneDigitsLost, // 4.47911E+11: the spreadsheet has thrown digits away
    PhoneSeveral, // two numbers in one cell
    PhoneEmergency, // emergency and short numbers are never called
    PhonePremium, // premium-rate numbers are never called
    PhoneExtension, // warning: the extension will not be dialled
    PhonePossible, // warning: right length, range unknown to the library
    Duplicate, // same number and same data as an earlier row: folded
    DuplicateDifferent, // same number, other data: the first row is kept
    NotANumber,
    NotABoolean,
    NotADate,
    NotATimeZone,
    DigitsLost, // warning: another value in exponent form
    ControlCharacters, // warning: characters in a text that no screen shows and no voice speaks
    DamagedRow, // the reader's finding; see Table::damagedRows()
    RecordTooLarge, // one record above the byte cap of a chunk
};
constexpr int problemCodeCount = static_cast<int>(ProblemCode::RecordTooLarge) + 1;

//! 12 bytes a problem: sentences are made when they are shown, by describe() in check/describe.h.
struct Problem {
    sheet::RowIndex row = 0;
    sheet::RowIndex otherRow = 0; // Duplicate*: the row that is kept
    std::int16_t variable = -1; // index in the variable set; -1: the whole row
    ProblemCode code = ProblemCode::BlankRequired;
    Severity severity = Severity::Error;

    bool operator==(const Problem &) const = default;
};

//! Every row is in exactly one state; Ready and Warning rows are sent.
enum class RowState : std::uint8_t { Ready, Warning, Error, Duplicate };

struct Counts {
    std::uint32_t rows = 0;
    std::uint32_t ready = 0; // without any problem
    std::uint32_t warnings = 0; // sent, with something to look at
    std::uint32_t errors = 0; // not sent as they stand, duplicates included: ready + warnings + errors = rows
    std::uint32_t duplicates = 0; // of the errors: an earlier row has the same number
    std::uint32_t blankRequired = 0; // of the errors: a required value (or the phone) is blank

    bool operator==(const Counts &) const = default;
};

//! The result of checking all rows; read-only and shared.
struct Report {
    std::vector<RowState> states; // one a row
    std::vector<std::uint64_t> phones; // one a row: E.164 digits as a number, 0 where there is none
    std::vector<Problem> problems; // sorted by row
    Counts counts;

    //! Rows that will be sent, in order.
    std::vector<sheet::RowIndex> rowsToSend() const;
    //! The problems of one row: [first, last) into `problems`.
    std::pair<std::size_t, std::size_t> problemsOf(sheet::RowIndex row) const;
};

QString codeName(ProblemCode code); // "blankRequired": stable, for scripts
bool isBlankCode(ProblemCode code);

} // namespace callsheet::check
