#include "core/check/row_checker.h"

#include "core/check/cell_text.h"
#include "core/check/phone_number.h"
#include "core/check/typed_value.h"

#include <algorithm>

namespace callsheet::check {

namespace {

constexpr std::int16_t wholeRow = -1;

//! Whether the row must stay behind: its text is not what the file's author saw, or cannot be put into a request.
Severity severityOf(sheet::RowDamage damage)
{
    switch (damage) {
    case sheet::RowDamage::UnclosedQuote:
    case sheet::RowDamage::InvalidText:
    case sheet::RowDamage::NulByte:
    case sheet::RowDamage::DoubtfulText:
        return Severity::Error;
    case sheet::RowDamage::TooFewCells:
    case sheet::RowDamage::TooManyCells:
    case sheet::RowDamage::StrayQuote:
    case sheet::RowDamage::FormulaWithoutValue:
    case sheet::RowDamage::LineBreakInCell:
        break;
    }
    return Severity::Warning;
}

} // namespace

RowChecker::RowChecker(const CheckInput &input)
    : m_input(input)
    , m_sources(valueSources(input.variables, input.mapping))
    , m_nextDamage(input.table->damagedRows().begin())
    , m_phoneVariable(input.variables.indexOf(match::phoneNumberKey))
    , m_hasEdits(input.edits.hasCells())
    , m_hasMarks(!input.edits.isEmpty())
{
    for (const match::Variable &variable : input.variables.variables)
        m_keyLengths.push_back(static_cast<std::size_t>(variable.key.size()));
    for (const match::Variable &variable : input.variables.variables)
        m_rules.emplace_back(variable);
}

CheckedRow RowChecker::check(sheet::RowIndex row, std::vector<Problem> &problems, std::vector<Problem> &notes)
{
    m_row = row;
    m_phone = 0;
    m_notes = &notes;
    m_input.table->readRow(row, m_cells);
    const std::size_t before = problems.size();
    checkDamage(row, problems);
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        const ValueSource &source = m_sources[i];
        checkValue(i, source.isUsed() ? source.valueIn(m_cells) : std::string_view(), problems);
        if (source.gaveUp())
            problems.push_back({row, 0, static_cast<std::int16_t>(i), ProblemCode::CleanUpGaveUp, Severity::Error});
    }
    const auto phoneVariable = static_cast<std::int16_t>(m_phoneVariable);
    if (m_phone != 0 && m_input.doNotCall.contains(m_phone))
        problems.push_back({row, 0, phoneVariable, ProblemCode::OnDoNotCallList, Severity::Error});
    if (const std::int64_t queued = m_phone != 0 ? m_input.alreadyQueued.indexOf(m_phone) : -1; queued >= 0) {
        problems.push_back(
            {row, static_cast<sheet::RowIndex>(queued), phoneVariable, ProblemCode::AlreadyQueued, Severity::Warning});
    }
    const auto first = problems.begin() + static_cast<std::ptrdiff_t>(before);
    const auto isError = [](const Problem &problem) { return problem.severity == Severity::Error; };
    if (std::none_of(first, problems.end(), isError) && isTooLarge(m_phone))
        problems.push_back({row, 0, wholeRow, ProblemCode::RecordTooLarge, Severity::Error});
    if (m_hasMarks && first != problems.end() && m_input.edits.has(row, RowMark::SendAnyway)
        && std::all_of(first, problems.end(), &isWaivable)) {
        for (auto problem = first; problem != problems.end(); ++problem) {
            problem->severity = Severity::Note;
            notes.push_back(*problem);
        }
        problems.erase(first, problems.end());
    }
    CheckedRow checked{m_phone, RowState::Ready};
    for (std::size_t i = before; i < problems.size(); ++i)
        checked.state = std::max(checked.state, isError(problems[i]) ? RowState::Error : RowState::Warning);
    return checked;
}

