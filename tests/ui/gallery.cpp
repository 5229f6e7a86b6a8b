#include "tests/support/await.h"
#include "tests/ui/gallery.h"
#include "tests/ui/window_fixture.h"
#include "ui/check/check_page.h"
#include "ui/common/theme.h"
#include "ui/common/translations.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QTest>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

// Pictures of every page in its states, for people to look at: ui_gallery FOLDER [--dark] [--small] [--file-page |
// --check].

using namespace Qt::StringLiterals;
using namespace callsheet;
using test::Gallery;

namespace {

void shootAll(Gallery &gallery)
{
    const QString samples = QStringLiteral(CALLSHEET_SOURCE_DIR "/resources/samples/");
    test::WindowFixture fixture;
    fixture.prompts.confirmAnswer = true;
    ui::MainWindow &window = fixture.open();
    window.resize(gallery.size);
    gallery.shoot(window, u"start"_s);
    window.goTo(ui::Step::Match);
    gallery.shoot(window, u"match-empty"_s);
    window.goTo(ui::Step::Check);
    gallery.shoot(window, u"check-empty"_s);
    window.goTo(ui::Step::Send);
    gallery.shoot(window, u"send-empty"_s);
    window.goTo(ui::Step::Runs);
    gallery.shoot(window, u"runs-empty"_s);
    window.goTo(ui::Step::File);
    window.session().openFile(fixture.folder.write(u"broken.xlsx"_s, "%PDF-1.7 not a sheet"));
    test::waitUntil([&] { return !window.session().isReading(); });
    gallery.shoot(window, u"file-error"_s);

    window.session().openFile(samples + u"contacts.csv"_s);
    test::waitUntil([&] { return window.session().document().has_value(); });
    gallery.shoot(window, u"file-csv"_s);
    window.session().openFile(samples + u"contacts.xlsx"_s);
    test::waitUntil([&] { return !window.session().isReading(); });
    gallery.shoot(window, u"file-xlsx"_s);
    window.goTo(ui::Step::Match);
    gallery.shoot(window, u"match-no-set"_s);
    window.session().openVariableSet(samples + u"renewals.json"_s);
    test::waitUntil([&] { return window.session().variables().has_value(); });
    check::CheckSettings settings = window.session().settings();
    settings.defaultCountry = u"GB"_s;
    window.session().setSettings(settings);
    gallery.shoot(window, u"match"_s);
    if (auto *all = window.findChild<QPushButton *>(u"useAllSimilar"_s); all && all->isVisible())
        all->click();
    gallery.shoot(window, u"match-ready"_s);
    window.findChild<QPushButton *>(u"primary"_s)->click();
    test::waitUntil([&] { return window.session().report() != nullptr; });
    gallery.shoot(window, u"check"_s);
    window.findChild<ui::CheckPage *>()->showGroup(ui::RowGroup::Errors);
    gallery.shoot(window, u"check-errors"_s);
    window.goTo(ui::Step::Match);
    gallery.shoot(window, u"match-checked"_s);
    window.goTo(ui::Step::Send);
    gallery.shoot(window, u"send"_s);
    window.findChild<QPushButton *>(u"newConnection"_s)->click();
    if (auto *dialog = window.findChild<QDialog *>()) {
        gallery.shoot(*dialog, u"connection"_s);
        dialog->reject();
    }
    window.findChild<QPushButton *>(u"primary"_s)->click();
    test::waitUntil([&] { return window.sending().run() && !window.sending().isBusy(); });
    test::waitUntil([&] { return window.history().details() != nullptr; });
    gallery.shoot(window, u"runs-finished"_s);

    practice::FaultPlan plan;
    practice::Fault refused;
    refused.fromRequest = 2;
    refused.status = 400;
    refused.message = u"callData[17].due_date is missing"_s;
    practice::Fault dropped;
    dropped.kind = practice::FaultKind::DropBeforeAnswer;
    dropped.fromRequest = 4;
    plan.faults = {refused, dropped};
    fixture.practice->setFaults(plan);
    window.session().openFile(fixture.folder.write(u"Renewals July.csv"_s, test::peopleCsv(6443, 6)));
    test::waitUntil([&] { return !window.session().isReading(); });
    window.session().learnVariables();
    test::waitUntil([&] { return window.session().variables().has_value(); });
    window.goTo(ui::Step::Match);
    auto phone = window.session().mapping().assignments.first();
    phone.source = match::Source::Column;
    phone.column = 1;
    phone.confirmed = true;
    window.session().assign(0, phone);
    gallery.shoot(window, u"match-learned"_s);
    window.session().check();
    window.goTo(ui::Step::Check);
    test::waitUntil([&] { return window.session().report() != nullptr; });
    gallery.shoot(window, u"check-clean"_s);
    window.goTo(ui::Step::Send);
    window.findChild<QPushButton *>(u"primary"_s)->click();
    test::waitUntil([&] { return window.sending().run() && window.history().details() && window.sending().isBusy(); });
    gallery.shoot(window, u"runs-sending"_s);
    test::waitUntil([&] { return !window.sending().isBusy(); });
    QTest::qWait(200);
    gallery.shoot(window, u"runs-unknown"_s);
    window.session().openFile(fixture.folder.write(u"Everybody.csv"_s, test::peopleCsv(400000, 8)));
    test::waitUntil([&] { return !window.session().isReading(); });
    window.session().learnVariables();
    window.session().check();
    window.goTo(ui::Step::Check);
    auto *stop = window.findChild<ui::CheckPage *>()->findChild<QPushButton *>(u"stopWork"_s);
    test::waitUntil([&] { return stop->isVisible() || !window.session().isChecking(); });
    gallery.shoot(window, u"check-busy"_s);
    window.session().stopChecking();
    fixture.close();
    ui::MainWindow &again = fixture.open();
    again.resize(gallery.size);
    test::waitUntil([&] { return again.history().isLoaded(); });
    gallery.shoot(again, u"start-again"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    application.setStyle(u"Fusion"_s);
    ui::installTranslations(application);
    const QStringList arguments = QApplication::arguments();
    Gallery gallery{arguments.value(1, u"."_s), {}, QSize(1280, 800)};
    if (arguments.contains(u"--dark"_s)) {
        ui::applyDarkPalette(application);
        gallery.suffix += u"-dark"_s;
    }
    if (arguments.contains(u"--small"_s)) {
        gallery.size = QSize(900, 600);
        gallery.suffix += u"-small"_s;
    }
    QDir().mkpath(gallery.folder);
    const bool isFilePage = arguments.contains(u"--file-page"_s);
    const bool isCheck = arguments.contains(u"--check"_s);
    if (!isCheck)
        shootFilePage(gallery);
    if (!isFilePage)
        shootMatchAndCheck(gallery);
    if (!isFilePage && !isCheck)
        shootAll(gallery);
    return 0;
}
