#include "core/practice/zone_name.h"

#include <QTimeZone>

#include <algorithm>

namespace callsheet::practice {

namespace {

// Qt takes a folder of the system's zones ("Asia") for a zone at UTC.
bool isFolderOfZones(const QByteArray &name)
{
    static const QList<QByteArray> known = QTimeZone::availableTimeZoneIds(); // in order
    const QByteArray inside = name + '/';
    const auto first = std::lower_bound(known.begin(), known.end(), inside);
    return name == "posix" || name == "right" || (first != known.end() && first->startsWith(inside));
}

} // namespace

bool isZoneName(const QByteArray &name)
{
    // Not isTimeZoneIdAvailable(): that leaves the older names out. A zone without a name is the system's.
    return !name.isEmpty() && QTimeZone(name).isValid() && !isFolderOfZones(name);
}

} // namespace callsheet::practice
