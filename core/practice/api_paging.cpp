#include "core/practice/api_pages.h"

#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

bool readPositive(const QUrlQuery &query, const QString &name, int &value)
{
    if (!query.hasQueryItem(name))
        return true;
    bool isNumber = false;
    const int number = query.queryItemValue(name).toInt(&isNumber);
    if (isNumber && number > 0)
        value = number;
    return isNumber && number > 0;
}

} // namespace

std::optional<QJsonObject> objectIn(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

bool isId(const QString &text)
{
    const auto isHexDigit
        = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F'); };
    return text.size() == 24 && std::all_of(text.begin(), text.end(), isHexDigit);
}

std::optional<Paging> readPaging(const QUrlQuery &query)
{
    Paging paging;
    if (!readPositive(query, u"page"_s, paging.page) || !readPositive(query, u"limit"_s, paging.limit))
        return std::nullopt;
    paging.limit = std::min(paging.limit, mostListed);
    return paging;
}

QJsonObject paginationOf(const Paging &paging, qsizetype total)
{
    return {{u"total"_s, total}, {u"page"_s, paging.page}, {u"limit"_s, paging.limit},
        {u"totalPages"_s, (total + paging.limit - 1) / paging.limit}};
}

std::pair<qsizetype, qsizetype> rangeOf(const Paging &paging, qsizetype total)
{
    const qsizetype first = std::min((qsizetype{paging.page} - 1) * paging.limit, total);
    return {first, std::min(first + paging.limit, total)};
}

} // namespace callsheet::practice
