#include "core/check/country_evidence.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>

namespace callsheet::check {

namespace {

bool areMost(std::uint32_t part, std::uint32_t whole)
{
    return part * 10 >= whole * fitsTenths;
}

//! The code that nine of ten have, of three or more.
std::optional<int> namedBy(const std::map<int, std::uint32_t> &counts)
{
    constexpr std::uint32_t leastWitnesses = 3;
    std::uint32_t all = 0;
    auto most = counts.end();
    for (auto entry = counts.begin(); entry != counts.end(); ++entry) {
        all += entry->second;
        if (most == counts.end() || entry->second > most->second)
            most = entry;
    }
    if (all < leastWitnesses || !areMost(most->second, all))
        return std::nullopt;
    return most->first;
}

//! Contacts have mobile phones sooner than lines of one town.
bool readsMobiles(const CountryFit &fit, const CountryEvidence &evidence)
{
    return fit.mobile * 2 >= evidence.failing;
}

//! The country whose way of putting blanks most of the grouped numbers have, and no other near it; where two write
//! alike, the one that reads mobile phones.
std::optional<int> namedByWriting(const CountryEvidence &evidence, const std::vector<const CountryFit *> &among)
{
    constexpr std::uint32_t leastGrouped = 5;
    const std::uint32_t grouped = evidence.grouped;
    if (grouped < leastGrouped)
        return std::nullopt;
    const auto isWritten = [grouped](const CountryFit *fit) { return fit->writtenSo * 10 >= grouped * 8; };
    const auto isNear = [grouped](const CountryFit *fit) { return fit->writtenSo * 10 >= grouped * 4; };
    const auto isMobile = [&evidence](const CountryFit *fit) { return readsMobiles(*fit, evidence); };
    std::vector<const CountryFit *> near;
    std::copy_if(among.begin(), among.end(), std::back_inserter(near), isNear);
    if (near.size() > 1)
        std::erase_if(near, std::not_fn(isMobile));
    if (near.size() == 1 && isWritten(near.front()))
        return near.front()->callingCode;
    return std::nullopt;
}

} // namespace

CountryJudgement judgeCountry(const CountryEvidence &evidence)
{
    constexpr CountryJudgement nothing;
    constexpr CountryJudgement several{CountryVerdict::Several, 0};
    if (evidence.failing < leastFailingNumbers || evidence.failingShare < leastFailingShare
        || evidence.mendable * 2 >= evidence.failing)
        return nothing;

    const std::uint32_t all = evidence.failing + evidence.valid;
    const auto misses = [all](const CountryFit &fit) { return all - fit.madeValid - fit.stillValid; };
    std::vector<const CountryFit *> fitting;
    for (const CountryFit &fit : evidence.fits) {
        if (areMost(fit.madeValid, evidence.failing))
            fitting.push_back(&fit);
    }
    if (fitting.empty())
        return nothing;
    const auto withCode = [&fitting](int code) {
        const auto found = std::find_if(
            fitting.begin(), fitting.end(), [code](const CountryFit *fit) { return fit->callingCode == code; });
        return found != fitting.end() ? *found : nullptr;
    };
    const auto keepsTheValid = [&evidence](const CountryFit &fit) { return areMost(fit.stillValid, evidence.valid); };
    const auto answer = [&](const CountryFit &fit) {
        return CountryJudgement{keepsTheValid(fit) ? CountryVerdict::Offer : CountryVerdict::Mixed, fit.callingCode};
    };

    // A column that names the country of every row knows better than anything that can be told from digits.
    if (!evidence.byColumn.empty()) {
        const std::optional<int> named = namedBy(evidence.byColumn);
        const CountryFit *fit = named ? withCode(*named) : nullptr;
        return fit ? answer(*fit) : nothing;
    }

    const CountryFit *best = *std::min_element(fitting.begin(), fitting.end(),
        [&misses](const CountryFit *a, const CountryFit *b) { return misses(*a) < misses(*b); });
    // Of two plans that resemble one another the wrong one fits a few numbers fewer: that alone does not tell them
    // apart.
    constexpr std::uint32_t leastLead = 3;
    const std::uint32_t lead = std::max(leastLead, all * 15 / 100);
    std::vector<const CountryFit *> rivals; // `best` among them
    for (const CountryFit &fit : evidence.fits) {
        if (misses(fit) < misses(*best) + lead)
            rivals.push_back(&fit);
    }

    const std::optional<int> byPlus = namedBy(evidence.withPlus);
    const std::optional<int> byMail = namedBy(evidence.byMail);
    const std::optional<int> byWriting = namedByWriting(evidence, fitting);
    const CountryFit *told = nullptr;
    for (const std::optional<int> &witness : {byPlus, byMail, byWriting}) {
        if (!witness)
            continue;
        if (*witness == evidence.chosenCode)
            return nothing;
        const CountryFit *fit = withCode(*witness);
        if (fit && told && fit != told)
            return keepsTheValid(*best) ? several : nothing;
        told = fit ? fit : told;
    }
    // Numbers that lack their area code are many a small country's whole numbers.
    const bool mayBeLocal = evidence.local * 2 >= evidence.failing;
    if (told && !(mayBeLocal && byWriting && !byPlus && !byMail))
        return answer(*told);
    if (mayBeLocal)
        return nothing;
    if (rivals.size() == 1 && readsMobiles(*best, evidence))
        return answer(*best);
    return keepsTheValid(*best) ? several : nothing;
}

} // namespace callsheet::check
