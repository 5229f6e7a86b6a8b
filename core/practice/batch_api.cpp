#include "core/practice/batch_api.h"

#include "core/practice/api_pages.h"
#include "core/practice/practice_pages.h"
#include "core/send/wire.h"

#include <algorithm>
#include <array>
#include <utility>

namespace callsheet::practice {

using namespace Qt::StringLiterals;
using namespace send;

namespace {

enum class Credential {
    KeyOrToken, // the pages that queue calls; refused with 403
    Token, // everything else; refused with 401
};

struct Page {
    QLatin1StringView path; // one that ends in a slash takes an id behind it
    const char *method;
    Credential credential;
    ApiResult (*answer)(const ApiRequest &);

    bool takesId() const { return path.endsWith('/'_L1); }
    bool isAt(const QString &asked) const { return takesId() ? asked.startsWith(path) : asked == path; }
};

constexpr auto pages = std::array{
    Page{wire::createBatchPath, "POST", Credential::KeyOrToken, &createBatch},
    Page{wire::addCallsPath, "POST", Credential::KeyOrToken, &addCallsToBatch},
    Page{wire::batchesPath, "GET", Credential::Token, &listBatches},
    Page{wire::batchDetailsPath, "GET", Credential::Token, &batchDetails},
    Page{wire::startCallingPath, "POST", Credential::Token, &startCalling},
    Page{wire::stopCallingPath, "POST", Credential::Token, &stopCalling},
    Page{wire::dncAddPath, "POST", Credential::Token, &addToDnc},
    Page{wire::dncListPath, "GET", Credential::Token, &listDnc},
    Page{wire::dncDeletePath, "DELETE", Credential::Token, &deleteFromDnc},
    Page{wire::dncEnablePath, "POST", Credential::Token, &enableDnc},
};

const Page *pageAt(const QString &path)
{
    const auto found = std::find_if(pages.begin(), pages.end(), [&path](const Page &page) { return page.isAt(path); });
    return found == pages.end() ? nullptr : &*found;
}

std::optional<ApiResult> refusedCaller(const Page &page, const Caller &caller, const ApiEdition &edition)
{
    if (page.credential == Credential::Token) {
        if (caller.byBearer && caller.workspace)
            return std::nullopt;
        return refusal(401, u"Bearer token invalid or missing"_s);
    }
    if (caller.workspace && isAllowed(caller, edition.credential))
        return std::nullopt;
    return refusal(403, u"API key invalid or missing"_s);
}

} // namespace

ApiResult answerRequest(BatchStore &store, const HttpRequest &request, const ApiEdition &edition, qint64 now)
{
    const QString path = request.path();
    const Page *page = pageAt(path);
    if (!page)
        return refusal(404, u"No such page"_s);
    if (request.method != page->method)
        return wrongMethod(page->method);
    const Caller caller = callerOf(store, request);
    if (std::optional<ApiResult> refused = refusedCaller(*page, caller, edition)) {
        refused->records = countRecords(request);
        return *refused;
    }
    const QString id = page->takesId() ? path.sliced(page->path.size()) : QString();
    return page->answer({store, request, *caller.workspace, now, id, edition});
}

int countRecords(const HttpRequest &request)
{
    return request.path() == wire::addCallsPath ? countRecords(request.body) : -1;
}

QString nameOfPath(const QString &path)
{
    constexpr auto longest = 200;
    return pageAt(path) || isPracticePage(path) ? path.left(longest) : u"(unknown)"_s;
}

} // namespace callsheet::practice
