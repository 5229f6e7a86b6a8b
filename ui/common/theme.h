#pragma once

#include <QColor>
#include <QPalette>

class QApplication;
class QFont;
class QWidget;

namespace callsheet::ui {

//! What a colour means. The colour itself is computed from the palette, so that it reads on light and on dark.
enum class Tone { Plain, Quiet, Accent, Good, Caution, Bad };

//! For icons and words on QPalette::Base or Window.
QColor toneColor(Tone tone, const QPalette &palette);
//! A background so faint that the palette's text stays readable on it.
QColor toneTint(Tone tone, const QPalette &palette);
//! For hairlines between areas.
QColor lineColor(const QPalette &palette);

//! A dark palette on the Fusion style, for `--dark`; Qt 6.4 cannot ask the desktop for its colour scheme.
void applyDarkPalette(QApplication &application);

//! The widget's font, larger by a factor and bold on demand; sizes stay relative to the person's own.
QFont scaledFont(const QWidget &widget, double factor, bool bold);

} // namespace callsheet::ui