void RowChecker::checkDamage(sheet::RowIndex row, std::vector<Problem> &problems)
{
    const auto &damaged = m_input.table->damagedRows();
    const auto isBefore = [](const sheet::DamagedRow &entry, sheet::RowIndex other) { return entry.row < other; };
    if (m_nextDamage != damaged.begin() && std::prev(m_nextDamage)->row >= row)
        m_nextDamage = damaged.begin(); // an earlier row than the last one
    m_nextDamage = std::lower_bound(m_nextDamage, damaged.end(), row, isBefore);
    bool found = false;
    bool unclean = false;
    Severity severity = Severity::Warning;
    for (; m_nextDamage != damaged.end() && m_nextDamage->row == row; ++m_nextDamage) {
        found = true;
        severity = std::max(severity, severityOf(m_nextDamage->damage));
    }
    // Whatever the reader found: what is no text never leaves this computer.
    for (const ValueSource &source : m_sources) {
        if (source.isUsed() && !isCleanText(source.valueIn(m_cells))) {
            found = true;
            unclean = true;
            severity = Severity::Error;
        }
    }
    // A person has looked at this row and mended what there was to mend; text that is none stays where it is.
    if (m_hasEdits && !unclean && m_input.edits.isEdited(row))
        severity = Severity::Warning;
    if (found)
        problems.push_back({row, 0, wholeRow, ProblemCode::DamagedRow, severity});
}

void RowChecker::checkValue(std::size_t variable, std::string_view value, std::vector<Problem> &problems)
{
    const ValueSource &source = m_sources[variable];
    const auto report = [&](ProblemCode code, Severity severity = Severity::Error) {
        problems.push_back({m_row, 0, static_cast<std::int16_t>(variable), code, severity});
    };
    if (isBlank(value)) {
        if (source.isPhoneNumber())
            report(ProblemCode::BlankPhone);
        else if (source.isRequired())
            report(ProblemCode::BlankRequired);
        return;
    }
    if (const auto code = m_rules[variable].broken(value))
        report(*code);
    switch (source.type()) {
    case match::VariableType::Phone:
        checkPhone(variable, value, problems);
        break;
    case match::VariableType::Number:
        if (!toJsonNumber(value))
            report(ProblemCode::NotANumber);
        break;
    case match::VariableType::Boolean:
        if (!toBoolean(value))
            report(ProblemCode::NotABoolean);
        break;
    case match::VariableType::Date:
        if (!isDate(value))
            report(ProblemCode::NotADate);
        break;
    case match::VariableType::TimeZone:
        if (!isTimeZone(value))
            report(ProblemCode::NotATimeZone);
        break;
    case match::VariableType::Text:
        if (isExponentForm(trimmed(value), true))
            report(ProblemCode::DigitsLost, Severity::Warning);
        if (hasControlCharacters(value))
            report(ProblemCode::ControlCharacters, Severity::Warning);
        break;
    }
}

void RowChecker::checkPhone(std::size_t variable, std::string_view value, std::vector<Problem> &problems)
{
    const ValueSource &source = m_sources[variable];
    const PhoneFinding finding = parsePhone(value, m_input.settings.defaultCountry);
    const auto problem = [&](ProblemCode code, Severity severity) {
        return Problem{m_row, 0, static_cast<std::int16_t>(variable), code, severity};
    };
    // An apostrophe alone shows as a blank cell; only the number that is called has a code of its own for that.
    const bool blank = finding.code == ProblemCode::BlankPhone;
    if (blank && !source.isPhoneNumber()) {
        if (source.isRequired())
            problems.push_back(problem(ProblemCode::BlankRequired, Severity::Error));
    } else if (finding.code) {
        problems.push_back(problem(*finding.code, finding.severity));
    }
    for (const ProblemCode note : finding.notes)
        m_notes->push_back(problem(note, Severity::Note));
    if (source.isPhoneNumber())
        m_phone = finding.number;
}

bool RowChecker::isTooLarge(std::uint64_t phone)
{
    const auto most = static_cast<std::size_t>(std::max(m_input.settings.mostBytesPerRecord, 0));
    // Escaping makes at most six bytes of one, so that almost no record has to be written to know that it is small
    // enough.
    constexpr std::size_t mostGrowth = 6;
    constexpr std::size_t bytesAround = 32; // quotation marks, colon, comma; a number that is longer than its cell
    std::size_t bound = 2;
    for (std::size_t i = 0; i < m_sources.size(); ++i)
        bound += mostGrowth * (m_keyLengths[i] + m_sources[i].valueIn(m_cells).size()) + bytesAround;
    if (bound <= most)
        return false;
    makeFields(m_sources, m_input.settings, phone, m_cells, m_fields);
    m_json.clear();
    appendJson(m_input.variables, m_fields, m_json);
    return m_json.size() > most;
}

} // namespace callsheet::check
