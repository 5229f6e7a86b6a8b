#include "core/check/suppression_list.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <gtest/gtest.h>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;

TEST(SuppressionList, takesTheColumnsThatHoldPhoneNumbers)
{
    const test::MemoryTable table({u"Since"_s, u"Customer"_s, u"Tel"_s, u"Mobile"_s, u"Note"_s},
        {{"2024-05-01", "100234", "01134 960101", "+44 7911 123456", "asked by 01134 960109"},
            {"2024-05-02", "100235", "", "07911 123457", ""}, {"2024-05-03", "100236", "unknown", "", ""},
            {"2024-05-03", "100237", "0113 496 0102", "", ""}});
    const auto list = readSuppressionList(table, u"GB"_s, {});
    ASSERT_EQ(test::errorOf(list), "");
    EXPECT_EQ(list->columns, (QStringList{u"Tel"_s, u"Mobile"_s}));
    EXPECT_EQ(list->numbers.size(), 4U);
    EXPECT_TRUE(list->numbers.contains(441134960101U));
    EXPECT_TRUE(list->numbers.contains(447911123457U));
    EXPECT_FALSE(list->numbers.contains(441134960109U)) << "a note is no list";
    EXPECT_EQ(list->unread, 1U);
    EXPECT_EQ(list->firstUnread, (std::vector<UnreadCell>{{4, u"Tel"_s, u"unknown"_s}})) << "where to look";
}

TEST(SuppressionList, losesNoNumberToAHeadingThatIsNone)
{
    const test::TemporaryFolder folder;
    const auto loaded
        = loadSuppressionList(folder.write(u"dnc.txt"_s, "01134 960101\n01134 960102\n01134 960101\n"), u"GB"_s, {});
    ASSERT_EQ(test::errorOf(loaded), "");
    EXPECT_EQ(loaded->list.numbers.size(), 2U) << "each once";
    EXPECT_TRUE(loaded->list.numbers.contains(441134960101U));
    EXPECT_TRUE(loaded->list.numbers.contains(441134960102U));
    const auto american = readSuppressionList(*loaded->table, u"US"_s, {});
    EXPECT_FALSE(american && american->numbers.contains(441134960101U)) << "under another country it is another phone";
}

TEST(SuppressionList, refusesAFileThatWouldSuppressNobody)
{
    const test::MemoryTable table({u"name"_s}, {{"Ada"}, {"Ben"}});
    const auto list = readSuppressionList(table, u"GB"_s, {});
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().kind, base::ErrorKind::Unreadable);
}

} // namespace
} // namespace callsheet::check
