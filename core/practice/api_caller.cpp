#include "core/practice/api_caller.h"

#include "core/send/wire.h"

namespace callsheet::practice {

using namespace send;

namespace {

QByteArray header(const HttpRequest &request, const char *name)
{
    return request.headers.value(QByteArray(name).toLower());
}

} // namespace

Caller callerOf(const BatchStore &store, const HttpRequest &request)
{
    const QByteArray key = header(request, wire::apiKeyHeader);
    const QByteArray authorization = header(request, wire::authorizationHeader);
    const QByteArray prefix(wire::bearerPrefix);
    Caller caller;
    caller.byKey = !key.isEmpty();
    caller.byBearer = authorization.left(prefix.size()).compare(prefix, Qt::CaseInsensitive) == 0;
    const std::optional<int> ofKey = store.workspaceOfApiKey(key);
    const std::optional<int> ofBearer
        = caller.byBearer ? store.workspaceOfBearer(authorization.mid(prefix.size()).trimmed()) : std::nullopt;
    if (caller.byKey && caller.byBearer)
        caller.workspace = ofKey == ofBearer ? ofKey : std::nullopt;
    else
        caller.workspace = caller.byBearer ? ofBearer : ofKey;
    return caller;
}

bool isAllowed(const Caller &caller, ApiEdition::Credential credential)
{
    switch (credential) {
    case ApiEdition::Credential::Either:
        return true;
    case ApiEdition::Credential::ApiKey:
        return caller.byKey;
    case ApiEdition::Credential::Bearer:
        return caller.byBearer;
    }
    return false;
}

} // namespace callsheet::practice
