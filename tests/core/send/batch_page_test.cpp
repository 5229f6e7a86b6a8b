#include "core/send/batch_page.h"

#include <gtest/gtest.h>

namespace callsheet::send::wire {

using namespace Qt::StringLiterals;

namespace {

const QString batch = u"64e5f12345abcdef98765432"_s;

QByteArray page(const QByteArray &entries, const QByteArray &counts = R"("total":2,"totalPages":1)",
    const QByteArray &id = "64e5f12345abcdef98765432")
{
    return R"({"message":"Calls fetched successfully","status":true,"code":200,"errorMessage":"","data":{"batchId":")"
        + id + R"(","batchName":"May","page":1,"limit":1000,)" + counts + R"(,"data":[)" + entries + "]}}";
}

} // namespace

TEST(BatchPage, readsNumbersTimesAndStateAndNothingElse)
{
    const auto read = parseBatchPage(
        page(R"({"_id":"a","phoneNumber":"+44 7700 900123","name":"Ann","createdAt":"2026-07-01T10:00:00.500Z",
        "callStatus":"completed","phoneLogs":[{"createdAt":"2026-07-01T10:05:00Z","transcript":"Hello"}]},
        {"_id":"b","phoneNumber":447700900124,"createdAt":"yesterday"})"),
        batch);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->total, 2);
    ASSERT_EQ(read->entries.size(), 2U);
    EXPECT_EQ(
        read->entries[0], (BatchEntry{"447700900123", QDateTime({2026, 7, 1}, {10, 5}, Qt::UTC), "completed", "a"}))
        << "a completed call that was queued again has a newer log";
    EXPECT_EQ(read->entries[1], (BatchEntry{"447700900124", {}, {}, "b"}));
}

TEST(BatchPage, takesWhatIsLeftOfAMaskedNumberForNone)
{
    for (const char *masked : {"1212***0001", "+44 7700 xxx123", "anonymous", "#900124"}) {
        const auto read = parseBatchPage(page(QByteArray(R"({"_id":"a","phoneNumber":")") + masked + R"("},
            {"_id":"b","phoneNumber":"(0044) 7700-900.124"})"),
            batch);
        ASSERT_TRUE(read);
        EXPECT_EQ(read->entries[0].phone, "") << masked;
        EXPECT_EQ(read->entries[1].phone, "447700900124") << "the control";
    }
}

struct BadPage {
    const char *name;
    QByteArray answer;
};
void PrintTo(const BadPage &row, std::ostream *out)
{
    *out << row.name;
}
class UnreadablePage : public ::testing::TestWithParam<BadPage> { };

TEST_P(UnreadablePage, isNoPageSoThatNobodyLooksAbsent)
{
    EXPECT_FALSE(parseBatchPage(GetParam().answer, batch));
}

INSTANTIATE_TEST_SUITE_P(Answers, UnreadablePage,
    ::testing::Values(BadPage{"nothing", ""}, BadPage{"cut off", page("{}").chopped(3)},
        BadPage{"something behind its end", page("") + "x"}, BadPage{"a web page", "<html></html>"},
        BadPage{"of another batch", page("", R"("total":0,"totalPages":0)", "other")},
        BadPage{"without a total", page("", R"("totalPages":1)")},
        BadPage{"with a total in quotes", page("", R"("total":"0","totalPages":1)")},
        BadPage{"with two totals", page("", R"("total":0,"total":5,"totalPages":1)")},
        BadPage{"with a negative total", page("", R"("total":-1,"totalPages":1)")},
        BadPage{"of records that are none", page("7")},
        BadPage{"that failed",
            R"({"status":false,"code":200,"data":{"batchId":"64e5f12345abcdef98765432","total":0,"totalPages":0,"data":[]}})"},
        BadPage{"with a NUL inside", page(QByteArray("\0", 1))},
        BadPage{"a million brackets deep", QByteArray(1'000'000, '[')}));

TEST(BatchPage, comparesNumbersByTheirDigits)
{
    for (const auto *spelling : {"447700900123", "+44 7700 900123", "0044-7700-900123", "+44 (7700) 900 123"})
        EXPECT_EQ(canonicalDigits(spelling), "447700900123") << spelling;
    EXPECT_NE(canonicalDigits("07700900123"), "447700900123") << "a national number is not guessed at";
}

TEST(BatchPage, readsTheNumbersOfABodyInTheirOrder)
{
    const auto phones = phonesOfBody(
        R"({"batchId":"b","callData":[{"phoneNumber":"447700900002","name":"phoneNumber"},{"phoneNumber":"+447700900001"},{}]})");
    ASSERT_TRUE(phones);
    EXPECT_EQ(*phones, (std::vector<QByteArray>{"447700900002", "447700900001", ""}));
    EXPECT_EQ(phonesOfBody(R"({"call_data":[{"phoneNumber":"1"}]})")->size(), 1U);
    EXPECT_FALSE(phonesOfBody("{}"));
}

TEST(BatchPage, findsATagOnlyWhereEveryRecordBearsTheSame)
{
    EXPECT_EQ(commonText(R"({"callData":[{"ref":"x"},{"ref":"x"}]})", u"ref"_s), u"x"_s);
    EXPECT_EQ(commonText(R"({"callData":[{"ref":"x"},{"ref":"y"}]})", u"ref"_s), std::nullopt);
    EXPECT_EQ(commonText(R"({"callData":[{"ref":"x"},{}]})", u"ref"_s), std::nullopt);
    EXPECT_EQ(commonText(R"({"callData":[{"ref":"x"}]})", {}), std::nullopt);
}

} // namespace callsheet::send::wire
