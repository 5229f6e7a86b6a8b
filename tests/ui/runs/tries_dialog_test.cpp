#include "tests/ui/runs/past_runs.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>

// The details of a chunk in the real window: for whoever helps, and without anybody's data.
namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::errorOf;
using test::PastRuns;
using test::waitUntil;

namespace {

const QStringList &planted()
{
    static const QStringList words = {u"Quillfeather"_s, u"Zoë"_s, u"447400123456"_s};
    return words;
}

class TriesInTheWindow : public PastRuns {
protected:
    //! A refused chunk of one person, whose answer quotes them, and one that waits.
    runs::RunId addQuotingRun()
    {
        const QByteArray sent
            = R"({"batchId":"64e5f12345abcdef98765432","callData":[{"phoneNumber":"447400123456","name":"Zoë Quillfeather"}]})";
        const auto run
            = fixture.journal->plan(runs::headFor(2), {}, runs::chunksOf({{{2}, sent}, {{3}, body(0)}})).result();
        EXPECT_EQ(errorOf(run), "");
        const auto attempt = fixture.journal->recordIntent(firstChunk(*run), false).result();
        EXPECT_EQ(errorOf(attempt), "");
        EXPECT_EQ(errorOf(fixture.journal->recordWireOpen(*attempt).result()), "");
        runs::AttemptResult refused = runs::resultOf(runs::OutcomeClass::Refused);
        refused.httpStatus = 400;
        refused.serverText = u"Zoë Quillfeather, 447400123456: no account"_s;
        refused.message = u"The service refused this chunk. It says: “%1”."_s.arg(refused.serverText);
        refused.answer = "{\"status\":false,\"code\":400,\"message\":\"" + refused.serverText.toUtf8() + "\"}";
        EXPECT_EQ(errorOf(fixture.journal->recordResult(*attempt, refused).result()), "");
        return *run;
    }
    runs::ChunkId firstChunk(runs::RunId run) { return fixture.journal->run(run).result()->chunks.front().id; }
    QDialog *dialog() { return fixture.window->findChild<QDialog *>(u"triesDialog"_s); }
    QString shown()
    {
        auto *text = dialog()->findChild<QPlainTextEdit *>(u"triesText"_s);
        EXPECT_TRUE(waitUntil([text] { return !text->toPlainText().isEmpty(); }));
        return text->toPlainText();
    }
    //! Whatever stands anywhere in it, also what only a reader for the blind says.
    QString everyText()
    {
        QStringList texts{dialog()->windowTitle(), shown()};
        const auto widgets = dialog()->findChildren<QWidget *>();
        for (const QWidget *widget : widgets)
            texts += {widget->toolTip(), widget->accessibleName(), widget->accessibleDescription()};
        const auto labels = dialog()->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            texts += label->text();
        return texts.join(u'\n');
    }
};

} // namespace

TEST_F(TriesInTheWindow, openFromTheChunkAndShowNothingOfAnybody)
{
    const runs::RunId run = addQuotingRun();
    openWith(run);
    const QString sent = QString::fromUtf8(*fixture.journal->body(firstChunk(run)).result());
    fixture.click(u"chunkTries"_s);
    ASSERT_NE(dialog(), nullptr);
    EXPECT_FALSE(dialog()->isModal()) << "a run beside it can still be paused";
    for (const QString &line : {u"POST https://calls.example/api/call/addCallsToBatch"_s, u"x-api-key: hidden"_s,
             u"\"name\": \"‹text, length 16›\""_s, u"Try 1: Refused"_s, u"Status of the answer: 400."_s,
             u"It says: “‹name›, •••••••••456: no account”."_s})
        EXPECT_TRUE(shown().contains(line)) << line.toStdString() << "\nis not in\n" << shown().toStdString();
    for (const QString &word : planted()) {
        EXPECT_TRUE(sent.contains(word)) << "there to be found";
        EXPECT_FALSE(everyText().contains(word, Qt::CaseInsensitive)) << word.toStdString();
    }
}

TEST_F(TriesInTheWindow, areCopiedAsTheyAreShown)
{
    openWith(addQuotingRun());
    fixture.child<QAction>(u"actionTries"_s)->trigger();
    ASSERT_NE(dialog(), nullptr);
    auto *copy = dialog()->findChild<QPushButton *>(u"copyTries"_s);
    EXPECT_FALSE(copy->isEnabled()) << "nothing is there yet";
    const QString text = shown();
    copy->click();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), text);
    EXPECT_FALSE(dialog()->findChild<QLabel *>(u"triesSaid"_s)->text().isEmpty());
}

TEST_F(TriesInTheWindow, areReadByTheKeyboardAndClosedByEscape)
{
    openWith(addQuotingRun());
    fixture.child<QPushButton>(u"chunkTries"_s)->setFocus();
    QTest::keyClick(fixture.child<QPushButton>(u"chunkTries"_s), Qt::Key_Space);
    ASSERT_NE(dialog(), nullptr);
    shown();
    auto *text = dialog()->findChild<QPlainTextEdit *>(u"triesText"_s);
    EXPECT_TRUE(waitUntil([text] { return text->hasFocus(); })) << "the first thing in it";
    const QPointer<QDialog> open = dialog();
    QTest::keyClick(text, Qt::Key_Escape);
    EXPECT_TRUE(waitUntil([&open] { return !open || !open->isVisible(); }));
}

TEST_F(TriesInTheWindow, areOfTheChunkThatIsChosen)
{
    openWith(addQuotingRun());
    fixture.child<QAbstractItemView>(u"chunkTable"_s)
        ->selectionModel()
        ->setCurrentIndex(fixture.child<QAbstractItemView>(u"chunkTable"_s)->model()->index(1, 0),
            QItemSelectionModel::ClearAndSelect);
    fixture.click(u"chunkTries"_s);
    ASSERT_NE(dialog(), nullptr);
    EXPECT_TRUE(shown().contains(u"chunk 2"_s));
    EXPECT_TRUE(shown().contains(u"It was not tried yet."_s));
}

} // namespace callsheet::ui
