#include "tests/support/await.h"
#include "tests/ui/window_fixture.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

namespace callsheet::test {

using namespace Qt::StringLiterals;

namespace {

//! Drags this over the window and lets go; true when the window wanted it.
bool drop(QWidget &window, QMimeData &data)
{
    const QPoint place(50, 50);
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(&window, &enter);
    QDropEvent let(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    let.ignore();
    QApplication::sendEvent(&window, &let);
    EXPECT_EQ(enter.isAccepted(), let.isAccepted());
    return let.isAccepted();
}

} // namespace

TEST(BadFiles, g62_aDroppedFileIsOpened)
{
    WindowFixture fixture;
    fixture.open();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(fixture.folder.write(u"people.csv"_s, peopleCsv(3)))});
    EXPECT_TRUE(drop(*fixture.window, data));
    EXPECT_TRUE(waitUntil([&] { return fixture.window->session().document().has_value(); }));
}

TEST(BadFiles, g62_whatIsDroppedFromElsewhereIsNeverFetched)
{
    WindowFixture fixture;
    fixture.open();
    QTcpServer server;
    ASSERT_TRUE(server.listen(QHostAddress::LocalHost));
    const QString address = u"http://127.0.0.1:%1/people.csv"_s.arg(server.serverPort());
    const QString local = fixture.folder.write(u"people.csv"_s, peopleCsv(3));
    for (const QList<QUrl> &urls : {QList<QUrl>{QUrl(address)}, QList<QUrl>{QUrl(u"ftp://192.0.2.1/a.csv"_s)},
             QList<QUrl>{QUrl(u"smb://192.0.2.1/share/a.csv"_s)}, QList<QUrl>{QUrl(u"data:text/csv,a"_s)},
             QList<QUrl>{QUrl(u"file://192.0.2.1/share/a.csv"_s), QUrl(address)},
             QList<QUrl>{QUrl::fromLocalFile(local), QUrl::fromLocalFile(local)}}) {
        QMimeData data;
        data.setUrls(urls);
        drop(*fixture.window, data);
        EXPECT_FALSE(fixture.text(u"inlineMessageText"_s).isEmpty()) << urls.first().toString().toStdString();
    }
    QMimeData html;
    html.setHtml(u"<table><tr><td><img src=\"%1\"></td></tr></table>"_s.arg(address));
    drop(*fixture.window, html);
    QTest::qWait(50);
    EXPECT_FALSE(server.hasPendingConnections()) << "nothing was asked of the address";
    EXPECT_FALSE(fixture.window->session().document());
}

TEST(BadFiles, g62_aDropOfManyMegabytesOfTextLeavesTheWindowAlive)
{
    WindowFixture fixture;
    fixture.open();
    QMimeData text;
    text.setText(QString(50'000'000, u'x'));
    drop(*fixture.window, text);
    EXPECT_TRUE(fixture.window->isVisible());
}

} // namespace callsheet::test
