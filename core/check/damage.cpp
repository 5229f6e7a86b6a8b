#include "core/check/damage.h"

#include "core/check/cell_text.h"
#include "core/check/phone_number.h"
#include "core/check/phone_spelling.h"
#include "core/check/record_maker.h"
#include "core/check/typed_value.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace callsheet::check {

namespace {

constexpr std::size_t samplesKept = 5;
constexpr std::size_t longestCode = 20; // digits of account numbers, post codes and the like

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool areDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool isFloatTail(std::string_view text)
{
    const std::size_t point = text.find('.');
    return point != std::string_view::npos && areDigits(text.substr(0, point))
        && (text.substr(point + 1) == "0" || text.substr(point + 1) == "00");
}

//! "3-5", "10/12": what a spreadsheet makes a day and a month of.
bool isShortCode(std::string_view text)
{
    const std::size_t sign = text.find_first_of("-/.");
    return sign != std::string_view::npos && sign <= 2 && areDigits(text.substr(0, sign))
        && areDigits(text.substr(sign + 1)) && text.size() - sign <= 3;
}

//! "3-May", "May-03" and the dates that typed_value.h knows.
bool looksLikeDate(std::string_view text)
{
    if (isDate(text))
        return true;
    constexpr std::array<std::string_view, 12> months
        = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    const std::size_t sign = text.find('-');
    if (sign == std::string_view::npos)
        return false;
    const std::string_view before = text.substr(0, sign);
    const std::string_view after = text.substr(sign + 1);
    const std::string_view digits = areDigits(before) ? before : after;
    const std::string_view word = areDigits(before) ? after : before;
    return areDigits(digits) && digits.size() <= 2 && word.size() == 3
        && std::any_of(months.begin(), months.end(), [word](std::string_view month) {
               return std::equal(word.begin(), word.end(), month.begin(),
                   [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; });
           });
}

//! What the cells of a column look like, as a whole.
struct Shape {
    std::uint32_t filled = 0;
    std::array<std::uint32_t, longestCode + 2> digits = {}; // by length; the last stays 0, behind the longest
    std::array<std::uint32_t, longestCode + 2> zeroInFront = {};
    std::uint32_t floatTails = 0;
    std::uint32_t exponents = 0;
    std::uint32_t dates = 0;
    std::uint32_t shortCodes = 0;

    std::uint32_t allDigits() const
    {
        std::uint32_t sum = 0;
        for (const std::uint32_t count : digits)
            sum += count;
        return sum;
    }
};

void add(std::string_view text, Shape &shape)
{
    if (text.empty())
        return;
    ++shape.filled;
    if (!isDigit(text.back()) && !isDigit(text.front()))
        return;
    if (areDigits(text)) {
        if (text.size() <= longestCode) {
            ++shape.digits[text.size()];
            shape.zeroInFront[text.size()] += text.front() == '0' ? 1U : 0U;
        }
    } else if (isFloatTail(text)) {
        ++shape.floatTails;
    } else if (isExponentForm(text, true)) {
        ++shape.exponents;
    } else if (looksLikeDate(text)) {
        ++shape.dates;
    } else if (isShortCode(text)) {
        ++shape.shortCodes;
    }
}

//! What cells of a text column have suffered, judged by the column's shape.
struct Suspicion {
    std::size_t codeLength = 0; // LostZero: shorter cells have lost zeros; 0: no
    bool floatTails = false;
    bool dates = false;
};

Suspicion suspect(const Shape &shape)
{
    Suspicion suspicion;
    const auto usual = std::max_element(shape.digits.begin(), shape.digits.end());
    const auto length = static_cast<std::size_t>(usual - shape.digits.begin());
    // Codes of one length, some of which begin with 0: one that is shorter and has no 0 in front has lost it. Amounts
    // and ages have all lengths, and none begins with 0.
    constexpr std::size_t shortestCode = 4;
    const bool isCode = length >= shortestCode && *usual * 10 >= shape.filled * 6 && shape.zeroInFront[length] > 0;
    if (isCode && shape.zeroInFront[length - 1] == 0 && shape.digits[length + 1] == 0)
        suspicion.codeLength = length;
    suspicion.floatTails = shape.floatTails > 0 && (shape.floatTails + shape.allDigits()) * 10 >= shape.filled * 9;
    suspicion.dates = shape.dates > 0 && shape.shortCodes > shape.dates
        && (shape.shortCodes + shape.dates) * 10 >= shape.filled * 8;
    return suspicion;
}

class Detector {
public:
    Detector(const CheckInput &input, const Report &report)
        : m_input(input)
        , m_report(report)
        , m_sources(valueSources(input.variables, input.mapping))
    {
        for (int i = 0; i < static_cast<int>(input.mapping.assignments.size()); ++i) {
            const match::Assignment &assignment = input.mapping.assignments[i];
            if (assignment.source == match::Source::Column && assignment.isUsed()
                && input.variables.variables[i].type == match::VariableType::Text)
                m_texts.push_back({i, {}, {}});
        }
    }

