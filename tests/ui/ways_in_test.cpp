#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/window_fixture.h"
#include "ui/common/translations.h"
#include "ui/session/session.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QUrl>

#include <gtest/gtest.h>

#include <cstdio>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

class WaysIn : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }

    Session &session() { return fixture.window->session(); }
    void copy(const QByteArray &html, const QString &text, const QList<QUrl> &urls = {})
    {
        auto *content = new QMimeData;
        if (!html.isEmpty())
            content->setData(u"text/html"_s, html);
        if (!text.isEmpty())
            content->setText(text);
        if (!urls.isEmpty())
            content->setUrls(urls);
        QApplication::clipboard()->setMimeData(content);
    }
    bool paste()
    {
        fixture.child<QAction>(u"actionPaste"_s)->trigger();
        return waitUntil([&] { return session().document() && !session().isReading(); });
    }
    bool isRefused(const QString &words)
    {
        const bool isSaid = waitUntil([&] { return fixture.child<QWidget>(u"inlineMessage"_s)->isVisible(); });
        const QString text = fixture.text(u"inlineMessageText"_s);
        EXPECT_TRUE(text.contains(words)) << text.toStdString();
        return isSaid && !session().isReading();
    }
    void drop(const QList<QUrl> &urls)
    {
        QMimeData content;
        content.setUrls(urls);
        const QPoint middle = fixture.window->rect().center();
        QDragEnterEvent enter(middle, Qt::CopyAction, &content, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(fixture.window.get(), &enter);
        EXPECT_TRUE(enter.isAccepted());
        QDropEvent event(middle, Qt::CopyAction, &content, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(fixture.window.get(), &event);
    }

    test::WindowFixture fixture;
};

const QByteArray table = "<table><tr><td>name<td>phone<tr style='display:none'><td>Ann<td>1<tr><td rowspan=2>Bob<td>2"
                         "<tr><td>3</table>";

} // namespace

TEST_F(WaysIn, pastedRowsOpenAsASheetOfTheirOwn)
{
    fixture.open();
    copy({}, u"name\tphone\nAnn\t007911\nBob\t+44\n"_s);
    fixture.click(u"pasteRows"_s);
    ASSERT_TRUE(waitUntil([&] { return session().document().has_value(); }));
    EXPECT_EQ(session().document()->table->rowCount(), 2U);
    EXPECT_EQ(session().document()->table->text(0, 1), u"007911"_s);
    const QString path = session().document()->source.path;
    EXPECT_TRUE(path.startsWith(fixture.profile.path(u"pasted/Pasted "_s))) << path.toStdString();
    EXPECT_EQ(session().memory().recentFiles.value(0), path);
    EXPECT_TRUE(sheet::hashFile(path)) << "what is sent can be told from what is changed later";
}

TEST_F(WaysIn, pastedTablesAskAboutWhatTheirProgramHidAndMerged)
{
    fixture.open();
    copy(table, u"name\tphone\n"_s);
    fixture.prompts.chosen = 1; // leave out; the first row only
    ASSERT_TRUE(paste());
    EXPECT_EQ(fixture.prompts.titles, QStringList({u"Hidden rows were copied"_s, u"Merged cells were copied"_s}));
    EXPECT_EQ(session().document()->table->rowCount(), 2U);
    EXPECT_EQ(session().document()->table->text(1, 0), u""_s);
    fixture.prompts.chosen = 0; // read; to each row
    ASSERT_TRUE(paste());
    ASSERT_TRUE(waitUntil([&] { return session().document()->table->rowCount() == 3; }));
    EXPECT_EQ(session().document()->table->text(2, 0), u"Bob"_s);
}

TEST_F(WaysIn, aQuestionThatIsWalkedAwayFromPastesNothing)
{
    fixture.open();
    copy(table, {});
    fixture.prompts.chosen.reset();
    fixture.child<QAction>(u"actionPaste"_s)->trigger();
    ASSERT_TRUE(waitUntil([&] { return !fixture.prompts.titles.isEmpty(); }));
    EXPECT_FALSE(session().isReading());
    EXPECT_FALSE(QDir(fixture.profile.path(u"pasted"_s)).exists());
    fixture.prompts.chosen = 0;
    EXPECT_TRUE(paste()) << "and the next paste works";
}

TEST_F(WaysIn, anEmptyClipboardIsSaidInTheWindow)
{
    fixture.open();
    copy("<p>", u" "_s);
    fixture.child<QAction>(u"actionPaste"_s)->trigger();
    EXPECT_TRUE(isRefused(u"The clipboard holds no rows"_s));
}

