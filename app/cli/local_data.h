#pragma once

#include "app/cli/arguments.h"
#include "app/cli/output.h"
#include "app/composition.h"

namespace callsheet::app {

//! The options of “runs” that are about what is kept of people, each with a value or not.
const QStringList &localDataValues();
const QStringList &localDataFlags();
bool asksForLocalData(const Arguments &arguments);
//! Deletes a run's data or all of it, and changes how long and where things are kept.
ExitCode changeLocalData(Composition &composition, const Arguments &arguments);

} // namespace callsheet::app
