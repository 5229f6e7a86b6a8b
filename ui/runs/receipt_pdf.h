#pragma once

#include "core/base/result.h"

#include <QString>

namespace callsheet::ui {

//! The page as a PDF in A4 with page numbers, all of it or what was there before. Can take seconds for a long run: not
//! for the window's thread. Error: Storage.
base::Result<void> writeReceiptPdf(const QString &html, const QString &title, const QString &path);

} // namespace callsheet::ui
