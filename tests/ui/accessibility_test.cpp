#include "tests/support/await.h"
#include "tests/ui/window_fixture.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QAbstractScrollArea>
#include <QGroupBox>
#include <QLabel>
#include <QMenuBar>
#include <QTabBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

// Parts of Qt's own widgets that take focus on behalf of the widget they belong to.
bool isPartOfAnother(const QWidget *widget)
{
    return widget->objectName().startsWith("qt_"_L1) || widget->inherits("QHeaderView")
        || widget->inherits("QComboBoxListView") || widget->inherits("QTableCornerButton")
        || (widget->parentWidget() && widget->parentWidget()->inherits("QAbstractSpinBox"));
}

std::string nameless(QWidget &window)
{
    std::string names;
    const auto widgets = window.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || isPartOfAnother(widget))
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (!interface || interface->text(QAccessible::Name).isEmpty())
            names += std::string(widget->metaObject()->className()) + " '" + widget->objectName().toStdString() + "'\n";
        else if (widget->objectName().isEmpty())
            names += std::string(widget->metaObject()->className())
                + " without an object name: " + interface->text(QAccessible::Name).toStdString() + "\n";
    }
    return names;
}

std::string sharedMnemonics(QWidget &window)
{
    QMap<QString, QStringList> byKey;
    const auto collect = [&](const QString &text) {
        const QKeySequence key = QKeySequence::mnemonic(text);
        if (!key.isEmpty())
            byKey[key.toString()].append(text);
    };
    const auto widgets = window.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!widget->isVisible())
            continue;
        if (auto *button = qobject_cast<QAbstractButton *>(widget))
            collect(button->text());
        else if (auto *label = qobject_cast<QLabel *>(widget); label && label->buddy())
            collect(label->text());
        else if (auto *group = qobject_cast<QGroupBox *>(widget))
            collect(group->title());
        else if (auto *bar = qobject_cast<QMenuBar *>(widget)) {
            const auto actions = bar->actions();
            for (const QAction *action : actions)
                collect(action->text());
        }
    }
    std::string shared;
    for (auto at = byKey.cbegin(); at != byKey.cend(); ++at) {
        if (at->size() > 1)
            shared += at.key().toStdString() + ": " + at->join(u" | "_s).toStdString() + "\n";
    }
    return shared;
}

} // namespace

TEST(Accessibility, returnPressesTheButtonThatHasTheFocus)
{
    test::WindowFixture fixture;
    MainWindow &window = fixture.open();
    window.session().openFile(QStringLiteral(CALLSHEET_SOURCE_DIR "/resources/samples/contacts.csv"));
    ASSERT_TRUE(waitUntil([&] { return window.session().document().has_value(); }));
    window.goTo(Step::Match);
    auto *open = fixture.child<QPushButton>(u"openVariableSet"_s);
    open->setFocus();
    QTest::keyClick(open, Qt::Key_Return);
    EXPECT_EQ(fixture.prompts.titles.size(), 1) << "it asks for the file";
}

TEST(Accessibility, everyFocusableWidgetHasANameAndNoMnemonicIsSharedOnAPage)
{
    test::WindowFixture fixture;
    MainWindow &window = fixture.open();
    const auto look = [&](const char *page) {
        EXPECT_EQ(nameless(window), "") << page;
        EXPECT_EQ(sharedMnemonics(window), "") << page;
    };
    look("start");
    window.goTo(Step::Match);
    look("match, nothing open");
    const QString samples = QStringLiteral(CALLSHEET_SOURCE_DIR "/resources/samples/");
    window.session().openFile(samples + u"contacts.csv"_s);
    window.session().openVariableSet(samples + u"renewals.json"_s);
    ASSERT_TRUE(waitUntil([&] { return window.session().document() && window.session().variables(); }));
    window.goTo(Step::File);
    look("file");
    window.goTo(Step::Match);
    look("match");
    for (qsizetype i = 0; i < window.session().mapping().assignments.size(); ++i) {
        match::Assignment assignment = window.session().mapping().assignments[i];
        assignment.confirmed = true;
        window.session().assign(static_cast<int>(i), assignment);
    }
    window.session().check();
    ASSERT_TRUE(waitUntil([&] { return window.session().report() != nullptr; }));
    window.goTo(Step::Check);
    look("check");
    window.goTo(Step::Send);
    look("send");
    practice::Fault fault;
    fault.kind = practice::FaultKind::DropBeforeAnswer;
    fixture.practice->setFaults({{fault}});
    fixture.click(u"primary"_s);
    ASSERT_TRUE(waitUntil([&] { return window.sending().run() && !window.sending().isBusy(); }));
    ASSERT_TRUE(
        waitUntil([&] { return window.history().details() && window.history().details()->ledger.unknown > 0; }));
    look("runs");
    fixture.click(u"practiceBadge"_s);
    look("practice panel, calls");
    fixture.child<QTabWidget>(u"practiceTabs"_s)->setCurrentIndex(1);
    look("practice panel, what goes wrong");
    fixture.child<QAction>(u"actionPractice"_s)->trigger();
    fixture.child<QAction>(u"actionTour"_s)->trigger();
    look("tour");
    fixture.click(u"tourEnd"_s);
    window.session().openFile(samples + u"contacts.xlsx"_s);
    ASSERT_TRUE(waitUntil([&] { return window.session().document()->report.format == sheet::Format::Xlsx; }));
    window.goTo(Step::File);
    look("file, workbook");
    fixture.close();
    MainWindow &again = fixture.open();
    ASSERT_TRUE(waitUntil([&] { return again.history().isLoaded(); }));
    EXPECT_EQ(nameless(again), "") << "start with recent files";
    EXPECT_EQ(sharedMnemonics(again), "") << "start with recent files";
}

} // namespace callsheet::ui
