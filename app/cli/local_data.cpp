#include "app/cli/local_data.h"

#include "core/base/user_name.h"
#include "core/runs/retention.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::app {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

const QString deleteOption = u"delete-local-data"_s;
const QString daysOption = u"keep-days"_s;
const QString placeOption = u"key-place"_s;
const QString newKeyOption = u"new-key"_s;

Result<void> deleteData(Composition &composition, const Arguments &arguments)
{
    const QString whose = arguments.value(deleteOption);
    const QString who = base::userName();
    const bool confirmed = arguments.has(u"yes"_s);
    if (whose == "all"_L1) {
        auto deleted = composition.journal().deleteAllData(who, confirmed).result();
        if (deleted)
            deleted = composition.profile().deleteSheets();
        if (deleted) {
            printLine(QCoreApplication::translate("cli",
                "The data of all runs is deleted, and with it the memory of who was queued and what was kept of "
                "sheets. "
                "Disks and backups may keep copies."));
        }
        return deleted;
    }
    bool isNumber = false;
    const runs::RunId run = whose.toLongLong(&isNumber);
    if (!isNumber) {
        return wrongUsage(QCoreApplication::translate(
            "cli", "“%1” is neither the number of a run nor “all”. “callsheet-cli runs” lists the runs.")
                              .arg(whose));
    }
    const auto deleted = composition.journal().deleteRunData(run, who, confirmed).result();
    if (deleted) {
        printLine(QCoreApplication::translate("cli",
            "The data of run %1 is deleted. For %2 days after it was sent, its people are still recognised, by keyed "
            "hashes of their numbers. Disks and backups may keep copies.")
                      .arg(QString::number(run), QString::number(runs::numbersRememberedDays)));
    }
    return deleted;
}

Result<void> changeRetention(Composition &composition, const Arguments &arguments)
{
    const auto days = arguments.number(daysOption, 0, runs::Retention().days);
    if (!days)
        return days.error();
    const runs::Retention retention{std::min(*days, runs::mostRetentionDays)};
    const auto saved = runs::saveRetention(composition.profile(), retention);
    if (!saved)
        return saved;
    const auto purged = composition.journal().useRetention(retention).result();
    if (!purged)
        return purged.error();
    printLine(retention.days == 0
            ? QCoreApplication::translate("cli", "Numbers and names are deleted as soon as it is final who is queued.")
            : QCoreApplication::translate("cli", "Numbers and names are deleted %1 days after they were sent.")
                  .arg(retention.days));
    return {};
}

Result<void> changeKey(Composition &composition, const Arguments &arguments)
{
    std::optional<connection::KeyPlace> place;
    if (arguments.has(placeOption)) {
        place = connection::keyPlaceFrom(arguments.value(placeOption));
        if (!place) {
            return wrongUsage(QCoreApplication::translate(
                "cli", "The key can be kept in a “keychain”, a “file” or for the “session” only, not “%1”.")
                                  .arg(arguments.value(placeOption)));
        }
    }
    if (place == connection::KeyPlace::Session && !arguments.has(u"yes"_s)) {
        const auto summaries = composition.journal().runs().result();
        if (!summaries)
            return summaries.error();
        qint64 open = 0;
        for (const runs::RunSummary &run : *summaries)
            open += run.ledger.notSent + run.ledger.unknown + run.ledger.refused;
        if (open > 0) {
            return base::Error{base::ErrorKind::Conflict,
                QCoreApplication::translate("cli",
                    "%1 people are not sent, refused or unknown. Without the key nobody can send or look them up "
                    "again. Finish those runs first, or add --yes.")
                    .arg(open),
                {}};
        }
    }
    const auto changed = composition.changeKey(place, arguments.has(newKeyOption));
    if (!changed)
        return changed;
    printLine(QCoreApplication::translate("cli", "The key to people's numbers and names is kept %1.")
                  .arg(connection::keyPlaceName(composition.journalKeys().kept().place)));
    return {};
}

} // namespace

const QStringList &localDataValues()
{
    static const QStringList names = {deleteOption, daysOption, placeOption};
    return names;
}

const QStringList &localDataFlags()
{
    static const QStringList names = {newKeyOption, u"yes"_s};
    return names;
}

bool asksForLocalData(const Arguments &arguments)
{
    const auto isGiven = [&arguments](const QString &option) { return arguments.has(option); };
    return std::any_of(localDataValues().begin(), localDataValues().end(), isGiven) || isGiven(newKeyOption);
}

ExitCode changeLocalData(Composition &composition, const Arguments &arguments)
{
    if (arguments.has(deleteOption)) {
        const auto deleted = deleteData(composition, arguments);
        const bool mustBeConfirmed
            = !deleted && deleted.error().kind == base::ErrorKind::Conflict && !arguments.has(u"yes"_s);
        if (mustBeConfirmed) {
            return fail(wrongUsage(QCoreApplication::translate("cli", "%1 Nothing was deleted; --yes confirms it.")
                                       .arg(deleted.error().message)));
        }
        if (!deleted)
            return fail(deleted.error());
    }
    if (arguments.has(daysOption)) {
        const auto changed = changeRetention(composition, arguments);
        if (!changed)
            return fail(changed.error());
    }
    if (arguments.has(placeOption) || arguments.has(newKeyOption)) {
        const auto changed = changeKey(composition, arguments);
        if (!changed)
            return fail(changed.error());
    }
    return ExitCode::Ok;
}

} // namespace callsheet::app
