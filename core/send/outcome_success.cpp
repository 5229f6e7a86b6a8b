#include "core/send/outcome_words.h"

#include <QCoreApplication>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

Outcome partly(const QString &code, const wire::Envelope &envelope, int records)
{
    const int stored = static_cast<int>(envelope.added.value_or(0));
    Outcome outcome = unknown(code,
        withServerText(
            say(QT_TRANSLATE_NOOP("send", "The service reports %1 of %2 people as queued, without saying which."))
                .arg(people(stored), people(records)),
            textOf(envelope)));
    outcome.result.accepted = stored;
    return outcome;
}

//! 207, or failed chunks. One request is one chunk of the service, as it has at most 1000 records.
Outcome judgePartial(const wire::Envelope &envelope, int records)
{
    if (envelope.failedChunks.isEmpty() || !envelope.added) {
        return unknown(u"partlyUnclear"_s,
            withServerText(say(QT_TRANSLATE_NOOP("send", "The service says that a part failed, without saying which.")),
                textOf(envelope)));
    }
    for (const auto &failed : envelope.failedChunks) {
        if (failed.chunkNumber && *failed.chunkNumber != 0 && *failed.chunkNumber != 1) {
            return unknown(u"partlyUnclear"_s,
                withServerText(
                    say(QT_TRANSLATE_NOOP("send", "The service says that a group failed which was not sent.")),
                    textOf(envelope)));
        }
    }
    if (*envelope.added == 0 && envelope.callIds.isEmpty()) {
        return refused(u"groupRefused"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send", "The service could not store this group; nobody of it was queued.")),
                textOf(envelope)));
    }
    if (*envelope.added >= records) {
        return unknown(u"contradiction"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send", "The answer contradicts itself: everybody stored and a group failed.")),
                textOf(envelope)));
    }
    return partly(u"partlyStored"_s, envelope, records);
}

} // namespace

Outcome judgeSuccess(const Evidence &evidence, const std::optional<wire::Envelope> &envelope)
{
    if (!envelope)
        return unreadable();
    const int records = evidence.records;
    if (evidence.provesIncomplete()) {
        return unknown(u"contradiction"_s,
            say(QT_TRANSLATE_NOOP(
                "send", "The service answered before it had the whole chunk: these people may or may not be queued.")));
    }
    if (evidence.httpStatus == 207 || envelope->code == 207 || !envelope->failedChunks.isEmpty())
        return judgePartial(*envelope, records);
    if (evidence.httpStatus != 200) {
        return unknown(u"unexpectedStatus"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send", "The service gave an unexpected answer (%1).")).arg(evidence.httpStatus),
                textOf(envelope)));
    }
    const qsizetype ids = envelope->callIds.size();
    if (!envelope->status) {
        const bool nothingStored = envelope->added.value_or(0) == 0 && ids == 0;
        if (envelope->code >= 400 && envelope->code <= 499 && nothingStored) {
            return refused(u"refusedInAnswer"_s,
                withServerText(
                    say(QT_TRANSLATE_NOOP("send", "The service refused this chunk; nobody of it was queued.")),
                    textOf(envelope)));
        }
        return unknown(u"failedInAnswer"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send", "The service says that it failed while working on this chunk.")),
                textOf(envelope)));
    }
    if (envelope->code != 200) {
        return unknown(u"unexpectedStatus"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send", "The service gave an unexpected answer (%1).")).arg(envelope->code),
                textOf(envelope)));
    }
    if (!envelope->added)
        return unreadable();
    if (*envelope->added > records || ids > records) {
        return unknown(u"contradiction"_s,
            say(QT_TRANSLATE_NOOP("send", "The answer contradicts what was sent: %1 people queued of %2."))
                .arg(QString::number(*envelope->added), people(records)));
    }
    if (*envelope->added == records) {
        if (ids == records)
            return accepted(
                u"accepted"_s, say(QT_TRANSLATE_NOOP("send", "%1 people queued.")).arg(people(records)), records);
        return accepted(u"acceptedIdsIncomplete"_s,
            say(QT_TRANSLATE_NOOP("send", "%1 people queued; the service's list of call ids is incomplete."))
                .arg(people(records)),
            records);
    }
    if (ids == records) {
        return accepted(u"acceptedWithUpdates"_s,
            say(QT_TRANSLATE_NOOP(
                    "send", "%1 people accepted; %2 of them may have been waiting already and were updated."))
                .arg(people(records), people(records - static_cast<int>(*envelope->added))),
            records);
    }
    return partly(u"partlyStored"_s, *envelope, records);
}

} // namespace callsheet::send
