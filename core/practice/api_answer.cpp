#include "core/practice/api_answer.h"

#include "core/practice/call_records.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

QByteArray envelopeHead(int status, const QString &message, const QString &errorMessage)
{
    const bool isGood = status < 300 && status != 207;
    return R"({"message":)" + jsonQuoted(message) + R"(,"status":)" + (isGood ? "true" : "false") + R"(,"code":)"
        + QByteArray::number(status) + R"(,"errorMessage":)" + jsonQuoted(errorMessage);
}

HttpAnswer answerOf(int status, const QByteArray &body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = body;
    return answer;
}

} // namespace

HttpAnswer envelopeOf(int status, const QString &message, const QString &errorMessage, const QByteArray &data)
{
    return answerOf(status, envelopeHead(status, message, errorMessage) + R"(,"data":)" + data + '}');
}

HttpAnswer envelope(int status, const QString &message, const QString &errorMessage, const QJsonValue &data)
{
    // As the only element of an array: a document holds no bare text.
    const QByteArray array = QJsonDocument(QJsonArray{data}).toJson(QJsonDocument::Compact);
    return envelopeOf(status, message, errorMessage, array.sliced(1, array.size() - 2));
}

HttpAnswer bareEnvelope(int status, const QString &message)
{
    return answerOf(status, envelopeHead(status, message, QString()) + '}');
}

ApiResult success(const QString &message, const QJsonValue &data)
{
    ApiResult result;
    result.answer = envelope(200, message, QString(), data);
    return result;
}

ApiResult refusal(int status, const QString &reason)
{
    ApiResult result;
    result.answer = envelope(status, QString::fromLatin1(reasonPhrase(status)), reason, QJsonValue::Null);
    return result;
}

ApiResult notStored(const base::Error &error)
{
    return refusal(error.kind == base::ErrorKind::Limit ? 507 : 500, error.message);
}

ApiResult wrongMethod(const QByteArray &allowed)
{
    ApiResult result = refusal(405, u"This page answers %1 only"_s.arg(QString::fromLatin1(allowed)));
    result.answer.headers = {{"Allow", allowed}};
    return result;
}

} // namespace callsheet::practice
