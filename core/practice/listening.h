#pragma once

#include "core/practice/practice_service.h"

#include <QHostAddress>

namespace callsheet::practice {

//! Where and as whom the service listens.
struct Listening {
    QHostAddress address;
    std::optional<ServerIdentity> identity; // with TLS
};

//! Error: InvalidInput for an address that is none, and for one that others can reach when no token keeps them out.
base::Result<Listening> listeningFor(const PracticeOptions &options);

} // namespace callsheet::practice
