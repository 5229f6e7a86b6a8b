#pragma once

#include "core/check/record_maker.h"

#include <string>
#include <vector>

namespace callsheet::check {

//! Judges rows one by one, everything but what takes two rows to see. One object a thread.
class RowChecker {
public:
    explicit RowChecker(const CheckInput &input);

    //! Appends the problems of the row and gives its number (0: it has none).
    std::uint64_t check(sheet::RowIndex row, std::vector<Problem> &problems);

private:
    void checkDamage(sheet::RowIndex row, std::vector<Problem> &problems);
    void checkValue(std::size_t variable, std::string_view value, std::vector<Problem> &problems);
    bool isTooLarge(std::uint64_t phone);

    const CheckInput &m_input;
    std::vector<ValueSource> m_sources;
    std::vector<std::size_t> m_keyLengths;
    std::vector<sheet::DamagedRow>::const_iterator m_nextDamage;
    sheet::RowIndex m_row = 0;
    std::uint64_t m_phone = 0;
    sheet::RowCells m_cells;
    std::vector<Field> m_fields;
    std::string m_json;
};

} // namespace callsheet::check
