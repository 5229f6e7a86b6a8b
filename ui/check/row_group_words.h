#pragma once

#include "ui/check/row_filter.h"

#include <QIcon>
#include <QString>

namespace callsheet::ui {

//! In the order of the buttons.
constexpr RowGroup groupsInOrder[] = {RowGroup::All, RowGroup::Ready, RowGroup::Warnings, RowGroup::Errors,
    RowGroup::Duplicates, RowGroup::BlankRequired, RowGroup::Skipped};

QString groupName(RowGroup group);
QString groupTip(RowGroup group);
QIcon groupIcon(RowGroup group);

} // namespace callsheet::ui
