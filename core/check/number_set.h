#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace callsheet::check {

//! Phone numbers (E.164 digits as a number) that are asked for one by one: a sorted list that copies share.
class NumberSet {
public:
    NumberSet() = default;
    explicit NumberSet(std::vector<std::uint64_t> numbers)
    {
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
        numbers.shrink_to_fit();
        m_numbers = std::make_shared<const std::vector<std::uint64_t>>(std::move(numbers));
    }

    bool contains(std::uint64_t number) const
    {
        return m_numbers && std::binary_search(m_numbers->begin(), m_numbers->end(), number);
    }
    const std::vector<std::uint64_t> &numbers() const // rising
    {
        static const std::vector<std::uint64_t> none;
        return m_numbers ? *m_numbers : none;
    }
    std::size_t size() const { return m_numbers ? m_numbers->size() : 0; }
    bool isEmpty() const { return size() == 0; }

private:
    std::shared_ptr<const std::vector<std::uint64_t>> m_numbers;
};

} // namespace callsheet::check
