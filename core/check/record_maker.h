#pragma once

#include "core/check/cell_text.h"
#include "core/check/check_rows.h"
#include "core/check/record.h"
#include "core/match/cleaner.h"

#include <string>
#include <vector>

namespace callsheet::check {

//! What one row has for a variable, before its type makes anything of it.
struct FoundValue {
    std::string_view text; // after the clean-ups
    int column = -1; // whose cell it comes from; -1: a fixed value, or what stands for a blank
};

//! The value of one variable before its type makes anything of it. One object a thread.
class ValueSource {
public:
    ValueSource(const match::Variable &variable, const match::Assignment &assignment);

    bool isUsed() const { return m_used; }
    //! After the clean-ups. The view lives until the next call.
    std::string_view valueIn(const sheet::RowCells &cells) const
    {
        if (m_column < 0)
            return m_fixedValue;
        const std::string_view value = cells[static_cast<std::size_t>(m_column)];
        return !m_standsIn || (m_cleaner.isEmpty() && !isBlank(value)) ? value : made(cells).text;
    }
    //! The same with the column that it comes from. The text lives until the next call.
    FoundValue find(const sheet::RowCells &cells) const;
    //! Which column the row's value comes from, for whoever shows, mends or edits its cell: the first one that is not
    //! blank after the clean-ups, the first of all where every one is; -1: the variable has no column.
    int columnOf(const sheet::RowCells &cells) const;
    //! True when the last value could not be cleaned up in a reasonable time.
    bool gaveUp() const { return m_cleaner.gaveUp(); }
    match::VariableType type() const { return m_type; }
    bool isRequired() const { return m_required; }
    //! The one that rows are called by, not just another variable of type Phone.
    bool isPhoneNumber() const { return m_phoneNumber; }

private:
    //! The first of the columns that has a value when it is clean, else what stands for a blank.
    FoundValue made(const sheet::RowCells &cells) const;

    std::string m_fixedValue;
    std::string m_fallback; // for blank values
    int m_column = -1;
    std::vector<int> m_furtherColumns;
    bool m_standsIn = false; // something may, for what is in the cell
    mutable match::Cleaner m_cleaner;
    mutable std::string m_clean;
    match::VariableType m_type = match::VariableType::Text;
    bool m_used = false;
    bool m_required = false;
    bool m_phoneNumber = false;
};

//! One a variable, in their order: what a pass over many rows prepares once.
std::vector<ValueSource> valueSources(const match::VariableSet &variables, const match::Mapping &mapping);

//! The fields of a row whose cells are read already and whose number is known (0: none).
void makeFields(const std::vector<ValueSource> &sources, const CheckSettings &settings, std::uint64_t phone,
    const sheet::RowCells &cells, std::vector<Field> &fields);

//! makeRecord() for many rows: `sources` are prepared once.
void makeRecord(const CheckInput &input, const std::vector<ValueSource> &sources, const Report &report,
    sheet::RowIndex row, sheet::RowCells &cells, std::vector<Field> &fields);

} // namespace callsheet::check
