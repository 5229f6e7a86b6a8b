#pragma once

#include "core/sheet/open_sheet.h"

#include <QJsonObject>

namespace callsheet::match {

//! How a sheet was read, as part of the file of a template or of unfinished work: what a person fixed, and no more.
QJsonObject toJson(const sheet::ReadingOptions &reading);
//! What cannot be understood counts as not fixed.
sheet::ReadingOptions readingOptionsFrom(const QJsonObject &object);

} // namespace callsheet::match
