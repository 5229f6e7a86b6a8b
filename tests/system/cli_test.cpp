#include "tests/support/printers.h"
#include "tests/system/program.h"

#include "core/sheet/open_sheet.h"

#include <QJsonArray>

namespace callsheet::test {

namespace {

qint64 sumOfParts(const QJsonObject &ledger)
{
    qint64 sum = 0;
    for (const QString &part : {u"leftOut"_s, u"folded"_s, u"queued"_s, u"refused"_s, u"notSent"_s, u"unknown"_s})
        sum += ledger.value(part).toInteger();
    return sum;
}

} // namespace

TEST(Cli, inspectsBothSamplesAlike)
{
    const QJsonObject csv = Program::run({u"inspect"_s, sampleFile(u"contacts.csv"_s), u"--json"_s}).json();
    const QJsonObject xlsx = Program::run({u"inspect"_s, sampleFile(u"contacts.xlsx"_s), u"--json"_s}).json();
    EXPECT_EQ(csv.value(u"format"_s), u"csv"_s);
    EXPECT_EQ(xlsx.value(u"format"_s), u"xlsx"_s);
    for (const QString &key : {u"header"_s, u"rows"_s, u"columns"_s, u"headerRow"_s})
        EXPECT_EQ(csv.value(key), xlsx.value(key)) << key.toStdString();
    EXPECT_GT(csv.value(u"rows"_s).toInt(), 50);
    for (const QString &key : {u"sheets"_s, u"sheet"_s, u"encoding"_s, u"separator"_s, u"quote"_s, u"why"_s})
        EXPECT_TRUE(csv.contains(key)) << key.toStdString();
}

TEST(Cli, exportsWhatItReadsBackIdentically)
{
    const TemporaryFolder folder;
    for (const QString &name : {u"out.csv"_s, u"out.xlsx"_s}) {
        const QString out = folder.path(name);
        const Ended ended = Program::run({u"export"_s, sampleFile(u"contacts.csv"_s), u"--to"_s, out});
        ASSERT_EQ(ended.exitCode, 0) << ended.errors.toStdString();
        const auto original = sheet::openSheet(sampleFile(u"contacts.csv"_s), {}, nullptr, {});
        const auto copy = sheet::openSheet(out, {}, nullptr, {});
        ASSERT_EQ(errorOf(copy), "");
        EXPECT_EQ(copy->table->header(), original->table->header());
        ASSERT_EQ(copy->table->rowCount(), original->table->rowCount());
        for (sheet::RowIndex row = 0; row < original->table->rowCount(); ++row) {
            for (int column = 0; column < original->table->columnCount(); ++column)
                EXPECT_EQ(copy->table->text(row, column), original->table->text(row, column)) << row << ' ' << column;
        }
    }
}

TEST(Cli, checksTheSampleAndCountsEveryRowOnce)
{
    const TemporaryFolder folder;
    const QString report = folder.path(u"problems.xlsx"_s);
    const Ended ended = Program::run({u"check"_s, sampleFile(u"contacts.xlsx"_s), u"--variables"_s,
        sampleFile(u"renewals.json"_s), u"--country"_s, u"GB"_s, u"--json"_s, u"--report"_s, report});
    EXPECT_EQ(ended.exitCode, 1) << "the sample has bad rows on purpose: " << ended.errors.toStdString();
    const QJsonObject result = ended.json();
    EXPECT_EQ(result.value(u"rows"_s).toInt(),
        result.value(u"ready"_s).toInt() + result.value(u"warnings"_s).toInt() + result.value(u"errors"_s).toInt());
    EXPECT_GT(result.value(u"duplicates"_s).toInt(), 0);
    EXPECT_GT(result.value(u"blankRequired"_s).toInt(), 0);
    const QJsonArray problems = result.value(u"problems"_s).toArray();
    ASSERT_GT(problems.size(), 5);
    for (const QJsonValue &problem : problems) {
        EXPECT_GT(problem[u"row"_s].toInt(), 1);
        EXPECT_FALSE(problem[u"message"_s].toString().isEmpty());
        EXPECT_FALSE(problem[u"code"_s].toString().isEmpty());
    }
    EXPECT_EQ(errorOf(sheet::openSheet(report, {}, nullptr, {})), "");
}

TEST(Cli, saysThatTheCountryIsWhyNumbersFail)
{
    const TemporaryFolder folder;
    QByteArray csv = "Name,Phone\n";
    for (int i = 0; i < 20; ++i)
        csv += "Jan,06-1" + QByteArray::number(2000000 + i * 13107) + '\n';
    const QString file = folder.write(u"nl.csv"_s, csv);
    const QString set = folder.write(
        u"set.json"_s, R"({"variables": [{"key": "phoneNumber", "aliases": ["Phone"]}, {"key": "name"}]})");
    const auto check = [&](const QString &country, bool json) {
        QStringList words = {u"check"_s, file, u"--variables"_s, set, u"--country"_s, country};
        return Program::run(json ? words + QStringList{u"--json"_s} : words);
    };
    const QJsonArray hints = check(u"US"_s, true).json()[u"hints"_s].toArray();
    ASSERT_EQ(hints.size(), 1);
    EXPECT_EQ(hints[0][u"code"_s], u"defaultCountry"_s);
    EXPECT_EQ(hints[0][u"country"_s], u"NL"_s);
    EXPECT_EQ(hints[0][u"failing"_s], 20);
    EXPECT_EQ(hints[0][u"wouldBeValid"_s], 20);
    EXPECT_TRUE(check(u"US"_s, false).output.contains("--country NL"));
    const QJsonObject right = check(u"NL"_s, true).json();
    EXPECT_TRUE(right.contains(u"hints"_s)) << "always there, for whoever reads it";
    EXPECT_TRUE(right[u"hints"_s].toArray().isEmpty());
}

TEST(Cli, sendsEveryGoodRowOfTheSampleOnceAndTheLedgerAddsUp)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const QJsonObject checked = Program::run({u"check"_s, sampleFile(u"contacts.xlsx"_s), u"--variables"_s,
                                                 sampleFile(u"renewals.json"_s), u"--country"_s, u"GB"_s, u"--json"_s})
                                    .json();
    const Ended ended
        = Program::run({u"send"_s, sampleFile(u"contacts.xlsx"_s), u"--variables"_s, sampleFile(u"renewals.json"_s),
            u"--country"_s, u"GB"_s, u"--practice"_s, u"--yes"_s, u"--json"_s, u"--profile"_s, profile});
    EXPECT_EQ(ended.exitCode, 1) << "rows were left out: " << ended.errors.toStdString();
    const QList<QJsonObject> events = ended.jsonLines();
    ASSERT_GE(events.size(), 4);
    EXPECT_EQ(events.first().value(u"event"_s), u"started"_s);
    EXPECT_EQ(events.last().value(u"event"_s), u"finished"_s);
    const QJsonObject ledger = ended.ledger();
    EXPECT_EQ(ledger.value(u"rows"_s), checked.value(u"rows"_s));
    EXPECT_EQ(ledger.value(u"rows"_s).toInteger(), sumOfParts(ledger));
    EXPECT_EQ(
        ledger.value(u"queued"_s).toInt(), checked.value(u"ready"_s).toInt() + checked.value(u"warnings"_s).toInt());
    EXPECT_EQ(ledger.value(u"folded"_s), checked.value(u"duplicates"_s));

