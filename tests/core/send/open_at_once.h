#pragma once

#include "core/base/result.h"

#include <QFuture>

namespace callsheet::test {

//! WIRE-OPEN of a test without a journal: written as soon as it is asked for.
inline QFuture<base::Result<void>> openAtOnce()
{
    return QtFuture::makeReadyFuture(base::Result<void>());
}

} // namespace callsheet::test
