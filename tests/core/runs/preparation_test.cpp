#include "tests/core/runs/journal_fixture.h"

// What was done to a sheet before it was sent, as the journal keeps it.
namespace callsheet::runs {

using namespace Qt::StringLiterals;
using test::errorOf;

namespace {

Preparation everything()
{
    return {u"asha"_s, u"Renewals v3"_s, {u"Name: Title case"_s}, {u"Replace “<b>” by “\"”\n(2 Rows)"_s, u"ß → ẞ"_s},
        14, 20};
}

class PreparedRun : public JournalStoreTest {
protected:
    void SetUp() override
    {
        m_options.witness = std::make_shared<FileWitness>(m_folder.path(u"journal.last"_s));
        open();
    }
    RunId plannedWith(const std::optional<Preparation> &preparation)
    {
        RunHead head = headFor(1);
        head.preparation = preparation;
        const auto run = m_store->plan(head, {}, chunksOf({{{2}, "body"}}));
        EXPECT_EQ(errorOf(run), "");
        return run ? *run : 0;
    }
};

} // namespace

TEST(Preparation, comesBackFromItsTextAsItWas)
{
    EXPECT_EQ(preparationFrom(toText(everything())), everything());
    EXPECT_EQ(preparationFrom(toText({})), Preparation());
    EXPECT_EQ(preparationFrom(u"{\"who\":7,\"later\":[1]}"_s), Preparation()) << "of a newer version";
    EXPECT_EQ(preparationFrom(u"no JSON"_s), Preparation());
}

TEST_F(PreparedRun, isReadBackAfterARestart)
{
    const RunId with = plannedWith(everything());
    const RunId without = plannedWith({});
    open();
    EXPECT_EQ(m_store->run(with)->head.preparation, everything());
    EXPECT_EQ(m_store->run(without)->head.preparation, std::nullopt);
    EXPECT_EQ(m_store->sendingLock(), QString());
}

TEST_F(PreparedRun, cannotBeChangedByAnotherProgramWithoutNotice)
{
    plannedWith(everything());
    tamper(u"UPDATE preparation SET text = replace(text, 'asha', 'otto')"_s);
    open();
    EXPECT_NE(m_store->sendingLock(), QString());
}

} // namespace callsheet::runs
