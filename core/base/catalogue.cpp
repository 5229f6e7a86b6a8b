#include "core/base/catalogue.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

// Q_INIT_RESOURCE must stand outside every namespace. The linker would drop the catalogues otherwise.
static void registerCatalogues()
{
    Q_INIT_RESOURCE(callsheet_translations);
}

namespace callsheet::base {

using namespace Qt::StringLiterals;

void installCatalogue()
{
    registerCatalogues();
    auto *catalogue = new QTranslator(QCoreApplication::instance());
    // "C" and "C.UTF-8" have no language of their own, and match no catalogue.
    const bool found = catalogue->load(QLocale(), u"callsheet"_s, u"_"_s, u":/i18n"_s)
        || catalogue->load(u":/i18n/callsheet_en.qm"_s);
    if (found)
        QCoreApplication::installTranslator(catalogue);
}

} // namespace callsheet::base
