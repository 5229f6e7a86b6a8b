#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace callsheet::bench {

constexpr std::array headings
    = {"name", "phone", "account_id", "order_amount", "order_date", "city", "priority", "timezone", "email", "note"};
constexpr std::size_t columns = headings.size();

//! One row of a campaign's list as people have them: about a third of the rows with a cell that CSV must quote, one in
//! twenty-five with a line break in it, names of several scripts, phone numbers in every shape.
struct Contact {
    std::array<std::string, columns> cells;
    //! Where a workbook would hold a number: the phone of some rows, the amount, the serial number of the day.
    std::array<std::optional<double>, columns> numbers;
};

//! The same for the same number, whatever was asked before.
Contact contact(std::uint64_t number);

constexpr std::size_t amountColumn = 3;
constexpr std::size_t dateColumn = 4;

} // namespace callsheet::bench
