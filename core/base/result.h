#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace callsheet::base {

enum class ErrorKind {
    Cancelled, // the person stopped it
    WrongUsage, // options that contradict each other or name nothing
    Unreadable, // a file that cannot be opened, or is not what it says it is
    Limit, // a limit was reached; the message carries its name and number
    InvalidInput, // content that a person wrote and must mend: variable set, mapping, settings
    Storage, // the journal, the profile or an export cannot be written
    Network, // the service cannot be reached
    Credentials, // the service refused the key or the token
    Conflict, // another instance or an earlier decision stands against it
};

//! What went wrong. `message` is one translated sentence (what, where, what to do); `detail` is for the log only.
struct Error {
    ErrorKind kind = ErrorKind::InvalidInput;
    QString message;
    QString detail;

    bool operator==(const Error &) const = default;
};

//! A value, or the reason why there is none. `if (!r) return r.error();` is the whole idiom.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_content(std::move(value))
    {
    }
    Result(Error error)
        : m_content(std::move(error))
    {
    }

    explicit operator bool() const { return std::holds_alternative<T>(m_content); }
    const T &value() const & { return std::get<T>(m_content); }
    T &value() & { return std::get<T>(m_content); }
    T &&value() && { return std::get<T>(std::move(m_content)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }
    const Error &error() const { return std::get<Error>(m_content); }

private:
    std::variant<T, Error> m_content;
};

//! For what either works or says why not.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : m_content(std::move(error))
    {
    }

    explicit operator bool() const { return std::holds_alternative<std::monostate>(m_content); }
    const Error &error() const { return std::get<Error>(m_content); }

private:
    std::variant<std::monostate, Error> m_content;
};

} // namespace callsheet::base