    const QJsonObject shown = Program::run({u"run"_s, u"show"_s, u"1"_s, u"--json"_s, u"--profile"_s, profile}).json();
    EXPECT_EQ(shown.value(u"ledger"_s).toObject(), ledger);
    EXPECT_EQ(shown.value(u"leftOut"_s).toArray().size(),
        ledger.value(u"leftOut"_s).toInt() + ledger.value(u"folded"_s).toInt());
    const Ended listed = Program::run({u"runs"_s, u"--json"_s, u"--profile"_s, profile});
    EXPECT_EQ(QJsonDocument::fromJson(listed.output).array().size(), 1);
}

TEST(Cli, cutsALargeSheetIntoChunksOfAtMostAThousand)
{
    const TemporaryFolder folder;
    const Service service(folder);
    const Contacts contacts(folder, 2500);
    const Ended ended = Program::run(contacts.send(service, folder.path(u"profile"_s)));
    EXPECT_EQ(ended.exitCode, 0) << ended.errors.toStdString();
    EXPECT_EQ(ended.ledger().value(u"queued"_s).toInt(), 2500);
    EXPECT_EQ(service.arrivals().size(), 3);
}

TEST(Cli, asksBeforeItSends)
{
    const TemporaryFolder folder;
    const Service service(folder);
    const Contacts contacts(folder, 3);
    QStringList words = contacts.send(service, folder.path(u"profile"_s));
    words.removeAll(u"--yes"_s);
    const Ended ended = Program::run(words);
    EXPECT_EQ(ended.exitCode, 2);
    EXPECT_TRUE(ended.errors.contains(u"Nothing was sent"_s));
    EXPECT_TRUE(service.arrivals().isEmpty());
}

