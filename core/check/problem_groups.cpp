#include "core/check/describe.h"

#include <QCoreApplication>

namespace callsheet::check {

using namespace Qt::StringLiterals;

QString groupTitle(ProblemCode code)
{
    switch (code) {
    case ProblemCode::BlankPhone:
        return QCoreApplication::translate("check", "Phone number is blank");
    case ProblemCode::BlankRequired:
        return QCoreApplication::translate("check", "Required value is blank");
    case ProblemCode::PhoneNotANumber:
        return QCoreApplication::translate("check", "Not a phone number");
    case ProblemCode::PhoneTooShort:
        return QCoreApplication::translate("check", "Phone number is too short");
    case ProblemCode::PhoneTooLong:
        return QCoreApplication::translate("check", "Phone number is too long");
    case ProblemCode::PhoneInvalid:
        return QCoreApplication::translate("check", "Phone number cannot exist");
    case ProblemCode::PhoneNoCountry:
        return QCoreApplication::translate("check", "Phone number has no country code");
    case ProblemCode::PhoneDigitsLost:
        return QCoreApplication::translate("check", "Phone number has lost digits");
    case ProblemCode::PhoneSeveral:
        return QCoreApplication::translate("check", "Several phone numbers in one cell");
    case ProblemCode::PhoneEmergency:
        return QCoreApplication::translate("check", "Emergency or short number");
    case ProblemCode::PhonePremium:
        return QCoreApplication::translate("check", "Premium-rate number");
    case ProblemCode::PhoneExtension:
        return QCoreApplication::translate("check", "Phone number with an extension");
    case ProblemCode::PhonePossible:
        return QCoreApplication::translate("check", "Phone number of an unknown range");
    case ProblemCode::Duplicate:
        return QCoreApplication::translate("check", "Same phone number and same data as an earlier row");
    case ProblemCode::DuplicateDifferent:
        return QCoreApplication::translate("check", "Same phone number, but other data than an earlier row");
    case ProblemCode::NotANumber:
        return QCoreApplication::translate("check", "Not a plain number");
    case ProblemCode::NotABoolean:
        return QCoreApplication::translate("check", "Not yes or no");
    case ProblemCode::NotADate:
        return QCoreApplication::translate("check", "Not a date");
    case ProblemCode::NotATimeZone:
        return QCoreApplication::translate("check", "Not a time zone");
    case ProblemCode::DigitsLost:
        return QCoreApplication::translate("check", "Value has lost digits");
    case ProblemCode::ControlCharacters:
        return QCoreApplication::translate("check", "Invisible control characters in a text");
    case ProblemCode::DamagedRow:
        return QCoreApplication::translate("check", "Row is damaged in the file");
    case ProblemCode::RecordTooLarge:
        return QCoreApplication::translate("check", "Row has too much data");
    case ProblemCode::PhoneLetters:
        return QCoreApplication::translate("check", "Letters in a phone number");
    case ProblemCode::PhoneOtherDigits:
        return QCoreApplication::translate("check", "Digits of another script");
    case ProblemCode::PhoneDirectionMarks:
        return QCoreApplication::translate("check", "Marks for the direction of text");
    case ProblemCode::PhoneTrunkZero:
        return QCoreApplication::translate("check", "0 behind the country code");
    case ProblemCode::PhoneAbroadPrefix:
        return QCoreApplication::translate("check", "00 instead of +");
    case ProblemCode::PhoneApostrophe:
        return QCoreApplication::translate("check", "Mark that keeps a number as text");
    case ProblemCode::PhoneFloatTail:
        return QCoreApplication::translate("check", "Number with “.0” behind it");
    case ProblemCode::CleanUpGaveUp:
        return QCoreApplication::translate("check", "Clean-up takes too long");
    case ProblemCode::PatternMismatch:
        return QCoreApplication::translate("check", "Not of the expected form");
    case ProblemCode::NotAllowed:
        return QCoreApplication::translate("check", "Not one of the allowed values");
    case ProblemCode::ValueTooLong:
        return QCoreApplication::translate("check", "Value is too long");
    case ProblemCode::OnDoNotCallList:
        return QCoreApplication::translate("check", "On your list of numbers not to call");
    case ProblemCode::AlreadyQueued:
        return QCoreApplication::translate("check", "Queued by an earlier run");
    }
    return {};
}

QString groupAdvice(ProblemCode code)
{
    switch (code) {
    case ProblemCode::BlankPhone:
        return QCoreApplication::translate("check",
            "Nobody can be called for these rows. Fill the numbers in and open the file again, or go on "
            "without the rows.");
    case ProblemCode::BlankRequired:
        return QCoreApplication::translate("check",
            "The agent cannot hold the conversation without these values. Fill them in, match another "
            "column, or give a fixed value.");
    case ProblemCode::PhoneNotANumber:
        return QCoreApplication::translate("check",
            "Replace letters, words and dates by the number itself. If most rows are here, the wrong column "
            "is matched.");
    case ProblemCode::PhoneTooShort:
        return QCoreApplication::translate(
            "check", "Area codes or digits are missing. If most rows are here, another default country may be right.");
    case ProblemCode::PhoneTooLong:
        return QCoreApplication::translate("check",
            "Look for two numbers in one cell, or for a country code that is there twice. Numbers of another "
            "country need a + in front.");
    case ProblemCode::PhoneInvalid:
        return QCoreApplication::translate("check",
            "Look for typing mistakes in the country code and the area code. Numbers of another country "
            "need a + in front.");
    case ProblemCode::PhoneNoCountry:
        return QCoreApplication::translate(
            "check", "Choose a default country: it completes every number that has no country code.");
    case ProblemCode::PhoneDigitsLost:
        return QCoreApplication::translate("check",
            "The lost digits are not in this file. Export it again with the column formatted as text, or as "
            "an Excel workbook.");
    case ProblemCode::PhoneSeveral:
        return QCoreApplication::translate(
            "check", "Keep one number in each cell, so that it is clear which one is called.");
    case ProblemCode::PhoneEmergency:
        return QCoreApplication::translate("check", "Such numbers are never called. Put in the persons' own numbers.");
    case ProblemCode::PhonePremium:
        return QCoreApplication::translate(
            "check", "Such numbers cost money and are nobody's own. Put in the persons' own numbers.");
    case ProblemCode::PhoneExtension:
        return QCoreApplication::translate(
            "check", "The number is called without its extension. Leave rows out that need it.");
    case ProblemCode::PhonePossible:
        return QCoreApplication::translate("check",
            "New ranges appear every month, so these rows are sent. Look at a few of them for typing mistakes.");
    case ProblemCode::Duplicate:
        return QCoreApplication::translate(
            "check", "Nothing needs to be done: the first row of each number is sent, and these are left out.");
    case ProblemCode::DuplicateDifferent:
        return QCoreApplication::translate("check",
            "The first row of each number is sent, and these are left out. Look whether the first one has the "
            "right data.");
    case ProblemCode::NotANumber:
        return QCoreApplication::translate(
            "check", "Write digits with a point for decimals and nothing else, or make the variable's type text.");
    case ProblemCode::NotABoolean:
        return QCoreApplication::translate(
            "check", "Write true or false, yes or no, 1 or 0, or make the variable's type text.");
    case ProblemCode::NotADate:
        return QCoreApplication::translate(
            "check", "Write dates as year-month-day, such as 2024-05-31, or make the variable's type text.");
    case ProblemCode::NotATimeZone:
        return QCoreApplication::translate(
            "check", "Use names such as Europe/London; abbreviations such as EST do not say enough.");
    case ProblemCode::DigitsLost:
        return QCoreApplication::translate("check",
            "The lost digits are not in this file. Export it again with the column formatted as text, or as "
            "an Excel workbook.");
    case ProblemCode::ControlCharacters:
        return QCoreApplication::translate("check",
            "These rows are sent as they are. Take the characters out in the spreadsheet, for example with its "
            "function "
            "CLEAN, if the agent reads the text aloud.");
    case ProblemCode::DamagedRow:
        return QCoreApplication::translate("check",
            "Compare these rows with the file: their cells may be shifted or cut. Mend the file and open it again.");
    case ProblemCode::RecordTooLarge:
        return QCoreApplication::translate(
            "check", "Shorten the longest cells of these rows, or do not send the columns they are in.");
    case ProblemCode::PhoneLetters:
        return QCoreApplication::translate(
            "check", "Replace the letters by the digits that they stand for on a telephone.");
    case ProblemCode::PhoneOtherDigits:
        return QCoreApplication::translate(
            "check", "The same digits are sent as 0 to 9. Numbers that mix scripts have to be typed again.");
    case ProblemCode::PhoneDirectionMarks:
        return QCoreApplication::translate(
            "check", "Such marks come along when a number is copied from a chat or a web page, and are not sent.");
    case ProblemCode::PhoneTrunkZero:
        return QCoreApplication::translate("check", "Nothing needs to be done: the 0 is not sent.");
    case ProblemCode::PhoneAbroadPrefix:
        return QCoreApplication::translate("check", "Nothing needs to be done: 00 and + mean the same.");
    case ProblemCode::PhoneApostrophe:
        return QCoreApplication::translate("check", "Nothing needs to be done: the mark is not sent.");
    case ProblemCode::PhoneFloatTail:
        return QCoreApplication::translate("check", "Nothing needs to be done for phone numbers: “.0” is not sent.");
    case ProblemCode::CleanUpGaveUp:
        return QCoreApplication::translate("check",
            "A regular expression tries too many ways over these values. Make it simpler on the Match page, or replace "
            "plain text.");
    case ProblemCode::PatternMismatch:
        return QCoreApplication::translate("check",
            "The variable set says of which form the value has to be. Mend the values, or the variable set if it is "
            "too narrow.");
    case ProblemCode::NotAllowed:
        return QCoreApplication::translate("check",
            "The variable set lists the values that the agent knows. Mend the values, or add those that are missing to "
            "the variable set.");
    case ProblemCode::ValueTooLong:
        return QCoreApplication::translate(
            "check", "The agent would read it out to the end. Shorten the values, or raise the variable's limit.");
    case ProblemCode::OnDoNotCallList:
        return QCoreApplication::translate("check", "These people are never called. Nothing needs to be done.");
    case ProblemCode::AlreadyQueued:
        return QCoreApplication::translate("check",
            "An earlier run has called these people, or is about to. The Send page leaves them out unless you choose "
            "there to call them again.");
    }
    return {};
}

QString skippedName()
{
    return QCoreApplication::translate("check", "Skipped by you");
}

QString stateName(RowState state)
{
    switch (state) {
    case RowState::Ready:
        return QCoreApplication::translate("check", "Ready");
    case RowState::Warning:
        return QCoreApplication::translate("check", "Warning");
    case RowState::Error:
        return QCoreApplication::translate("check", "Error");
    case RowState::Duplicate:
        return QCoreApplication::translate("check", "Duplicate");
    }
    return {};
}

QString severityName(Severity severity)
{
    return severity == Severity::Error ? u"error"_s : severity == Severity::Warning ? u"warning"_s : u"note"_s;
}

} // namespace callsheet::check
