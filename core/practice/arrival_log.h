#pragma once

#include "core/practice/practice_service.h"

#include <QFile>

namespace callsheet::practice {

//! The log file of the service: one JSON object a line for each arrival that is over. Ids, counts and digests only.
class ArrivalLog {
public:
    //! An empty path: nothing is written.
    base::Result<void> open(const QString &path);
    void write(const Arrival &arrival);

private:
    QFile m_file;
};

} // namespace callsheet::practice
