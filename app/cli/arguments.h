#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace callsheet::app {

//! The words after a command, sorted into options and the rest. Only options that the command knows are taken.
class Arguments {
public:
    //! `withValue` and `flags` are the names without dashes; "--name value" and "--name=value" are both fine.
    static base::Result<Arguments> parse(
        const QStringList &words, const QStringList &withValue, const QStringList &flags, int positionals);

    bool has(const QString &option) const { return m_flags.contains(option) || m_values.contains(option); }
    QString value(const QString &option) const { return m_values.value(option); }
    QString positional(int index) const { return m_positionals.value(index); }
    //! A whole number of at least `least`; `standard` where the option is absent.
    base::Result<int> number(const QString &option, int least, int standard) const;

private:
    QHash<QString, QString> m_values;
    QSet<QString> m_flags;
    QStringList m_positionals;
};

base::Error wrongUsage(const QString &sentence);

} // namespace callsheet::app
