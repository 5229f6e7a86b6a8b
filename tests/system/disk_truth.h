#pragma once

#include "core/practice/practice_service.h"
#include "tests/system/crash_campaign.h"
#include "tests/system/disk_recording.h"

#include <QTemporaryDir>

#include <iosfwd>

// What is left on a disk, compared with what the service had done by then; and the run brought to its end from there.
namespace callsheet::test {

inline constexpr People everybody = (1U << crashPeople) - 1;

const QString &crashBatch();
CrashService addressOf(const practice::PracticeService &service);
People queuedPeople(const practice::PracticeService &service);
int postsThatArrived(const practice::PracticeService &service);

//! What many disks came to.
struct Disks {
    int looked = 0;
    int unreadable = 0; // journals that could not be opened any more
    int locked = 0; // journals that may be looked at and not be sent from
    int witnessesTorn = 0; // whose half-written witness may lock them: better locked than believed
    int lost = 0; // people called queued whom the service does not know, or who were never sent
    int untrue = 0; // people whom the service has, and who would be sent again
    int unaccounted = 0; // journals in which somebody is in no group
    int unknown = 0; // people of unknown outcome
    int twice = 0; // people queued twice in the end
    QString firstProblem;

    int wrong() const { return unreadable + lost + untrue + unaccounted + twice; }
};
std::ostream &operator<<(std::ostream &out, const Disks &disks);

//! Opens journals as they were left.
class DiskJudge {
public:
    //! `earliest` and `latest`: whom the service had around the time at which the disk came to stand still. `goesOn`: a
    //! person starts Callsheet again, looks up who is unknown, and sends the rest to a service that has `latest`.
    void judge(const DiskImage &image, People earliest, People latest, bool goesOn, Disks &disks);

private:
    base::SystemClock m_clock;
    QTemporaryDir m_folder{inMemory(u"callsheet-images-XXXXXX"_s)}; // hundreds of them: none waits for a disk
};

} // namespace callsheet::test
