#include "core/practice/arrival_log.h"

#include "core/practice/batch_api.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

QJsonObject jsonOf(const Arrival &arrival)
{
    QJsonObject json{{u"number"_s, arrival.number}, {u"connection"_s, arrival.connection},
        {u"at"_s, arrival.at.toUTC().toString(Qt::ISODateWithMs)}, {u"firstByte"_s, arrival.firstByte},
        {u"bytes"_s, arrival.bytes}, {u"method"_s, arrival.method.left(16)}, {u"path"_s, nameOfPath(arrival.path)},
        {u"bodyBytes"_s, arrival.bodyBytes}, {u"bodyWhole"_s, arrival.bodyWhole}, {u"applied"_s, arrival.applied},
        {u"status"_s, arrival.status}};
    if (!arrival.bodySha256.isEmpty())
        json.insert(u"bodySha256"_s, QString::fromLatin1(arrival.bodySha256));
    if (arrival.records >= 0)
        json.insert(u"records"_s, arrival.records);
    if (!arrival.fault.isEmpty())
        json.insert(u"fault"_s, arrival.fault);
    return json;
}

base::Result<void> ArrivalLog::open(const QString &path)
{
    if (path.isEmpty() || m_file.isOpen())
        return {};
    m_file.setFileName(path);
    const auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    if (m_file.open(QIODevice::WriteOnly | QIODevice::Append, ownerOnly))
        return {};
    return base::Error{base::ErrorKind::Storage,
        QCoreApplication::translate(
            "practice", "The log “%1” of the practice service could not be opened: %2. Choose another file with --log.")
            .arg(path, m_file.errorString()),
        {}};
}

void ArrivalLog::write(const Arrival &arrival)
{
    if (!m_file.isOpen())
        return;
    m_file.write(QJsonDocument(jsonOf(arrival)).toJson(QJsonDocument::Compact) + '\n');
    m_file.flush();
}

} // namespace callsheet::practice
