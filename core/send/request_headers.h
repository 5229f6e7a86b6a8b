#pragma once

#include "core/connection/connection.h"
#include "core/connection/secret_store.h"
#include "core/send/request_head.h"

#include <vector>

namespace callsheet::send {

//! The headers that bear the secrets of this mode: sent from here and told from here, so that both are the same.
std::vector<HeaderLine> credentialHeaders(connection::CredentialMode mode, const connection::Secrets &secrets);
HeaderLine bearerHeader(const base::Secret &bearer);

inline constexpr auto jsonContentType = "application/json";

} // namespace callsheet::send
