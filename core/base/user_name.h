#pragma once

#include <QString>

namespace callsheet::base {

//! Who sits at this computer, as the system calls them: "asha", or the number where it has no name. For what the
//! journal says of who did something; never empty.
QString userName();

} // namespace callsheet::base
