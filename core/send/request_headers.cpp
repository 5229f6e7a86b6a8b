#include "core/send/request_headers.h"

#include "core/send/wire.h"

namespace callsheet::send {

using connection::CredentialMode;

std::vector<std::pair<QByteArray, QByteArray>> credentialHeaders(
    CredentialMode mode, const connection::Secrets &secrets)
{
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    if (mode != CredentialMode::Bearer)
        headers.emplace_back(wire::apiKeyHeader, secrets.apiKey.reveal());
    if (mode != CredentialMode::ApiKey)
        headers.emplace_back(wire::authorizationHeader, wire::bearerPrefix + secrets.bearer.reveal());
    return headers;
}

} // namespace callsheet::send
