#pragma once

#include "core/practice/batch_store.h"
#include "core/practice/http_request.h"

#include <optional>

namespace callsheet::practice {

//! The editions of the API's page disagree; the service can take everything that any of them allows, or be strict.
struct ApiEdition {
    enum class ArrayKey { Either, CallData, CallDataUnderscore };
    enum class Credential { Either, ApiKey, Bearer }; // of the pages that take either

    ArrayKey arrayKey = ArrayKey::Either;
    Credential credential = Credential::Either;
};

//! Who asks, by the secrets of the request.
struct Caller {
    std::optional<int> workspace; // empty: the request says nobody, or somebody who is not known
    bool byKey = false;
    bool byBearer = false;
};

//! A request with both secrets must have both right: a client that mixes them up has to notice here.
Caller callerOf(const BatchStore &store, const HttpRequest &request);

//! The pages that queue calls take the key or the token, as the edition allows.
bool isAllowed(const Caller &caller, ApiEdition::Credential credential);

} // namespace callsheet::practice
