#include "core/base/profile.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <QFileInfo>

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
