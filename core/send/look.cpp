#include "core/send/look.h"

#include "core/base/logging.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>

namespace callsheet::send {

using base::Result;
using std::chrono::milliseconds;

namespace {

//! How many records bear the tag; the page holds one of them at most.
QCoro::Task<PageAnswer> countTag(LookServices services, LookTarget target, QString tag, std::stop_token stop)
{
    PageQuery query;
    query.limit = 1;
    query.filter = QJsonDocument(QJsonObject{{target.referenceKey, tag}}).toJson(QJsonDocument::Compact);
    const PageAnswer answer = co_await readPage(services, target, query, stop);
    co_return answer;
}

//! How far the service's filter can be believed.
struct FilterProof {
    bool leavesOut = false; // a tag that nobody bears was counted as nobody: the filter is not ignored
    bool finds = false; // and people who are known to be queued were counted
};

//! What a count says of everybody at once; nothing where it has to be looked at one by one. A service that ignores the
//! filter counts the whole batch, which can be as many as are sought.
std::optional<Finding> findingOfCount(qint64 counted, std::size_t people, const FilterProof &proof)
{
    if (counted == static_cast<qint64>(people) && proof.leavesOut)
        return Finding::Present;
    if (counted == 0 && proof.leavesOut && proof.finds)
        return Finding::Absent;
    return std::nullopt;
}

//! Looks by tag. False: at least one chunk cannot be judged so.
struct TagLook {
    bool judged = false;
    std::vector<SoughtPeople> sought;
};

QCoro::Task<TagLook> lookByTag(LookServices services, LookTarget target, std::optional<TagControl> control,
    std::vector<SoughtPeople> sought, std::stop_token stop)
{
    TagLook look;
    const bool tagged = !target.referenceKey.isEmpty()
        && std::none_of(sought.begin(), sought.end(), [](const SoughtPeople &people) { return people.tag.isEmpty(); });
    if (!tagged)
        co_return look;
    FilterProof filter;
    const QString nobodysTag = QUuid::createUuid().toString(QUuid::Id128);
    const PageAnswer nobody = co_await countTag(services, target, nobodysTag, stop);
    filter.leavesOut = nobody.page && nobody.page->total == 0;
    if (!filter.leavesOut)
        co_return look;
    if (control) {
        const PageAnswer known = co_await countTag(services, target, control->tag, stop);
        filter.finds = known.page && known.page->total == control->people && control->people > 0;
    }
    for (SoughtPeople &people : sought) {
        const PageAnswer answer = co_await countTag(services, target, people.tag, stop);
        if (!answer.page)
            co_return look; // the whole batch is read then, and says what is wrong
        const auto finding = findingOfCount(answer.page->total, people.phones.size(), filter);
        if (!finding)
            co_return look;
        Look seen;
        seen.ownTime = answer.ownTime;
        seen.serviceTime = answer.serviceTime;
        seen.people.assign(people.phones.size(), *finding);
        seen.asked = QCoreApplication::translate("send", "the count of the chunk's reference, %1").arg(people.tag);
        seen.total = answer.page->total;
        people.looks.push_back(std::move(seen));
    }
    look.judged = true;
    look.sought = std::move(sought);
    co_return look;
}

//! The service's clock is that much ahead of ours, to the second; 0 where it does not tell its time.
milliseconds clockLead(const BatchView &view)
{
    return milliseconds(view.serviceTime.isValid() ? view.ownTime.msecsTo(view.serviceTime) : 0);
}

std::vector<QByteArray> allPhones(const std::vector<SoughtPeople> &sought)
{
    std::vector<QByteArray> phones;
    for (const SoughtPeople &people : sought)
        phones.insert(phones.end(), people.phones.begin(), people.phones.end());
    return phones;
}

} // namespace

QCoro::Task<Result<std::vector<SoughtPeople>>> lookOnce(LookServices services, LookTarget target, SettleRules rules,
    std::optional<TagControl> control, std::vector<SoughtPeople> sought, std::stop_token stop)
{
    TagLook byTag = co_await lookByTag(services, target, control, sought, stop);
    if (byTag.judged)
        co_return std::move(byTag.sought);

    Result<BatchView> view = co_await readBatch(services, target, stop);
    if (!view)
        co_return view.error();
    const std::vector<QByteArray> phones = allPhones(sought);
    const auto known = std::find_if(view->entries.begin(), view->entries.end(),
        [](const wire::BatchEntry &entry) { return !entry.phone.isEmpty(); });
    QString asked = QCoreApplication::translate("send", "the whole batch");
    if (!view->whole && phones.size() <= mostSearched && known != view->entries.end()) {
        const QByteArray knownPhone = known->phone;
        const Result<BatchView> searched = co_await searchBatch(services, target, phones, knownPhone, stop);
        if (!searched)
            co_return searched.error();
        view->entries.insert(view->entries.end(), searched->entries.begin(), searched->entries.end());
        view->whole = searched->whole;
        asked = QCoreApplication::translate(
            "send", "the whole batch, which did not hold still, and each number by itself");
    }
    for (SoughtPeople &people : sought) {
        Look seen;
        seen.ownTime = view->ownTime;
        seen.serviceTime = view->serviceTime;
        seen.people = findPeople(people.phones, view->entries, view->whole, people.attemptAt, clockLead(*view), rules);
        seen.asked = asked;
        seen.total = view->total;
        people.looks.push_back(std::move(seen));
    }
    qCInfo(lcSend) << "looked for" << phones.size() << "people, whole" << view->whole;
    co_return sought;
}

} // namespace callsheet::send
