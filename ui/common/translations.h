#pragma once

class QApplication;

namespace callsheet::ui {

//! Installs the catalogue of the person's language, or the English one: without it "1 row(s)" would be shown.
void installTranslations(QApplication &application);

} // namespace callsheet::ui
