#pragma once

#include <QString>

namespace callsheet::ui {

//! A message of the desktop (org.freedesktop.Notifications); where there is no such service, nothing happens. Returns
//! at once.
void notifyOnDesktop(const QString &title, const QString &text);

} // namespace callsheet::ui
