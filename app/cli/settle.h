#pragma once

#include "app/cli/arguments.h"
#include "app/cli/output.h"
#include "app/composition.h"

namespace callsheet::app {

//! `run settle`: writes down what the person says, else asks the service where a Bearer token is at hand, else lists
//! whom to look for. Ok: something was settled, and nothing is said of how the run stands now.
ExitCode settle(Composition &composition, const Arguments &arguments, runs::RunId run);

} // namespace callsheet::app
