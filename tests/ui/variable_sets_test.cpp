#include "core/match/kept_files.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/window_fixture.h"
#include "ui/common/translations.h"
#include "ui/match/match_model.h"
#include "ui/match/variable_set_dialog.h"
#include "ui/session/session.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTimer>

#include <gtest/gtest.h>

// Variable sets as a person works with them: menus and dialogs by the keyboard, then the file and the table.

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

const QByteArray renewals = R"({"name": "Renewals", "variables": [
  {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true},
  {"key": "name", "label": "Name", "required": true},
  {"key": "due", "label": "Due", "type": "date"}]})";

const QByteArray people
    = "Name,Phone,Due,Plan\nAsha,+12025550101,2024-05-03,Gold\nBen,+12025550102,2024-05-04,Silver\n";

class VariableSets : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }

    void SetUp() override
    {
        setFile = fixture.folder.write(u"set.json"_s, renewals);
        fixture.open({fixture.folder.write(u"people.csv"_s, people), setFile, {}});
        ASSERT_TRUE(waitUntil([&] { return session().document() && session().variables(); }));
        fixture.window->goTo(Step::Match);
        view = fixture.child<QTableView>(u"matchTable"_s);
    }

    Session &session() { return fixture.window->session(); }

    //! Opens the menu of the set with the keyboard and presses the letter that is underlined.
    void press(Qt::Key letter)
    {
        auto *button = fixture.child<QPushButton>(u"variableSetButton"_s);
        button->setFocus();
        // The menu may have an event loop of its own until it is answered.
        QTimer whenOpen;
        bool isAnswered = false;
        QObject::connect(&whenOpen, &QTimer::timeout, button, [&whenOpen, &isAnswered, button, letter] {
            if (!button->menu()->isVisible())
                return;
            whenOpen.stop();
            QTest::keyClick(button->menu(), letter);
            isAnswered = !button->menu()->isVisible();
            button->menu()->close();
        });
        whenOpen.start(1);
        QTest::keyClick(button, Qt::Key_Space);
        ASSERT_TRUE(waitUntil([&whenOpen] { return !whenOpen.isActive(); })) << "no menu";
        ASSERT_TRUE(isAnswered) << "no such letter in the menu";
    }

    VariableSetDialog *dialog()
    {
        VariableSetDialog *found = nullptr;
        waitUntil([&] {
            const auto all = fixture.window->findChildren<VariableSetDialog *>();
            found = all.isEmpty() ? nullptr : all.last();
            return found && found->isVisible();
        });
        return found;
    }

    static void type(QDialog &dialog, const QString &edit, const QString &text)
    {
        auto *line = dialog.findChild<QLineEdit *>(edit);
        ASSERT_NE(line, nullptr) << edit.toStdString();
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
    }

    static void keep(QDialog &dialog)
    {
        auto *button = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        ASSERT_TRUE(button->isEnabled()) << dialog.findChild<QLabel *>(u"setFault"_s)->text().toStdString();
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        EXPECT_FALSE(dialog.isVisible());
    }

    QStringList labels() // without the keys behind them
    {
        QStringList texts;
        for (int row = 0; row < view->model()->rowCount(); ++row)
            texts.append(view->model()
                             ->index(row, static_cast<int>(MatchModel::Column::Variable))
                             .data()
                             .toString()
                             .section(u"  ("_s, 0, 0));
        return texts;
    }

    QString source(int row)
    {
        return view->model()->index(row, static_cast<int>(MatchModel::Column::Source)).data().toString();
    }

    QStringList keptNames()
    {
        QStringList names;
        for (const match::KeptFile &file : match::keptFiles(session().setsFolder()))
            names.append(file.name);
        return names;
    }

    static QJsonObject onDisk(const QString &path)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
        return QJsonDocument::fromJson(file.readAll()).object();
    }

    static QStringList keysIn(const QJsonObject &set)
    {
        QStringList keys;
        const QJsonArray variables = set[u"variables"_s].toArray();
        for (const QJsonValue &variable : variables)
            keys.append(variable[u"key"_s].toString());
        return keys;
    }

    test::WindowFixture fixture;
    QString setFile;
    QTableView *view = nullptr;
};

} // namespace

