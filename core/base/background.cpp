#include "core/base/background.h"

namespace callsheet::base {

QThreadPool &backgroundThreads()
{
    static QThreadPool threads;
    return threads;
}

} // namespace callsheet::base
