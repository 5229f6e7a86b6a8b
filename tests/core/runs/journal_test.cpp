#include "core/runs/journal.h"

#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <gtest/gtest.h>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using test::errorOf;

namespace {

class JournalTest : public ::testing::Test {
protected:
    base::Profile profile() { return *base::Profile::open(m_folder.path(u"profile"_s)); }

    test::TemporaryFolder m_folder;
    base::SystemClock m_clock;
};

} // namespace

TEST_F(JournalTest, carriesOutCallsInTheirOrder)
{
    auto journal = Journal::open(profile(), m_clock);
    ASSERT_EQ(errorOf(journal), "");
    RunHead head;
    for (QString *text : {&head.name, &head.fileName, &head.fileSha256, &head.connectionName, &head.baseUrl,
             &head.credentialMode, &head.arrayKey, &head.batchId})
        *text = u"x"_s;
    head.rows = 1;
    auto given = std::make_shared<bool>(false);
    const auto planned = (*journal)->plan(head, {}, [given](PlannedChunk &chunk) -> base::Result<bool> {
        chunk = {{2}, "body"};
        return !std::exchange(*given, true);
    });
    const auto intent = (*journal)->recordIntent(1, false);
    const auto second = (*journal)->recordIntent(1, false);

    EXPECT_EQ(errorOf(planned.result()), "");
    EXPECT_EQ(errorOf(intent.result()), "");
    EXPECT_FALSE(second.result()) << "asked for after the first, so answered after it";
}

TEST_F(JournalTest, isOpenedByOneProgramAtATime)
{
    auto first = Journal::open(profile(), m_clock);
    ASSERT_EQ(errorOf(first), "");
    const auto second = Journal::open(profile(), m_clock);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, base::ErrorKind::Conflict);
    EXPECT_TRUE(second.error().message.contains(m_folder.path(u"profile"_s)));

    first->reset();
    EXPECT_EQ(errorOf(Journal::open(profile(), m_clock)), "");
}

TEST_F(JournalTest, saysWhenTheProfileCannotBeWritten)
{
    m_folder.write(u"a file"_s, "in the way");
    const auto profileInFile = base::Profile::open(m_folder.path(u"a file"_s) + u"/profile"_s);
    ASSERT_FALSE(profileInFile);
    EXPECT_EQ(profileInFile.error().kind, base::ErrorKind::Storage);
}

} // namespace callsheet::runs