    bool lookAtTexts(const std::stop_token &stop)
    {
        if (m_texts.empty())
            return true;
        const bool shaped = eachRow(stop,
            [](TextColumn &text, sheet::RowIndex, const FoundValue &value) { add(trimmed(value.text), text.shape); });
        for (TextColumn &text : m_texts)
            text.suspicion = suspect(text.shape);
        std::erase_if(m_texts, [](const TextColumn &text) {
            return text.suspicion.codeLength == 0 && !text.suspicion.floatTails && !text.suspicion.dates
                && text.shape.exponents == 0;
        });
        return shaped
            && (m_texts.empty()
                || eachRow(stop, [this](TextColumn &text, sheet::RowIndex row, const FoundValue &value) {
                       judgeText(text, row, value);
                   }));
    }

    //! Typed values and phone numbers are known already where they are faulty. False: stopped.
    bool lookAtProblems(const std::stop_token &stop)
    {
        constexpr std::size_t problemsAtATime = 1024;
        for (std::size_t i = 0; i < m_report.problems.size(); ++i) {
            if (i % problemsAtATime == 0 && stop.stop_requested())
                return false;
            const Problem &problem = m_report.problems[i];
            if (problem.variable < 0)
                continue;
            m_input.table->readRow(problem.row, m_cells);
            const ValueSource &source = m_sources[static_cast<std::size_t>(problem.variable)];
            const int column = source.isUsed() ? source.columnOf(m_cells) : -1;
            if (column >= 0)
                judgeProblem(problem, column);
        }
        return true;
    }

    std::vector<DamageGroup> groups() &&
    {
        std::stable_sort(m_groups.begin(), m_groups.end(),
            [](const DamageGroup &a, const DamageGroup &b) { return a.rows.size() > b.rows.size(); });
        return std::move(m_groups);
    }

private:
    struct TextColumn {
        int variable;
        Shape shape;
        Suspicion suspicion;
    };

    template <typename Look>
    bool eachRow(const std::stop_token &stop, Look look)
    {
        constexpr sheet::RowIndex rowsAtATime = 4096;
        for (sheet::RowIndex row = 0; row < m_input.table->rowCount(); ++row) {
            if (row % rowsAtATime == 0 && stop.stop_requested())
                return false;
            m_input.table->readRow(row, m_cells);
            for (TextColumn &text : m_texts) {
                const FoundValue value = m_sources[static_cast<std::size_t>(text.variable)].find(m_cells);
                if (value.column >= 0) // what stands for a blank was never in the sheet
                    look(text, row, value);
            }
        }
        return true;
    }

    std::string_view cellAt(int column) const { return trimmed(m_cells[static_cast<std::size_t>(column)]); }

