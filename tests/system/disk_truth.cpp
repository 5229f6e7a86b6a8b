#include "tests/system/disk_truth.h"

#include "tests/core/send/open_at_once.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

#include <bit>
#include <ostream>

namespace callsheet::test {

using runs::RowState;

namespace {

People personOf(std::uint32_t row)
{
    return 1U << (row - 2);
}

QHash<QByteArray, int> timesQueued(const practice::PracticeService &service)
{
    QHash<QByteArray, int> times;
    for (const practice::QueuedCall &call : service.queuedCalls(crashBatch()))
        times.insert(call.phoneNumber.toUtf8(), call.timesQueued);
    return times;
}

void noteProblem(Disks &disks, const QString &problem)
{
    if (disks.firstProblem.isEmpty())
        disks.firstProblem = u"("_s + problem + u')';
}

void compare(runs::Journal &journal, People earliest, People latest, Disks &disks)
{
    const auto runs = journal.runs().result();
    ASSERT_EQ(errorOf(runs), "");
    if (runs->empty()) {
        disks.untrue += std::popcount(latest);
        return;
    }
    int rows = 0;
    for (const RowState state : {RowState::Queued, RowState::NotSent, RowState::Refused, RowState::Unknown}) {
        const auto group = journal.rowsIn(runs->front().head.id, state).result();
        ASSERT_EQ(errorOf(group), "");
        for (const runs::RowInChunk &row : *group) {
            const People person = personOf(row.row);
            disks.lost += state == RowState::Queued && !(earliest & person);
            disks.untrue += (state == RowState::NotSent || state == RowState::Refused) && (latest & person);
            disks.unknown += state == RowState::Unknown;
            ++rows;
        }
    }
    disks.unaccounted += rows != crashPeople;
}

void queueBeforehand(const practice::PracticeService &service, People people)
{
    const CrashService address = addressOf(service);
    send::Transport transport;
    for (std::uint32_t row = 2; row < 2 + crashPeople; ++row) {
        if (!(people & personOf(row)))
            continue;
        send::PostRequest request;
        request.url = QUrl(address.url.toString() + send::wire::addCallsPath);
        request.secrets.apiKey = base::Secret(address.apiKey);
        request.body = crashBody(crashBatch(), row, 1);
        request.records = 1;
        request.openWire = &openAtOnce;
        ASSERT_EQ(await(transport.post(request, {}))->httpStatus, 200);
    }
}

void finish(runs::Journal &journal, People queued, Disks &disks)
{
    practice::PracticeService service(practice::PracticeOptions{});
    ASSERT_EQ(errorOf(service.start()), "");
    ASSERT_TRUE(service.ensureBatch(crashBatch(), u"Crash"_s));
    queueBeforehand(service, queued);
    ASSERT_EQ(queuedPeople(service), queued);
    if (journal.runs().result()->empty())
        ASSERT_EQ(errorOf(planCrashRun(journal, crashBatch())), "");
    if (!journal.rowsIn(1, RowState::Unknown).result()->empty())
        EXPECT_EQ(settleCrashRun(journal, addressOf(service), 1), QString());
    EXPECT_EQ(sendCrashRun(journal, addressOf(service), 1), QString());
    const QHash<QByteArray, int> times = timesQueued(service);
    for (std::uint32_t row = 2; row < 2 + crashPeople; ++row) {
        disks.lost += !times.contains(phoneOfRow(row));
        disks.twice += times.value(phoneOfRow(row)) > 1;
    }
}

} // namespace

const QString &crashBatch()
{
    static const QString batch = u"64e5f12345abcdef98765432"_s;
    return batch;
}

CrashService addressOf(const practice::PracticeService &service)
{
    const practice::Workspace workspace = service.workspaces().first();
    return {service.url(), workspace.apiKey.toUtf8(), workspace.bearer.toUtf8()};
}

People queuedPeople(const practice::PracticeService &service)
{
    const QHash<QByteArray, int> times = timesQueued(service);
    People people = 0;
    for (std::uint32_t row = 2; row < 2 + crashPeople; ++row)
        people |= times.contains(phoneOfRow(row)) ? personOf(row) : 0;
    return people;
}

int postsThatArrived(const practice::PracticeService &service)
{
    int posts = 0;
    for (const practice::Arrival &arrival : service.arrivals())
        posts += arrival.path.contains(u"addCallsToBatch"_s);
    return posts;
}

std::ostream &operator<<(std::ostream &out, const Disks &disks)
{
    return out << disks.looked << " disks: " << disks.unreadable << " journals unreadable, " << disks.locked
               << " locked (" << disks.witnessesTorn << " witnesses torn), " << disks.lost << " people lost, "
               << disks.untrue << " called not sent although queued, " << disks.twice << " called twice, "
               << disks.unaccounted << " journals that do not add up, " << disks.unknown
               << " people unknown and reported " << disks.firstProblem.toStdString();
}

void DiskJudge::judge(const DiskImage &image, People earliest, People latest, bool goesOn, Disks &disks)
{
    ++disks.looked;
    const QString path = m_folder.filePath(QString::number(disks.looked));
    const auto profile = base::Profile::open(path);
    for (auto file = image.begin(); file != image.end(); ++file) {
        QFile written(profile->path(file.key()));
        ASSERT_TRUE(written.open(QIODevice::WriteOnly) && written.write(*file) == file->size());
    }
    runs::JournalOptions options;
    options.syncs = runs::Syncs::Never; // what is read is the same
    auto opened = runs::Journal::open(*profile, m_clock, options);
    if (!opened) {
        ++disks.unreadable;
        noteProblem(disks, opened.error().message);
    } else if (const QString lock = *(*opened)->sendingLock().result(); !lock.isEmpty()) {
        ++disks.locked;
        noteProblem(disks, lock);
        EXPECT_FALSE(planCrashRun(**opened, crashBatch())) << "a locked journal sends nothing";
    } else {
        compare(**opened, earliest, latest, disks);
        if (goesOn)
            finish(**opened, latest, disks);
    }
    if (opened)
        opened->reset();
    QDir(path).removeRecursively();
}

} // namespace callsheet::test
