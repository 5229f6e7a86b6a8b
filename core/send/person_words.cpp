#include "core/send/person_words.h"

#include "core/runs/mask_numbers.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace callsheet::send {

using namespace Qt::StringLiterals;
using runs::ChunkState;
using runs::RowState;

namespace {

QString say(const char *sentence)
{
    return QCoreApplication::translate("send", sentence);
}

using Sentences = QHash<QString, const char *>; // by AttemptResult::code

QString queued(const QString &code)
{
    return code == "acceptedWithUpdates"_L1
        ? say(QT_TRANSLATE_NOOP("send", "Accepted by the service; some of the chunk were in the batch already."))
        : say(QT_TRANSLATE_NOOP("send", "Queued by the service."));
}

QString refused(const runs::ChunkRecord &chunk)
{
    static const Sentences known = {
        {u"notFound"_s, QT_TRANSLATE_NOOP("send", "The service did not know the batch, so nobody was queued.")},
        {u"moved"_s, QT_TRANSLATE_NOOP("send", "The service's address has moved, so nobody was queued.")},
        {u"wrongAddress"_s,
            QT_TRANSLATE_NOOP("send", "The address did not answer as the service does, so nobody was queued.")},
        {u"tooLarge"_s, QT_TRANSLATE_NOOP("send", "The chunk was too large for the service; nobody of it was queued.")},
    };
    const QString text = runs::withMaskedNumbers(chunk.serverText);
    const auto reason = known.constFind(chunk.code);
    if (reason != known.constEnd()) {
        return text.isEmpty() ? say(*reason)
                              : QCoreApplication::translate("send", "%1 It says: “%2”.").arg(say(*reason), text);
    }
    // The service's words soon: a column shows the beginning.
    return text.isEmpty()
        ? say(QT_TRANSLATE_NOOP("send", "The service refused this person's chunk; nobody of it was queued."))
        : QCoreApplication::translate("send", "The service refused the chunk: “%1”.").arg(text);
}

QString notSent(const runs::ChunkRecord &chunk)
{
    static const char *const unreachable
        = QT_TRANSLATE_NOOP("send", "The service could not be reached, so nothing was sent.");
    static const char *const proxy
        = QT_TRANSLATE_NOOP("send", "Your proxy did not let the request through, so nothing was sent.");
    static const Sentences known = {
        {u"hostNotFound"_s, QT_TRANSLATE_NOOP("send", "The service could not be found, so nothing was sent.")},
        {u"connectionRefused"_s, unreachable},
        {u"connectTimeout"_s, unreachable},
        {u"closedBeforeBody"_s, unreachable},
        {u"tlsHandshake"_s, unreachable},
        {u"network"_s, unreachable},
        {u"proxyUnknown"_s,
            QT_TRANSLATE_NOOP(
                "send", "Your system did not name the proxy that leads to the service, so nothing was sent.")},
        {u"proxy"_s, proxy},
        {u"proxySignIn"_s, proxy},
        {u"tlsIdentity"_s,
            QT_TRANSLATE_NOOP("send", "The service's identity could not be confirmed, so nothing was sent.")},
        {u"stopped"_s, QT_TRANSLATE_NOOP("send", "Stopped before anything was sent.")},
        {u"notWrittenDown"_s, QT_TRANSLATE_NOOP("send", "The journal could not be written, so nothing was sent.")},
        {u"uploadBroken"_s, QT_TRANSLATE_NOOP("send", "The upload broke off, so the service could not take it.")},
        {u"askedToWait"_s, QT_TRANSLATE_NOOP("send", "The service asked to wait, and took nobody of the chunk.")},
        {u"credentials"_s, QT_TRANSLATE_NOOP("send", "The service refused the key or token, so nobody was queued.")},
        {u"interruptedBeforeSending"_s, QT_TRANSLATE_NOOP("send", "Callsheet ended before anything was sent.")},
    };
    if (chunk.state == ChunkState::Waiting)
        return say(QT_TRANSLATE_NOOP("send", "Waits to be sent."));
    return say(known.value(chunk.code, QT_TRANSLATE_NOOP("send", "Nothing was sent.")));
}

QString unknown(const runs::ChunkRecord &chunk, bool wasLookedAt)
{
    static const char *const unreadable = QT_TRANSLATE_NOOP(
        "send", "We do not know whether this person is queued: the service's answer could not be read.");
    static const char *const unclear = QT_TRANSLATE_NOOP(
        "send", "We do not know whether this person is queued: the service's answer does not tell.");
    static const Sentences known = {
        {u"timeout"_s,
            QT_TRANSLATE_NOOP(
                "send", "We do not know whether this person is queued: the service did not answer in time.")},
        {u"connectionLost"_s,
            QT_TRANSLATE_NOOP(
                "send", "We do not know whether this person is queued: the connection ended without an answer.")},
        {u"answerCut"_s,
            QT_TRANSLATE_NOOP(
                "send", "We do not know whether this person is queued: the service's answer was cut off.")},
        {u"answerTooLarge"_s, unreadable},
        {u"unreadableAnswer"_s, unreadable},
        {u"contradiction"_s,
            QT_TRANSLATE_NOOP(
                "send", "We do not know whether this person is queued: the service's answer contradicts itself.")},
        {u"partlyStored"_s,
            QT_TRANSLATE_NOOP("send",
                "We do not know whether this person is queued: the service took only some of the chunk, and did not "
                "say whom.")},
        {u"partlyUnclear"_s, unclear},
        {u"unexpectedStatus"_s, unclear},
        {u"failedInAnswer"_s, unclear},
        {u"unclearStatus"_s, unclear},
        {u"serverError"_s,
            QT_TRANSLATE_NOOP(
                "send", "We do not know whether this person is queued: the service failed while working on it.")},
        {u"stopped"_s,
            QT_TRANSLATE_NOOP(
                "send", "We do not know whether this person is queued: it was stopped before the service answered.")},
        {u"interrupted"_s,
            QT_TRANSLATE_NOOP(
                "send", "We do not know whether this person is queued: Callsheet ended before the service answered.")},
        {runs::AttemptRecord::forgottenCode(),
            QT_TRANSLATE_NOOP(
                "send", "We do not know whether this person is queued: the journal was put back from an older copy.")},
    };
    if (chunk.state == ChunkState::Sending)
        return say(QT_TRANSLATE_NOOP("send", "Is being sent."));
    if (wasLookedAt) {
        return say(QT_TRANSLATE_NOOP("send",
            "We do not know whether this person is queued: the service was asked, and what it holds does not tell."));
    }
    return say(known.value(chunk.code, QT_TRANSLATE_NOOP("send", "We do not know whether this person is queued.")));
}

QString settledSentence(RowState state, const runs::Settlement &word)
{
    const bool byService = word.by == runs::SettledBy::Service;
    const QString who = word.who.isEmpty() ? say(QT_TRANSLATE_NOOP("send", "Somebody")) : word.who;
    if (state == RowState::Queued) {
        return byService ? say(QT_TRANSLATE_NOOP("send", "Found in the batch when the service was asked."))
                         : QCoreApplication::translate("send", "%1 said that this person is queued.").arg(who);
    }
    return byService
        ? say(QT_TRANSLATE_NOOP("send", "Was not in the batch when the service was asked, and can be sent."))
        : QCoreApplication::translate("send", "%1 said that this person is not queued and can be sent again.").arg(who);
}

bool holds(const std::vector<std::uint32_t> &rows, std::uint32_t row)
{
    return std::find(rows.begin(), rows.end(), row) != rows.end();
}

} // namespace

