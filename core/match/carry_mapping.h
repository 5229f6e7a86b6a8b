#pragma once

#include "core/match/mapping.h"

#include <QHash>

namespace callsheet::match {

//! A mapping with what it speaks of.
struct EarlierMapping {
    VariableSet variables;
    QStringList header;
    Mapping mapping;
};

//! By the key as it is now, the key that a variable had before: of those that have another one now.
using RenamedKeys = QHash<QString, QString>;

//! The mapping for this set and sheet: what was decided before stays with its variable's key and its column's heading,
//! and the rest is suggested. With the same header every match that was in use stays; in another sheet, those that a
//! person, a file or a template made. Where the first of several columns is gone, the next waits for a click.
Mapping carriedMapping(
    const EarlierMapping &before, const VariableSet &set, const sheet::Table &table, const RenamedKeys &renamed = {});

} // namespace callsheet::match
