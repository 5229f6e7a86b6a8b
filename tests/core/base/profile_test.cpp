#include "core/base/profile.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <QFileInfo>

#include <sys/stat.h>

namespace callsheet::base {
namespace {

using namespace Qt::StringLiterals;

TEST(Profile, makesItsFolderForTheOwnerOnly)
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(u"deep/profile"_s);
    const auto profile = Profile::open(path);
    ASSERT_EQ(test::errorOf(profile), "");
    EXPECT_TRUE(QFileInfo(path).isDir());
    const auto others = QFileDevice::ReadGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther | QFileDevice::ExeOther;
    EXPECT_EQ(QFile::permissions(path) & others, QFileDevice::Permissions());
    EXPECT_EQ(profile->path(u"runs.db"_s), path + u"/runs.db"_s);
}

TEST(Profile, keepsTheFolderThatIsThere)
{
    const test::TemporaryFolder folder;
    folder.write(u"settings.json"_s, "{}");
    const auto profile = Profile::open(folder.path(u"."_s));
    ASSERT_EQ(test::errorOf(profile), "");
    EXPECT_TRUE(QFileInfo::exists(profile->path(u"settings.json"_s)));
}

TEST(Profile, deletesWhatItKeepsOfSheetsAndNothingElse)
{
    const test::TemporaryFolder folder;
    const auto profile = Profile::open(folder.path(u"profile"_s));
    ASSERT_EQ(test::errorOf(profile), "");
    EXPECT_EQ(test::errorOf(profile->deleteSheets()), "") << "there may be none";
    for (const QString &name : {u"pasted"_s, u"drafts"_s, u"templates"_s}) {
        ASSERT_TRUE(QDir().mkpath(profile->path(name)));
        folder.write(u"profile/"_s + name + u"/people.csv"_s, "Ada,+442079460018");
    }
    EXPECT_EQ(test::errorOf(profile->deleteSheets()), "");
    EXPECT_EQ(profile->folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"templates"_s});
}

TEST(Profile, takesTheRightsOfOthersAway)
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(u"profile"_s);
    ASSERT_TRUE(QDir().mkpath(path + u"/templates"_s));
    const QString journal = folder.write(u"profile/journal.sqlite"_s, "numbers");
    const QString outside = folder.write(u"outside"_s, "x");
    ASSERT_TRUE(QFile::link(outside, path + u"/link"_s));
    for (const QString &wide : {path, journal, outside})
        ASSERT_EQ(::chmod(QFile::encodeName(wide).constData(), 0777), 0);
    ASSERT_EQ(test::errorOf(Profile::open(path)), "");
    const auto rights = [](const QString &of) {
        struct stat found { };
        EXPECT_EQ(::stat(QFile::encodeName(of).constData(), &found), 0);
        return found.st_mode & 0777;
    };
    EXPECT_EQ(rights(path), 0700u);
    EXPECT_EQ(rights(journal) & 0077u, 0u);
    EXPECT_EQ(rights(outside), 0777u) << "a link leads out of the profile";
}

TEST(Profile, isNoSharedPlace)
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(u"shared"_s);
    ASSERT_TRUE(QDir().mkpath(path));
    folder.write(u"shared/of-somebody"_s, "x");
    ASSERT_EQ(::chmod(QFile::encodeName(path).constData(), 01777), 0);
    const auto profile = Profile::open(path);
    ASSERT_FALSE(profile);
    EXPECT_EQ(profile.error().kind, ErrorKind::Storage);
    EXPECT_TRUE(profile.error().message.contains(path));
    ASSERT_TRUE(QFile::remove(path + u"/of-somebody"_s));
    EXPECT_EQ(test::errorOf(Profile::open(path)), "") << "empty, as the root of a new disk";
}

TEST(Profile, namesTheFolderThatCannotBeMade)
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(u"file"_s, "x") + u"/profile"_s;
    const auto profile = Profile::open(path);
    ASSERT_FALSE(profile);
    EXPECT_EQ(profile.error().kind, ErrorKind::Storage);
    EXPECT_TRUE(profile.error().message.contains(path));
}

} // namespace
} // namespace callsheet::base