SettledPeople::SettledPeople(
    const std::vector<runs::SettlementRecord> &settlements, const std::vector<runs::ChunkRecord> &chunks)
{
    for (const runs::SettlementRecord &record : settlements)
        m_ofChunk[record.chunk].push_back(record);
    for (const runs::ChunkRecord &chunk : chunks) {
        if (!chunk.movedRows.empty())
            m_byNumber.insert(chunk.number, chunk.id);
    }
}

const runs::SettlementRecord *SettledPeople::lastWordOn(const runs::ChunkRecord &chunk, std::uint32_t row) const
{
    const auto lastOf = [&](runs::ChunkId id) -> const runs::SettlementRecord * {
        const auto words = m_ofChunk.constFind(id);
        if (words == m_ofChunk.constEnd())
            return nullptr;
        const auto found = std::find_if(words->rbegin(), words->rend(), [row](const runs::SettlementRecord &record) {
            const runs::Settlement &word = record.settlement;
            return holds(word.queued, row) || (word.absent && holds(word.absent->rows, row));
        });
        return found == words->rend() ? nullptr : &*found;
    };
    if (const runs::SettlementRecord *own = lastOf(chunk.id))
        return own;
    return chunk.replaces ? lastOf(m_byNumber.value(*chunk.replaces)) : nullptr;
}

bool SettledPeople::wasLookedAt(const runs::ChunkRecord &chunk) const
{
    const std::vector<runs::SettlementRecord> words = m_ofChunk.value(chunk.id);
    return std::any_of(words.begin(), words.end(),
        [](const runs::SettlementRecord &record) { return record.settlement.by == runs::SettledBy::Service; });
}

QString whatHappened(RowState state, const runs::ChunkRecord &chunk, std::uint32_t row, const SettledPeople &settled)
{
    const runs::SettlementRecord *record = settled.lastWordOn(chunk, row);
    switch (state) {
    case RowState::Queued:
        return record && holds(record->settlement.queued, row) ? settledSentence(state, record->settlement)
                                                               : queued(chunk.code);
    case RowState::Refused:
        return refused(chunk);
    case RowState::NotSent: {
        // Of whoever was tried since, the try tells more.
        const bool isNewest = record && (!chunk.lastTryAt.isValid() || record->at >= chunk.lastTryAt);
        return isNewest ? settledSentence(state, record->settlement) : notSent(chunk);
    }
    case RowState::Unknown:
        break;
    }
    return unknown(chunk, settled.wasLookedAt(chunk));
}

} // namespace callsheet::send
