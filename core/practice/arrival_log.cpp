#include "core/practice/arrival_log.h"

#include "core/practice/batch_api.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

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
    QJsonObject line{{u"number"_s, arrival.number}, {u"method"_s, arrival.method.left(16)},
        {u"path"_s, nameOfPath(arrival.path)}, {u"bodyBytes"_s, arrival.bodyBytes}, {u"applied"_s, arrival.applied},
        {u"status"_s, arrival.status}};
    if (!arrival.bodySha256.isEmpty())
        line.insert(u"bodySha256"_s, QString::fromLatin1(arrival.bodySha256));
    if (arrival.records >= 0)
        line.insert(u"records"_s, arrival.records);
    if (!arrival.fault.isEmpty())
        line.insert(u"fault"_s, arrival.fault);
    m_file.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    m_file.flush();
}

} // namespace callsheet::practice
