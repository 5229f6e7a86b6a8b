#pragma once

#include <QByteArray>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>
#include <QUrl>

#include <gtest/gtest.h>

#include <memory>

namespace callsheet::test {

struct ApiAnswer {
    int status = 0; // 0: none came
    QByteArray body;

    QJsonObject envelope() const { return QJsonDocument::fromJson(body).object(); }
    QJsonValue data() const { return envelope().value(QStringLiteral("data")); }
    QJsonObject object() const { return data().toObject(); }
};

enum class Sign { Nothing, Key, Bearer, Both, WrongKey, WrongBearer };

//! A plain client of the batch API, with which the API's statements are tried. Nothing of the program's own client is
//! in it.
class ApiClient {
public:
    ApiClient(QUrl base, QByteArray key, QByteArray bearer)
        : m_base(std::move(base))
        , m_key(std::move(key))
        , m_bearer(std::move(bearer))
    {
    }

    ApiAnswer ask(const QByteArray &method, const QString &path, Sign sign, const QByteArray &body = {})
    {
        QNetworkRequest request(QUrl(m_base.toString() + path));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        if (sign == Sign::Key || sign == Sign::Both)
            request.setRawHeader("x-api-key", m_key);
        if (sign == Sign::WrongKey)
            request.setRawHeader("x-api-key", "not-" + m_key);
        if (sign == Sign::Bearer || sign == Sign::Both)
            request.setRawHeader("Authorization", "Bearer " + m_bearer);
        if (sign == Sign::WrongBearer)
            request.setRawHeader("Authorization", "Bearer not-" + m_bearer);
        const std::unique_ptr<QNetworkReply> reply(m_manager.sendCustomRequest(request, method, body));
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
        if (!reply->isFinished())
            loop.exec();
        EXPECT_TRUE(reply->isFinished()) << "no answer within a minute";
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
    }
    ApiAnswer post(const QString &path, Sign sign, const QJsonObject &body)
    {
        return ask("POST", path, sign, QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
    ApiAnswer get(const QString &path, Sign sign) { return ask("GET", path, sign); }

private:
    QUrl m_base;
    QByteArray m_key;
    QByteArray m_bearer;
    QNetworkAccessManager m_manager;
};

} // namespace callsheet::test
