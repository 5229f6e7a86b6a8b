#include "ui/common/translations.h"

#include "core/base/catalogue.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

void installTranslations(QApplication &application)
{
    base::installCatalogue();
    auto *buttons = new QTranslator(&application);
    if (buttons->load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(buttons);
}

} // namespace callsheet::ui
