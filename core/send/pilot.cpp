#include "core/send/pilot.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <random>
#include <unordered_set>

namespace callsheet::send {

namespace {

// The assigned calling codes of one and two digits; all others have three (ITU-T E.164).
constexpr auto twoDigitCodes = std::array{20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51,
    52, 53, 54, 55, 56, 57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98};

//! Takes positions until there are enough of them.
class Picked {
public:
    Picked(std::size_t rows, std::size_t wanted)
        : m_isPicked(rows, false)
        , m_wanted(std::min(rows, wanted))
    {
    }
    bool isFull() const { return m_count >= m_wanted; }
    void take(std::size_t position)
    {
        if (isFull() || m_isPicked[position])
            return;
        m_isPicked[position] = true;
        ++m_count;
    }
    std::vector<std::size_t> positions() const
    {
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < m_isPicked.size(); ++i) {
            if (m_isPicked[i])
                all.push_back(i);
        }
        return all;
    }

private:
    std::vector<bool> m_isPicked;
    std::size_t m_wanted;
    std::size_t m_count = 0;
};

//! The first position of every value that a trait has, in the order given.
template <typename Trait>
std::vector<std::size_t> firstOfEach(const std::vector<std::size_t> &order, Trait trait)
{
    std::vector<std::size_t> firsts;
    std::unordered_set<std::uint64_t> seen;
    for (const std::size_t position : order) {
        if (seen.insert(trait(position)).second)
            firsts.push_back(position);
    }
    return firsts;
}

} // namespace

int callingCodeOf(std::uint64_t phone)
{
    while (phone > 999)
        phone /= 10;
    const int three = static_cast<int>(phone);
    const int first = three / 100;
    if (first == 1 || first == 7)
        return first;
    const int two = three / 10;
    return std::find(twoDigitCodes.begin(), twoDigitCodes.end(), two) != twoDigitCodes.end() ? two : three;
}

std::vector<std::size_t> choosePilot(const std::vector<PilotTraits> &rows, std::size_t count, std::uint32_t seed)
{
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937 random(seed);
    for (std::size_t i = order.size(); i > 1; --i) // std::shuffle differs between libraries
        std::swap(order[i - 1], order[random() % i]);

    const std::vector<std::size_t> countries
        = firstOfEach(order, [&rows](std::size_t row) { return static_cast<std::uint64_t>(rows[row].callingCode); });
    const std::vector<std::size_t> blanks = firstOfEach(order, [&rows](std::size_t row) { return rows[row].blanks; });
    std::vector<std::size_t> longest = order;
    const auto longestEnd = longest.begin() + static_cast<std::ptrdiff_t>(std::min(count, longest.size()));
    std::partial_sort(longest.begin(), longestEnd, longest.end(),
        [&rows](std::size_t a, std::size_t b) { return rows[a].longestValue > rows[b].longestValue; });

    Picked picked(rows.size(), count);
    for (std::size_t turn = 0; turn < count && !picked.isFull(); ++turn) {
        for (const std::vector<std::size_t> &list : {std::cref(countries), std::cref(longest), std::cref(blanks)}) {
            if (turn < list.size())
                picked.take(list[turn]);
        }
    }
    for (const std::size_t position : order)
        picked.take(position);
    return picked.positions();
}

} // namespace callsheet::send
