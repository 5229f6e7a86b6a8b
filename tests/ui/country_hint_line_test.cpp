#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/window_fixture.h"
#include "ui/common/translations.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

const QByteArray variableSet = R"({"name": "Test", "variables": [
  {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true},
  {"key": "name", "label": "Name"}]})";

//! 58 Dutch mobiles as the Dutch write them, and three that are wrong everywhere.
QByteArray dutchSheet()
{
    QByteArray csv = "Naam,Telefoon\n";
    for (int i = 0; i < 58; ++i)
        csv += "Jan,06-1" + QByteArray::number(2000000 + i * 13107) + '\n';
    return csv + "Piet,06 123456\nKees,06 12\nAnna,06 123\n";
}

class CountryHintLine : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }

    void open(const QByteArray &sheet)
    {
        fixture.open(
            {fixture.folder.write(u"people.csv"_s, sheet), fixture.folder.write(u"set.json"_s, variableSet), u"US"_s});
        ASSERT_TRUE(waitUntil([&] { return session().document() && session().variables(); }));
        check();
    }

    void check()
    {
        match::Assignment phone = session().mapping().assignments[0];
        phone.confirmed = true;
        session().assign(0, phone);
        fixture.window->goTo(Step::Match);
        fixture.click(u"primary"_s);
        ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
    }

    Session &session() { return fixture.window->session(); }
    QWidget *line() { return fixture.child<QWidget>(u"countryHint"_s); }
    QString told() { return line()->findChild<QLabel *>(u"inlineMessageText"_s)->text(); }
    void press(const QString &startOfText)
    {
        auto *button = line()->findChild<QPushButton *>(u"messageAction1"_s);
        ASSERT_NE(button, nullptr) << told().toStdString();
        ASSERT_TRUE(QString(button->text()).remove(u'&').startsWith(startOfText)) << button->text().toStdString();
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
    }

    test::WindowFixture fixture;
};

} // namespace

TEST_F(CountryHintLine, saysThatTheCountryIsTheReasonAndChangesItOnThePersonsWord)
{
    open(dutchSheet());
    ASSERT_TRUE(waitUntil([&] { return line()->isVisible(); }));
    EXPECT_EQ(
        told(), u"61 numbers are not valid in the United States; 58 of them would be valid in the Netherlands."_s);
    EXPECT_EQ(session().settings().defaultCountry, u"US"_s) << "never by itself";
    EXPECT_EQ(session().report()->counts.ready, 0U);
    press(u"Use Netherlands as the default country"_s);
    EXPECT_EQ(session().settings().defaultCountry, u"NL"_s);
    ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; })) << "checked at once";
    EXPECT_EQ(session().report()->counts.ready, 58U);
    EXPECT_TRUE(told().contains(u"read as numbers of the Netherlands now"_s)) << told().toStdString();
    EXPECT_EQ(fixture.child<QComboBox>(u"defaultCountry"_s)->currentData().toString(), u"NL"_s);

    press(u"Use United States again"_s);
    EXPECT_EQ(session().settings().defaultCountry, u"US"_s);
    ASSERT_TRUE(waitUntil([&] { return session().report() && told().startsWith(u"61 numbers"_s); }));
}

TEST_F(CountryHintLine, goesWithItsReason)
{
    open(dutchSheet());
    ASSERT_TRUE(waitUntil([&] { return line()->isVisible(); }));
    QTest::keyClick(line()->findChild<QPushButton *>(u"messageAction1"_s), Qt::Key_Escape);
    EXPECT_FALSE(line()->isVisible());
    session().setSkipped({0}, true);
    session().editValue(60, 0, u"06 1234"_s); // still wrong
    ASSERT_TRUE(waitUntil([&] { return !session().damage().empty() || session().countryHint(); }));
    EXPECT_FALSE(line()->isVisible()) << "closed is closed";

    session().openFile(fixture.folder.write(u"us.csv"_s, "Naam,Telefoon\nAsha,(202) 555-0101\n"));
    ASSERT_TRUE(waitUntil([&] { return session().document()->table->rowCount() == 1; }));
    EXPECT_FALSE(session().countryHint());
    session().openFile(fixture.folder.write(u"again.csv"_s, dutchSheet()));
    ASSERT_TRUE(waitUntil([&] { return session().document()->table->rowCount() == 61; }));
    check();
    EXPECT_TRUE(waitUntil([&] { return line()->isVisible(); })) << "another sheet is another question";
}

TEST_F(CountryHintLine, staysClosedWhenFewerNumbersFail)
{
    open(dutchSheet());
    ASSERT_TRUE(waitUntil([&] { return line()->isVisible(); }));
    QTest::keyClick(line()->findChild<QPushButton *>(u"messageAction1"_s), Qt::Key_Escape);
    session().editValue(60, 0, u"+12025550199"_s); // mended
    ASSERT_TRUE(waitUntil([&] { return session().countryHint() && session().countryHint()->failing == 60; }));
    EXPECT_FALSE(line()->isVisible());
}

TEST_F(CountryHintLine, leadsToTheListWhereMoreThanOneCountryFits)
{
    QByteArray csv = "Naam,Telefoon\n";
    for (int i = 0; i < 60; ++i)
        csv += "Jan,061" + QByteArray::number(2000000 + i * 13107) + '\n';
    open(csv);
    ASSERT_TRUE(waitUntil([&] { return line()->isVisible(); }));
    EXPECT_TRUE(told().contains(u"If they belong to another country"_s)) << told().toStdString();
    press(u"Choose the default country"_s);
    auto *countries = fixture.child<QComboBox>(u"defaultCountry"_s);
    EXPECT_TRUE(waitUntil([&] { return countries->hasFocus(); }));
    EXPECT_EQ(session().settings().defaultCountry, u"US"_s);
}

} // namespace callsheet::ui
