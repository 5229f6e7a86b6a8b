#include "core/check/check_rows.h"

#include "core/check/record.h"
#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace callsheet::check {

void PrintTo(const Problem &problem, std::ostream *out)
{
    *out << "row " << problem.row << ", variable " << problem.variable << ": " << codeName(problem.code).toStdString()
         << (problem.severity == Severity::Warning ? " (warning)" : "") << ", other row " << problem.otherRow;
}

namespace {

using namespace Qt::StringLiterals;
using match::VariableType;
using sheet::RowDamage;
using test::phoneVariable;
using test::variable;

std::shared_ptr<const Report> check(const CheckInput &input)
{
    const auto report = checkRows(input, nullptr, {});
    EXPECT_EQ(test::errorOf(report), "");
    const Counts &counts = (*report)->counts;
    EXPECT_EQ(counts.ready + counts.warnings + counts.errors, counts.rows) << "every row is in one state";
    EXPECT_EQ(counts.rows, input.table->rowCount());
    EXPECT_EQ((*report)->rowsToSend().size(), counts.ready + counts.warnings);
    return *report;
}

TEST(CheckRows, findsEveryKindOfProblemInItsRow)
{
    CheckInput input = test::checkInput(
        {phoneVariable(), variable(u"name"_s, VariableType::Text, true), variable(u"amount"_s, VariableType::Number),
            variable(u"vip"_s, VariableType::Boolean), variable(u"due"_s, VariableType::Date),
            variable(u"timezone"_s, VariableType::TimeZone), variable(u"note"_s)},
        {
            {"01134 960101", "Anna", "1.5", "yes", "2024-05-31", "Europe/London", "fine"}, // 0
            {"", "Ben"}, // 1
            {"01134 960103", " \u00a0"}, // 2
            {"", ""}, // 3
            {"n/a", "Eve"}, // 4
            {"07700", "Finn"}, // 5
            {"01134 960107 1234", "Gus"}, // 6
            {"+999 123 4567", "Hal"}, // 7
            {"4.47911E+11", "Ida"}, // 8
            {"01134 960108; 01134 960109", "Jo"}, // 9
            {"999", "Kim"}, // 10
            {"09011 234567", "Lea"}, // 11
            {"01134 960112 x5", "Max"}, // 12
            {"+1 211 555 0123", "Nora"}, // 13
            {"(01134) 960-101", "Anna", "1.5", "yes", "2024-05-31", "Europe/London", "fine"}, // 14, as 0
            {"+441134960101", "Anna", "1.50"}, // 15, unlike 0
            {"01134 960116", "Pat", "1,5", "maybe", "31.05.2024", "EST or so", "9.19E+11"}, // 16
            {"01134 960117", "Quin"}, // 17, damaged
            {"01134 960118", "Rose"}, // 18, damaged
            {"01134 960119", std::string(300, 'x')}, // 19
            {"01134 960120", "Una", "", "", "", "", "9.19E+11"}, // 20
            {"01134 960121", "Vic\xff"}, // 21
        },
        {{17, RowDamage::TooFewCells}, {17, RowDamage::StrayQuote}, {18, RowDamage::UnclosedQuote}});
    input.settings.mostBytesPerRecord = 250;
    const auto report = check(input);

    const auto error = [](sheet::RowIndex row, int variable, ProblemCode code, sheet::RowIndex other = 0) {
        return Problem{row, other, static_cast<std::int16_t>(variable), code, Severity::Error};
    };
    const auto warning = [](sheet::RowIndex row, int variable, ProblemCode code) {
        return Problem{row, 0, static_cast<std::int16_t>(variable), code, Severity::Warning};
    };
    const std::vector<Problem> expected = {
        error(1, 0, ProblemCode::BlankPhone),
        error(2, 1, ProblemCode::BlankRequired),
        error(3, 0, ProblemCode::BlankPhone),
        error(3, 1, ProblemCode::BlankRequired),
        error(4, 0, ProblemCode::PhoneNotANumber),
        error(5, 0, ProblemCode::PhoneTooShort),
        error(6, 0, ProblemCode::PhoneTooLong),
        error(7, 0, ProblemCode::PhoneInvalid),
        error(8, 0, ProblemCode::PhoneDigitsLost),
        error(9, 0, ProblemCode::PhoneSeveral),
        error(10, 0, ProblemCode::PhoneEmergency),
        error(11, 0, ProblemCode::PhonePremium),
        warning(12, 0, ProblemCode::PhoneExtension),
        warning(13, 0, ProblemCode::PhonePossible),
        error(14, 0, ProblemCode::Duplicate, 0),
        error(15, 0, ProblemCode::DuplicateDifferent, 0),
        error(16, 2, ProblemCode::NotANumber),
        error(16, 3, ProblemCode::NotABoolean),
        error(16, 4, ProblemCode::NotADate),
        error(16, 5, ProblemCode::NotATimeZone),
        warning(16, 6, ProblemCode::DigitsLost),
        warning(17, -1, ProblemCode::DamagedRow),
        error(18, -1, ProblemCode::DamagedRow),
        error(19, -1, ProblemCode::RecordTooLarge),
        warning(20, 6, ProblemCode::DigitsLost),
        error(21, -1, ProblemCode::DamagedRow),
    };
    EXPECT_EQ(report->problems, expected);
    EXPECT_EQ(report->counts, (Counts{22, 1, 4, 17, 2, 3}));
    EXPECT_EQ(report->states[14], RowState::Duplicate);
    EXPECT_EQ(report->phones[0], 441134960101U);
    EXPECT_EQ(report->phones[4], 0U);
    EXPECT_EQ(report->rowsToSend(), (std::vector<sheet::RowIndex>{0, 12, 13, 17, 20}));
}

TEST(CheckRows, holdsValuesToWhatTheirVariableAsksFor)
{
    match::Variable plan = variable(u"plan"_s);
    plan.allowedValues = {u"Basic"_s, u"Größe L"_s};
    match::Variable order = variable(u"order"_s);
    order.pattern = u"[A-Z]{2}-\\d+"_s;
    order.longestLength = 6;
    match::Variable greeting = variable(u"greeting"_s, VariableType::Text, true);
    greeting.fallback = u"there"_s;
    match::Variable phone = phoneVariable();
    phone.fallback = u"01134 960199"_s;
    CheckInput input = test::checkInput({phone, plan, order, greeting},
        {{"01134 960101", "Basic", "AB-123", "Ada"}, {"01134 960102", " Größe L ", "", ""},
            {"01134 960103", "basic", "AB-1", "Cem"}, {"01134 960104", "", "xAB-1", "Dee"},
            {"01134 960105", "", "AB-1234", "Eve"}, {"", "", "", ""}});
    const auto report = check(input);
    EXPECT_EQ(report->problems,
        (std::vector<Problem>{{2, 0, 1, ProblemCode::NotAllowed, Severity::Error},
            {3, 0, 2, ProblemCode::PatternMismatch, Severity::Error},
            {4, 0, 2, ProblemCode::ValueTooLong, Severity::Error},
            {5, 0, 0, ProblemCode::BlankPhone, Severity::Error}}))
        << "a blank has its fallback, and nobody is called instead of somebody without a number";
    sheet::RowCells cells;
    std::vector<Field> fields;
    makeRecord(input, *report, 1, cells, fields);
    EXPECT_EQ(fields.back().text, "there");
}

TEST(CheckRows, takesTheFirstOfSeveralColumnsThatHasAValue)
{
    CheckInput input
        = test::checkInput({phoneVariable(), variable(u"name"_s, VariableType::Text, true), variable(u"work"_s)},
            {{"", "Ada", "01134 960101"}, {"01134 960102", "Ben", "01134 960103"}, {" ", "Cem", ""}});
    input.mapping.assignments[0].furtherColumns = {2};
    const auto report = check(input);
    EXPECT_EQ(report->phones, (std::vector<std::uint64_t>{441134960101U, 441134960102U, 0}));
    EXPECT_EQ(report->problems, (std::vector<Problem>{{2, 0, 0, ProblemCode::BlankPhone, Severity::Error}}));
}

TEST(CheckRows, asksForACountryWhereNoneIsChosen)
{
    CheckInput input = test::checkInput({phoneVariable()}, {{"01134 960101"}, {"+44 1134 960101"}});
    input.settings.defaultCountry.clear();
    const auto report = check(input);
    ASSERT_EQ(report->problems.size(), 1U);
    EXPECT_EQ(report->problems[0].code, ProblemCode::PhoneNoCountry);
    EXPECT_EQ(report->counts.ready, 1U);
}

TEST(CheckRows, keepsTheFirstRowOfANumberThatCanBeSent)
{
    const CheckInput input = test::checkInput({phoneVariable(), variable(u"name"_s, VariableType::Text, true)},
        {{"01134 960101", ""}, {"01134 960101", "Anna"}, {"01134 960102", "Ben"}, {"01134960101", "Anna"},
            {"+44 1134 960101", "Annie"}, {"01134 960102 ext 4", "Ben"}});
    const auto report = check(input);
    EXPECT_EQ(report->states,
        (std::vector<RowState>{RowState::Error, RowState::Ready, RowState::Ready, RowState::Duplicate,
            RowState::Duplicate, RowState::Duplicate}));
    EXPECT_EQ(report->problems[1], (Problem{3, 1, 0, ProblemCode::Duplicate, Severity::Error}));
    EXPECT_EQ(report->problems[2], (Problem{4, 1, 0, ProblemCode::DuplicateDifferent, Severity::Error}));
    EXPECT_EQ(report->problems[3].code, ProblemCode::PhoneExtension) << "a row keeps its other problems";
    EXPECT_EQ(report->problems[4], (Problem{5, 2, 0, ProblemCode::Duplicate, Severity::Error}));
    EXPECT_EQ(report->counts.duplicates, 3U);
    EXPECT_EQ(report->counts.blankRequired, 1U);
}

TEST(CheckRows, callsRowsTheSameWhenTheyDifferOnlyInWhatIsNotSent)
{
    CheckInput input
        = test::checkInput({phoneVariable(), variable(u"name"_s)}, {{"01134 960101", "Anna"}, {"01134 960101", "Bea"}});
    EXPECT_EQ(check(input)->problems[0].code, ProblemCode::DuplicateDifferent);
    input.mapping.assignments[1] = {};
    EXPECT_EQ(check(input)->problems[0].code, ProblemCode::Duplicate);
}

TEST(CheckRows, treatsARequiredVariableWithoutASourceAsBlank)
{
    CheckInput input = test::checkInput({phoneVariable(), variable(u"name"_s, VariableType::Text, true)},
        {{"01134 960101", "Anna"}, {"01134 960102", "Ben"}});
    input.mapping.assignments[1].confirmed = false;
    EXPECT_EQ(check(input)->counts.blankRequired, 2U);
    input.mapping.assignments[1] = {match::Source::FixedValue, -1, u"Customer"_s, {}, true};
    EXPECT_EQ(check(input)->counts.ready, 2U);
    input.mapping = {};
    EXPECT_EQ(check(input)->counts.blankRequired, 2U) << "even a mapping of another set";
}

TEST(CheckRows, judgesAFurtherPhoneVariableLikeAnyOther)
{
    const CheckInput input = test::checkInput({phoneVariable(), variable(u"office"_s, VariableType::Phone)},
        {{"01134 960101", "020 7946 0001"}, {"01134 960102", ""}, {"01134 960103", "n/a"}, {"01134 960104", "'"}});
    const auto report = check(input);
    EXPECT_EQ(report->problems, (std::vector<Problem>{{2, 0, 1, ProblemCode::PhoneNotANumber, Severity::Error}}));
    EXPECT_EQ(report->phones[0], 441134960101U);
}

TEST(CheckRows, hasNothingToSayAboutAnEmptySheet)
{
    EXPECT_EQ(check(test::checkInput({phoneVariable()}, {}))->counts, Counts());
}

CheckInput manyRows(int rows)
{
    std::vector<test::MemoryTable::Row> table;
    std::vector<sheet::DamagedRow> damaged;
    for (int i = 0; i < rows; ++i) {
        // Every kind of row, and duplicates that lie far apart, so that blocks and their seams matter.
        const int kind = i % 97;
        const std::string number = std::to_string(4900000 + i % 60000);
        table.push_back({kind == 3 ? ""
                : kind == 5        ? "n/a"
                                   : "0113" + number,
            kind == 7 ? "" : "Name " + number, kind == 11 ? "9.19E+11" : "note"});
        if (kind == 13)
            damaged.push_back(
                {static_cast<sheet::RowIndex>(i), i % 2 == 0 ? RowDamage::TooFewCells : RowDamage::NulByte});
    }
    return test::checkInput({phoneVariable(), variable(u"name"_s, VariableType::Text, true), variable(u"note"_s)},
        std::move(table), damaged);
}

TEST(CheckRows, comesToTheSameReportOnAnyNumberOfThreads)
{
    const CheckInput input = manyRows(100000);
    const auto alone = checkRowsOn(1, input, nullptr, {});
    ASSERT_EQ(test::errorOf(alone), "");
    EXPECT_GT((*alone)->counts.duplicates, 30000U);
    EXPECT_GT((*alone)->counts.blankRequired, 1000U);
    for (const unsigned threads : {0U, 4U}) {
        const auto together = checkRowsOn(threads, input, nullptr, {});
        ASSERT_EQ(test::errorOf(together), "");
        EXPECT_EQ((*together)->counts, (*alone)->counts) << threads;
        EXPECT_TRUE((*together)->states == (*alone)->states) << threads;
        EXPECT_TRUE((*together)->phones == (*alone)->phones) << threads;
        EXPECT_TRUE((*together)->problems == (*alone)->problems) << threads;
    }
    const std::vector<Problem> &problems = (*alone)->problems;
    EXPECT_TRUE(std::is_sorted(
        problems.begin(), problems.end(), [](const Problem &a, const Problem &b) { return a.row < b.row; }));
}

TEST(CheckRows, countsItsProgressInRows)
{
    CheckProgress progress;
    ASSERT_EQ(test::errorOf(checkRows(manyRows(5000), &progress, {})), "");
    EXPECT_EQ(progress.total, 5000);
    EXPECT_EQ(progress.done, 5000);
}

TEST(CheckRows, stopsWhenItIsToldTo)
{
    std::stop_source source;
    source.request_stop();
    CheckProgress progress;
    const auto report = checkRows(manyRows(5000), &progress, source.get_token());
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, base::ErrorKind::Cancelled);
    EXPECT_EQ(progress.done, 0);
}

} // namespace
} // namespace callsheet::check