TEST_F(WaysIn, aHugeClipboardEndsInASentenceAndStopsNothing)
{
    fixture.open();
    auto *content = new QMimeData;
    content->setData(u"text/plain"_s, QByteArray(500 << 20, 'x'));
    QApplication::clipboard()->setMimeData(content);
    QElapsedTimer since;
    qint64 longest = 0;
    QTimer beat;
    QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
        longest = std::max(longest, since.elapsed());
        since.start();
    });
    since.start();
    beat.start(1);
    fixture.child<QAction>(u"actionPaste"_s)->trigger();
    EXPECT_TRUE(isRefused(u"at most 64 MB"_s));
    longest = std::max(longest, since.elapsed());
    std::printf("longest gap between event loop turns with 500 MB on the clipboard: %lld ms\n",
        static_cast<long long>(longest));
    QApplication::clipboard()->clear();
}

TEST_F(WaysIn, aFileThatWasCopiedIsOpenedAndARemoteOneRefused)
{
    fixture.open();
    const QString path = fixture.folder.write(u"people.csv"_s, "name,phone\nAnn,1\n");
    copy({}, {}, {QUrl::fromLocalFile(path)});
    ASSERT_TRUE(paste());
    EXPECT_EQ(session().document()->source.path, path);
    copy({}, {}, {QUrl(u"https://user:secret@sheets.example.com/book.xlsx?key=secret"_s)});
    fixture.child<QAction>(u"actionPaste"_s)->trigger();
    EXPECT_TRUE(isRefused(u"https://sheets.example.com/book.xlsx"_s));
    EXPECT_FALSE(fixture.text(u"inlineMessageText"_s).contains(u"secret"_s));
    EXPECT_TRUE(session().document().has_value()) << "what was open stays";
}

TEST_F(WaysIn, oneFileCanBeDroppedAnywhere)
{
    fixture.open();
    const QString path = fixture.folder.write(u"people.csv"_s, "name,phone\nAnn,1\n");
    fixture.window->goTo(Step::Runs);
    drop({QUrl::fromLocalFile(path)});
    ASSERT_TRUE(waitUntil([&] { return session().document().has_value(); }));
    EXPECT_EQ(fixture.window->step(), Step::File);
}

TEST_F(WaysIn, whatCannotBeDroppedIsAnsweredWithASentence)
{
    fixture.open();
    const QString path = fixture.folder.write(u"people.csv"_s, "name,phone\nAnn,1\n");
    drop({QUrl::fromLocalFile(path), QUrl::fromLocalFile(path)});
    EXPECT_TRUE(isRefused(u"These are 2 files"_s));
    drop({QUrl::fromLocalFile(fixture.folder.path(u"profile"_s))});
    EXPECT_TRUE(isRefused(u"“profile” is a folder"_s));
    drop({QUrl(u"ftp://example.com/people.csv"_s)});
    EXPECT_TRUE(isRefused(u"is on another computer"_s));
    EXPECT_FALSE(session().document().has_value());
}

TEST_F(WaysIn, noPartOfTheFilePageKeepsAFileForItself)
{
    fixture.open({fixture.folder.write(u"people.csv"_s, "name,phone\nAnn,1\n"), {}, {}});
    ASSERT_TRUE(waitUntil([&] { return session().document().has_value(); }));
    const auto widgets = fixture.child<QWidget>(u"filePage"_s)->findChildren<QWidget *>();
    for (const QWidget *widget : widgets)
        EXPECT_FALSE(widget->isVisible() && widget->acceptDrops()) << widget->metaObject()->className();
}

TEST_F(WaysIn, aMissingRecentFileCanBeLocated)
{
    fixture.open();
    const QString path = fixture.folder.write(u"old.csv"_s, "name,phone\nAnn,1\n");
    session().openFile(path);
    ASSERT_TRUE(waitUntil([&] { return session().document().has_value(); }));
    const QString moved = fixture.folder.path(u"moved.csv"_s);
    ASSERT_TRUE(QFile::rename(path, moved));
    fixture.close();
    fixture.open();
    auto *recent = fixture.child<QListWidget>(u"recentFiles"_s);
    ASSERT_EQ(recent->count(), 1);
    EXPECT_TRUE(recent->item(0)->text().contains(u"Locate…"_s)) << recent->item(0)->text().toStdString();
    fixture.prompts.file = moved;
    Q_EMIT recent->itemActivated(recent->item(0));
    ASSERT_TRUE(waitUntil([&] { return session().document().has_value(); }));
    EXPECT_EQ(session().memory().recentFiles, QStringList{moved}) << "the old place is forgotten";
}

TEST_F(WaysIn, tenRecentFilesAreKept)
{
    fixture.open();
    for (int i = 0; i < 12; ++i)
        session().remembered().addFile(fixture.folder.path(u"%1.csv"_s.arg(i)));
    EXPECT_EQ(session().memory().recentFiles.size(), 10);
    EXPECT_TRUE(session().memory().recentFiles.first().endsWith(u"11.csv"_s));
}

} // namespace callsheet::ui
