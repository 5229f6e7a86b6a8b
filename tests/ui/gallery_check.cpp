#include "tests/support/await.h"
#include "tests/ui/gallery.h"
#include "tests/ui/window_fixture.h"
#include "ui/check/check_page.h"
#include "ui/check/problem_panel.h"
#include "ui/session/session.h"

#include <QAction>
#include <QDialog>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTableView>

namespace callsheet::test {

using namespace Qt::StringLiterals;

namespace {

const QByteArray variableSet = R"({"name": "Renewals", "variables": [
  {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true},
  {"key": "name", "label": "Name", "required": true},
  {"key": "city", "label": "City"}]})";

QByteArray dutchSheet()
{
    QByteArray csv = "Name,Phone,City\n";
    for (int i = 0; i < 58; ++i)
        csv += "Jan " + QByteArray::number(i) + ",06-1" + QByteArray::number(2000000 + i * 13107) + ",Utrecht\n";
    return csv + "Piet,06 123456,\nKees,06 12,N/A\nAnna,06 123,\n";
}

void checkAll(ui::MainWindow &window)
{
    for (qsizetype i = 0; i < window.session().mapping().assignments.size(); ++i) {
        match::Assignment assignment = window.session().mapping().assignments[i];
        assignment.confirmed = true;
        window.session().assign(static_cast<int>(i), assignment);
    }
    window.session().check();
    window.goTo(ui::Step::Check);
    waitUntil([&] { return window.session().report() != nullptr; });
}

template <typename Dialog = QDialog>
void shootDialog(Gallery &gallery, ui::MainWindow &window, const QString &name)
{
    QTest::qWait(150);
    for (Dialog *dialog : window.findChildren<Dialog *>()) {
        if (!dialog->isVisible())
            continue;
        gallery.shoot(*dialog, name);
        dialog->reject();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return;
    }
}

void shootCountry(Gallery &gallery)
{
    WindowFixture fixture;
    ui::MainWindow &window = fixture.open({fixture.folder.write(u"people.csv"_s, dutchSheet()),
        fixture.folder.write(u"set.json"_s, variableSet), u"US"_s});
    window.resize(gallery.size);
    waitUntil([&] { return window.session().document() && window.session().variables(); });
    checkAll(window);
    waitUntil([&] { return window.session().countryHint().has_value(); });
    gallery.shoot(window, u"check-country"_s);
    if (auto *use = window.findChild<QWidget *>(u"countryHint"_s)->findChild<QPushButton *>(u"messageAction1"_s))
        use->click();
    waitUntil([&] { return window.session().report() != nullptr; });
    gallery.shoot(window, u"check-country-used"_s);
}

//! Every menu, and the dialogs of the Match and Check pages, over the sample.
void shootDialogs(Gallery &gallery)
{
    const QString samples = QStringLiteral(CALLSHEET_SOURCE_DIR "/resources/samples/");
    WindowFixture fixture;
    ui::MainWindow &window = fixture.open({samples + u"contacts.xlsx"_s, samples + u"renewals.json"_s, u"GB"_s});
    window.resize(gallery.size);
    waitUntil([&] { return window.session().document() && window.session().variables(); });
    checkAll(window);
    waitUntil([&] { return !window.session().damage().empty(); });
    for (QAction *menu : window.menuBar()->actions()) {
        menu->menu()->popup(window.mapToGlobal(QPoint(0, 0)));
        gallery.shoot(*menu->menu(), u"menu-"_s + QString(menu->text()).remove(u'&').toLower());
        menu->menu()->close();
    }
    auto *groups = window.findChild<QListWidget *>(u"problemGroups"_s);
    for (int row = 0; row < std::min(groups->count(), 3); ++row) {
        groups->setCurrentRow(row);
        gallery.shoot(window, u"check-group%1"_s.arg(row + 1));
        if (auto *fix = window.findChild<QPushButton *>(u"fixAll"_s); fix->isEnabled()) {
            fix->click();
            shootDialog(gallery, window, u"fix%1"_s.arg(row + 1));
        }
    }
    window.findChild<ui::CheckPage *>()->showGroup(ui::RowGroup::Duplicates);
    gallery.shoot(window, u"check-duplicates"_s);
    for (const auto &[button, name] :
        {std::pair{u"compareDuplicates"_s, u"duplicates"_s}, {u"spotCheck"_s, u"spot-check"_s}}) {
        if (auto *press = window.findChild<QPushButton *>(button); press && press->isEnabled()) {
            press->click();
            shootDialog(gallery, window, name);
        }
    }
    if (auto *replace = window.findChild<QAction *>(u"actionReplace"_s)) {
        replace->trigger();
        shootDialog(gallery, window, u"replace"_s);
    }
    window.goTo(ui::Step::Match);
    for (const QString &name : {u"editSet"_s, u"newSet"_s}) {
        QMenu *menu = window.findChild<QPushButton *>(u"variableSetButton"_s)->menu();
        Q_EMIT menu->aboutToShow();
        menu->findChild<QAction *>(name)->trigger();
        shootDialog(gallery, window, u"variable-set-"_s + name.toLower());
    }
    window.findChild<QTableView *>(u"matchTable"_s)
        ->setCurrentIndex(window.findChild<QTableView *>(u"matchTable"_s)->model()->index(1, 0));
    window.findChild<QPushButton *>(u"cleanUpsButton"_s)->click();
    shootDialog(gallery, window, u"clean-ups"_s);
}

//! The bulk fixes of a template, before they are done again.
void shootRecipe(Gallery &gallery)
{
    WindowFixture fixture;
    ui::MainWindow &window = fixture.open({fixture.folder.write(u"people.csv"_s, dutchSheet()),
        fixture.folder.write(u"set.json"_s, variableSet), u"NL"_s});
    window.resize(gallery.size);
    ui::Session &session = window.session();
    waitUntil([&] { return session.document() && session.variables(); });
    checkAll(window);
    const check::RepairStep steps[] = {{{check::RepairKind::Replace, u"N/A"_s, u"your town"_s, 0}, u"city"_s, {}},
        {{check::RepairKind::Replace, u"Utrecht"_s, u"Utrecht (NL)"_s, 0}, u"city"_s, {}}};
    for (const check::RepairStep &step : steps) {
        bool done = false;
        session.tryRepair(step, {}, [&](const ui::TriedRepair &tried) {
            session.repair(step, tried);
            done = true;
        });
        waitUntil([&] { return done; });
    }
    session.saveTemplate(u"Weekly"_s);
    waitUntil([&] { return session.templates().size() == 1; });
    session.openFile(fixture.folder.write(u"next.csv"_s, dutchSheet()));
    waitUntil([&] { return session.bestTemplate() != nullptr; });
    window.goTo(ui::Step::Match);
    gallery.shoot(window, u"match-template-offer"_s);
    session.useTemplate(*session.bestTemplate());
    waitUntil([&] { return session.templateName() == u"Weekly"_s; });
    checkAll(window);
    QTest::qWait(200);
    gallery.shoot(window, u"check-recipe-offer"_s);
    window.findChild<QAction *>(u"actionRecipe"_s)->trigger();
    shootDialog(gallery, window, u"recipe"_s);
}

} // namespace

void shootMatchAndCheck(Gallery &gallery)
{
    shootCountry(gallery);
    shootDialogs(gallery);
    shootRecipe(gallery);
}

} // namespace callsheet::test
