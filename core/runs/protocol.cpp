#include "core/runs/protocol.h"

#include <algorithm>

namespace callsheet::runs {

using namespace Qt::StringLiterals;

int LookUp::count(RowVerdict verdict) const
{
    return static_cast<int>(std::count(verdicts.begin(), verdicts.end(), verdict));
}

int SettlementRecord::people() const
{
    return static_cast<int>(settlement.queued.size() + (settlement.absent ? settlement.absent->rows.size() : 0));
}

std::optional<RowState> rowStateOf(ChunkState state)
{
    switch (state) {
    case ChunkState::Waiting:
    case ChunkState::NotSent:
        return RowState::NotSent;
    case ChunkState::Accepted:
        return RowState::Queued;
    case ChunkState::Refused:
        return RowState::Refused;
    case ChunkState::Sending:
    case ChunkState::Unknown:
        return RowState::Unknown;
    case ChunkState::Replaced:
        return std::nullopt;
    }
    return std::nullopt;
}

QString rowStateName(RowState state)
{
    switch (state) {
    case RowState::NotSent:
        return stateName(ChunkState::NotSent);
    case RowState::Queued:
        return stateName(ChunkState::Accepted);
    case RowState::Refused:
        return stateName(ChunkState::Refused);
    case RowState::Unknown:
        break;
    }
    return stateName(ChunkState::Unknown);
}

QString settledByWord(SettledBy by)
{
    return by == SettledBy::Person ? u"person"_s : u"service"_s;
}

} // namespace callsheet::runs
