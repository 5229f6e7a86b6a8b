#include "core/check/draft.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;
using test::MemoryTable;

const MemoryTable &people()
{
    static const MemoryTable table({u"Phone"_s, u"Name"_s}, {{"1", "Asha"}, {"2", ""}, {"3", "Ça va\n"}});
    return table;
}

Draft draft()
{
    Draft draft;
    draft.path = u"/tmp/people.csv"_s;
    draft.hash = u"abc"_s;
    draft.savedAt = u"2026-11-25T10:00:00Z"_s;
    draft.reading.headerRow = 2;
    draft.reading.hiddenRows = true;
    draft.reading.table = 0;
    draft.header = people().header();
    draft.rowCount = people().rowCount();
    draft.variables = {u"Test"_s, {test::phoneVariable(), test::variable(u"name"_s)}};
    // A guess that waits, and a choice with everything that it may have.
    draft.mapping.assignments = {{match::Source::Column, 0, {}, match::MatchReason::LooksLike, false},
        {match::Source::Column, 1, {}, match::MatchReason::ChosenByYou, true, {0}, {{match::CleanUpKind::TitleCase}},
            u"you"_s}};
    draft.settings.defaultCountry = u"GB"_s;
    draft.settings.phoneWriting = PhoneWriting::WithPlus;
    draft.templateName = u"Weekly"_s;
    const RepairStep step{{RepairKind::FillBlank, {}, u"you"_s, 0}, u"name"_s, ProblemCode::BlankRequired};
    draft.recipe = {{step}, {{ProblemCode::Duplicate}}};
    draft.repairs = {step};
    draft.lookedAt = {{0, R"({"name":"Ann"})"}, {2, "{}"}};
    draft.doNotCallPath = u"not.csv"_s;
    draft.doNotCall = NumberSet({12025550101, 447911123456});
    Edits edits;
    edits.setCell(1, 1, "Ben");
    edits.setCell(2, 1, "Cem");
    edits.setMark(0, RowMark::Skip, true);
    edits.setMark(2, RowMark::SendAnyway, true);
    edits.setMark(2, RowMark::CallThisOne, true);
    putEdits(edits, people(), draft);
    return draft;
}

TEST(Draft, bringsEverythingBackAsItWas)
{
    const Draft before = draft();
    const auto after = draftFrom(toBytes(before));
    ASSERT_EQ(test::errorOf(after), "");
    EXPECT_EQ(after->path, before.path);
    EXPECT_EQ(after->hash, before.hash);
    EXPECT_EQ(after->savedAt, before.savedAt);
    EXPECT_EQ(after->reading, before.reading);
    EXPECT_EQ(after->header, before.header);
    EXPECT_EQ(after->rowCount, before.rowCount);
    EXPECT_EQ(after->variables, before.variables);
    EXPECT_EQ(after->mapping, before.mapping) << "a guess that waits for a click waits again";
    EXPECT_EQ(after->settings, before.settings);
    EXPECT_EQ(after->templateName, before.templateName);
    EXPECT_EQ(after->recipe, before.recipe);
    EXPECT_EQ(after->repairs, before.repairs);
    EXPECT_EQ(after->cells, before.cells);
    EXPECT_EQ(after->lookedAt, before.lookedAt);
    EXPECT_EQ(after->doNotCallPath, before.doNotCallPath);
    EXPECT_EQ(after->doNotCall.numbers(), before.doNotCall.numbers());
    std::size_t lost = 0;
    const Edits edits = editsOf(*after, people(), &lost);
    EXPECT_EQ(lost, 0U);
    EXPECT_EQ(*edits.cell(1, 1), "Ben");
    EXPECT_TRUE(edits.has(0, RowMark::Skip));
    EXPECT_TRUE(edits.has(2, RowMark::SendAnyway) && edits.has(2, RowMark::CallThisOne));
}

TEST(Draft, isRefusedWhenOneBitOfItIsWrong)
{
    const QByteArray whole = toBytes(draft());
    for (qsizetype at = 0; at < whole.size(); at += 7) {
        QByteArray bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        EXPECT_FALSE(draftFrom(bytes)) << "byte " << at;
        EXPECT_FALSE(draftFrom(whole.left(at))) << "cut at " << at;
    }
    EXPECT_FALSE(draftFrom(whole + 'x'));
}

TEST(Draft, changesNoCellThatHoldsAnythingElseNow)
{
    const MemoryTable other({u"Phone"_s, u"Name"_s}, {{"1", "Asha"}, {"2", "Dee"}});
    std::size_t lost = 0;
    const Edits edits = editsOf(draft(), other, &lost);
    EXPECT_FALSE(edits.hasCells());
    EXPECT_EQ(lost, 4U) << "two cells, and two marks of a row that is gone";
}

TEST(Draft, isKeptOnlyForWhatNobodyWantsToDoTwice)
{
    Draft fresh;
    fresh.mapping.assignments = {{match::Source::Column, 0, {}, match::MatchReason::SameName, true}};
    EXPECT_FALSE(fresh.isWorthKeeping());
    fresh.skipped = {3};
    EXPECT_TRUE(fresh.isWorthKeeping());
    EXPECT_TRUE(draft().isWorthKeeping());
}

} // namespace
} // namespace callsheet::check
