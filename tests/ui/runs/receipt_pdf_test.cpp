#include "ui/runs/receipt_pdf.h"

#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <QFile>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::errorOf;

namespace {

int pagesOf(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    EXPECT_TRUE(bytes.startsWith("%PDF-"));
    return static_cast<int>(bytes.count("/Type /Page\n"));
}

} // namespace

TEST(ReceiptPdf, hasAsManyPagesAsItNeeds)
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(u"receipt.pdf"_s);
    ASSERT_EQ(errorOf(writeReceiptPdf(u"<h1>Short</h1>"_s, u"Short"_s, path)), "");
    EXPECT_EQ(pagesOf(path), 1);
    QString rows;
    for (int i = 0; i < 300; ++i)
        rows += u"<tr><td>Row %1</td></tr>"_s.arg(i);
    ASSERT_EQ(errorOf(writeReceiptPdf(u"<table>%1</table>"_s.arg(rows), u"Long"_s, path)), "");
    EXPECT_GT(pagesOf(path), 3);
}

TEST(ReceiptPdf, leavesNothingBehindWhereItCannotBeWritten)
{
    const test::TemporaryFolder folder;
    EXPECT_NE(errorOf(writeReceiptPdf(u"<p>x</p>"_s, u"x"_s, folder.path(u"no/such/folder.pdf"_s))), "");
    EXPECT_FALSE(QFile::exists(folder.path(u"no"_s)));
}

} // namespace callsheet::ui
