#include "core/match/clean_up.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace callsheet::match {

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
