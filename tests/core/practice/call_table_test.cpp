#include "core/practice/call_table.h"

#include <gtest/gtest.h>

#include <string>

namespace callsheet::practice {

namespace {

CallChange newCall(CallTable::Place place, const QByteArray &phone, const QByteArray &json = "{}")
{
    CallChange change;
    change.place = place;
    change.after.number = place * 3 + 10;
    change.after.logs = 1;
    change.text = CallText{phone, json};
    return change;
}

} // namespace

TEST(CallTable, findsANumberHoweverItIsWritten)
{
    CallTable calls;
    calls.put(newCall(0, "12125551001"));
    calls.put(newCall(1, "+44 20 7946 0018"));
    EXPECT_EQ(calls.findPhone("+1 (212) 555-1001"), 0U);
    EXPECT_EQ(calls.findPhone("442079460018"), 1U);
    EXPECT_EQ(calls.findPhone("2125551001"), std::nullopt);
    EXPECT_EQ(calls.findPhone("012125551001"), std::nullopt) << "a leading zero is a digit";
}

TEST(CallTable, tellsLongNumbersAndTextsApart)
{
    CallTable calls;
    calls.put(newCall(0, "12345678901234567890123"));
    calls.put(newCall(1, "12345678901234567890124"));
    calls.put(newCall(2, "anonymous"));
    EXPECT_EQ(calls.findPhone("1234567890123456789-0124"), 1U);
    EXPECT_EQ(calls.findPhone("anonymous"), 2U);
    EXPECT_EQ(calls.findPhone("Anonymous"), std::nullopt);
    EXPECT_EQ(calls.findPhone("12345678901234567890125"), std::nullopt);
}

TEST(CallTable, findsEverybodyAmongManyAndNobodyElse)
{
    CallTable calls;
    constexpr CallTable::Place many = 50'000;
    for (CallTable::Place place = 0; place < many; ++place)
        calls.put(newCall(place, "1212" + QByteArray::number(1'000'000 + place)));
    for (CallTable::Place place = 0; place < many; ++place) {
        ASSERT_EQ(calls.findPhone("1212" + std::to_string(1'000'000 + place)), place);
        ASSERT_EQ(calls.findNumber(place * 3 + 10), place);
        ASSERT_EQ(calls.findPhone("1213" + std::to_string(1'000'000 + place)), std::nullopt);
        ASSERT_EQ(calls.findNumber(place * 3 + 11), std::nullopt);
    }
}

TEST(CallTable, keepsTheTextUntilAnotherComes)
{
    CallTable calls;
    calls.put(newCall(0, "12125551001", R"({"a":"first"})"));
    CallChange played = newCall(0, "");
    played.text.reset();
    played.after.log.status = CallStatus::Completed;
    calls.put(played);
    EXPECT_EQ(calls.json(0), R"({"a":"first"})");
    EXPECT_EQ(calls.statuses()[0], CallStatus::Completed);
    EXPECT_EQ(calls.growth(0, {"12125551001", R"({"a":"2nd"})"}), -2);
    calls.put(newCall(0, "+12125551001", R"({"a":"second"})"));
    EXPECT_EQ(calls.phoneNumber(0), "+12125551001");
    EXPECT_EQ(calls.json(0), R"({"a":"second"})");
    EXPECT_EQ(calls.textBytes(), 12 + 14);
    EXPECT_EQ(calls.size(), 1U);
}

TEST(CallTable, keepsEveryLogInItsOrder)
{
    CallTable calls;
    CallChange change = newCall(0, "1");
    change.after.log = {1, 0, CallStatus::Pending};
    calls.put(change);
    for (int log = 2; log <= 4; ++log) {
        change.text.reset();
        change.superseded = PhoneLog{log - 1, 0, CallStatus::Busy};
        change.after.log = {log, 0, CallStatus::Pending};
        ++change.after.logs;
        calls.put(change);
    }
    const std::vector<PhoneLog> logs = calls.logs(0);
    ASSERT_EQ(logs.size(), 4U);
    EXPECT_EQ(logs[0], (PhoneLog{1, 0, CallStatus::Busy}));
    EXPECT_EQ(logs[3], (PhoneLog{4, 0, CallStatus::Pending}));
}

TEST(DigitMarks, standForEveryRunThatATextHolds)
{
    const std::string text = R"({"phoneNumber":"12125551001","account_id":"ACC-0042317"})";
    const std::uint64_t marks = digitMarks(text);
    for (const char *part : {"12125551001", "5551001", "0042317", "2317", "042", "ACC"})
        EXPECT_EQ(marks & digitMarks(part), digitMarks(part)) << part;
    EXPECT_EQ(digitMarks("042"), 0U) << "too short to tell anything";
    EXPECT_NE(marks & digitMarks("49151999888777"), digitMarks("49151999888777"));
}

} // namespace callsheet::practice
