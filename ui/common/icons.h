#pragma once

#include "ui/common/theme.h"

#include <QIcon>

namespace callsheet::ui {

//! The pictures of resources/icons, each named after what it says.
enum class Glyph {
    File,
    Match,
    Check,
    Send,
    Runs,
    Done,
    Warning,
    Error,
    Unknown,
    Running,
    Waiting,
    Paused,
    Stopped,
    NotSent,
    Skipped,
    Duplicate,
    Replaced,
    Info,
    Close,
    Open,
    Blank,
};

//! Painted in the tone's colour of the palette that holds when it is painted, so that it follows a change of theme.
QIcon icon(Glyph glyph, Tone tone = Tone::Plain);
QIcon applicationIcon();

} // namespace callsheet::ui
