#include "core/match/heading_places.h"

#include "core/match/heading_meaning.h"

namespace callsheet::match {

namespace {

QStringList comparables(const QStringList &header)
{
    QStringList texts;
    for (const QString &heading : header)
        texts.append(comparable(heading));
    return texts;
}

} // namespace

std::vector<int> headingPlaces(const QStringList &before, const QStringList &now)
{
    std::vector<int> places(static_cast<std::size_t>(before.size()), -1);
    std::vector<bool> taken(static_cast<std::size_t>(now.size()), false);
    const auto takeSame = [&](const QStringList &wanted, const QStringList &present) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            const QString &heading = wanted[static_cast<qsizetype>(i)];
            for (std::size_t j = 0; places[i] < 0 && !heading.isEmpty() && j < taken.size(); ++j) {
                if (!taken[j] && heading == present[static_cast<qsizetype>(j)]) {
                    places[i] = static_cast<int>(j);
                    taken[j] = true;
                }
            }
        }
    };
    takeSame(before, now);
    takeSame(comparables(before), comparables(now)); // signs alone ("%") compare as nothing, and are no match
    return places;
}

} // namespace callsheet::match
