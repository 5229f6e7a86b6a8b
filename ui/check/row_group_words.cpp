#include "ui/check/row_group_words.h"

#include "ui/common/icons.h"

#include <QCoreApplication>

namespace callsheet::ui {

QString groupName(RowGroup group)
{
    switch (group) {
    case RowGroup::All:
        return QCoreApplication::translate("ui", "All");
    case RowGroup::Ready:
        return QCoreApplication::translate("ui", "Ready");
    case RowGroup::Warnings:
        return QCoreApplication::translate("ui", "Warnings");
    case RowGroup::Errors:
        return QCoreApplication::translate("ui", "Errors");
    case RowGroup::Duplicates:
        return QCoreApplication::translate("ui", "Duplicates");
    case RowGroup::BlankRequired:
        return QCoreApplication::translate("ui", "Blank");
    case RowGroup::Skipped:
        return QCoreApplication::translate("ui", "Skipped");
    }
    return {};
}

QString groupTip(RowGroup group)
{
    switch (group) {
    case RowGroup::All:
        return QCoreApplication::translate("ui", "Every row of the sheet");
    case RowGroup::Ready:
        return QCoreApplication::translate("ui", "Sent, nothing to look at");
    case RowGroup::Warnings:
        return QCoreApplication::translate("ui", "Sent, with something to look at");
    case RowGroup::Errors:
        return QCoreApplication::translate("ui", "Not sent as they stand, duplicates included");
    case RowGroup::Duplicates:
        return QCoreApplication::translate("ui", "Not sent: an earlier row has the same number");
    case RowGroup::BlankRequired:
        return QCoreApplication::translate("ui", "Not sent: the phone number or a required value is blank");
    case RowGroup::Skipped:
        return QCoreApplication::translate("ui", "Not sent: you took them out");
    }
    return {};
}

QIcon groupIcon(RowGroup group)
{
    switch (group) {
    case RowGroup::All:
        return {};
    case RowGroup::Ready:
        return icon(Glyph::Done, Tone::Good);
    case RowGroup::Warnings:
        return icon(Glyph::Warning, Tone::Caution);
    case RowGroup::Errors:
        return icon(Glyph::Error, Tone::Bad);
    case RowGroup::Duplicates:
        return icon(Glyph::Duplicate, Tone::Bad);
    case RowGroup::BlankRequired:
        return icon(Glyph::Blank, Tone::Bad);
    case RowGroup::Skipped:
        return icon(Glyph::Skipped, Tone::Quiet);
    }
    return {};
}

} // namespace callsheet::ui