TEST_F(VariableSets, everyEntryOfTheMenuHasALetterOfItsOwn)
{
    QMenu *menu = fixture.child<QPushButton>(u"variableSetButton"_s)->menu();
    Q_EMIT menu->aboutToShow();
    QHash<QKeySequence, QString> taken;
    for (const QAction *action : menu->actions()) {
        const QKeySequence letter = QKeySequence::mnemonic(action->text());
        if (letter.isEmpty())
            continue; // a set, whose name is somebody else's
        EXPECT_FALSE(taken.contains(letter)) << action->text().toStdString() << ", " << taken[letter].toStdString();
        taken.insert(letter, action->text());
    }
    EXPECT_EQ(taken.size(), 7);
}

TEST_F(VariableSets, aNewOneIsDescribedByHand)
{
    press(Qt::Key_N);
    VariableSetDialog *dialog = this->dialog();
    ASSERT_NE(dialog, nullptr);
    type(*dialog, u"setName"_s, u"Reminders"_s);
    auto *add = dialog->findChild<QPushButton *>(u"addVariable"_s);
    add->setFocus();
    QTest::keyClick(add, Qt::Key_Space);
    EXPECT_TRUE(dialog->findChild<QLineEdit *>(u"variableKey"_s)->hasFocus()) << "the next thing to write";
    type(*dialog, u"variableKey"_s, u"plan"_s);
    EXPECT_EQ(dialog->findChild<QLineEdit *>(u"variableLabel"_s)->text(), u"plan"_s)
        << "a label that nobody wrote says what the key says";
    type(*dialog, u"variableLabel"_s, u"Their plan"_s);
    type(*dialog, u"variableKey"_s, u"plan_name"_s);
    EXPECT_EQ(dialog->findChild<QLineEdit *>(u"variableLabel"_s)->text(), u"Their plan"_s) << "and one that was stays";
    type(*dialog, u"variableAliases"_s, u"Plan, Tariff"_s);
    auto *required = dialog->findChild<QCheckBox *>(u"variableRequired"_s);
    required->setFocus();
    QTest::keyClick(required, Qt::Key_Space);
    keep(*dialog);

    ASSERT_TRUE(waitUntil([&] { return session().variables()->name == u"Reminders"_s; }));
    EXPECT_EQ(labels(), (QStringList{u"Phone number"_s, u"Their plan"_s}));
    EXPECT_EQ(source(1), u"Plan"_s) << "matched by its alias";
    const QJsonObject set = onDisk(session().keptSetPath());
    EXPECT_EQ(set[u"name"_s], u"Reminders"_s);
    EXPECT_EQ(keysIn(set), (QStringList{u"phoneNumber"_s, u"plan_name"_s}));
    EXPECT_TRUE(set[u"variables"_s][1][u"required"_s].toBool());
}

TEST_F(VariableSets, anEditedOneReplacesItself)
{
    press(Qt::Key_E);
    VariableSetDialog *dialog = this->dialog();
    ASSERT_NE(dialog, nullptr);
    auto *list = dialog->findChild<QListWidget *>(u"variables"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_End);
    type(*dialog, u"variableLabel"_s, u"Renewal date"_s);
    keep(*dialog);
    ASSERT_TRUE(waitUntil([&] { return !session().keptSetPath().isEmpty(); }));
    EXPECT_EQ(labels(), (QStringList{u"Phone"_s, u"Name"_s, u"Renewal date"_s}));
    EXPECT_EQ(source(2), u"Due"_s) << "what was matched stays matched";
    EXPECT_EQ(onDisk(session().keptSetPath())[u"variables"_s][2][u"label"_s], u"Renewal date"_s);
    EXPECT_EQ(onDisk(setFile)[u"variables"_s][2][u"label"_s], u"Due"_s) << "the file it came from is somebody's own";

    press(Qt::Key_E);
    dialog = this->dialog();
    type(*dialog, u"setName"_s, u"Renewals July"_s);
    keep(*dialog);
    ASSERT_TRUE(waitUntil([&] { return keptNames() == QStringList{u"Renewals July"_s}; })) << "one, under its new name";
}

