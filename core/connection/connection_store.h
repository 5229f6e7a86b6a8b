#pragma once

#include "core/base/profile.h"
#include "core/connection/connection.h"

namespace callsheet::connection {

//! The saved connections of a profile, in connections.json (no secrets in it).
class ConnectionStore {
public:
    explicit ConnectionStore(base::Profile profile)
        : m_profile(std::move(profile))
    {
    }

    //! The saved ones in the order of the file; an empty list where there is no file. The practice connection is not
    //! among them.
    base::Result<QList<Connection>> load() const;
    base::Result<void> save(const QList<Connection> &connections) const;

private:
    base::Profile m_profile;
};

} // namespace callsheet::connection
