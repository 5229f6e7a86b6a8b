#include "core/runs/receipt_words.h"

#include "core/base/row_ranges.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <algorithm>

namespace callsheet::runs {

using namespace Qt::StringLiterals;

QString receiptTime(const QDateTime &time, const QTimeZone &zone)
{
    if (!time.isValid())
        return u"–"_s;
    const QDateTime local = time.toTimeZone(zone);
    const int offset = local.offsetFromUtc() / 60;
    const QString behindUtc = u"UTC%1%2:%3"_s.arg(offset < 0 ? u"−"_s : u"+"_s)
                                  .arg(std::abs(offset) / 60, 2, 10, '0'_L1)
                                  .arg(std::abs(offset) % 60, 2, 10, '0'_L1);
    return u"%1 %2 %3"_s.arg(
        QLocale().toString(local.date(), u"d MMM yyyy"_s), local.time().toString(u"HH:mm:ss"_s), behindUtc);
}

QString outcomeName(const AttemptRecord &attempt)
{
    if (!attempt.result)
        return stateName(ChunkState::Sending);
    switch (attempt.result->outcome) {
    case OutcomeClass::Accepted:
        return stateName(ChunkState::Accepted);
    case OutcomeClass::Refused:
        return stateName(ChunkState::Refused);
    case OutcomeClass::NotSent:
        return stateName(ChunkState::NotSent);
    case OutcomeClass::Unknown:
        break;
    }
    return stateName(ChunkState::Unknown);
}

QString attemptFacts(const AttemptRecord &attempt, const QTimeZone &zone)
{
    QStringList facts;
    if (!attempt.bodyMayHaveLeft())
        facts.append(QCoreApplication::translate("receipt", "Nothing left this computer."));
    else if (attempt.lastByteAt.isValid())
        facts.append(QCoreApplication::translate("receipt", "All of it had left this computer at %1.")
                         .arg(attempt.lastByteAt.toTimeZone(zone).time().toString(u"HH:mm:ss"_s)));
    else
        facts.append(QCoreApplication::translate("receipt", "It may have left this computer."));
    if (attempt.endedAt.isValid())
        facts.append(QCoreApplication::translate("receipt", "It ended at %1.")
                         .arg(attempt.endedAt.toTimeZone(zone).time().toString(u"HH:mm:ss"_s)));
    if (attempt.result && attempt.result->httpStatus > 0)
        facts.append(QCoreApplication::translate("receipt", "Status of the answer: %1.")
                         .arg(QString::number(attempt.result->httpStatus)));
    if (attempt.result && attempt.result->accepted > 0)
        facts.append(QCoreApplication::translate("receipt", "People taken: %1.")
                         .arg(QLocale().toString(attempt.result->accepted)));
    return facts.join(u' ');
}

QString settledBy(const Settlement &settlement)
{
    if (settlement.by == SettledBy::Service)
        return QCoreApplication::translate("receipt", "The calling service, which was asked");
    return settlement.who.isEmpty() ? QCoreApplication::translate("receipt", "A person, whose name was not kept")
                                    : settlement.who;
}

QString settledPeople(const Settlement &settlement)
{
    QStringList parts;
    if (!settlement.queued.empty()) {
        parts.append(QCoreApplication::translate("receipt", "%1 queued (rows %2)")
                         .arg(QLocale().toString(settlement.queued.size()), base::toRowRanges(settlement.queued)));
    }
    if (settlement.absent) {
        parts.append(
            QCoreApplication::translate("receipt", "%1 not queued (rows %2)")
                .arg(QLocale().toString(settlement.absent->rows.size()), base::toRowRanges(settlement.absent->rows)));
    }
    return parts.join(u"; "_s);
}

std::vector<ReasonCount> reasonsOf(const std::vector<LeftOutRow> &leftOut)
{
    std::vector<ReasonCount> reasons;
    QHash<std::pair<QString, bool>, std::size_t> places;
    for (const LeftOutRow &row : leftOut) {
        const std::pair<QString, bool> key{row.reason, row.folded};
        const auto known = places.constFind(key);
        if (known == places.constEnd()) {
            places.insert(key, reasons.size());
            reasons.push_back({row.reason, row.folded, {row.row}});
        } else {
            reasons[*known].rows.push_back(row.row);
        }
    }
    std::stable_sort(reasons.begin(), reasons.end(),
        [](const ReasonCount &a, const ReasonCount &b) { return a.rows.size() > b.rows.size(); });
    return reasons;
}

} // namespace callsheet::runs
