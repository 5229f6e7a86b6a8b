#pragma once

#include <QLoggingCategory>

// Ids and counts only: never phone numbers, names, keys or row contents.
Q_DECLARE_LOGGING_CATEGORY(lcSheet)
Q_DECLARE_LOGGING_CATEGORY(lcRuns)
Q_DECLARE_LOGGING_CATEGORY(lcSend)
Q_DECLARE_LOGGING_CATEGORY(lcPractice)
Q_DECLARE_LOGGING_CATEGORY(lcUi)
