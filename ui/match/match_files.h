#pragma once

#include <QString>

namespace callsheet::ui {

//! The filter of a file dialog: "Mappings (*.json)".
inline QString jsonFiles(const QString &what)
{
    return QStringLiteral("%1 (*.json)").arg(what);
}

} // namespace callsheet::ui
