#include "core/check/report.h"

#include <algorithm>

namespace callsheet::check {

using namespace Qt::StringLiterals;

std::vector<sheet::RowIndex> Report::rowsToSend() const
{
    std::vector<sheet::RowIndex> rows;
    rows.reserve(std::size_t(counts.ready) + counts.warnings);
    for (std::size_t row = 0; row < states.size(); ++row) {
        if (states[row] == RowState::Ready || states[row] == RowState::Warning)
            rows.push_back(static_cast<sheet::RowIndex>(row));
    }
    return rows;
}

namespace {

std::pair<std::size_t, std::size_t> rangeOf(const std::vector<Problem> &problems, sheet::RowIndex row)
{
    struct ByRow {
        bool operator()(const Problem &problem, sheet::RowIndex other) const { return problem.row < other; }
        bool operator()(sheet::RowIndex other, const Problem &problem) const { return other < problem.row; }
    };
    const auto range = std::equal_range(problems.begin(), problems.end(), row, ByRow{});
    return {static_cast<std::size_t>(range.first - problems.begin()),
        static_cast<std::size_t>(range.second - problems.begin())};
}

} // namespace

std::pair<std::size_t, std::size_t> Report::problemsOf(sheet::RowIndex row) const
{
    return rangeOf(problems, row);
}

std::pair<std::size_t, std::size_t> Report::notesOf(sheet::RowIndex row) const
{
    return rangeOf(notes, row);
}

QString codeName(ProblemCode code)
{
    switch (code) {
    case ProblemCode::BlankPhone:
        return u"blankPhone"_s;
    case ProblemCode::BlankRequired:
        return u"blankRequired"_s;
    case ProblemCode::PhoneNotANumber:
        return u"phoneNotANumber"_s;
    case ProblemCode::PhoneTooShort:
        return u"phoneTooShort"_s;
    case ProblemCode::PhoneTooLong:
        return u"phoneTooLong"_s;
    case ProblemCode::PhoneInvalid:
        return u"phoneInvalid"_s;
    case ProblemCode::PhoneNoCountry:
        return u"phoneNoCountry"_s;
    case ProblemCode::PhoneDigitsLost:
        return u"phoneDigitsLost"_s;
    case ProblemCode::PhoneSeveral:
        return u"phoneSeveral"_s;
    case ProblemCode::PhoneEmergency:
        return u"phoneEmergency"_s;
    case ProblemCode::PhonePremium:
        return u"phonePremium"_s;
    case ProblemCode::PhoneExtension:
        return u"phoneExtension"_s;
    case ProblemCode::PhonePossible:
        return u"phonePossible"_s;
    case ProblemCode::Duplicate:
        return u"duplicate"_s;
    case ProblemCode::DuplicateDifferent:
        return u"duplicateDifferent"_s;
    case ProblemCode::NotANumber:
        return u"notANumber"_s;
    case ProblemCode::NotABoolean:
        return u"notABoolean"_s;
    case ProblemCode::NotADate:
        return u"notADate"_s;
    case ProblemCode::NotATimeZone:
        return u"notATimeZone"_s;
    case ProblemCode::ControlCharacters:
        return u"controlCharacters"_s;
    case ProblemCode::DigitsLost:
        return u"digitsLost"_s;
    case ProblemCode::DamagedRow:
        return u"damagedRow"_s;
    case ProblemCode::RecordTooLarge:
        return u"recordTooLarge"_s;
    case ProblemCode::PhoneLetters:
        return u"phoneLetters"_s;
    case ProblemCode::PhoneOtherDigits:
        return u"phoneOtherDigits"_s;
    case ProblemCode::PhoneDirectionMarks:
        return u"phoneDirectionMarks"_s;
    case ProblemCode::PhoneTrunkZero:
        return u"phoneTrunkZero"_s;
    case ProblemCode::PhoneAbroadPrefix:
        return u"phoneAbroadPrefix"_s;
    case ProblemCode::PhoneApostrophe:
        return u"phoneApostrophe"_s;
    case ProblemCode::PhoneFloatTail:
        return u"phoneFloatTail"_s;
    case ProblemCode::PatternMismatch:
        return u"patternMismatch"_s;
    case ProblemCode::NotAllowed:
        return u"notAllowed"_s;
    case ProblemCode::ValueTooLong:
        return u"valueTooLong"_s;
    case ProblemCode::OnDoNotCallList:
        return u"onDoNotCallList"_s;
    case ProblemCode::AlreadyQueued:
        return u"alreadyQueued"_s;
    case ProblemCode::CleanUpGaveUp:
        return u"cleanUpGaveUp"_s;
    }
    return {};
}

bool isBlankCode(ProblemCode code)
{
    return code == ProblemCode::BlankPhone || code == ProblemCode::BlankRequired;
}

bool isDuplicateCode(ProblemCode code)
{
    return code == ProblemCode::Duplicate || code == ProblemCode::DuplicateDifferent;
}

bool isWaivable(const Problem &problem)
{
    return problem.severity != Severity::Error;
}

bool canBeWaived(const Report &report, sheet::RowIndex row)
{
    if (report.states[row] != RowState::Warning && report.states[row] != RowState::Error)
        return false;
    const auto [first, last] = report.problemsOf(row);
    const auto begin = report.problems.begin();
    return first != last
        && std::all_of(
            begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last), &isWaivable);
}

} // namespace callsheet::check
