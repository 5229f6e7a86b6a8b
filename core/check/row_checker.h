#pragma once

#include "core/check/record_maker.h"
#include "core/check/value_rules.h"

#include <string>
#include <vector>

namespace callsheet::check {

struct CheckedRow {
    std::uint64_t phone = 0; // 0: it has none
    RowState state = RowState::Ready;
};

//! Judges rows one by one, everything but what takes two rows to see. One object a thread.
class RowChecker {
public:
    explicit RowChecker(const CheckInput &input);

    //! Appends the findings of the row and gives its number and its state.
    CheckedRow check(sheet::RowIndex row, std::vector<Problem> &problems, std::vector<Problem> &notes);

private:
    void checkDamage(sheet::RowIndex row, std::vector<Problem> &problems);
    void checkValue(std::size_t variable, std::string_view value, std::vector<Problem> &problems);
    void checkPhone(std::size_t variable, std::string_view value, std::vector<Problem> &problems);
    bool isTooLarge(std::uint64_t phone);

    const CheckInput &m_input;
    std::vector<ValueSource> m_sources;
    std::vector<std::size_t> m_keyLengths;
    std::vector<ValueRules> m_rules;
    std::vector<sheet::DamagedRow>::const_iterator m_nextDamage;
    int m_phoneVariable = -1;
    bool m_hasEdits = false;
    bool m_hasMarks = false;
    sheet::RowIndex m_row = 0;
    std::uint64_t m_phone = 0;
    std::vector<Problem> *m_notes = nullptr; // of check()
    sheet::RowCells m_cells;
    std::vector<Field> m_fields;
    std::string m_json;
};

} // namespace callsheet::check
