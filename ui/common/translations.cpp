#include "ui/common/translations.h"

#include "ui/common/resources.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

void installTranslations(QApplication &application)
{
    loadResources();
    auto *own = new QTranslator(&application);
    // "C" and "C.UTF-8" have no language of their own, and match no catalogue.
    const bool found
        = own->load(QLocale(), u"callsheet"_s, u"_"_s, u":/i18n"_s) || own->load(u":/i18n/callsheet_en.qm"_s);
    if (found)
        QApplication::installTranslator(own);
    auto *buttons = new QTranslator(&application);
    if (buttons->load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(buttons);
}

} // namespace callsheet::ui
