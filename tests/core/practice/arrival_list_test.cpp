#include "core/practice/arrival_list.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

TEST(ArrivalList, keepsTheNewestAndCountsAll)
{
    ArrivalList list;
    constexpr int many = static_cast<int>(ArrivalList::kept) + 50;
    for (int i = 1; i <= many; ++i) {
        Arrival &arrival = list.add(u"POST"_s, u"/"_s);
        EXPECT_EQ(arrival.number, i);
        arrival.bodyBytes = 10;
        arrival.applied = i % 2 == 0;
        arrival.records = 3;
        list.close(i);
    }
    const QList<Arrival> newest = list.newest();
    ASSERT_EQ(newest.size(), static_cast<qsizetype>(ArrivalList::kept));
    EXPECT_EQ(newest.first().number, 51);
    EXPECT_EQ(newest.last().number, many);
    EXPECT_EQ(list.totals().arrivals, many);
    EXPECT_EQ(list.totals().bodyBytes, qint64{10} * many);
    EXPECT_EQ(list.totals().applied, many / 2);
    EXPECT_EQ(list.totals().records, 3 * many / 2);
}

TEST(ArrivalList, takesWhatIsSaidOfAForgottenArrivalWithoutHarm)
{
    ArrivalList list;
    for (std::size_t i = 0; i <= ArrivalList::kept; ++i)
        list.add(u"GET"_s, u"/"_s);
    list.at(1).status = 200;
    EXPECT_EQ(list.newest().first().number, 2);
    EXPECT_EQ(list.newest().first().status, 0);
}

} // namespace callsheet::practice