TEST(Cli, explainsItself)
{
    const Ended help = Program::run({u"--help"_s});
    EXPECT_EQ(help.exitCode, 0);
    for (const char *word :
        {"inspect", "export", "check", "send", "runs", "run show", "run retry", "practice", "Exit codes"})
        EXPECT_TRUE(help.output.contains(word)) << word;
}

struct UsageCase {
    const char *name;
    QStringList words;
    QString named; // what the sentence must name
};
void PrintTo(const UsageCase &row, std::ostream *out)
{
    *out << row.name;
}
class WrongUsage : public ::testing::TestWithParam<UsageCase> { };

TEST_P(WrongUsage, endsWithASentenceThatNamesWhatIsWrong)
{
    const Ended ended = Program::run(GetParam().words);
    EXPECT_EQ(ended.exitCode, 2);
    EXPECT_TRUE(ended.errors.contains(GetParam().named)) << ended.errors.toStdString();
    EXPECT_TRUE(ended.output.isEmpty());
    EXPECT_EQ(ended.errors.trimmed().count(u'\n'), 0) << "one sentence: " << ended.errors.toStdString();
}

INSTANTIATE_TEST_SUITE_P(Words, WrongUsage,
    ::testing::Values(UsageCase{"no command", {}, u"--help"_s}, UsageCase{"unknown command", {u"fly"_s}, u"fly"_s},
        UsageCase{"unknown option", {u"inspect"_s, u"x.csv"_s, u"--fast"_s}, u"--fast"_s},
        UsageCase{"option without a value", {u"inspect"_s, u"x.csv"_s, u"--sheet"_s}, u"--sheet"_s},
        UsageCase{"no file", {u"inspect"_s}, u"--help"_s},
        UsageCase{"two files", {u"inspect"_s, u"a.csv"_s, u"b.csv"_s}, u"b.csv"_s},
        UsageCase{"bad header row", {u"inspect"_s, u"a.csv"_s, u"--header-row"_s, u"first"_s}, u"first"_s},
        UsageCase{"long separator", {u"inspect"_s, u"a.csv"_s, u"--separator"_s, u":::::"_s}, u":::::"_s},
        UsageCase{"no variables", {u"check"_s, sampleFile(u"contacts.csv"_s)}, u"--variables"_s},
        UsageCase{"no such country",
            {u"check"_s, sampleFile(u"contacts.csv"_s), u"--variables"_s, sampleFile(u"renewals.json"_s),
                u"--country"_s, u"XX"_s},
            u"XX"_s},
        UsageCase{"too large a chunk",
            {u"send"_s, sampleFile(u"contacts.csv"_s), u"--variables"_s, sampleFile(u"renewals.json"_s),
                u"--practice"_s, u"--chunk-size"_s, u"1001"_s},
            u"1001"_s},
        UsageCase{"an option of another verb", {u"run"_s, u"retry"_s, u"1"_s, u"--chunk"_s, u"2"_s}, u"--chunk"_s},
        UsageCase{"a target for a retry", {u"run"_s, u"retry"_s, u"1"_s, u"--url"_s, u"https://elsewhere.example"_s},
            u"--url"_s},
        UsageCase{"a reference key without an address",
            {u"send"_s, sampleFile(u"contacts.csv"_s), u"--variables"_s, sampleFile(u"renewals.json"_s),
                u"--practice"_s, u"--reference-key"_s, u"ref"_s},
            u"--reference-key"_s},
        UsageCase{"no such run verb", {u"run"_s, u"again"_s, u"1"_s}, u"again"_s},
        UsageCase{"run without a number", {u"run"_s, u"show"_s, u"last"_s}, u"last"_s}));

} // namespace callsheet::test
