#pragma once

#include "core/practice/practice_service.h"

#include <QFile>

namespace callsheet::practice {

//! An arrival as the log file and /practice/log show it: ids, counts, places and digests only.
QJsonObject jsonOf(const Arrival &arrival);

//! The log file of the service: one JSON object a line for each arrival that is over, and another one when it is
//! applied after that. The last line of a number holds.
class ArrivalLog {
public:
    //! An empty path: nothing is written.
    base::Result<void> open(const QString &path);
    void write(const Arrival &arrival);

private:
    QFile m_file;
};

} // namespace callsheet::practice
