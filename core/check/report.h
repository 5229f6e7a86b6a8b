#pragma once

#include "core/sheet/table.h"

#include <QString>

#include <array>
#include <cstdint>
#include <vector>

namespace callsheet::check {

//! A note is worth knowing and changes nothing: the row is as ready as without it.
enum class Severity : std::uint8_t { Note, Warning, Error };

//! What is wrong with one value or row. The word in `check --json` is codeName().
enum class ProblemCode : std::uint8_t {
    BlankPhone,
    BlankRequired,
    PhoneNotANumber, // nothing that could be dialled
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
    PhoneLetters, // 0800 FLOWERS: nobody says which digits are meant
    PhoneOtherDigits, // note: full-width, Arabic-Indic… digits; error: digits of several scripts in one number
    PhoneDirectionMarks, // note: marks that a screen does not show; error: those that show digits in another order
    PhoneTrunkZero, // note: the (0) in +44 (0) 20…, which is not dialled from abroad
    PhoneAbroadPrefix, // note: 00 instead of +
    PhoneApostrophe, // note: the ' by which a spreadsheet keeps a number as text
    PhoneFloatTail, // note: the .0 of a number cell
    PatternMismatch, // not of the shape that the variable asks for
    NotAllowed, // none of the allowed values
    ValueTooLong, // longer than the variable allows
    OnDoNotCallList, // never called
    AlreadyQueued, // warning: an earlier run has queued this number; whether it is called is asked before sending
    CleanUpGaveUp, // a clean-up's regular expression takes too long over this value
};
constexpr int problemCodeCount = static_cast<int>(ProblemCode::CleanUpGaveUp) + 1;

//! 12 bytes a problem: sentences are made when they are shown, by describe() in check/describe.h.
struct Problem {
    sheet::RowIndex row = 0;
    sheet::RowIndex otherRow = 0; // Duplicate*: the row that is kept; AlreadyQueued: place in the list of the queued
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
    std::vector<Problem> problems; // warnings and errors, sorted by row
    std::vector<Problem> notes; // sorted by row
    Counts counts;

    //! Rows that will be sent, in order.
    std::vector<sheet::RowIndex> rowsToSend() const;
    //! The problems of one row: [first, last) into `problems`.
    std::pair<std::size_t, std::size_t> problemsOf(sheet::RowIndex row) const;
    std::pair<std::size_t, std::size_t> notesOf(sheet::RowIndex row) const;
    bool operator==(const Report &) const = default;
};

QString codeName(ProblemCode code); // "blankRequired": stable, for scripts
bool isBlankCode(ProblemCode code);
bool isDuplicateCode(ProblemCode code);
//! What a person may decide to pass over (RowMark::SendAnyway): every warning.
bool isWaivable(const Problem &problem);
//! True for a row that would be ready if a person passed over what was found: every problem of it can be.
bool canBeWaived(const Report &report, sheet::RowIndex row);

} // namespace callsheet::check
