#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/many_rows.h"
#include "ui/common/translations.h"
#include "ui/match/match_model.h"
#include "ui/session/session.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

#include <gtest/gtest.h>

// Next week's file meets the template of this week's: what is different is said before anything is done with it.

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

const QByteArray variableSet = R"({"name": "Renewals", "variables": [
  {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true},
  {"key": "name", "label": "Name", "required": true},
  {"key": "due", "label": "Due"}]})";

//! Six rows of made up people below the header.
QByteArray sheet(const QByteArray &header, const QByteArray &row)
{
    QByteArray csv = header + '\n';
    for (int i = 1; i <= 6; ++i)
        csv += QByteArray(row).replace('#', QByteArray::number(i)) + '\n';
    return csv;
}

class Templates : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }

    void SetUp() override
    {
        fixture.open(
            {fixture.folder.write(u"july.csv"_s, sheet("Name,Mobile,Due,Notes", "Asha #,+1202555010#,2#/12/2024,-")),
                fixture.folder.write(u"set.json"_s, variableSet), {}});
        ASSERT_TRUE(waitUntil([&] { return session().document() && session().variables(); }));
        fixture.window->goTo(Step::Match);
        for (int i = 0; i < 3; ++i) {
            match::Assignment assignment = session().mapping().assignments[i];
            assignment.confirmed = true;
            session().assign(i, assignment);
        }
        fixture.prompts.text = u"July"_s;
        templateMenu()->findChild<QAction *>(u"saveTemplate"_s)->trigger();
        ASSERT_TRUE(waitUntil([&] { return session().templates().size() == 1; }));
    }

    Session &session() { return fixture.window->session(); }

    QMenu *templateMenu()
    {
        QMenu *menu = fixture.child<QPushButton>(u"templateButton"_s)->menu();
        Q_EMIT menu->aboutToShow();
        return menu;
    }

    //! The next file, and what the window says about it when the person wants the template.
    QStringList toldAbout(const QByteArray &next)
    {
        const QString path = fixture.folder.write(u"next%1.csv"_s.arg(++files), next);
        session().openFile(path);
        EXPECT_TRUE(
            waitUntil([&] { return session().document()->source.path == path && session().templates().size() == 1; }));
        fixture.window->goTo(Step::Match);
        fixture.prompts.lastConfirmation = {};
        fixture.prompts.confirmAnswer = false;
        QList<QAction *> entries = templateMenu()->actions();
        EXPECT_TRUE(entries.first()->text().startsWith(u"July"_s)) << entries.first()->text().toStdString();
        before = session().mapping();
        entries.first()->trigger();
        return fixture.prompts.lastConfirmation.detail.split(u'\n', Qt::SkipEmptyParts);
    }

    void agree()
    {
        fixture.prompts.confirmAnswer = true;
        templateMenu()->actions().first()->trigger();
    }

    QString cell(int row, MatchModel::Column column)
    {
        return fixture.child<QTableView>(u"matchTable"_s)
            ->model()
            ->index(row, static_cast<int>(column))
            .data()
            .toString();
    }

    test::WindowFixture fixture;
    int files = 0;
    match::Mapping before; // before the person answered
};

} // namespace

TEST_F(Templates, sameColumnsNeedNoQuestion)
{
    EXPECT_TRUE(toldAbout(sheet("Name,Mobile,Due,Notes", "Ben #,+1202555020#,2#/11/2024,x")).isEmpty());
    EXPECT_EQ(session().templateName(), u"July"_s) << "used at once";
    EXPECT_EQ(cell(0, MatchModel::Column::Source), u"Mobile"_s);
    EXPECT_EQ(session().openAssignments(), 0);
}

TEST_F(Templates, sayWhichColumnsAreGone)
{
    const QStringList told = toldAbout(sheet("Name,Mobile", "Ben #,+1202555020#"));
    EXPECT_EQ(told, QStringList{u"1 column is gone: Due."_s});
    EXPECT_EQ(session().mapping(), before) << "nothing is done before the person agrees";
    agree();
    EXPECT_EQ(session().templateName(), u"July"_s);
    EXPECT_FALSE(session().mapping().assignments[2].isUsed());
}

TEST_F(Templates, sayThatARequiredColumnIsGoneAndLetNobodyPass)
{
    const QStringList told = toldAbout(sheet("Mobile,Due", "+1202555020#,2#/11/2024"));
    EXPECT_EQ(told, QStringList{u"1 column is gone: Name."_s});
    agree();
    EXPECT_FALSE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
    EXPECT_TRUE(fixture.text(u"reason"_s).contains(u"Name"_s)) << fixture.text(u"reason"_s).toStdString();
}

