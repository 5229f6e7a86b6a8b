#include "core/runs/retention.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/window_fixture.h"
#include "ui/common/translations.h"
#include "ui/runs/local_data_dialog.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

class LocalDataInWindow : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }

    //! A run of two people, and the window on its Runs page.
    bool sendTwo()
    {
        const QString sheet
            = m_fixture.folder.write(u"people.csv"_s, "Phone,Name\n+12025550101,Asha\n+12025550102,Bilal\n");
        const QString set = m_fixture.folder.write(u"set.json"_s, R"({"name": "Test", "variables": [
            {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true},
            {"key": "name", "label": "Name", "required": true}]})");
        if (!m_fixture.prepare(sheet, set))
            return false;
        m_fixture.window->goTo(Step::Send);
        m_fixture.click(u"primary"_s);
        return waitUntil([&] {
            const runs::RunDetails *details = history().details();
            return m_fixture.window->sending().run() && !m_fixture.window->sending().isBusy() && details
                && history().summaries().size() == 1
                && details->ledger.queued + details->ledger.unknown + details->ledger.refused == 2;
        });
    }
    //! The next answer of the service never comes.
    void loseTheAnswer()
    {
        practice::Fault fault;
        fault.kind = practice::FaultKind::DropBeforeAnswer;
        fault.fromRequest = 1;
        m_fixture.practice->setFaults({{fault}});
    }
    RunHistory &history() { return m_fixture.window->history(); }
    QAction *action(const QString &name) { return m_fixture.child<QAction>(name); }
    LocalDataDialog *openSettings()
    {
        action(u"actionLocalData"_s)->trigger();
        return m_fixture.child<LocalDataDialog>(u"localDataDialog"_s);
    }

    test::WindowFixture m_fixture;
};

} // namespace

TEST_F(LocalDataInWindow, ofARunGoesWithOneConfirmationWhenNobodyIsOpen)
{
    ASSERT_TRUE(sendTwo());
    m_fixture.prompts.confirmAnswer = false;
    auto *list = m_fixture.child<QListView>(u"runList"_s);
    Q_EMIT list->customContextMenuRequested(list->visualRect(list->currentIndex()).center());
    auto *menu = m_fixture.child<QMenu>(u"runMenu"_s);
    ASSERT_TRUE(menu);
    menu->actions().last()->trigger(); // the run's own menu asks the same
    menu->close();
    EXPECT_TRUE(m_fixture.prompts.lastConfirmation.text.contains(u"2 rows"_s))
        << m_fixture.prompts.lastConfirmation.text.toStdString();
    EXPECT_EQ(history().summaries().size(), 1u);
    m_fixture.prompts.confirmAnswer = true;
    action(u"actionDeleteRun"_s)->trigger();
    EXPECT_TRUE(waitUntil([&] { return history().summaries().empty(); }));
    EXPECT_EQ(history().selected(), 0);
    EXPECT_FALSE(action(u"actionDeleteRun"_s)->isEnabled());
}

TEST_F(LocalDataInWindow, ofTheUnknownAsksForTheirNumber)
{
    m_fixture.open();
    loseTheAnswer();
    ASSERT_TRUE(sendTwo());
    ASSERT_EQ(history().details()->ledger.unknown, 2);
    m_fixture.prompts.typed = false;
    action(u"actionDeleteRun"_s)->trigger();
    EXPECT_EQ(m_fixture.prompts.lastNumber.number, 2);
    EXPECT_TRUE(m_fixture.prompts.lastNumber.detail.contains(u"unknown"_s));
    EXPECT_EQ(history().summaries().size(), 1u);
    m_fixture.prompts.typed = true;
    action(u"actionDeleteAll"_s)->trigger();
    EXPECT_TRUE(waitUntil([&] { return history().summaries().empty(); }));
}

TEST_F(LocalDataInWindow, isKeptAsLongAndWhereAPersonSays)
{
    m_fixture.open();
    LocalDataDialog *dialog = openSettings();
    ASSERT_NE(dialog, nullptr);
    EXPECT_EQ(m_fixture.child<QSpinBox>(u"keepDays"_s)->value(), 30);
    EXPECT_FALSE(m_fixture.child<QCheckBox>(u"newKey"_s)->isVisible()) << "the key can be reached";
    EXPECT_EQ(
        m_fixture.child<QComboBox>(u"keyPlace"_s)->currentData().toInt(), static_cast<int>(connection::KeyPlace::File))
        << "there is no keychain here";
    EXPECT_EQ(m_fixture.profile.folder.entryList({u"payload-*.key"_s}).size(), 1);
    m_fixture.child<QSpinBox>(u"keepDays"_s)->setValue(7);
    m_fixture.child<QComboBox>(u"keyPlace"_s)
        ->setCurrentIndex(
            m_fixture.child<QComboBox>(u"keyPlace"_s)->findData(static_cast<int>(connection::KeyPlace::Session)));
    dialog->accept();
    EXPECT_TRUE(waitUntil([&] { return m_fixture.profile.folder.entryList({u"payload-*.key"_s}).isEmpty(); }));
    EXPECT_EQ(m_fixture.journalKeys->kept().place, connection::KeyPlace::Session);
    EXPECT_EQ(*runs::loadRetention(m_fixture.profile), runs::Retention{7});
    ASSERT_TRUE(sendTwo()) << "what is sent in this session is sent as ever";
}

TEST_F(LocalDataInWindow, isKeptAsBeforeWhenThePersonGoesBack)
{
    m_fixture.open();
    LocalDataDialog *dialog = openSettings();
    ASSERT_NE(dialog, nullptr);
    m_fixture.child<QSpinBox>(u"keepDays"_s)->setValue(0);
    dialog->reject();
    EXPECT_EQ(*runs::loadRetention(m_fixture.profile), runs::Retention());
}

TEST(LocalDataDialog, beginsWithANewKeyOnlyWhenAskedTo)
{
    connection::KeptKeys lost;
    lost.place = connection::KeyPlace::Keychain;
    LocalDataDialog dialog({30}, lost, {});
    EXPECT_FALSE(dialog.choice().place);
    dialog.findChild<QComboBox *>(u"keyPlace"_s)->setCurrentIndex(1);
    EXPECT_FALSE(dialog.choice().place);
    dialog.findChild<QCheckBox *>(u"newKey"_s)->setChecked(true);
    EXPECT_EQ(dialog.choice().place, connection::KeyPlace::File);
}

} // namespace callsheet::ui
