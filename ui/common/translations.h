#pragma once

class QApplication;

namespace callsheet::ui {

//! base::installCatalogue(), and the words on Qt's own buttons.
void installTranslations(QApplication &application);

} // namespace callsheet::ui