TEST_F(VariableSets, aCopyLeavesTheFirstAlone)
{
    press(Qt::Key_E);
    keep(*dialog());
    ASSERT_TRUE(waitUntil([&] { return keptNames() == QStringList{u"Renewals"_s}; }));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    press(Qt::Key_D);
    VariableSetDialog *copy = dialog();
    ASSERT_NE(copy, nullptr);
    EXPECT_EQ(copy->findChild<QLineEdit *>(u"setName"_s)->text(), u"Renewals 2"_s);
    auto *list = copy->findChild<QListWidget *>(u"variables"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_End);
    auto *remove = copy->findChild<QPushButton *>(u"removeVariable"_s);
    remove->setFocus();
    QTest::keyClick(remove, Qt::Key_Space);
    keep(*copy);
    ASSERT_TRUE(waitUntil([&] { return session().variables()->name == u"Renewals 2"_s; }));
    EXPECT_EQ(labels(), (QStringList{u"Phone"_s, u"Name"_s}));
    EXPECT_EQ(keptNames(), (QStringList{u"Renewals"_s, u"Renewals 2"_s}));
    const QString first = match::keptFiles(session().setsFolder()).first().path;
    EXPECT_EQ(keysIn(onDisk(first)), (QStringList{u"phoneNumber"_s, u"name"_s, u"due"_s}));
}

TEST_F(VariableSets, noneTakesThePlaceOfAnother)
{
    press(Qt::Key_E);
    keep(*dialog());
    ASSERT_TRUE(waitUntil([&] { return keptNames() == QStringList{u"Renewals"_s}; }));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    press(Qt::Key_N);
    VariableSetDialog *other = dialog();
    ASSERT_NE(other, nullptr);
    auto *accept = other->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    type(*other, u"setName"_s, u"renewals"_s);
    EXPECT_FALSE(accept->isEnabled());
    EXPECT_TRUE(other->findChild<QLabel *>(u"setFault"_s)->text().contains(u"“renewals” already"_s));
    type(*other, u"setName"_s, u"renewals of ours"_s);
    EXPECT_TRUE(accept->isEnabled());
    other->reject();
    EXPECT_EQ(keptNames(), QStringList{u"Renewals"_s}) << "nothing is kept of what was cancelled";
    EXPECT_EQ(session().variables()->name, u"Renewals"_s);
}

TEST_F(VariableSets, oneIsExportedAndImportedElsewhere)
{
    press(Qt::Key_E);
    VariableSetDialog *dialog = this->dialog();
    type(*dialog, u"setOpeningLine"_s, u"Hello {{name}}"_s);
    keep(*dialog);
    ASSERT_TRUE(waitUntil([&] { return !session().keptSetPath().isEmpty(); }));
    const match::VariableSet exported = *session().variables();
    fixture.prompts.file = fixture.folder.path(u"to a colleague.json"_s);
    press(Qt::Key_S);
    ASSERT_TRUE(waitUntil([&] { return QFile::exists(fixture.prompts.file); }));
    ASSERT_TRUE(waitUntil([&] { return fixture.text(u"inlineMessageText"_s).contains(u"was saved as"_s); }));

    test::WindowFixture colleague;
    colleague.open({colleague.folder.write(u"people.csv"_s, people), {}, {}});
    ASSERT_TRUE(waitUntil([&] { return colleague.window->session().document().has_value(); }));
    colleague.window->goTo(Step::Match);
    colleague.prompts.file = fixture.prompts.file;
    auto *open = colleague.child<QPushButton>(u"openVariableSet"_s);
    open->setFocus();
    QTest::keyClick(open, Qt::Key_Space);
    ASSERT_TRUE(waitUntil([&] { return colleague.window->session().variables().has_value(); }));
    EXPECT_EQ(*colleague.window->session().variables(), exported);
    EXPECT_EQ(colleague.child<QTableView>(u"matchTable"_s)->model()->rowCount(), 3);
}

