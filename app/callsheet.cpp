#include "app/composition.h"
#include "app/leave.h"
#include "ui/common/desktop_notification.h"
#include "ui/common/resources.h"
#include "ui/common/theme.h"
#include "ui/common/translations.h"
#include "ui/common/widget_prompts.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>

#include <algorithm>
#include <string_view>

using namespace Qt::StringLiterals;
using namespace callsheet;

namespace {

//! What keeps the window from opening, said where a person looks.
int refuseToStart(const base::Error &error)
{
    QMessageBox box(QMessageBox::Critical, u"Callsheet"_s, error.message, QMessageBox::Close);
    box.setTextFormat(Qt::PlainText);
    return box.exec() == QMessageBox::Close ? 1 : 0;
}

//! --help and --version answer in the terminal, also where there is no display for a window.
bool asksForWordsOnly(int argc, char **argv)
{
    const auto isSuch = [](std::string_view word) {
        return word == "--help" || word == "-h" || word == "--help-all" || word == "--version" || word == "-v";
    };
    return std::any_of(argv + 1, argv + argc, isSuch);
}

int run(int argc, char **argv)
{
    if (asksForWordsOnly(argc, argv))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"Callsheet"_s);
    QApplication::setApplicationName(u"callsheet"_s);
    QApplication::setApplicationDisplayName(u"Callsheet"_s);
    QApplication::setApplicationVersion(QStringLiteral(CALLSHEET_VERSION));
    QApplication::setDesktopFileName(u"callsheet"_s);
    ui::loadResources();
    ui::installTranslations(application);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("app", "Checks a spreadsheet of contacts and sends it to a batch-call service."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption profile(u"profile"_s,
        QCoreApplication::translate("app", "The folder for runs, connections and settings."), u"folder"_s);
    const QCommandLineOption variables(
        u"variables"_s, QCoreApplication::translate("app", "The variable set to match with."), u"file"_s);
    const QCommandLineOption country(u"country"_s,
        QCoreApplication::translate("app", "The country of numbers without a country code, such as GB."), u"code"_s);
    const QCommandLineOption dark(u"dark"_s, QCoreApplication::translate("app", "Dark colours."));
    parser.addOptions({profile, variables, country, dark});
    parser.addPositionalArgument(
        u"file"_s, QCoreApplication::translate("app", "The spreadsheet to open."), u"[file]"_s);
    parser.process(application);
    if (parser.isSet(dark))
        ui::applyDarkPalette(application);

    auto composition = app::Composition::open(parser.value(profile));
    if (!composition)
        return refuseToStart(composition.error());
    practice::PracticeOptions practising; // in memory: a rehearsal is over with the program
    practising.callsPerSecond = 1; // slow enough to watch
    practising.dialMix = {70, 20, 7, 3};
    const auto practice = (*composition)->practice(practising);
    if (!practice)
        return refuseToStart(practice.error());
    ui::WidgetPrompts prompts;
    const ui::Services services{(*composition)->profile(), &(*composition)->clock(), &(*composition)->journal(),
        &(*composition)->transport(), &(*composition)->secrets(), &(*composition)->journalKeys(), *practice, &prompts,
        {}, &ui::notifyOnDesktop, [&composition] { return (*composition)->keychainProblem(); }};
    const ui::StartUp startUp{
        parser.positionalArguments().value(0), parser.value(variables), parser.value(country).toUpper()};
    ui::MainWindow window(services, startUp);
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    app::hardenProcess();
    return app::leave(run(argc, argv));
}
