#include "core/practice/batch_types.h"

namespace callsheet::practice {

using namespace Qt::StringLiterals;

QString statusWord(BatchStatus status)
{
    switch (status) {
    case BatchStatus::Idle:
        return u"idle"_s;
    case BatchStatus::Active:
        return u"active"_s;
    case BatchStatus::Stopped:
        return u"stopped"_s;
    case BatchStatus::Completed:
        return u"completed"_s;
    }
    return {};
}

QString statusWord(CallStatus status)
{
    switch (status) {
    case CallStatus::Pending:
        return u"pending"_s;
    case CallStatus::Completed:
        return u"completed"_s;
    case CallStatus::NoAnswer:
        return u"no-answer"_s;
    case CallStatus::Busy:
        return u"busy"_s;
    case CallStatus::Failed:
        return u"failed"_s;
    case CallStatus::Dnc:
        return u"dnc"_s;
    }
    return {};
}

} // namespace callsheet::practice
