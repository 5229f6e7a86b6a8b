#pragma once

#include "tests/support/await.h"
#include "tests/system/api_client.h"
#include "tests/system/program.h"

#include <QJsonArray>

#include <memory>
#include <optional>

namespace callsheet::test {

//! The service that is tried. Without anything said it is a practice service of the test's own. CALLSHEET_API_URL names
//! another one, and then only what queues nobody and calls nobody is asked of it:
//!   CALLSHEET_API_URL, CALLSHEET_API_KEY_FILE, CALLSHEET_API_BEARER_FILE, CALLSHEET_API_USER (id), CALLSHEET_API_BATCH
//!   (id of a batch to read), CALLSHEET_API_CREATE=1 with CALLSHEET_API_NUMBERS (ids, with commas between): createBatch
//!   may be tried; it leaves batches behind.
struct TriedService {
    QUrl url;
    QByteArray key;
    QByteArray bearer;
    QString user;
    QString batch;
    QStringList callingNumbers; // the practice service's; the last one has no agent
    QString othersBatch; // of the other workspace
    QString othersUser;
    QByteArray othersBearer;
    bool isPractice = false;
    bool mayCreate = false;
};

//! Why a request may do something to a service that real people are called by; empty: whatever the service makes of it,
//! nobody is queued and nobody is called.
QString harmOf(const TriedService &service, const QByteArray &method, const QString &path, const QByteArray &body);

namespace api {

inline constexpr auto addCalls = "/api/call/addCallsToBatch"_L1;
inline constexpr auto createBatch = "/api/call/createBatch"_L1;
inline constexpr auto batches = "/api/call/batches/"_L1;
inline constexpr auto batchDetails = "/api/call/batch-details/"_L1;
inline constexpr auto startCalling = "/api/call/start-calling"_L1;
inline constexpr auto stopCalling = "/api/call/stop-calling"_L1;
inline constexpr auto dncAdd = "/api/dnc/add"_L1;
inline constexpr auto dncList = "/api/dnc/list"_L1;
inline constexpr auto dncDelete = "/api/dnc/delete/"_L1;
inline constexpr auto dncEnable = "/api/dnc/enable-disable"_L1;
inline constexpr auto noSuchId = "64e5f12300000000deadbeef"_L1;

} // namespace api

//! One test for each statement of the batch API's page; batch_api_conformance_test.cpp lists them in its order.
class BatchApi : public testing::Test {
protected:
    void SetUp() override;
    void startPractice(const QStringList &options = {});
    //! A practice service whose requests to this page all fail.
    void startFailing(const QString &path);
    //! A practice service whose agents want these variables.
    void startWithVariables(const QByteArray &variables);
    //! Goes on as the other workspace.
    void becomeTheOther();

    ApiAnswer ask(const QByteArray &method, const QString &path, Sign sign, const QByteArray &body = {});
    ApiAnswer post(const QString &path, Sign sign, const QJsonObject &body);
    ApiAnswer get(const QString &path, Sign sign = Sign::Bearer) { return ask("GET", path, sign); }

    static QJsonObject person(int number);
    static QJsonArray people(int count, int from = 0);
    ApiAnswer add(const QJsonArray &records, Sign sign = Sign::Key, const QString &key = u"callData"_s);
    QJsonObject goodBatch() const;
    ApiAnswer create(const QJsonObject &more, Sign sign = Sign::Key);
    //! The id of a new batch.
    QString created(const QJsonObject &more = {}) { return create(more).data().toString(); }
    ApiAnswer list(const QString &query = {}, Sign sign = Sign::Bearer);
    ApiAnswer details(const QString &query = {}, Sign sign = Sign::Bearer);
    QJsonArray calls(const QString &query = {}) { return details(query).object().value(u"data"_s).toArray(); }
    QString queueStatus(const QString &batch);
    QJsonObject about(const QString &batch) const { return {{u"batchId"_s, batch}, {u"userId"_s, m_service.user}}; }
    //! Puts the number of the first call of the batch onto the list; the body of the request that did it.
    QJsonObject putOnDncList();
    QJsonArray dncEntries(const QString &query = {});

    static bool isId(const QString &text);
    //! An answer that says why it did not do it, in the envelope.
    static void expectRefusal(const ApiAnswer &answer, int status, const QString &word = {});
    static void expectSuccess(const ApiAnswer &answer, int status = 200);

    TriedService m_service;
    TemporaryFolder m_folder;
    std::unique_ptr<Program> m_program;
    std::unique_ptr<ApiClient> m_client;
};

//! What queues or calls somebody, changes a list or needs a fault, which only a practice service may be asked for.
#define ONLY_IN_PRACTICE                                                                                               \
    if (!m_service.isPractice)                                                                                         \
    GTEST_SKIP() << "only a practice service may be asked for this"
#define ONLY_WITH_CREATING                                                                                             \
    if (!m_service.mayCreate || m_service.callingNumbers.isEmpty())                                                    \
    GTEST_SKIP() << "this could leave a batch behind; CALLSHEET_API_CREATE=1 and CALLSHEET_API_NUMBERS allow it"
#define NEEDS_A_BATCH_TO_READ                                                                                          \
    if (m_service.batch.isEmpty())                                                                                     \
    GTEST_SKIP() << "CALLSHEET_API_BATCH names no batch to read"

} // namespace callsheet::test
