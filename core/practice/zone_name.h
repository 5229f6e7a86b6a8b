#pragma once

#include <QByteArray>

namespace callsheet::practice {

//! The name of a time zone, older ones such as Asia/Calcutta included. Looks at the system's files.
bool isZoneName(const QByteArray &name);

} // namespace callsheet::practice
