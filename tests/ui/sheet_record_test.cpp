#include "core/check/describe.h"
#include "core/runs/receipt.h"
#include "core/send/load_receipt.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/window_fixture.h"
#include "ui/common/translations.h"
#include "ui/session/guards.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

// What is written down of a person's work on the sheet, for whoever reads the receipt: all that was done, and nobody's
// name.
namespace callsheet::ui {

using namespace Qt::StringLiterals;
using check::Repair;
using check::RepairKind;
using check::RepairStep;
using test::errorOf;
using test::waitUntil;

namespace {

const QByteArray variableSet = R"({"name": "Test", "variables": [
  {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true},
  {"key": "name", "label": "Name", "required": true},
  {"key": "city", "label": "City"}]})";
const QByteArray people
    = "Name,Phone,City\nQuillfeather,+12025550101,N/A\n,+12025550102,Goa\nQuillfeather,+12025550103,Ulm\n";

const QStringList typed = {u"Quillfeather"_s, u"Trubshaw"_s, u"Zyxomma"_s};
const RepairStep rename{Repair{RepairKind::Replace, typed[0], typed[1], 0}, u"name"_s, std::nullopt};
const RepairStep fill{Repair{RepairKind::FillBlank, {}, typed[2], 0}, u"name"_s, check::ProblemCode::BlankRequired};
const RepairStep cut{Repair{RepairKind::CutFloatTail, {}, {}, 0}, u"city"_s, std::nullopt};

class SheetRecord : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }

    void SetUp() override
    {
        ASSERT_TRUE(fixture.prepare(
            fixture.folder.write(u"people.csv"_s, people), fixture.folder.write(u"set.json"_s, variableSet)));
    }
    Session &session() { return fixture.window->session(); }
    void repair(const RepairStep &step)
    {
        bool done = false;
        session().tryRepair(step, {}, [&](const TriedRepair &tried) {
            session().repair(step, tried);
            done = true;
        });
        ASSERT_TRUE(waitUntil([&] { return done; }));
    }
    //! A template that does these steps, in use for the sheet.
    void replay(const std::vector<RepairStep> &steps)
    {
        bool done = false;
        session().tryRecipe(steps, {}, [&](const check::Replay &replay) {
            session().applyRecipe(replay);
            done = true;
        });
        ASSERT_TRUE(waitUntil([&] { return done; }));
    }
    runs::RunId sent()
    {
        fixture.window->goTo(Step::Send);
        EXPECT_TRUE(waitUntil([&] { return fixture.window->guards().isReady(); }));
        fixture.click(u"primary"_s);
        EXPECT_TRUE(waitUntil([&] { return fixture.window->sending().run() && !fixture.window->sending().isBusy(); }));
        return fixture.window->sending().run()->run();
    }
    QString receipt(runs::RunId run)
    {
        const auto loaded
            = send::loadReceipt(*fixture.journal, run, false, fixture.clock.now(), QTimeZone::utc()).result();
        EXPECT_EQ(errorOf(loaded), "");
        return loaded ? *runs::receiptHtml(*loaded) : QString();
    }
    //! The journal and all that lies beside it.
    QByteArray profileFiles()
    {
        QByteArray all;
        for (const QString &name : fixture.profile.folder.entryList({u"journal*"_s}, QDir::Files | QDir::Hidden)) {
            QFile file(fixture.profile.path(name));
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            all += file.readAll();
        }
        return all;
    }

    test::WindowFixture fixture;
};

} // namespace

TEST_F(SheetRecord, tellsWhatWasReplacedAndFilledInWithoutTheTypedTexts)
{
    repair(rename);
    repair(fill);
    EXPECT_TRUE(session().edits().undoName().contains(typed[2])) << "on the screen they are told";
    const QStringList changes = session().preparation().changes;
    EXPECT_EQ(changes,
        (QStringList{u"Replace a text, in “Name”: 2 rows"_s,
            u"Fill blank cells with a text, where: %1, in “Name”: 1 row"_s.arg(
                check::groupTitle(check::ProblemCode::BlankRequired))}));
    const runs::RunId run = sent();
    fixture.close();
    const QString page = receipt(run);
    fixture.journal.reset();
    const QByteArray files = profileFiles();
    for (const QString &text : typed) {
        EXPECT_FALSE(page.contains(text)) << text.toStdString();
        EXPECT_FALSE(files.contains(text.toUtf8())) << text.toStdString();
    }
    EXPECT_TRUE(page.contains(u"Replace a text, in “Name”: 2 rows"_s)) << page.toStdString();
    EXPECT_TRUE(files.contains("Replace a text, in")) << "the control: what is in the file is found";
}

TEST_F(SheetRecord, listsTheStepsOfATemplateWithTheRowsThatEachChanged)
{
    replay({rename, fill, cut});
    const QStringList changes = session().preparation().changes;
    ASSERT_EQ(changes.size(), 4) << changes.join(u'\n').toStdString();
    EXPECT_EQ(changes[0], u"Repairs of the Template (3 Rows)"_s);
    EXPECT_EQ(changes[1], u"Replace a text, in “Name”: 2 rows"_s);
    EXPECT_TRUE(changes[2].endsWith(u"in “Name”: 1 row"_s)) << changes[2].toStdString();
    EXPECT_TRUE(changes[3].endsWith(u"in “City”: 0 rows"_s)) << changes[3].toStdString();
    session().undo();
    EXPECT_EQ(session().preparation().changes, QStringList()) << "what was taken back was not done";
}

TEST_F(SheetRecord, staysWithTheEditsWhenTheSheetIsReadAgain)
{
    repair(rename);
    sheet::ReadingOptions options = session().chosenOptions();
    options.encoding = u"windows-1252"_s; // all letters are the same in it
    bool isRead = false;
    QObject::connect(&session(), &Session::documentChanged, [&] { isRead = true; });
    session().readAgain(options);
    ASSERT_TRUE(waitUntil([&] { return isRead; }));
    EXPECT_EQ(session().preparation().changes, QStringList{u"Replace a text, in “Name”: 2 rows"_s});
}

} // namespace callsheet::ui
