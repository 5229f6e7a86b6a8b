#include "core/check/record.h"
#include "core/match/variable_set.h"
#include "tests/core/check/memory_table.h"
#include "tests/core/send/campaign.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// Values and keys that are bad only where they are sent. The service's own rules stand in tests/core/send.
namespace callsheet::test {

using namespace Qt::StringLiterals;

namespace {

//! What one row becomes on the wire.
QByteArray jsonOf(const check::CheckInput &input, sheet::RowIndex row)
{
    const auto report = check::checkRows(input, nullptr, {});
    EXPECT_EQ(errorOf(report), "");
    sheet::RowCells cells;
    std::vector<check::Field> fields;
    std::string json;
    check::makeRecord(input, **report, row, cells, fields);
    check::appendJson(input.variables, fields, json);
    return QByteArray::fromStdString(json);
}

} // namespace

TEST(BadFiles, g57_whateverStandsInACellIsTheSameTextInTheRequest)
{
    const std::vector<std::string> texts{R"({"a":[1,2]})", R"(say "hi")", R"(C:\temp\n)",
        "line\u2028and\u2029paragraph", "😀 👩‍👩‍👧", "</script><b>bold</b>", "tab\there\r\nand lines",
        "\u202Eright to left", "\x01\x1F\x7F", std::string(32'767, 'x'), "'; DROP TABLE run; --", "%1 %n %s",
        "${jndi:ldap://x}", "null", "true", "007"};
    std::vector<MemoryTable::Row> rows;
    for (std::size_t i = 0; i < texts.size(); ++i)
        rows.push_back({"0207946" + std::to_string(1000 + i), texts[i]});
    const check::CheckInput input = checkInput({phoneVariable(), variable(u"text"_s)}, rows);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const QByteArray json = jsonOf(input, static_cast<sheet::RowIndex>(i));
        QJsonParseError failure;
        const QJsonObject record = QJsonDocument::fromJson(json, &failure).object();
        EXPECT_EQ(failure.error, QJsonParseError::NoError) << json.left(200).toStdString();
        EXPECT_EQ(record.value(u"text"_s).toString(), QString::fromStdString(texts[i])) << i;
        EXPECT_EQ(record.size(), 2);
    }
}

TEST(BadFiles, g58_keysThatTheServiceRefusesAreNotPutIntoASet)
{
    const TemporaryFolder folder;
    const auto load = [&folder](const QByteArray &key) {
        return match::loadVariableSet(
            folder.write(u"set.json"_s, R"({"variables":[{"key":"name"},{"key":)" + key + "}]}"));
    };
    for (const char *key : {R"("$where")", R"("a.b")", R"("")", R"(" ")", R"("a\u0000b")", R"("name")", "5", "null"}) {
        const auto set = load(key);
        ASSERT_FALSE(set) << key;
        EXPECT_EQ(set.error().kind, base::ErrorKind::InvalidInput);
        EXPECT_TRUE(set.error().message.contains(u"Variable 2"_s)) << errorOf(set);
    }
    // Those of the service's own records are allowed and warned of.
    for (const char *key : {"\"_id\"", "\"batchId\""}) {
        const auto set = load(key);
        ASSERT_EQ(errorOf(set), "");
        EXPECT_EQ(match::warningsAbout(*set).size(), 1) << key;
    }
    const auto prototype = load("\"__proto__\"");
    ASSERT_EQ(errorOf(prototype), "");
    EXPECT_EQ(prototype->indexOf(u"__proto__"_s), 2);
}

TEST(BadFiles, g58_aSheetWhoseHeadingsCollideStillGivesKeysOfItsOwn)
{
    const QStringList header{u"phoneNumber"_s, u"phoneNumber"_s, u"_id"_s, u"$where"_s, u"a.b"_s, u"__proto__"_s, u""_s,
        u"batchId"_s, u"Phone Number"_s};
    const match::VariableSet set = match::learnVariableSet(header);
    QStringList keys;
    for (const match::Variable &variable : set.variables) {
        EXPECT_FALSE(variable.key.startsWith(u'$') || variable.key.contains(u'.') || variable.key.contains(QChar(0)));
        EXPECT_FALSE(keys.contains(variable.key)) << variable.key.toStdString();
        keys += variable.key;
    }
    EXPECT_EQ(keys.first(), match::phoneNumberKey);
    EXPECT_EQ(keys.count(match::phoneNumberKey), 1);
    EXPECT_EQ(keys.size(), header.size() + 1) << "every column has its own, and none of three is the number to call";
    const match::Mapping mapping = match::suggestMapping(set, header);
    EXPECT_FALSE(mapping.assignments.first().isUsed());
    EXPECT_TRUE(match::whatIsMissing(set, mapping, header));
}

TEST(BadFiles, g59_aRowThatFitsIntoNoRequestIsLeftOutAlone)
{
    Campaign campaign;
    const QByteArray csv
        = contactSheet(2) + "+447400000777," + QByteArray(300 * 1024, 'x') + '\n' + contactSheet(2, 10).mid(11);
    const send::RunInput input = campaign.input(csv);
    EXPECT_EQ(input.report->counts.ready, 4U);
    ASSERT_EQ(input.report->problems.size(), 1U);
    EXPECT_EQ(input.report->problems[0].code, check::ProblemCode::RecordTooLarge);
    EXPECT_EQ(input.check.table->sheetRow(input.report->problems[0].row), 4U);
    const runs::RunDetails run = campaign.details(campaign.plan(input));
    ASSERT_EQ(run.chunks.size(), 1U);
    EXPECT_EQ(run.chunks[0].rows, (std::vector<std::uint32_t>{2, 3, 5, 6}));
}

TEST(BadFiles, g60_whereNoRowIsValidNobodyIsSent)
{
    Campaign campaign;
    send::RunInput input = campaign.input("phone,name\nn/a,Ann\n112,Bob\n,Cem\n4.4E+11,Dan\n");
    EXPECT_EQ(input.report->counts.errors, 4U);
    const auto run = send::planRun(*campaign.journal, input, {}).result();
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().kind, base::ErrorKind::InvalidInput);
    EXPECT_TRUE(run.error().message.endsWith(u'.')) << errorOf(run);
    EXPECT_TRUE(campaign.journal->runs().result()->empty());
}

TEST(BadFiles, g60_theOneValidRowAmongManyIsSent)
{
    Campaign campaign;
    QByteArray csv = "phone,name\n";
    constexpr int rows = 100'000;
    for (int i = 0; i < rows; ++i)
        csv += i == 77'777 ? "+447400000001,Ann\n" : "n/a,x\n";
    const send::RunInput input = campaign.input(csv);
    EXPECT_EQ(input.report->counts.ready, 1U);
    const runs::RunDetails run = campaign.details(campaign.plan(input));
    ASSERT_EQ(run.chunks.size(), 1U);
    EXPECT_EQ(run.chunks[0].rows, std::vector<std::uint32_t>{77'779});
}

} // namespace callsheet::test
