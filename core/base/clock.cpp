#include "core/base/clock.h"

namespace callsheet::base {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

} // namespace callsheet::base
