#pragma once

namespace callsheet::app {

//! The last word of every main(), when everything that the program has made is gone. Ends the program at once where the
//! system was asked for a proxy and does not answer: Qt would wait for that, for as long as it takes.
int leave(int exitCode);

} // namespace callsheet::app
