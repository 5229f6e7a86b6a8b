#pragma once

#include "app/cli/arguments.h"

#include "core/sheet/open_sheet.h"

namespace callsheet::app {

//! The reading options that stand wherever a FILE stands.
QStringList readingOptionNames();
base::Result<sheet::ReadingOptions> readingOptions(const Arguments &arguments);

//! "hiddenRows": the word of `inspect --json`.
QString questionName(sheet::Question question);
//! What is asked and which options answer it.
QString askWithOptions(sheet::Question question, const sheet::ReadingReport &report);
//! On stderr, for the commands that go on with a question open.
void printQuestions(const sheet::ReadingReport &report);

} // namespace callsheet::app
