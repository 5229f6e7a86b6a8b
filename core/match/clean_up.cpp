#include "core/match/clean_up.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace callsheet::match {

QString describe(CleanUpKind kind)
{
    switch (kind) {
    case CleanUpKind::Spaces:
        return QCoreApplication::translate("match", "Trim spaces");
    case CleanUpKind::UpperCase:
        return QCoreApplication::translate("match", "Capitals");
    case CleanUpKind::LowerCase:
        return QCoreApplication::translate("match", "Small letters");
    case CleanUpKind::TitleCase:
        return QCoreApplication::translate("match", "Title case");
    case CleanUpKind::DayFirst:
        return QCoreApplication::translate("match", "Date, day first");
    case CleanUpKind::MonthFirst:
        return QCoreApplication::translate("match", "Date, month first");
    case CleanUpKind::YearFirst:
        return QCoreApplication::translate("match", "Date, year first");
    case CleanUpKind::DecimalComma:
        return QCoreApplication::translate("match", "Number with decimal comma");
    case CleanUpKind::DecimalPoint:
        return QCoreApplication::translate("match", "Number with decimal point");
    case CleanUpKind::Prefix:
        return QCoreApplication::translate("match", "Add in front");
    case CleanUpKind::Suffix:
        return QCoreApplication::translate("match", "Add behind");
    case CleanUpKind::Replace:
        return QCoreApplication::translate("match", "Replace text");
    case CleanUpKind::ReplacePattern:
        return QCoreApplication::translate("match", "Replace a regular expression");
    case CleanUpKind::MapValues:
        return QCoreApplication::translate("match", "Replace whole values");
    }
    return {};
}

QString describe(const CleanUp &cleanUp)
{
    switch (cleanUp.kind) {
    case CleanUpKind::Prefix:
        return QCoreApplication::translate("match", "“%1” in front").arg(cleanUp.text);
    case CleanUpKind::Suffix:
        return QCoreApplication::translate("match", "“%1” behind").arg(cleanUp.text);
    case CleanUpKind::Replace:
    case CleanUpKind::ReplacePattern:
        return QCoreApplication::translate("match", "“%1” by “%2”").arg(cleanUp.text, cleanUp.with);
    case CleanUpKind::MapValues:
        return QCoreApplication::translate(
            "match", "%n whole value(s) replaced", nullptr, static_cast<int>(cleanUp.values.size()));
    default:
        return describe(cleanUp.kind);
    }
}

std::optional<QString> faultOf(const CleanUp &cleanUp)
{
    switch (cleanUp.kind) {
    case CleanUpKind::Replace:
    case CleanUpKind::ReplacePattern:
        if (cleanUp.text.isEmpty())
            return QCoreApplication::translate("match", "It does not say what to look for. Type it in.");
        break;
    case CleanUpKind::Prefix:
    case CleanUpKind::Suffix:
        if (cleanUp.text.isEmpty())
            return QCoreApplication::translate("match", "It does not say what to add. Type it in.");
        break;
    default:
        break;
    }
    const QRegularExpression pattern(cleanUp.text);
    if (cleanUp.kind == CleanUpKind::ReplacePattern && !pattern.isValid()) {
        return QCoreApplication::translate(
            "match", "“%1” is no regular expression: %2 at character %3. Mend it, or look for plain text instead.")
            .arg(cleanUp.text, pattern.errorString())
            .arg(pattern.patternErrorOffset() + 1);
    }
    return std::nullopt;
}

} // namespace callsheet::match