    //! Judged is what would be sent, since a clean-up may have mended it already; what a repair changes is the cell.
    void judgeText(const TextColumn &text, sheet::RowIndex row, const FoundValue &value)
    {
        const std::string_view cell = trimmed(value.text);
        const auto found = [&](DamageKind kind, std::uint32_t whole, const std::optional<Repair> &repair) {
            const std::string_view before = cellAt(value.column);
            if (!repair || repaired(*repair, before, m_input.settings.defaultCountry))
                addCell(kind, text.variable, {row, value.column, std::string(before), {}}, whole, repair, std::nullopt);
        };
        if (cell.empty())
            return;
        const Shape &shape = text.shape;
        if (isExponentForm(cell, true)) {
            found(DamageKind::Exponent, shape.allDigits(), std::nullopt);
        } else if (text.suspicion.floatTails && isFloatTail(cell)) {
            found(DamageKind::FloatTail, shape.allDigits(), Repair{RepairKind::CutFloatTail, {}, {}, 0});
        } else if (text.suspicion.dates && looksLikeDate(cell)) {
            found(DamageKind::DateIfied, shape.shortCodes, std::nullopt);
        } else if (areDigits(cell) && cell.size() < text.suspicion.codeLength
            && cell.size() + 2 >= text.suspicion.codeLength) {
            const int width = static_cast<int>(text.suspicion.codeLength);
            found(DamageKind::LostZero, shape.digits[text.suspicion.codeLength],
                Repair{RepairKind::PadWithZeros, {}, {}, width});
        }
    }

    void judgeProblem(const Problem &problem, int column)
    {
        const std::string_view cell = cellAt(column);
        const match::VariableType type = m_input.variables.variables[problem.variable].type;
        const auto found = [&](DamageKind kind, std::optional<Repair> repair) {
            addCell(kind, problem.variable, {problem.row, column, std::string(cell), {}}, 0, repair, problem.code);
        };
        if (type == match::VariableType::Date) {
            const Repair repair{RepairKind::SerialToDate, {}, {}, 0};
            if (repaired(repair, cell, {}))
                found(DamageKind::DaySerial, repair);
            return;
        }
        if (type != match::VariableType::Phone)
            return;
        if (problem.code == ProblemCode::PhoneDigitsLost) {
            found(DamageKind::Exponent, std::nullopt);
        } else if (problem.code == ProblemCode::PhoneNotANumber && looksLikeDate(cell)) {
            found(DamageKind::DateIfied, std::nullopt);
        } else {
            for (const Repair &repair : repairsFor(problem.code, type)) {
                const bool isPlus = repair.kind == RepairKind::PlusInFront;
                if ((isPlus || repair.kind == RepairKind::ZeroInFront)
                    && repaired(repair, cell, m_input.settings.defaultCountry)) {
                    found(isPlus ? DamageKind::MissingPlus : DamageKind::LostZero, repair);
                    return;
                }
            }
        }
    }

    void addCell(DamageKind kind, int variable, DamagedCell cell, std::uint32_t whole,
        const std::optional<Repair> &repair, std::optional<ProblemCode> where)
    {
        const auto same = [&](const DamageGroup &group) {
            return group.kind == kind && group.variable == variable && (!group.repair || group.repair->where == where);
        };
        auto group = std::find_if(m_groups.begin(), m_groups.end(), same);
        if (group == m_groups.end()) {
            DamageGroup fresh;
            fresh.kind = kind;
            fresh.variable = variable;
            fresh.wholeCells = whole;
            fresh.width = repair ? repair->width : 0;
            if (repair)
                fresh.repair = RepairStep{*repair, m_input.variables.variables[variable].key, where};
            m_groups.push_back(std::move(fresh));
            group = std::prev(m_groups.end());
        }
        group->rows.push_back(cell.row);
        if (group->samples.size() >= samplesKept)
            return;
        if (repair)
            cell.after = repaired(*repair, cell.before, m_input.settings.defaultCountry).value_or(std::string());
        group->samples.push_back(std::move(cell));
    }

    const CheckInput &m_input;
    const Report &m_report;
    std::vector<ValueSource> m_sources;
    sheet::RowCells m_cells;
    std::vector<TextColumn> m_texts;
    std::vector<DamageGroup> m_groups;
};

} // namespace

base::Result<std::vector<DamageGroup>> findDamage(const CheckInput &input, const Report &report, std::stop_token stop)
{
    Detector detector(input, report);
    if (!detector.lookAtTexts(stop) || !detector.lookAtProblems(stop)) {
        return base::Error{base::ErrorKind::Cancelled,
            QCoreApplication::translate("check", "The search for damaged columns was stopped."), {}};
    }
    return std::move(detector).groups();
}

} // namespace callsheet::check
