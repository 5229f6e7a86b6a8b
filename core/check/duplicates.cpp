#include "core/check/duplicates.h"

#include "core/check/record_maker.h"

#include <algorithm>
#include <bit>
#include <iterator>

namespace callsheet::check {

namespace {

// Rows between two looks at the stop token.
constexpr std::uint32_t rowsAtATime = 4096;

//! The first row of each number: open addressing over row numbers, with the numbers themselves in the report.
class FirstRows {
public:
    FirstRows(const std::vector<std::uint64_t> &phones, std::size_t rows)
        : m_phones(phones)
        , m_slots(std::bit_ceil(std::max<std::size_t>(rows * 2, 16)), 0)
    {
    }

    //! The row that has this row's number already; the row itself when it is the first.
    sheet::RowIndex firstWithNumberOf(sheet::RowIndex row)
    {
        const std::uint64_t phone = m_phones[row];
        // Neighbouring numbers must not land in neighbouring slots: multiply, and take the upper bits.
        std::size_t slot = static_cast<std::size_t>((phone * 0x9E3779B97F4A7C15U) >> 32U) & (m_slots.size() - 1);
        while (m_slots[slot] != 0) {
            const sheet::RowIndex other = m_slots[slot] - 1;
            if (m_phones[other] == phone)
                return other;
            slot = (slot + 1) & (m_slots.size() - 1);
        }
        m_slots[slot] = row + 1;
        return row;
    }

private:
    const std::vector<std::uint64_t> &m_phones;
    std::vector<std::uint32_t> m_slots; // row + 1; 0: free
};

//! Compares what would be sent, since two rows may differ in a column that nobody asked for.
class RecordComparison {
public:
    explicit RecordComparison(const CheckInput &input)
        : m_input(input)
        , m_sources(valueSources(input.variables, input.mapping))
    {
    }

    bool sameData(sheet::RowIndex row, sheet::RowIndex other, std::uint64_t phone)
    {
        const std::vector<Field> &a = fieldsOf(row, phone, m_fields);
        const std::vector<Field> &b = fieldsOf(other, phone, m_otherFields);
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Field &x, const Field &y) {
            return x.variable == y.variable && x.kind == y.kind && x.text == y.text;
        });
    }

private:
    const std::vector<Field> &fieldsOf(sheet::RowIndex row, std::uint64_t phone, std::vector<Field> &fields)
    {
        m_input.table->readRow(row, m_cells);
        makeFields(m_sources, m_input.settings, phone, m_cells, fields);
        return fields;
    }

    const CheckInput &m_input;
    std::vector<ValueSource> m_sources;
    sheet::RowCells m_cells;
    std::vector<Field> m_fields;
    std::vector<Field> m_otherFields;
};

} // namespace

std::optional<std::vector<Problem>> foldDuplicates(
    const CheckInput &input, const std::vector<sheet::RowIndex> *rows, Report &report, std::stop_token stop)
{
    const auto phoneVariable = static_cast<std::int16_t>(input.variables.indexOf(match::phoneNumberKey));
    const std::size_t count = rows ? rows->size() : report.states.size();
    FirstRows keptRows(report.phones, count);
    RecordComparison records(input);
    const bool hasMarks = !input.edits.isEmpty();
    const auto canBeSent = [&](sheet::RowIndex row) {
        return report.states[row] != RowState::Error && report.phones[row] != 0
            && !(hasMarks && input.edits.has(row, RowMark::Skip));
    };
    for (const sheet::RowIndex chosen : input.edits.rowsWith(RowMark::CallThisOne)) {
        const bool isAsked = !rows || std::binary_search(rows->begin(), rows->end(), chosen);
        if (isAsked && canBeSent(chosen))
            keptRows.firstWithNumberOf(chosen);
    }
    std::vector<Problem> found;
    for (std::size_t i = 0; i < count; ++i) {
        if (i % rowsAtATime == 0 && stop.stop_requested())
            return std::nullopt;
        const sheet::RowIndex row = rows ? (*rows)[i] : static_cast<sheet::RowIndex>(i);
        if (!canBeSent(row))
            continue;
        const sheet::RowIndex kept = keptRows.firstWithNumberOf(row);
        if (kept == row)
            continue;
        const bool same = records.sameData(row, kept, report.phones[row]);
        report.states[row] = RowState::Duplicate;
        found.push_back({row, kept, phoneVariable, same ? ProblemCode::Duplicate : ProblemCode::DuplicateDifferent,
            Severity::Error});
    }
    return found;
}

std::vector<SameNumber> numbersToChoose(const Report &report)
{
    struct LeftOut {
        sheet::RowIndex called;
        sheet::RowIndex row;
        bool isOther; // other data than the one that is called
    };
    std::vector<LeftOut> left;
    for (const Problem &problem : report.problems) {
        if (isDuplicateCode(problem.code))
            left.push_back({problem.otherRow, problem.row, problem.code == ProblemCode::DuplicateDifferent});
    }
    std::stable_sort(left.begin(), left.end(), [](const LeftOut &a, const LeftOut &b) { return a.called < b.called; });
    std::vector<SameNumber> numbers;
    for (auto first = left.begin(); first != left.end();) {
        const auto last = std::find_if(
            first, left.end(), [called = first->called](const LeftOut &entry) { return entry.called != called; });
        if (std::any_of(first, last, [](const LeftOut &entry) { return entry.isOther; })) {
            SameNumber number{first->called, {first->called}};
            std::transform(
                first, last, std::back_inserter(number.rows), [](const LeftOut &entry) { return entry.row; });
            std::sort(number.rows.begin(), number.rows.end());
            numbers.push_back(std::move(number));
        }
        first = last;
    }
    std::sort(numbers.begin(), numbers.end(),
        [](const SameNumber &a, const SameNumber &b) { return a.rows.front() < b.rows.front(); });
    return numbers;
}

void mergeByRow(const std::vector<Problem> &found, std::vector<Problem> &problems)
{
    const auto middle = static_cast<std::ptrdiff_t>(problems.size());
    problems.insert(problems.end(), found.begin(), found.end());
    std::inplace_merge(problems.begin(), problems.begin() + middle, problems.end(),
        [](const Problem &a, const Problem &b) { return a.row < b.row; });
}

} // namespace callsheet::check
