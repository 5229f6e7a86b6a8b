#pragma once

#include "core/send/outcome.h"
#include "core/send/wire.h"

#include <optional>

// The parts that the judges of an answer share.
namespace callsheet::send {

QString say(const char *sentence); // translated
QString people(int count);

Outcome notSent(const QString &code, const QString &message, NextStep next);
Outcome unknown(const QString &code, const QString &message); // and says to look these people up
Outcome refused(const QString &code, const QString &message, bool stopsRun = false);
Outcome accepted(const QString &code, const QString &message, int records);
Outcome unreadable();

//! What the service said, tamed; empty: nothing.
QString textOf(const std::optional<wire::Envelope> &envelope);
//! "It says: …" only where the service said something.
QString withServerText(const QString &sentence, const QString &serverText);

//! Nothing of the body left: whatever it was, nobody was queued.
Outcome judgeUnsent(const Evidence &evidence);
//! The connection ended without a status, or in the middle of the answer.
Outcome judgeBroken(const Evidence &evidence);
//! A whole answer of 200 to 299.
Outcome judgeSuccess(const Evidence &evidence, const std::optional<wire::Envelope> &envelope);
//! A whole answer of 300 and more.
Outcome judgeStatus(
    const Evidence &evidence, const std::optional<wire::Envelope> &envelope, ServerErrorPolicy onServerError);

} // namespace callsheet::send
