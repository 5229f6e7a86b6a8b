#pragma once

#include "core/base/pause.h"
#include "core/connection/secret_store.h"

#include <QHash>

#include <chrono>
#include <stop_token>

namespace callsheet::test {

//! A desktop's keychain that can be unlocked and locked, and takes its time.
class FakeKeychain final : public connection::SecretStore {
public:
    QCoro::Task<base::Result<connection::Secrets>> load(connection::Connection) override
    {
        co_return base::Result<connection::Secrets>(connection::Secrets());
    }
    QCoro::Task<bool> save(connection::Connection, connection::Secrets) override { co_return false; }
    QCoro::Task<std::optional<base::Secret>> loadNamed(QString name) override
    {
        if (!isOpen)
            co_return std::nullopt;
        co_return std::optional(entries.value(name));
    }
    QCoro::Task<bool> saveNamed(QString name, base::Secret secret) override
    {
        ++saves;
        if (takes > std::chrono::milliseconds(0)) {
            ++underWay;
            co_await base::pause(takes, patience.get_token());
            --underWay;
        }
        if (isOpen && secret.isEmpty())
            entries.remove(name);
        else if (isOpen)
            entries.insert(name, secret);
        co_return isOpen;
    }

    bool isOpen = true;
    std::chrono::milliseconds takes{0}; // to save something
    std::stop_source patience; // stopped: it answers at once
    int saves = 0; // asked for
    int underWay = 0; // of these
    QHash<QString, base::Secret> entries;
};

} // namespace callsheet::test
