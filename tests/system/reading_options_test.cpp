#include "tests/support/printers.h"
#include "tests/system/program.h"

#include "core/sheet/write_sheet.h"

#include <QJsonArray>

namespace callsheet::test {

namespace {

//! A workbook in which a list of suppliers stands below the people to call.
class TwoTables : public ::testing::Test {
protected:
    void SetUp() override
    {
        const QList<QStringList> rows{{u"Ann"_s, u"+447911123451"_s}, {u"Bob"_s, u"+447911123452"_s}, {},
            {u"company"_s, u"fax"_s}, {u"Acme"_s, u"+441632960001"_s}, {u"Bolt"_s, u"+441632960002"_s}};
        qsizetype next = 0;
        const auto written = sheet::writeSheet(book, {u"name"_s, u"phone"_s}, [&](QStringList &row) {
            if (next == rows.size())
                return false;
            row = rows[next++];
            return true;
        });
        ASSERT_EQ(errorOf(written), "");
    }
    QStringList send(const QStringList &more = {}) const
    {
        return QStringList{u"send"_s, book, u"--variables"_s, contacts.variables, u"--practice"_s, u"--yes"_s,
                   u"--json"_s, u"--profile"_s, folder.path(u"profile"_s)}
        + more;
    }

    TemporaryFolder folder;
    const QString book = folder.path(u"book.xlsx"_s);
    const Contacts contacts{folder, 1};
};

} // namespace

TEST_F(TwoTables, areNotSentUntilSomebodyHasDecided)
{
    const Ended refused = Program::run(send());
    EXPECT_EQ(refused.exitCode, 2);
    EXPECT_TRUE(refused.errors.contains(u"Nothing was sent"_s)) << refused.errors.toStdString();
    EXPECT_TRUE(refused.errors.contains(u"--table"_s)) << refused.errors.toStdString();
    EXPECT_TRUE(refused.output.isEmpty()) << "no run was begun";
    const Ended sent = Program::run(send({u"--table"_s, u"1"_s}));
    EXPECT_EQ(sent.exitCode, 0) << sent.errors.toStdString();
    EXPECT_EQ(sent.ledger().value(u"queued"_s).toInt(), 2);
}

TEST_F(TwoTables, areCountedInWholeWords)
{
    const Ended refused = Program::run(send());
    EXPECT_TRUE(refused.errors.contains(u"2 tables stand below one another"_s)) << refused.errors.toStdString();
}

TEST_F(TwoTables, areSaidByTheCommandsThatCallNobody)
{
    const QStringList commands[]
        = {{u"inspect"_s, book, u"--json"_s}, {u"check"_s, book, u"--variables"_s, contacts.variables, u"--json"_s},
            {u"export"_s, book, u"--to"_s, folder.path(u"out.csv"_s)}};
    for (const QStringList &words : commands) {
        const Ended ended = Program::run(words);
        EXPECT_LE(ended.exitCode, 1) << words.first().toStdString() << ": " << ended.errors.toStdString();
        const bool isSaid = words.first() == u"inspect"_s
            ? ended.json().value(u"questions"_s).toArray() == QJsonArray{u"severalTables"_s}
            : ended.errors.contains(u"--table"_s);
        EXPECT_TRUE(isSaid) << words.first().toStdString() << ": " << ended.errors.toStdString();
    }
    const Ended forPeople = Program::run({u"inspect"_s, book});
    EXPECT_TRUE(forPeople.output.contains("--table all")) << forPeople.output.toStdString();
}

TEST_F(TwoTables, areNoQuestionAnyMoreOnceItIsAnswered)
{
    const QJsonObject one = Program::run({u"inspect"_s, book, u"--json"_s, u"--table"_s, u"2"_s}).json();
    EXPECT_EQ(one.value(u"headerRow"_s).toInt(), 5);
    EXPECT_EQ(one.value(u"rows"_s).toInt(), 2);
    EXPECT_EQ(one.value(u"table"_s).toInt(), 2);
    EXPECT_EQ(one.value(u"tables"_s).toArray().size(), 2);
    EXPECT_TRUE(one.value(u"questions"_s).toArray().isEmpty());
    const QJsonObject all = Program::run({u"inspect"_s, book, u"--json"_s, u"--table"_s, u"all"_s}).json();
    EXPECT_EQ(all.value(u"table"_s).toInt(), 0);
    EXPECT_EQ(all.value(u"rows"_s).toInt(), 5);
    EXPECT_TRUE(all.value(u"questions"_s).toArray().isEmpty());
}

TEST(ReadingOptions, ofThePersonCountAndEachFindingHasAReason)
{
    TemporaryFolder folder;
    const QString file = folder.write(u"people.tab"_s, "Contacts\nname\tphone\nAnn\t+447911123451\n");
    const QJsonObject found = Program::run({u"inspect"_s, file, u"--json"_s}).json();
    for (const QString &key : {u"escape"_s, u"lineEnd"_s, u"headerRows"_s, u"tables"_s, u"table"_s, u"hiddenRows"_s,
             u"filtered"_s, u"hiddenColumns"_s, u"mergedAreas"_s, u"questions"_s})
        EXPECT_TRUE(found.contains(key)) << key.toStdString();
    const QJsonObject why = found.value(u"why"_s).toObject();
    for (const QString &key : {u"escape"_s, u"lineEnd"_s, u"table"_s})
        EXPECT_TRUE(why.contains(key)) << key.toStdString();
    EXPECT_EQ(why.value(u"format"_s), u"The file is plain text."_s) << "its name says so too";
    const QJsonObject chosen = Program::run({u"inspect"_s, file, u"--json"_s, u"--header-row"_s, u"none"_s,
                                                u"--separator"_s, u"TAB"_s, u"--quote"_s, u"none"_s})
                                   .json();
    EXPECT_EQ(chosen.value(u"headerRow"_s).toInt(), 0);
    EXPECT_EQ(chosen.value(u"separator"_s), u"\t"_s);
    EXPECT_EQ(chosen.value(u"quote"_s), u""_s);
}

struct WordCase {
    QString option;
    QString value;
};
void PrintTo(const WordCase &row, std::ostream *out)
{
    *out << row.option.toStdString() << ' ' << row.value.toStdString();
}
class UnknownWord : public ::testing::TestWithParam<WordCase> { };

TEST_P(UnknownWord, endsWithASentenceThatNamesTheOptionAndTheWord)
{
    const Ended ended
        = Program::run({u"inspect"_s, sampleFile(u"contacts.csv"_s), GetParam().option, GetParam().value});
    EXPECT_EQ(ended.exitCode, 2);
    EXPECT_TRUE(ended.errors.contains(GetParam().option)) << ended.errors.toStdString();
    EXPECT_TRUE(ended.errors.contains(u"“%1”"_s.arg(GetParam().value))) << ended.errors.toStdString();
    EXPECT_TRUE(ended.output.isEmpty());
}

INSTANTIATE_TEST_SUITE_P(Words, UnknownWord,
    ::testing::Values(WordCase{u"--table"_s, u"first"_s}, WordCase{u"--table"_s, u"0"_s},
        WordCase{u"--header-rows"_s, u"none"_s}, WordCase{u"--hidden-rows"_s, u"yes"_s},
        WordCase{u"--merged-cells"_s, u"all"_s}, WordCase{u"--escape"_s, u"\\"_s}, WordCase{u"--line-end"_s, u"\n"_s},
        WordCase{u"--separator"_s, u""_s}, WordCase{u"--quote"_s, u"''"_s}));

} // namespace callsheet::test
