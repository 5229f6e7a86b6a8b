#include "core/practice/fault_plan.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kinds = std::array{
    std::pair{"refuse"_L1, FaultKind::Refuse},
    std::pair{"dropBeforeBody"_L1, FaultKind::DropBeforeBody},
    std::pair{"dropBeforeAnswer"_L1, FaultKind::DropBeforeAnswer},
    std::pair{"dropUnapplied"_L1, FaultKind::DropUnapplied},
    std::pair{"halfAnswer"_L1, FaultKind::HalfAnswer},
    std::pair{"hang"_L1, FaultKind::Hang},
    std::pair{"status"_L1, FaultKind::Status},
    std::pair{"garbage"_L1, FaultKind::Garbage},
    std::pair{"delay"_L1, FaultKind::Delay},
    std::pair{"cutRequest"_L1, FaultKind::CutRequest},
    std::pair{"cutAnswer"_L1, FaultKind::CutAnswer},
    std::pair{"stallRequest"_L1, FaultKind::StallRequest},
    std::pair{"stallAnswer"_L1, FaultKind::StallAnswer},
    std::pair{"trickleRequest"_L1, FaultKind::TrickleRequest},
    std::pair{"trickleAnswer"_L1, FaultKind::TrickleAnswer},
    std::pair{"lateApply"_L1, FaultKind::LateApply},
    std::pair{"wrongLength"_L1, FaultKind::WrongLength},
    std::pair{"duplicateKeys"_L1, FaultKind::DuplicateKeys},
    std::pair{"partial"_L1, FaultKind::Partial},
    std::pair{"hugeAnswer"_L1, FaultKind::HugeAnswer},
    std::pair{"gzip"_L1, FaultKind::Gzip},
};

bool isDue(const Fault &fault, int seen)
{
    return seen >= fault.fromRequest && (fault.count == 0 || seen - fault.fromRequest < fault.count);
}

// From 0 to 1, the same for the same three numbers on every machine (the mixing of splitmix64).
double drawn(quint64 seed, qsizetype index, int seen)
{
    quint64 mixed = seed;
    for (const quint64 part : {static_cast<quint64>(index) + 1, static_cast<quint64>(seen)}) {
        mixed += part * 0x9E37'79B9'7F4A'7C15U;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58'476D'1CE4'E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D0'49BB'1331'11EBU;
        mixed ^= mixed >> 31U;
    }
    return static_cast<double>(mixed >> 11U) / static_cast<double>(quint64{1} << 53U);
}

} // namespace

QString faultName(FaultKind kind)
{
    const auto entry = std::find_if(kinds.begin(), kinds.end(), [kind](const auto &k) { return k.second == kind; });
    return entry == kinds.end() ? QString() : QString(entry->first);
}

QStringList faultNames()
{
    QStringList names;
    for (const auto &[name, kind] : kinds)
        names += name;
    return names;
}

QString pathOf(const Fault &fault)
{
    return fault.path.isEmpty() ? u"addCallsToBatch"_s : fault.path;
}

bool FaultPlan::meets(qsizetype index, int seen) const
{
    const Fault &fault = faults[index];
    return isDue(fault, seen) && (fault.probability >= 1 || drawn(seed, index, seen) < fault.probability);
}

} // namespace callsheet::practice
