#pragma once

#include "core/match/heading_meaning.h"

#include <QHash>

namespace callsheet::match {

//! What each word stands for; words and usual phrases of some twenty languages, in the form of comparable().
const QHash<QString, Idea> &headingWords();

} // namespace callsheet::match
