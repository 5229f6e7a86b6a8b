#include "core/send/circuit_breaker.h"

#include <gtest/gtest.h>

namespace callsheet::send {

using runs::OutcomeClass;

namespace {

//! One letter a chunk: A accepted, R refused, N not sent, U unknown.
std::vector<OutcomeClass> ended(const std::string &letters)
{
    std::vector<OutcomeClass> outcomes;
    for (const char letter : letters) {
        outcomes.push_back(letter == 'A' ? OutcomeClass::Accepted
                : letter == 'R'          ? OutcomeClass::Refused
                : letter == 'N'          ? OutcomeClass::NotSent
                                         : OutcomeClass::Unknown);
    }
    return outcomes;
}

struct Case {
    const char *name;
    std::string chunks;
    BreakerVerdict verdict;
};
void PrintTo(const Case &row, std::ostream *out)
{
    *out << row.name;
}
class Breaker : public ::testing::TestWithParam<Case> { };

constexpr auto goOn = BreakerVerdict::GoOn;
constexpr auto refused = BreakerVerdict::TooManyRefused;
constexpr auto unknown = BreakerVerdict::TooManyUnknown;

} // namespace

TEST_P(Breaker, pausesARunThatGoesWrongAgainAndAgain)
{
    EXPECT_EQ(breakerAfter(ended(GetParam().chunks), {}), GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(Chunks, Breaker,
    ::testing::Values(Case{"nothing yet", "", goOn}, Case{"all well", "AAAA", goOn}, Case{"two refused", "ARR", goOn},
        Case{"three refused in a row", "ARRR", refused}, Case{"three refused, not in a row", "RRARAR", goOn},
        Case{"one unknown, settled by a look", "U", goOn}, Case{"two unknown in a row", "AUU", unknown},
        Case{"a second unknown of few", "UAAAU", unknown},
        Case{"a second unknown of a hundred", 'U' + std::string(98, 'A') + 'U', goOn},
        Case{"a third of a hundred", 'U' + std::string(48, 'A') + 'U' + std::string(49, 'A') + 'U', unknown},
        Case{"and it goes on when the person goes on", "UAAAUA", goOn}));

} // namespace callsheet::send
