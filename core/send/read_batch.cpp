#include "core/send/read_batch.h"

#include "core/base/logging.h"
#include "core/base/pause.h"
#include "core/send/wire.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace callsheet::send {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::Error;
using base::ErrorKind;
using base::Result;
using wire::BatchEntry;
using wire::BatchPage;

namespace {

constexpr auto pageSizes = std::array{1000, 100, 10}; // what a service allows is not documented
constexpr auto mostReadings = 3;
constexpr auto mostTriesOfAPage = 4;
constexpr qint64 mostEntries = 2'000'000; // a batch far above what is ever called; the memory of one look is bounded

Error stopped()
{
    return {
        ErrorKind::Cancelled, QCoreApplication::translate("send", "You stopped the check. Nothing was changed."), {}};
}

Error errorOf(const Fetched &fetched)
{
    if (fetched.failure == NetworkFailure::Stopped)
        return stopped();
    if (fetched.failure == NetworkFailure::SecretUnusable) {
        return {ErrorKind::Credentials,
            QCoreApplication::translate("send",
                "The Bearer token holds a line end or another sign that cannot be sent. Enter it again in the "
                "connection, without what was pasted along with it."),
            {}};
    }
    if (fetched.httpStatus == 401 || fetched.httpStatus == 403) {
        return {ErrorKind::Credentials,
            QCoreApplication::translate("send",
                "The service does not let this Bearer token look into the batch (%1). Check the token of the "
                "connection.")
                .arg(fetched.httpStatus),
            {}};
    }
    if (fetched.httpStatus == 404) {
        return {ErrorKind::InvalidInput,
            QCoreApplication::translate("send",
                "The service shows no such batch to the owner of this Bearer token. Check the batch and the token."),
            {}};
    }
    if (fetched.httpStatus != 0 && fetched.failure == NetworkFailure::None) {
        return {ErrorKind::Network,
            QCoreApplication::translate(
                "send", "The service did not show the batch (%1). Nothing was decided; check again later.")
                .arg(fetched.httpStatus),
            {}};
    }
    return {ErrorKind::Network,
        QCoreApplication::translate(
            "send", "The service could not be reached to look into the batch. Nothing was decided; check again later."),
        fetched.failureDetail};
}

//! Whether the same question may get another answer in a moment.
bool isPassing(const Fetched &fetched)
{
    if (fetched.failure == NetworkFailure::Stopped || fetched.failure == NetworkFailure::TlsIdentity
        || fetched.failure == NetworkFailure::ProxySignIn || fetched.failure == NetworkFailure::AnswerTooLarge
        || fetched.failure == NetworkFailure::SecretUnusable)
        return false;
    return fetched.failure != NetworkFailure::None || fetched.httpStatus == 429 || fetched.httpStatus >= 500;
}

//! One reading of all pages at one page size.
struct Reading {
    BatchView view;
    bool queryRefused = false;
    bool addsUp = false; // as many records as the total says
    bool shifted = false; // total or first page changed while it was read
    std::optional<Error> error;
};

//! Whether a page shows the same people as when it was read first; their calls may have gone on meanwhile.
bool showsTheSame(const BatchPage &first, const BatchPage &again)
{
    return first.total == again.total && first.totalPages == again.totalPages
        && std::equal(first.entries.begin(), first.entries.end(), again.entries.begin(), again.entries.end(),
            [](const BatchEntry &a, const BatchEntry &b) { return a.phone == b.phone; });
}

//! Nobody is hidden behind a record that was shown twice or whose number cannot be read: the order of a page among
//! equals may change between two requests, and the counts add up all the same.
bool areDistinctPeople(const std::vector<BatchEntry> &entries)
{
    const bool haveIds
        = std::none_of(entries.begin(), entries.end(), [](const BatchEntry &entry) { return entry.id.isEmpty(); });
    QSet<QByteArray> seen;
    seen.reserve(static_cast<qsizetype>(entries.size()));
    for (const BatchEntry &entry : entries)
        seen.insert(haveIds ? entry.id : entry.phone);
    return seen.size() == static_cast<qsizetype>(entries.size())
        && std::none_of(entries.begin(), entries.end(), [](const BatchEntry &entry) { return entry.phone.isEmpty(); });
}

QCoro::Task<Reading> readAllPages(LookServices services, LookTarget target, int limit, std::stop_token stop)
{
    Reading reading;
    PageQuery query;
    query.limit = limit;
    const PageAnswer first = co_await readPage(services, target, query, stop);
    if (!first.page) {
        reading.queryRefused = first.queryRefused;
        reading.error = first.error;
        co_return reading;
    }
    reading.view.ownTime = first.ownTime;
    reading.view.serviceTime = first.serviceTime;
    reading.view.total = first.page->total;
    reading.view.entries = first.page->entries;
    if (first.page->total > mostEntries || first.page->totalPages > mostEntries) {
        reading.error = Error{ErrorKind::Limit,
            QCoreApplication::translate(
                "send", "The batch holds more than %1 records, which is more than Callsheet looks through.")
                .arg(mostEntries),
            {}};
        co_return reading;
    }
    if (first.page->totalPages > target.mostPages) {
        reading.error = Error{ErrorKind::Limit,
            QCoreApplication::translate(
                "send", "The batch holds %1 records in %2 pages, which is more than Callsheet looks through.")
                .arg(QLocale().toString(first.page->total), QLocale().toString(first.page->totalPages)),
            {}};
        co_return reading;
    }
    for (query.page = 2; query.page <= first.page->totalPages; ++query.page) {
        const PageAnswer next = co_await readPage(services, target, query, stop);
        if (!next.page) {
            reading.error = next.error;
            co_return reading;
        }
        const bool same = next.page->total == first.page->total && next.page->totalPages == first.page->totalPages;
        reading.shifted = reading.shifted || !same;
        reading.view.entries.insert(reading.view.entries.end(), next.page->entries.begin(), next.page->entries.end());
        if (reading.shifted || next.page->entries.empty())
            break;
    }
    query.page = 1;
    const PageAnswer again = co_await readPage(services, target, query, stop);
    if (!again.page) {
        reading.error = again.error;
        co_return reading;
    }
    reading.shifted = reading.shifted || !showsTheSame(*first.page, *again.page);
    reading.addsUp = static_cast<qint64>(reading.view.entries.size()) == first.page->total;
    reading.view.whole = reading.addsUp && !reading.shifted && areDistinctPeople(reading.view.entries);
    co_return reading;
}

} // namespace

