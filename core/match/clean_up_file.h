#pragma once

#include "core/base/result.h"
#include "core/match/clean_up.h"

#include <QJsonArray>
#include <QJsonValue>

namespace callsheet::match {

//! [{"do": "spaces"}, {"do": "replace", "text", "with"}, {"do": "mapValues", "values": [["from", "to"], …]}, …]; the
//! words are those of CleanUpKind. The error's message is the end of a sentence.
base::Result<QList<CleanUp>> cleanUpsFrom(const QJsonValue &value);
QJsonArray toJson(const QList<CleanUp> &cleanUps);

} // namespace callsheet::match
