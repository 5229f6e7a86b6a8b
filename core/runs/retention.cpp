#include "core/runs/retention.h"

#include "core/base/atomic_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr auto fileName = "retention.json"_L1;
constexpr auto daysKey = "keepPayloadDays"_L1;
constexpr qint64 mostBytes = 4096; // a page, for one number

} // namespace

Result<Retention> loadRetention(const base::Profile &profile)
{
    QFile file(profile.path(fileName));
    if (!file.exists())
        return Retention();
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorKind::Unreadable,
            QCoreApplication::translate("runs", "“%1” could not be read: %2. Check the file's permissions.")
                .arg(file.fileName(), file.errorString()),
            {}};
    }
    const QJsonValue days = QJsonDocument::fromJson(file.read(mostBytes)).object().value(daysKey);
    const int number = days.toInt(-1);
    if (number < 0 || number > mostRetentionDays) {
        return Error{ErrorKind::InvalidInput,
            QCoreApplication::translate("runs",
                "“%1” does not say how many days numbers and names are kept, so none are deleted. Choose it anew under "
                "“Local data”, or delete the file.")
                .arg(file.fileName()),
            {}};
    }
    return Retention{number};
}

Result<void> saveRetention(const base::Profile &profile, const Retention &retention)
{
    return base::writeFileAtomically(
        profile.path(fileName), QJsonDocument(QJsonObject{{daysKey, retention.days}}).toJson());
}

bool mayPurge(ChunkState state, bool isExported, qint64 daysSinceLastTry, const Retention &retention)
{
    switch (state) {
    case ChunkState::Accepted:
    case ChunkState::Replaced:
        return isExported || daysSinceLastTry >= retention.days;
    case ChunkState::Refused:
        return isExported || daysSinceLastTry >= (retention.days > 0 ? retention.days : Retention().days);
    case ChunkState::Waiting:
    case ChunkState::Sending:
    case ChunkState::NotSent:
    case ChunkState::Unknown:
        break;
    }
    return false;
}

} // namespace callsheet::runs
