#include "tests/system/conformance.h"

#include <QFile>
#include <QRegularExpression>

namespace callsheet::test {

namespace {

QByteArray secretIn(const char *variable)
{
    QFile file(qEnvironmentVariable(variable));
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed() : QByteArray();
}

TriedService namedService()
{
    TriedService service;
    service.url = QUrl(qEnvironmentVariable("CALLSHEET_API_URL"));
    service.key = secretIn("CALLSHEET_API_KEY_FILE");
    service.bearer = secretIn("CALLSHEET_API_BEARER_FILE");
    service.user = qEnvironmentVariable("CALLSHEET_API_USER");
    service.batch = qEnvironmentVariable("CALLSHEET_API_BATCH");
    service.callingNumbers = qEnvironmentVariable("CALLSHEET_API_NUMBERS").split(u',', Qt::SkipEmptyParts);
    service.mayCreate = qEnvironmentVariableIntValue("CALLSHEET_API_CREATE") == 1;
    return service;
}

TriedService practiceService(const QJsonObject &announced)
{
    const QJsonObject own = announced.value(u"workspaces"_s)[0].toObject();
    const QJsonObject other = announced.value(u"workspaces"_s)[1].toObject();
    TriedService service;
    service.url = QUrl(announced.value(u"url"_s).toString());
    service.key = own.value(u"apiKey"_s).toString().toUtf8();
    service.bearer = own.value(u"bearer"_s).toString().toUtf8();
    service.user = own.value(u"userId"_s).toString();
    service.batch = own.value(u"batches"_s)[0].toString();
    service.othersBatch = other.value(u"batches"_s)[0].toString();
    service.othersUser = other.value(u"userId"_s).toString();
    service.othersBearer = other.value(u"bearer"_s).toString().toUtf8();
    for (const QJsonValue &number : own.value(u"callingNumbers"_s).toArray())
        service.callingNumbers += number.toString();
    service.isPractice = service.mayCreate = true;
    return service;
}

} // namespace

QString harmOf(const TriedService &service, const QByteArray &method, const QString &path, const QByteArray &body)
{
    if (service.isPractice || method == "GET")
        return {};
    if (path == api::createBatch)
        return service.mayCreate ? QString() : u"it could create a batch"_s;
    if (path.startsWith(api::dncDelete))
        return path.endsWith(api::noSuchId) || !isalnum(path.back().toLatin1()) ? QString() : u"it could delete"_s;
    if (path == api::dncEnable)
        return u"it could switch the list off"_s;
    // Calls are queued, started, stopped and put onto the list by the id of their batch, and only one is known.
    const QString named = QJsonDocument::fromJson(body).object().value(u"batchId"_s).toString();
    return named.isEmpty() || named == api::noSuchId ? QString() : u"it names a batch"_s;
}

void BatchApi::SetUp()
{
    if (qEnvironmentVariableIsSet("CALLSHEET_API_URL"))
        m_service = namedService();
    else
        startPractice();
}

void BatchApi::startPractice(const QStringList &options)
{
    m_program = std::make_unique<Program>(QStringList{u"practice"_s} + options);
    m_service = practiceService(m_program->nextJson());
    m_client.reset();
}

void BatchApi::startFailing(const QString &path)
{
    const QJsonObject fault{{u"kind"_s, u"status"_s}, {u"status"_s, 500}, {u"path"_s, path}};
    const QJsonObject plan{{u"faults"_s, QJsonArray{fault}}};
    startPractice({u"--faults"_s, m_folder.write(u"plan.json"_s, QJsonDocument(plan).toJson())});
}

void BatchApi::startWithVariables(const QByteArray &variables)
{
    const QByteArray set
        = R"({"name":"agent","variables":[{"key":"phoneNumber","type":"phone","required":true},)" + variables + "]}";
    startPractice({u"--variables"_s, m_folder.write(u"set.json"_s, set)});
}

void BatchApi::becomeTheOther()
{
    m_service.bearer = m_service.othersBearer;
    m_service.user = m_service.othersUser;
    m_client.reset();
}

ApiAnswer BatchApi::ask(const QByteArray &method, const QString &path, Sign sign, const QByteArray &body)
{
    const QString harm = harmOf(m_service, method, path, body);
    if (!harm.isEmpty()) {
        ADD_FAILURE() << method.toStdString() << ' ' << path.toStdString() << " is not asked: " << harm.toStdString();
        return {};
    }
    if (!m_client)
        m_client = std::make_unique<ApiClient>(m_service.url, m_service.key, m_service.bearer);
    return m_client->ask(method, path, sign, body);
}

ApiAnswer BatchApi::post(const QString &path, Sign sign, const QJsonObject &body)
{
    return ask("POST", path, sign, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

QJsonObject BatchApi::person(int number)
{
    return {
        {u"phoneNumber"_s, u"1212555%1"_s.arg(number, 4, 10, QChar(u'0'))}, {u"name"_s, u"Person %1"_s.arg(number)}};
}

QJsonArray BatchApi::people(int count, int from)
{
    QJsonArray list;
    for (int i = from; i < from + count; ++i)
        list += person(i);
    return list;
}

ApiAnswer BatchApi::add(const QJsonArray &records, Sign sign, const QString &key)
{
    return post(api::addCalls, sign, {{u"batchId"_s, m_service.batch}, {key, records}});
}

QJsonObject BatchApi::goodBatch() const
{
    return {{u"batchName"_s, u"Conformance"_s},
        {u"callingNumbers"_s, QJsonArray::fromStringList(m_service.callingNumbers)}};
}

ApiAnswer BatchApi::create(const QJsonObject &more, Sign sign)
{
    QJsonObject body = goodBatch();
    for (auto entry = more.begin(); entry != more.end(); ++entry)
        body.insert(entry.key(), entry.value());
    return post(api::createBatch, sign, body);
}

ApiAnswer BatchApi::list(const QString &query, Sign sign)
{
    return get(api::batches + m_service.user + query, sign);
}

ApiAnswer BatchApi::details(const QString &query, Sign sign)
{
    return get(api::batchDetails + m_service.batch + query, sign);
}

QString BatchApi::queueStatus(const QString &batch)
{
    const QJsonArray batches = list(u"?limit=100"_s).object().value(u"batches"_s).toArray();
    for (const QJsonValue &entry : batches) {
        if (entry[u"_id"_s].toString() == batch)
            return entry[u"queue_status"_s].toString();
    }
    return {};
}

QJsonObject BatchApi::putOnDncList()
{
    const QJsonObject call = calls().at(0).toObject();
    const QJsonObject entry{{u"phoneNumber"_s, call.value(u"phoneNumber"_s)}, {u"batchId"_s, m_service.batch},
        {u"requestUUID"_s, call.value(u"phoneLogs"_s)[0][u"requestUUID"_s]}, {u"type"_s, u"customer_request"_s}};
    expectSuccess(post(api::dncAdd, Sign::Bearer, entry));
    return entry;
}

QJsonArray BatchApi::dncEntries(const QString &query)
{
    const ApiAnswer answer = get(api::dncList + query);
    expectSuccess(answer);
    return answer.object().value(u"dncList"_s).toArray();
}

bool BatchApi::isId(const QString &text)
{
    return QRegularExpression(u"^[0-9a-f]{24}$"_s).match(text).hasMatch();
}

void BatchApi::expectRefusal(const ApiAnswer &answer, int status, const QString &word)
{
    EXPECT_EQ(answer.status, status) << answer.body.toStdString();
    const QJsonObject envelope = answer.envelope();
    EXPECT_EQ(envelope.value(u"status"_s), QJsonValue(false));
    EXPECT_EQ(envelope.value(u"code"_s).toInt(), status);
    const QString reason = envelope.value(u"errorMessage"_s).toString();
    EXPECT_FALSE(reason.isEmpty());
    EXPECT_TRUE(reason.contains(word)) << reason.toStdString();
}

void BatchApi::expectSuccess(const ApiAnswer &answer, int status)
{
    EXPECT_EQ(answer.status, status) << answer.body.toStdString();
    EXPECT_EQ(answer.envelope().value(u"status"_s), QJsonValue(true));
    EXPECT_EQ(answer.envelope().value(u"code"_s).toInt(), status);
    EXPECT_EQ(answer.envelope().value(u"errorMessage"_s).toString(), QString());
}

} // namespace callsheet::test
