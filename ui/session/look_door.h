#pragma once

namespace callsheet::ui {

//! Whether the service can be asked who of an unknown chunk is queued.
enum class LookDoor {
    Open,
    NoToken, // that takes a Bearer token
    RehearsalOver, // the practice service that took it has ended, and kept nothing
};

} // namespace callsheet::ui
