#include "core/match/kept_files.h"

#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <gtest/gtest.h>

namespace callsheet::match {
namespace {

using namespace Qt::StringLiterals;

QStringList namesIn(const QString &folder)
{
    QStringList names;
    for (const KeptFile &file : keptFiles(folder))
        names.append(file.name);
    return names;
}

void keep(const QString &folder, const QString &name)
{
    const auto place = placeFor(folder, name);
    ASSERT_EQ(test::errorOf(place), "");
    QFile file(*place);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly)) << place->toStdString();
}

TEST(KeptFiles, areListedByName)
{
    test::TemporaryFolder folder;
    const QString sets = folder.path(u"variable-sets"_s);
    EXPECT_TRUE(keptFiles(sets).isEmpty()) << "no folder yet";
    for (const char *name : {"Renewals 10", "Appointments", "Renewals 9", "C3: \"A/B\"", "../escape", "..."})
        keep(sets, QString::fromLatin1(name));
    EXPECT_EQ(namesIn(sets),
        QStringList(
            {u"_escape"_s, u"Appointments"_s, u"C3_ _A_B_"_s, u"Renewals 9"_s, u"Renewals 10"_s, u"Unnamed"_s}));
    EXPECT_EQ(QDir(folder.path({})).entryList(QDir::Files).size(), 0) << "nothing beside the folder";
}

TEST(KeptFiles, takeThePlaceOfOneOfTheSameName)
{
    test::TemporaryFolder folder;
    const QString sets = folder.path(u"s"_s);
    keep(sets, u"Renewals"_s);
    keep(sets, u"RENEWALS"_s);
    EXPECT_EQ(namesIn(sets), QStringList{u"Renewals"_s});
    EXPECT_EQ(freeName(sets, u"renewals"_s), u"renewals 2"_s);
    EXPECT_EQ(freeName(sets, u"New"_s), u"New"_s);
}

TEST(KeptFiles, canBeRemoved)
{
    test::TemporaryFolder folder;
    keep(folder.path(u"s"_s), u"A"_s);
    EXPECT_EQ(test::errorOf(removeKept(keptFiles(folder.path(u"s"_s)).first().path)), "");
    EXPECT_TRUE(keptFiles(folder.path(u"s"_s)).isEmpty());
    EXPECT_EQ(test::errorOf(removeKept(folder.path(u"s/A.json"_s))), "") << "what is gone is gone";
}

TEST(KeptFiles, sayWhenThereIsNoPlaceForThem)
{
    test::TemporaryFolder folder;
    const QString file = folder.write(u"in-the-way"_s, "x");
    const auto place = placeFor(file, u"A"_s);
    ASSERT_FALSE(place);
    EXPECT_EQ(place.error().kind, base::ErrorKind::Storage);
}

} // namespace
} // namespace callsheet::match
