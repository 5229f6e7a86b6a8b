#include "core/runs/records.h"

#include <QCoreApplication>

namespace callsheet::runs {

using namespace Qt::StringLiterals;

QString stateWord(ChunkState state)
{
    switch (state) {
    case ChunkState::Waiting:
        return u"waiting"_s;
    case ChunkState::Sending:
        return u"sending"_s;
    case ChunkState::Accepted:
        return u"accepted"_s;
    case ChunkState::Refused:
        return u"refused"_s;
    case ChunkState::NotSent:
        return u"notSent"_s;
    case ChunkState::Unknown:
        return u"unknown"_s;
    case ChunkState::Replaced:
        return u"replaced"_s;
    }
    return {};
}

QString stateName(ChunkState state)
{
    switch (state) {
    case ChunkState::Waiting:
        return QCoreApplication::translate("runs", "Waiting");
    case ChunkState::Sending:
        return QCoreApplication::translate("runs", "Sending…");
    case ChunkState::Accepted:
        return QCoreApplication::translate("runs", "Queued");
    case ChunkState::Refused:
        return QCoreApplication::translate("runs", "Refused");
    case ChunkState::NotSent:
        return QCoreApplication::translate("runs", "Not sent");
    case ChunkState::Unknown:
        return QCoreApplication::translate("runs", "Unknown");
    case ChunkState::Replaced:
        return QCoreApplication::translate("runs", "Replaced by a newer chunk");
    }
    return {};
}

QString outcomeWord(OutcomeClass outcome)
{
    switch (outcome) {
    case OutcomeClass::Accepted:
        return u"accepted"_s;
    case OutcomeClass::Refused:
        return u"refused"_s;
    case OutcomeClass::NotSent:
        return u"notSent"_s;
    case OutcomeClass::Unknown:
        return u"unknown"_s;
    }
    return {};
}

ChunkAction actionFor(ChunkState state)
{
    switch (state) {
    case ChunkState::Waiting:
    case ChunkState::NotSent:
        return ChunkAction::SendAgain;
    case ChunkState::Refused:
        return ChunkAction::SendAsNewChunk;
    case ChunkState::Unknown:
        return ChunkAction::Settle;
    case ChunkState::Sending:
    case ChunkState::Accepted:
    case ChunkState::Replaced:
        return ChunkAction::None;
    }
    return ChunkAction::None;
}

Ledger ledgerOf(const RunHead &head, const std::vector<ChunkRecord> &chunks)
{
    Ledger ledger;
    ledger.rows = head.rows;
    ledger.leftOut = head.leftOut;
    ledger.folded = head.folded;
    for (const ChunkRecord &chunk : chunks) {
        switch (chunk.state) {
        case ChunkState::Waiting:
        case ChunkState::NotSent:
            ledger.notSent += chunk.count();
            break;
        case ChunkState::Accepted:
            ledger.queued += chunk.count();
            break;
        case ChunkState::Refused:
            ledger.refused += chunk.count();
            break;
        case ChunkState::Sending:
        case ChunkState::Unknown:
            ledger.unknown += chunk.count();
            break;
        case ChunkState::Replaced:
            ledger.queued += chunk.accepted;
            break;
        }
    }
    return ledger;
}

} // namespace callsheet::runs
