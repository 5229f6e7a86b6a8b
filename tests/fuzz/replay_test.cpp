// The fuzz targets without a fuzzer: every seed, and the same few thousand mutations of them in every run, so that the
// targets keep building and what they demand keeps holding. The real search is packaging/test --fuzz.
#include "tests/fuzz/target.h"

#include <QByteArray>

#include <gtest/gtest.h>

#include <random>

namespace callsheet::fuzz {

void PrintTo(const Target &target, std::ostream *out)
{
    *out << target.name;
}

namespace {

constexpr int mutationsOfASeed = 60;

class Replay : public testing::TestWithParam<Target> { };

std::string printable(const std::string &input)
{
    return QByteArray::fromStdString(input).toPercentEncoding(" <>=\"'/@:;,").toStdString();
}

std::string mutated(std::string input, const std::vector<std::string> &words, std::mt19937 &random)
{
    const auto below = [&random](std::size_t most) { return most == 0 ? 0 : random() % most; };
    for (std::size_t change = 0; change < 1 + random() % 4; ++change) {
        const std::size_t position = below(input.size());
        switch (random() % 4) {
        case 0:
            if (!input.empty())
                input[position] = static_cast<char>(random());
            break;
        case 1:
            input.erase(position, 1 + below(8));
            break;
        case 2:
            input.insert(position, input.substr(below(input.size()), 1 + below(20)));
            break;
        default:
            if (!words.empty())
                input.insert(position, words[below(words.size())]);
        }
    }
    return input;
}

TEST_P(Replay, findsNothingInSeedsAndTheirMutations)
{
    const Target target = GetParam();
    const std::vector<std::string> words = dictionary(target);
    std::mt19937 random(20'240'301);
    for (const std::string &seed : allSeeds(target)) {
        ASSERT_EQ(target.run(seed), "") << printable(seed);
        for (int i = 0; i < mutationsOfASeed; ++i) {
            const std::string input = mutated(seed, words, random);
            ASSERT_EQ(target.run(input), "") << printable(input);
        }
    }
}

TEST_P(Replay, hasSeedsAndWords)
{
    EXPECT_GE(allSeeds(GetParam()).size(), 5U);
    EXPECT_GE(dictionary(GetParam()).size(), 5U);
}

INSTANTIATE_TEST_SUITE_P(Targets, Replay, testing::ValuesIn(allTargets()),
    [](const auto &target) { return std::string(target.param.name); });

} // namespace
} // namespace callsheet::fuzz
