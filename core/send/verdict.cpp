#include "core/send/verdict.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace callsheet::send {

using std::chrono::milliseconds;

namespace {

//! Both times are of our clock, so that it need not be right. A clock that was set back proves nothing.
bool isSettled(const Look &look, const QDateTime &lastByteAt, const SettleRules &rules)
{
    return lastByteAt.isValid() && milliseconds(lastByteAt.msecsTo(look.ownTime)) >= rules.settleTime;
}

bool areFarApart(const Look &first, const Look &second, milliseconds distance)
{
    return first.serviceTime.isValid() && second.serviceTime.isValid()
        && milliseconds(first.serviceTime.msecsTo(second.serviceTime)) >= distance;
}

//! Whether the last look and an earlier one say the same, both of a time at which nothing can arrive any more.
bool isProven(const std::vector<Look> &looks, const QDateTime &lastByteAt, const SettleRules &rules)
{
    const Look &last = looks.back();
    // The settle time by the service's clock as well, whose first look came after the last byte: our own may have been
    // set forward since.
    if (!areFarApart(looks.front(), last, rules.settleTime))
        return false;
    return isSettled(last, lastByteAt, rules) && std::any_of(looks.begin(), looks.end() - 1, [&](const Look &earlier) {
        return isSettled(earlier, lastByteAt, rules) && areFarApart(earlier, last, rules.betweenLooks)
            && earlier.people == last.people;
    });
}

//! "2125550001" or "0212 5550001" for 12125550001: a service that leaves the country code away holds this person, or
//! somebody abroad with the same number. Either way nobody may say "absent".
bool mayStandWithoutCountryCode(const QByteArray &phone, const QSet<QByteArray> &withoutZeros)
{
    constexpr qsizetype longestCountryCode = 3;
    for (qsizetype code = 1; code <= longestCountryCode && code < phone.size(); ++code) {
        if (withoutZeros.contains(phone.sliced(code)))
            return true;
    }
    return false;
}

bool wasEver(const std::vector<Look> &looks, std::size_t person, Finding finding)
{
    return std::any_of(looks.begin(), looks.end(),
        [&](const Look &look) { return person < look.people.size() && look.people[person] == finding; });
}

} // namespace

std::vector<Finding> findPeople(const std::vector<QByteArray> &phones, const std::vector<wire::BatchEntry> &entries,
    bool whole, const QDateTime &attemptAt, milliseconds clockLead, const SettleRules &rules)
{
    const QDateTime since
        = attemptAt.addMSecs(clockLead.count() - milliseconds(rules.clockTolerance).count()); // by the service's clock
    constexpr qsizetype leastNationalDigits = 7; // fewer are the end of too many numbers
    QHash<QByteArray, Finding> byPhone;
    QSet<QByteArray> withoutZeros; // numbers as they may stand without their country code
    byPhone.reserve(static_cast<qsizetype>(entries.size()));
    withoutZeros.reserve(static_cast<qsizetype>(entries.size()));
    for (const wire::BatchEntry &entry : entries) {
        const bool isDated = entry.newestAt.isValid() && attemptAt.isValid();
        const Finding finding = !isDated ? Finding::Unclear
            : entry.newestAt >= since    ? Finding::Present
                                         : Finding::Older;
        // Of several records of one number the newest speaks.
        byPhone.insert(entry.phone, std::min(finding, byPhone.value(entry.phone, Finding::Unclear)));
        const auto digit = std::find_if(entry.phone.begin(), entry.phone.end(), [](char c) { return c != '0'; });
        if (entry.phone.end() - digit >= leastNationalDigits)
            withoutZeros.insert(entry.phone.sliced(digit - entry.phone.begin()));
    }
    std::vector<Finding> findings;
    findings.reserve(phones.size());
    for (const QByteArray &phone : phones) {
        const auto found = byPhone.constFind(phone);
        if (phone.isEmpty())
            findings.push_back(Finding::Unclear);
        else if (found != byPhone.constEnd())
            findings.push_back(*found);
        else if (!whole || mayStandWithoutCountryCode(phone, withoutZeros))
            findings.push_back(Finding::Unclear);
        else
            findings.push_back(Finding::Absent);
    }
    return findings;
}

std::vector<Verdict> verdictsOf(const std::vector<Look> &looks, const QDateTime &lastByteAt, const SettleRules &rules)
{
    if (looks.empty())
        return {};
    const Look &last = looks.back();
    const bool absenceProven = isProven(looks, lastByteAt, rules);
    std::vector<Verdict> verdicts;
    verdicts.reserve(last.people.size());
    for (std::size_t person = 0; person < last.people.size(); ++person) {
        if (wasEver(looks, person, Finding::Present))
            verdicts.push_back(Verdict::Queued);
        else if (absenceProven && last.people[person] == Finding::Absent)
            verdicts.push_back(Verdict::Absent);
        else
            verdicts.push_back(Verdict::Undecided);
    }
    return verdicts;
}

std::optional<milliseconds> waitForNextLook(
    const std::vector<Look> &looks, const QDateTime &lastByteAt, const QDateTime &now, const SettleRules &rules)
{
    if (looks.empty())
        return milliseconds(0); // present needs no settling
    const std::vector<Verdict> verdicts = verdictsOf(looks, lastByteAt, rules);
    const bool decided
        = std::none_of(verdicts.begin(), verdicts.end(), [](Verdict verdict) { return verdict == Verdict::Undecided; });
    if (decided || static_cast<int>(looks.size()) >= rules.mostLooks)
        return std::nullopt;
    const Look &last = looks.back();
    // Without the service's own time nobody can ever be called absent: more looks bring nothing.
    if (!last.serviceTime.isValid() || !lastByteAt.isValid())
        return std::nullopt;
    if (isProven(looks, lastByteAt, rules))
        return std::nullopt; // who is undecided now was in the batch before, and will be
    // A second more than needed: the service tells its time in whole seconds.
    const bool settled = isSettled(last, lastByteAt, rules);
    const milliseconds whole = settled ? rules.betweenLooks : rules.settleTime;
    const milliseconds since(settled ? last.ownTime.msecsTo(now) : lastByteAt.msecsTo(now));
    return std::clamp(whole - since, milliseconds(0), whole) + std::chrono::seconds(1);
}

} // namespace callsheet::send
