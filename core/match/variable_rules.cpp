#include "core/match/variable_set.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

//! The rule of the service that a key breaks, or nothing.
std::optional<QString> faultOfKey(const QString &key)
{
    if (key.trimmed().isEmpty())
        return QCoreApplication::translate("match", "its key is empty. Give it the name that the agent expects.");
    if (key.startsWith(u'$'))
        return QCoreApplication::translate("match", "its key begins with “$”, which the service refuses. Rename it.");
    if (key.contains(u'.'))
        return QCoreApplication::translate("match", "its key contains “.”, which the service refuses. Rename it.");
    if (key.contains(QChar(u'\0')))
        return QCoreApplication::translate("match", "its key contains a NUL character. Type the key again.");
    return std::nullopt;
}

} // namespace

std::optional<QString> faultOf(const Variable &variable)
{
    if (auto fault = faultOfKey(variable.key))
        return fault;
    const QRegularExpression pattern(variable.pattern);
    if (!pattern.isValid()) {
        return QCoreApplication::translate(
            "match", "its pattern is no regular expression: %1 at character %2. Mend the pattern, or take it out.")
            .arg(pattern.errorString())
            .arg(pattern.patternErrorOffset() + 1);
    }
    if (variable.longestLength < 0)
        return QCoreApplication::translate("match", "its longest length is below 0. Write how many characters fit.");
    for (const QString &allowed : variable.allowedValues) {
        if (allowed.trimmed().isEmpty())
            return QCoreApplication::translate("match", "one of its allowed values is empty. Take it out.");
    }
    if (variable.key == phoneNumberKey && !variable.fallback.trimmed().isEmpty()) {
        return QCoreApplication::translate(
            "match", "a number in place of blank ones would be called once for each of them. Take the fallback out.");
    }
    return std::nullopt;
}

std::optional<QString> faultOf(const VariableSet &set)
{
    QSet<QString> keys;
    for (qsizetype i = 0; i < set.variables.size(); ++i) {
        const Variable &variable = set.variables[i];
        auto fault = faultOf(variable);
        if (!fault && keys.contains(variable.key))
            fault = QCoreApplication::translate("match", "another variable has the same key. Keep one of them.");
        if (fault) {
            const QString name = variable.label.isEmpty() ? variable.key : variable.label;
            return name.isEmpty()
                ? QCoreApplication::translate("match", "Variable %1 cannot be used: %2").arg(i + 1).arg(*fault)
                : QCoreApplication::translate("match", "Variable %1 (“%2”) cannot be used: %3")
                      .arg(i + 1)
                      .arg(name, *fault);
        }
        keys.insert(variable.key);
    }
    return std::nullopt;
}

} // namespace callsheet::match
