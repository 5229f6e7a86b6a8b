#pragma once

#include "core/practice/practice_service.h"
#include "core/send/wire.h"

#include "tests/core/practice/raw_client.h"
#include "tests/support/printers.h"

#include <QJsonArray>

#include <gtest/gtest.h>

#include <memory>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

//! A running practice service and the requests that a client makes of it.
class PracticeTest : public testing::Test {
protected:
    void start(PracticeOptions options = {})
    {
        m_service = std::make_unique<PracticeService>(std::move(options));
        ASSERT_EQ(test::errorOf(m_service->start()), "");
    }
    void startWithFault(const Fault &fault)
    {
        PracticeOptions options;
        options.faults.faults = {fault};
        start(options);
    }

    quint16 port() const { return static_cast<quint16>(m_service->url().port()); }
    Workspace acme() const { return m_service->workspaces()[0]; }
    Workspace borealis() const { return m_service->workspaces()[1]; }
    QString acmeBatch() const { return acme().batches[0]; }

    static QByteArray keyHeader(const Workspace &workspace)
    {
        return "X-API-Key: " + workspace.apiKey.toUtf8() + "\r\n";
    }
    static QByteArray bearerHeader(const Workspace &workspace)
    {
        return "Authorization: Bearer " + workspace.bearer.toUtf8() + "\r\n";
    }

    static QJsonArray people(int count, int from = 0)
    {
        QJsonArray list;
        for (int i = from; i < from + count; ++i) {
            list += QJsonObject{{u"phoneNumber"_s, u"1212555%1"_s.arg(i, 5, 10, QChar(u'0'))},
                {u"name"_s, u"Person %1"_s.arg(i)}, {u"city"_s, i % 2 == 0 ? u"Berlin"_s : u"Köln"_s}};
        }
        return list;
    }
    static QByteArray bodyFor(const QString &batch, const QJsonArray &records, const char *key = "callData")
    {
        return QJsonDocument(QJsonObject{{u"batchId"_s, batch}, {QString::fromLatin1(key), records}})
            .toJson(QJsonDocument::Compact);
    }

    test::RawAnswer post(const QByteArray &target, const QByteArray &headers, const QByteArray &body)
    {
        return test::RawClient(port()).ask(test::requestBytes("POST", target, headers, body));
    }
    test::RawAnswer addCalls(const QJsonArray &records)
    {
        return post(addCallsTarget, keyHeader(acme()), bodyFor(acmeBatch(), records));
    }
    test::RawAnswer details(const QByteArray &query, const QByteArray &headers)
    {
        const QByteArray target = "/api/call/batch-details/" + acmeBatch().toUtf8() + query;
        return test::RawClient(port()).ask(test::requestBytes("GET", target, headers));
    }
    test::RawAnswer details(const QByteArray &query) { return details(query, bearerHeader(acme())); }

    static constexpr auto addCallsTarget = "/api/call/addCallsToBatch";
    static constexpr auto createBatchTarget = "/api/call/createBatch";
    std::unique_ptr<PracticeService> m_service;
};

} // namespace callsheet::practice
