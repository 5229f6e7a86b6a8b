#pragma once

#include "core/check/draft.h"

class QDataStream;

namespace callsheet::check {

//! Cells, rows and numbers of a draft: there may be a million, so that they are no JSON.
void writeCells(QDataStream &out, const Draft &draft);
//! The stream's status tells whether they were there whole.
void readCells(QDataStream &in, Draft &draft);

} // namespace callsheet::check
