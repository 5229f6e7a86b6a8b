#pragma once

#include <QString>

namespace callsheet::app {

//! What `callsheet-cli --help` prints: every command, option, JSON form and exit code.
QString helpText();

} // namespace callsheet::app
