#include "core/send/outcome_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace callsheet::send {

using namespace Qt::StringLiterals;
using runs::OutcomeClass;

namespace {

Outcome make(OutcomeClass outcome, const QString &code, const QString &message, NextStep next = NextStep::None)
{
    Outcome made;
    made.result.outcome = outcome;
    made.result.code = code;
    made.result.message = message;
    made.next = next;
    return made;
}

//! Somebody else's words on one line: no line ends, no escape sequences, no marks that turn the direction of writing.
QString tamed(const QString &text)
{
    QString plain;
    for (const QChar c : text.left(500))
        plain += c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ? QChar(u' ') : c;
    return plain.simplified();
}

} // namespace

QString say(const char *sentence)
{
    return QCoreApplication::translate("send", sentence);
}

QString people(int count)
{
    return QLocale().toString(count);
}

Outcome notSent(const QString &code, const QString &message, NextStep next)
{
    return make(OutcomeClass::NotSent, code, message, next);
}

Outcome unknown(const QString &code, const QString &message)
{
    return make(OutcomeClass::Unknown, code,
        message + u' ' + QCoreApplication::translate("send", "Look these people up before sending them again."));
}

Outcome refused(const QString &code, const QString &message, bool stopsRun)
{
    Outcome made = make(OutcomeClass::Refused, code, message);
    made.stopsRun = stopsRun;
    return made;
}

Outcome accepted(const QString &code, const QString &message, int records)
{
    Outcome made = make(OutcomeClass::Accepted, code, message);
    made.result.accepted = records;
    return made;
}

Outcome unreadable()
{
    return unknown(u"unreadableAnswer"_s,
        say(QT_TRANSLATE_NOOP("send",
            "Something answered, but not in the words of the service: these people may or may not be queued.")));
}

QString textOf(const std::optional<wire::Envelope> &envelope)
{
    if (!envelope)
        return {};
    for (const auto &failed : envelope->failedChunks) {
        if (!failed.error.isEmpty())
            return tamed(failed.error);
    }
    return tamed(envelope->errorMessage.isEmpty() ? envelope->message : envelope->errorMessage);
}

QString withServerText(const QString &sentence, const QString &serverText)
{
    return serverText.isEmpty()
        ? sentence
        : sentence + u' ' + QCoreApplication::translate("send", "It says: “%1”.").arg(serverText);
}

} // namespace callsheet::send
