#include "core/send/request_headers.h"

#include "core/send/wire.h"

namespace callsheet::send {

using connection::CredentialMode;

std::vector<HeaderLine> credentialHeaders(CredentialMode mode, const connection::Secrets &secrets)
{
    std::vector<HeaderLine> headers;
    if (mode != CredentialMode::Bearer)
        headers.push_back({wire::apiKeyHeader, secrets.apiKey.reveal()});
    if (mode != CredentialMode::ApiKey)
        headers.push_back(bearerHeader(secrets.bearer));
    return headers;
}

HeaderLine bearerHeader(const base::Secret &bearer)
{
    return {wire::authorizationHeader, wire::bearerPrefix + bearer.reveal()};
}

} // namespace callsheet::send