TEST_F(Templates, sayWhichColumnsAreNew)
{
    EXPECT_EQ(toldAbout(sheet("Name,Mobile,Due,Notes,Region,Plan", "Ben #,+1202555020#,2#/11/2024,x,West,Gold")),
        QStringList{u"2 columns are new: Region, Plan."_s});
}

TEST_F(Templates, sayThatTheOrderIsAnother)
{
    EXPECT_EQ(toldAbout(sheet("Due,Notes,Mobile,Name", "2#/11/2024,x,+1202555020#,Ben #")),
        QStringList{u"The columns stand in another order."_s});
    agree();
    EXPECT_EQ(session().mapping().assignments[0].column, 2);
    EXPECT_EQ(session().mapping().assignments[1].column, 3);
}

TEST_F(Templates, askAboutAColumnThatMayHaveANewName)
{
    const QStringList told = toldAbout(sheet("Name,Cell phone,Due,Notes", "Ben #,+1202555020#,2#/11/2024,x"));
    EXPECT_EQ(told, QStringList{u"“Mobile” may be called “Cell phone” now: that waits for your click."_s});
    agree();
    EXPECT_EQ(cell(0, MatchModel::Column::Source), u"Cell phone"_s);
    EXPECT_EQ(session().openAssignments(), 1);
    EXPECT_FALSE(fixture.child<QPushButton>(u"primary"_s)->isEnabled()) << "nobody is called by a guess";
    fixture.click(u"useAllSimilar"_s);
    EXPECT_TRUE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
}

TEST_F(Templates, sayThatValuesAreOfAnotherKind)
{
    EXPECT_EQ(toldAbout(sheet("Name,Mobile,Due,Notes", "Ben #,ben#@example.com,2#/11/2024,x")),
        QStringList{u"“Mobile” held phone numbers, and now holds e-mail addresses."_s});
    EXPECT_EQ(toldAbout(sheet("Name,Mobile,Due,Notes", "Ben #,+1202555020#,Gold,x")),
        QStringList{u"“Due” held dates, and now holds other text."_s});
}

TEST_F(Templates, sayThatDayAndMonthChangedPlaces)
{
    const QStringList told = toldAbout(sheet("Name,Mobile,Due,Notes", "Ben #,+1202555020#,12/2#/2024,x"));
    ASSERT_EQ(told.size(), 1);
    EXPECT_TRUE(told[0].startsWith(u"The dates of “Due” had the day first (31/12), and now have the month first"_s))
        << told[0].toStdString();
}

TEST_F(Templates, sayEverythingAtOnceTheGravestFirst)
{
    const QStringList told = toldAbout(sheet("Region,Cell phone,Name", "West,+1202555020#,2#/11/2024"));
    ASSERT_EQ(told.size(), 4) << told.join(u'|').toStdString();
    EXPECT_TRUE(told[0].startsWith(u"1 column is gone: Due"_s)) << told[0].toStdString();
    EXPECT_TRUE(told[1].contains(u"“Name” now holds dates"_s)) << told[1].toStdString();
    EXPECT_TRUE(told[2].contains(u"may be called “Cell phone”"_s)) << told[2].toStdString();
    EXPECT_TRUE(told[3].contains(u"1 column is new: Region"_s)) << told[3].toStdString();
}

TEST_F(Templates, areForgottenWithTheReadingThatThePersonStops)
{
    session().openFile(fixture.folder.write(u"next.csv"_s, sheet("Name,Mobile,Due,Notes", "Ben #,+1202555020#,-,-")));
    ASSERT_TRUE(waitUntil([&] { return session().document()->source.path.endsWith(u"next.csv"_s); }));
    sheet::ReadingOptions options;
    options.separator = u","_s;
    session().readAgain(options);
    ASSERT_TRUE(
        waitUntil([&] { return session().document()->options == options && session().templates().size() == 1; }));
    {
        const test::BusyBackground busy;
        session().useTemplate(session().templates().first());
        ASSERT_TRUE(session().isReading()) << "as the template says";
        session().stopReading();
    }
    ASSERT_TRUE(waitUntil([&] { return !session().isReading(); }));
    options.separator = u";"_s;
    session().readAgain(options);
    ASSERT_TRUE(waitUntil([&] { return session().document()->options == options; }));
    base::backgroundThreads().waitForDone();
    QApplication::processEvents();
    EXPECT_TRUE(session().templateName().isEmpty()) << "nobody wants it any more";
}

} // namespace callsheet::ui
