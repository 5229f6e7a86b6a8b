#include "core/base/logging.h"

Q_LOGGING_CATEGORY(lcSheet, "callsheet.sheet", QtWarningMsg)
Q_LOGGING_CATEGORY(lcRuns, "callsheet.runs", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSend, "callsheet.send", QtWarningMsg)
Q_LOGGING_CATEGORY(lcPractice, "callsheet.practice", QtWarningMsg)
Q_LOGGING_CATEGORY(lcUi, "callsheet.ui", QtWarningMsg)