TEST_F(VariableSets, oneIsLearnedFromTheHeader)
{
    press(Qt::Key_L);
    ASSERT_TRUE(waitUntil([&] { return session().variables()->variables.size() == 4; }));
    EXPECT_EQ(labels(), (QStringList{u"Phone"_s, u"Name"_s, u"Due"_s, u"Plan"_s}));
    for (int row = 0; row < 4; ++row)
        EXPECT_EQ(source(row), labels()[row]);
    EXPECT_TRUE(session().variables()->name.contains(u"people.csv"_s));
    EXPECT_TRUE(keptNames().isEmpty()) << "kept is only what the person keeps";
    EXPECT_FALSE(session().whatIsMissing()) << "it can be checked at once";
}

namespace {

struct BadImport {
    const char *name;
    QByteArray content;
    const char *told;
};

void PrintTo(const BadImport &import, std::ostream *out)
{
    *out << import.name;
}

class BadImports : public VariableSets, public ::testing::WithParamInterface<BadImport> { };

} // namespace

TEST_P(BadImports, endInOneSentenceAndChangeNothing)
{
    const match::VariableSet before = *session().variables();
    fixture.prompts.file = fixture.folder.write(u"bad.json"_s, GetParam().content);
    press(Qt::Key_O);
    auto *message = fixture.child<QWidget>(u"inlineMessage"_s);
    ASSERT_TRUE(waitUntil([&] { return message->isVisible(); }));
    const QString told = fixture.text(u"inlineMessageText"_s);
    EXPECT_TRUE(told.contains(u"bad.json"_s)) << told.toStdString();
    EXPECT_TRUE(told.contains(QString::fromUtf8(GetParam().told))) << told.toStdString();
    EXPECT_FALSE(told.contains(u'\n')) << told.toStdString();
    EXPECT_LT(told.size(), 400) << told.toStdString();
    EXPECT_EQ(*session().variables(), before);
    EXPECT_EQ(labels(), (QStringList{u"Phone"_s, u"Name"_s, u"Due"_s}));
    EXPECT_EQ(session().memory().recentVariableSets, QStringList{setFile}) << "it is not offered again";
}

INSTANTIATE_TEST_SUITE_P(All, BadImports,
    ::testing::Values(BadImport{"aSpreadsheet", people, "not valid JSON"},
        BadImport{"aWorkbook", QByteArray("PK\x03\x04\0\0\0\0\xff\xfe", 10), "not valid JSON"},
        BadImport{"nothing", "", "not valid JSON"}, BadImport{"aList", "[1, 2]", "holds no JSON object"},
        BadImport{"aMapping", R"({"mapping": []})", "no list “variables”"},
        BadImport{"wrongKinds", R"({"variables": [{"key": "a", "required": "yes"}]})", "true or false"},
        BadImport{"aNumberForAKey", R"({"variables": [{"key": 5}]})", "“key” is not text"},
        BadImport{"oneKeyTwice", R"({"variables": [{"key": "a"}, {"key": "a"}]})", "same key"},
        BadImport{"aDollarKey", R"({"variables": [{"key": "$where"}]})", "begins with “$”"},
        BadImport{"aDottedKey", R"({"variables": [{"key": "a.b"}]})", "contains “.”"},
        BadImport{"fiveMebibytes", QByteArray(5 * 1024 * 1024, ' '), "larger than 4 MiB"},
        BadImport{"aLongKey", R"({"variables": [{"key": ")" + QByteArray(5000, 'x') + R"(", "type": "colour"}]})",
            "its type has to be"}),
    [](const auto &info) { return std::string(info.param.name); });

} // namespace callsheet::ui
