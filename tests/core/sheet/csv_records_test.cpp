#include "core/sheet/csv_records.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace callsheet::sheet {
namespace {

// Cutting a text must not depend on where the records stand in the blocks of 64 bytes.
TEST(CsvRecords, areTheSameAtEveryAlignment)
{
    const CsvMarks marks;
    const std::string row = "a,\"b \"\"q\"\" \n,x\",,\"\"\r\nc\rd,e\n";
    for (std::size_t shift = 0; shift < 130; ++shift) {
        const std::string text = std::string(shift, 'z') + "\n" + row;
        CsvCursor cursor(text, marks);
        std::vector<std::string> fields;
        std::size_t records = 0;
        for (std::size_t start = 0; start < text.size(); ++records) {
            const CsvRecord record = readRecord(cursor, start, [&](const CsvField &field) {
                fields.emplace_back();
                appendField(field, marks, fields.back());
            });
            EXPECT_FALSE(record.strayQuote || record.unclosedQuote || record.nulByte);
            start = record.next;
        }
        EXPECT_EQ(records, 4U) << shift;
        EXPECT_EQ(
            fields, (std::vector<std::string>{std::string(shift, 'z'), "a", "b \"q\" \n,x", "", "", "c", "d", "e"}))
            << shift;
    }
}

} // namespace
} // namespace callsheet::sheet
