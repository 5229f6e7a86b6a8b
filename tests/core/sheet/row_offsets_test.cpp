#include "core/sheet/row_offsets.h"

#include <gtest/gtest.h>

namespace callsheet::sheet {
namespace {

TEST(RowOffsets, areKeptInFilesBeyondFourGigabytes)
{
    RowOffsets offsets;
    std::vector<std::uint64_t> expected;
    // Rows that are close together, then gaps that alone are more than four bytes can count.
    for (const std::uint64_t step : {0ULL, 7ULL, 4'294'967'295ULL, 1ULL, 5'000'000'000ULL, 3ULL, 9'000'000'000ULL})
        expected.push_back((expected.empty() ? 5 : expected.back()) + step);
    for (const std::uint64_t offset : expected)
        offsets.add(offset);
    ASSERT_EQ(offsets.count(), expected.size());
    for (RowIndex row = 0; row < offsets.count(); ++row) {
        EXPECT_EQ(offsets[row], expected[row]) << row;
        EXPECT_EQ(offsets.rowAt(expected[row]), row);
        const std::uint64_t next = row + 1 < offsets.count() ? expected[row + 1] : expected[row] + 1;
        EXPECT_EQ(offsets.rowAt(next - 1), row);
    }
}

TEST(RowOffsets, takeFourBytesEach)
{
    RowOffsets offsets;
    offsets.reserve(1'000);
    for (std::uint64_t row = 0; row < 1'000; ++row)
        offsets.add(row * 100);
    EXPECT_LE(offsets.memoryUsed(), 4'100U);
}

} // namespace
} // namespace callsheet::sheet
