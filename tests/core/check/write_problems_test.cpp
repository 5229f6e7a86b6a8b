#include "core/check/describe.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;
using match::VariableType;
using test::phoneVariable;
using test::variable;

CheckInput sample()
{
    return test::checkInput({phoneVariable(), variable(u"name"_s, VariableType::Text, true)},
        {{"01134 960101", "Anna"}, {"", ""}, {"01134 960101", "Anna"}, {"n/a", "Ben, \"B\"", "one more cell"}});
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

base::Result<void> write(const CheckInput &input, const QString &path)
{
    const auto report = checkRows(input, nullptr, {});
    EXPECT_EQ(test::errorOf(report), "");
    return writeProblems(input, **report, path);
}

TEST(WriteProblems, givesOneLineARowWithItsNumberReasonAndCells)
{
    test::TemporaryFolder folder;
    const QString path = folder.path(u"problems.csv"_s);
    ASSERT_EQ(test::errorOf(write(sample(), path)), "");
    const QList<QByteArray> lines = contentOf(path).split('\n');
    ASSERT_GE(lines.size(), 4);
    EXPECT_TRUE(lines[0].trimmed().endsWith("Phone number,name")) << lines[0].constData();
    EXPECT_TRUE(lines[1].startsWith("3,Error,")) << lines[1].constData();
    EXPECT_TRUE(lines[1].contains("“name” is blank")) << "both problems of the row: " << lines[1].constData();
    EXPECT_TRUE(lines[2].startsWith("4,Duplicate,")) << lines[2].constData();
    EXPECT_TRUE(lines[3].startsWith("5,Error,")) << lines[3].constData();
    EXPECT_TRUE(lines[3].contains("\"Ben, \"\"B\"\"\",one more cell")) << lines[3].constData();
}

TEST(WriteProblems, givesOneObjectAProblemAsLinesOfJson)
{
    test::TemporaryFolder folder;
    const QString path = folder.path(u"problems.jsonl"_s);
    ASSERT_EQ(test::errorOf(write(sample(), path)), "");
    QList<QByteArray> lines = contentOf(path).split('\n');
    ASSERT_EQ(lines.size(), 5);
    EXPECT_TRUE(lines.takeLast().isEmpty());
    for (const QByteArray &line : lines)
        EXPECT_EQ(QJsonDocument::fromJson(line).object().size(), 7) << line.constData();
    EXPECT_EQ(QJsonDocument::fromJson(lines[1]).object().value("code"_L1).toString(), u"blankRequired"_s);
}

TEST(WriteProblems, writesAWorkbook)
{
    test::TemporaryFolder folder;
    const QString path = folder.path(u"problems.XLSX"_s);
    ASSERT_EQ(test::errorOf(write(sample(), path)), "");
    EXPECT_TRUE(contentOf(path).startsWith("PK"));
}

TEST(WriteProblems, saysWhenItCannotWrite)
{
    const auto noFolder = write(sample(), u"/nowhere/problems.jsonl"_s);
    ASSERT_FALSE(noFolder);
    EXPECT_EQ(noFolder.error().kind, base::ErrorKind::Storage);
    const auto noFormat = write(sample(), u"problems.doc"_s);
    ASSERT_FALSE(noFormat);
    EXPECT_EQ(noFormat.error().kind, base::ErrorKind::WrongUsage);
    EXPECT_TRUE(noFormat.error().message.contains(u"problems.doc"_s));
}

} // namespace
} // namespace callsheet::check
