#include "core/match/mapping.h"

#include "core/base/text_fold.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::match {
namespace {

struct Pair {
    const char *a;
    const char *b;
    double least;
    double most;
};

void PrintTo(const Pair &pair, std::ostream *out)
{
    *out << pair.a << " / " << pair.b;
}

class Similarity : public ::testing::TestWithParam<Pair> { };

TEST_P(Similarity, liesWhereAPersonWouldPutIt)
{
    const QString a = base::foldHeading(QString::fromUtf8(GetParam().a));
    const QString b = base::foldHeading(QString::fromUtf8(GetParam().b));
    EXPECT_GE(similarity(a, b), GetParam().least);
    EXPECT_LE(similarity(a, b), GetParam().most);
    EXPECT_DOUBLE_EQ(similarity(a, b), similarity(b, a)) << "the order does not matter";
}

INSTANTIATE_TEST_SUITE_P(Headings, Similarity,
    ::testing::Values(Pair{"order amount", "order amount", 1, 1}, Pair{"", "", 0, 0}, Pair{"", "order", 0, 0},
        Pair{"order amount", "amount of order", 0.8, 0.99}, Pair{"order amount", "order ammount", 0.9, 0.99},
        Pair{"adress", "address", 0.85, 0.99}, Pair{"ordernumber", "order number", 0.9, 0.99},
        Pair{"name", "customer name", 0.6, 0.9}, Pair{"account id", "account number", 0.6, 0.8},
        Pair{"amount due", "order amount", 0.55, 0.8}, Pair{"order date", "due date", 0, 0.59},
        Pair{"priority", "city", 0, 0.59}, Pair{"phone", "notes", 0, 0.4}, Pair{"email", "phone", 0, 0.3},
        Pair{"order", "owner", 0, 0.59}, Pair{"x", "y", 0, 0}));

TEST(SimilarityOfLongHeadings, isBoundedInTime)
{
    const QString longOne(100000, u'a');
    EXPECT_GT(similarity(longOne, longOne + u'b'), 0.9);
}

} // namespace
} // namespace callsheet::match
