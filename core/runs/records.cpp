#include "core/runs/records.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::runs {

using namespace Qt::StringLiterals;

std::vector<std::uint32_t> ChunkRecord::openRows() const
{
    std::vector<std::uint32_t> settled = queuedRows;
    settled.insert(settled.end(), movedRows.begin(), movedRows.end());
    std::sort(settled.begin(), settled.end());
    std::vector<std::uint32_t> open;
    for (const std::uint32_t row : rows) {
        if (!std::binary_search(settled.begin(), settled.end(), row))
            open.push_back(row);
    }
    return open;
}

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

OutcomeClass outcomeFrom(const QString &word)
{
    for (const OutcomeClass outcome : {OutcomeClass::Accepted, OutcomeClass::Refused, OutcomeClass::NotSent}) {
        if (word == outcomeWord(outcome))
            return outcome;
    }
    return OutcomeClass::Unknown;
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
        const qint64 open = chunk.openCount();
        ledger.queued += static_cast<qint64>(chunk.queuedRows.size());
        switch (chunk.state) {
        case ChunkState::Waiting:
        case ChunkState::NotSent:
            ledger.notSent += open;
            break;
        case ChunkState::Accepted:
            ledger.queued += open;
            break;
        case ChunkState::Refused:
            ledger.refused += open;
            break;
        case ChunkState::Sending:
        case ChunkState::Unknown:
            ledger.unknown += open;
            break;
        case ChunkState::Replaced:
            break;
        }
    }
    return ledger;
}

} // namespace callsheet::runs
