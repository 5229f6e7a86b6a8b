#pragma once

#include <QByteArray>

namespace callsheet::base {

//! A key or token. It has no stream operator and no conversion to QString, so that it cannot slip into a log or a file.
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray value)
        : m_value(std::move(value))
    {
    }

    bool isEmpty() const { return m_value.isEmpty(); }
    //! The bytes, for a request header or the keychain only.
    const QByteArray &reveal() const { return m_value; }
    bool operator==(const Secret &) const = default;

private:
    QByteArray m_value;
};

} // namespace callsheet::base
