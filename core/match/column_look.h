#pragma once

#include "core/match/variable_set.h"
#include "core/sheet/table.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace callsheet::match {

enum class ValueShape : std::uint8_t { Other, Phone, Email, Date, TimeZone, Boolean };

//! Which part of a date stands first, where the date shows it: 03/04/2024 does not.
enum class DateOrder : std::uint8_t { Unknown, DayFirst, MonthFirst, YearFirst };

//! What a value looks like at a glance. Evidence for whom it may belong to, never a reason to change or refuse it.
ValueShape shapeOf(std::string_view value);

//! What the first values of one column look like.
struct ColumnLook {
    int values = 0; // that are not blank
    std::array<int, 6> shapes = {}; // how many of each ValueShape

    std::array<int, 4> dateOrders = {}; // how many of each DateOrder, of the dates
    int possiblePhones = 0; // also those that are too short to be taken for one by themselves: "53 35 77 36"

    int count(ValueShape shape) const { return shapes[static_cast<std::size_t>(shape)]; }
    bool isMostly(ValueShape shape) const { return values > 0 && count(shape) * 10 >= values * 8; }
    //! True when there are values enough to say that they are something else.
    bool isHardly(ValueShape shape) const { return areFew(count(shape)); }
    //! The same for a column that is called so: many national numbers look like amounts.
    bool speaksAgainst(ValueShape shape) const
    {
        return areFew(shape == ValueShape::Phone ? possiblePhones : count(shape));
    }
    //! Unknown as well where the dates contradict one another.
    DateOrder dateOrder() const;

private:
    bool areFew(int some) const { return values >= 5 && some * 10 < values * 3; }
};

//! One a column, from the first rows.
std::vector<ColumnLook> lookAtColumns(const sheet::Table &table);

//! The shape that values of this variable have, where they have one.
ValueShape shapeFor(const Variable &variable);

} // namespace callsheet::match
