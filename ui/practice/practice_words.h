#pragma once

#include "core/connection/connection.h"
#include "core/runs/records.h"

#include <QString>

namespace callsheet::ui {

// Whether phones ring, in words, the same ones wherever it matters.

//! "Practice service (nobody is called)", or the name of the connection.
QString connectionTitle(const connection::Connection &connection);
//! "Practice service, nobody is called", or "Acme, https://calls.example.com".
QString runTarget(const runs::RunHead &head);
//! The same for a narrow list: "Practice", or "Acme".
QString shortRunTarget(const runs::RunHead &head);
//! Why nobody of an earlier rehearsal can be looked up, and what to do.
QString rehearsalIsOver();

} // namespace callsheet::ui
