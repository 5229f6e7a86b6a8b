#pragma once

#include "app/cli/arguments.h"
#include "app/cli/output.h"
#include "app/composition.h"

namespace callsheet::app {

//! `run receipt`: the receipt as a web page, to a file or to stdout. A PDF needs fonts, which only the window has.
ExitCode writeReceipt(Composition &composition, const Arguments &arguments, runs::RunId run);

//! `run export`: the people of the named groups, to a .csv or .xlsx file.
ExitCode exportRun(Composition &composition, const Arguments &arguments, runs::RunId run);

} // namespace callsheet::app
