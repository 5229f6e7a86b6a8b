#include "app/cli/arguments.h"

#include <QCoreApplication>

namespace callsheet::app {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

Error wrongUsage(const QString &sentence)
{
    return {ErrorKind::WrongUsage, sentence, {}};
}

Result<Arguments> Arguments::parse(
    const QStringList &words, const QStringList &withValue, const QStringList &flags, int positionals)
{
    Arguments parsed;
    bool onlyPositionals = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (onlyPositionals || !word.startsWith("--"_L1)) {
            parsed.m_positionals.append(word);
            continue;
        }
        if (word == "--"_L1) {
            onlyPositionals = true;
            continue;
        }
        const qsizetype equals = word.indexOf(u'=');
        const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
        if (flags.contains(name) && equals < 0) {
            parsed.m_flags.insert(name);
        } else if (withValue.contains(name)) {
            if (equals < 0 && i + 1 >= words.size()) {
                return wrongUsage(
                    QCoreApplication::translate("cli", "The option --%1 needs a value. --help lists the options.")
                        .arg(name));
            }
            parsed.m_values.insert(name, equals < 0 ? words[++i] : word.mid(equals + 1));
        } else {
            return wrongUsage(
                QCoreApplication::translate("cli", "There is no option “%1” here. --help lists the options.")
                    .arg(word));
        }
    }
    if (parsed.m_positionals.size() > positionals) {
        return wrongUsage(
            QCoreApplication::translate("cli", "“%1” is one word too many. --help shows the form of the command.")
                .arg(parsed.m_positionals[positionals]));
    }
    if (parsed.m_positionals.size() < positionals) {
        return wrongUsage(
            QCoreApplication::translate("cli", "A word is missing after the command. --help shows its form."));
    }
    return parsed;
}

Result<int> Arguments::number(const QString &option, int least, int standard) const
{
    if (!m_values.contains(option))
        return standard;
    bool ok = false;
    const int number = m_values.value(option).toInt(&ok);
    if (!ok || number < least) {
        return wrongUsage(QCoreApplication::translate("cli", "--%1 takes a whole number of at least %2, not “%3”.")
                              .arg(option, QString::number(least), m_values.value(option)));
    }
    return number;
}

} // namespace callsheet::app
