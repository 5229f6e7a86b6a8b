#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <ostream>

// GoogleTest prints values by these when an expectation fails.
inline void PrintTo(const QString &text, std::ostream *out)
{
    *out << '"' << text.toStdString() << '"';
}
inline void PrintTo(const QStringList &list, std::ostream *out)
{
    *out << '[' << list.join(QStringLiteral(" | ")).toStdString() << ']';
}

namespace callsheet::test {

//! The sentence of an error, or "" where there is none: `EXPECT_EQ(errorOf(r), "")` shows the sentence when it fails.
template <typename T>
std::string errorOf(const base::Result<T> &result)
{
    return result ? std::string() : result.error().message.toStdString();
}

} // namespace callsheet::test
