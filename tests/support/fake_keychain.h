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
        co_await takeTime(takesToLoad);
        if (!isOpen)
            co_return std::nullopt;
        co_return std::optional(entries.value(name));
    }
    QCoro::Task<bool> saveNamed(QString name, base::Secret secret) override
    {
        ++saves;
        co_await takeTime(takes);
        if (isOpen && secret.isEmpty())
            entries.remove(name);
        else if (isOpen)
            entries.insert(name, secret);
        co_return isOpen;
    }

    bool isOpen = true;
    std::chrono::milliseconds takes{0}; // to save something
    std::chrono::milliseconds takesToLoad{0};
    std::stop_source patience; // stopped: it answers at once
    int saves = 0; // asked for
    int underWay = 0; // loads and saves that take their time
    QHash<QString, base::Secret> entries;

private:
    QCoro::Task<bool> takeTime(std::chrono::milliseconds time)
    {
        if (time <= std::chrono::milliseconds(0))
            co_return true;
        ++underWay;
        const bool isWhole = co_await base::pause(time, patience.get_token());
        --underWay;
        co_return isWhole;
    }
};

} // namespace callsheet::test