QCoro::Task<bool> pauseBy(Pause pause, std::chrono::milliseconds duration, std::stop_token stop)
{
    if (!pause) {
        const bool waited = co_await base::pause(duration, stop);
        co_return waited;
    }
    const bool waited = co_await pause(duration, stop);
    co_return waited;
}

QUrl pageUrl(const LookTarget &target, const PageQuery &query)
{
    QUrl url(target.baseUrl.toString() + wire::batchDetailsPath
        + QString::fromLatin1(QUrl::toPercentEncoding(target.batchId)));
    QUrlQuery items;
    items.addQueryItem(u"page"_s, QString::number(query.page));
    items.addQueryItem(u"limit"_s, QString::number(query.limit));
    items.addQueryItem(u"sortBy"_s, u"createdAt"_s); // whoever comes meanwhile comes at the end
    items.addQueryItem(u"sortOrder"_s, u"asc"_s);
    if (!query.filter.isEmpty())
        items.addQueryItem(u"filter"_s, QString::fromLatin1(query.filter.toPercentEncoding()));
    if (!query.search.isEmpty())
        items.addQueryItem(u"search"_s, QString::fromLatin1(QUrl::toPercentEncoding(query.search)));
    url.setQuery(items);
    return url;
}

QCoro::Task<PageAnswer> readPage(LookServices services, LookTarget target, PageQuery query, std::stop_token stop)
{
    GetRequest request;
    request.url = pageUrl(target, query);
    request.bearer = target.bearer;
    request.timeouts = target.timeouts;
    PageAnswer answer;
    for (int tries = 1;; ++tries) {
        answer.ownTime = services.clock->now();
        const Fetched fetched = co_await services.transport->get(request, stop);
        if (stop.stop_requested()) {
            answer.error = stopped();
            co_return answer;
        }
        answer.serviceTime = fetched.serviceTime;
        if (fetched.failure == NetworkFailure::None && fetched.httpStatus == 200) {
            answer.page = wire::parseBatchPage(fetched.answer, target.batchId);
            if (!answer.page) {
                answer.error = {ErrorKind::Network,
                    QCoreApplication::translate("send",
                        "Something answered, but not with this batch in the words of the service. Nothing was decided; "
                        "check the address and the proxy."),
                    {}};
            }
            co_return answer;
        }
        answer.queryRefused = fetched.httpStatus == 400;
        answer.error = errorOf(fetched);
        if (!isPassing(fetched) || tries == mostTriesOfAPage)
            co_return answer;
        const auto backoff = std::chrono::seconds(1 << tries);
        const bool waited = co_await pauseBy(services.pause, backoff, stop);
        if (!waited) {
            answer.error = stopped();
            co_return answer;
        }
    }
}

QCoro::Task<Result<BatchView>> readBatch(LookServices services, LookTarget target, std::stop_token stop)
{
    Reading reading;
    std::size_t size = 0;
    for (int readings = 1;;) {
        reading = co_await readAllPages(services, target, pageSizes[size], stop);
        const bool smaller = size + 1 < pageSizes.size();
        // A service that caps a page silently and counts the pages as asked leaves records out: smaller pages, then.
        const bool tooMany = reading.queryRefused || (!reading.error && !reading.shifted && !reading.addsUp);
        if (tooMany && smaller) {
            ++size;
            continue;
        }
        if (reading.error)
            co_return *reading.error;
        if (reading.view.whole || readings == mostReadings)
            break;
        ++readings;
    }
    qCInfo(lcSend) << "batch read:" << reading.view.entries.size() << "records, whole" << reading.view.whole;
    co_return std::move(reading.view);
}

QCoro::Task<Result<BatchView>> searchBatch(
    LookServices services, LookTarget target, std::vector<QByteArray> phones, QByteArray control, std::stop_token stop)
{
    BatchView view;
    view.whole = true;
    phones.insert(phones.begin(), control);
    for (std::size_t i = 0; i < phones.size(); ++i) {
        PageQuery query;
        query.limit = pageSizes.back();
        query.search = QString::fromLatin1(phones[i]);
        const PageAnswer answer = co_await readPage(services, target, query, stop);
        if (!answer.page)
            co_return answer.error;
        if (i == 0) {
            view.ownTime = answer.ownTime;
            view.serviceTime = answer.serviceTime;
        }
        bool found = false;
        for (const BatchEntry &entry : answer.page->entries) {
            found = found || entry.phone == phones[i];
            view.entries.push_back(entry);
        }
        const bool sawAll = static_cast<qint64>(answer.page->entries.size()) == answer.page->total;
        // Where the control is not found, or a search is cut off, nobody is absent for not being seen.
        view.whole = view.whole && (found || (i > 0 && sawAll));
    }
    co_return view;
}

} // namespace callsheet::send
