#include "core/match/json_file.h"

#include "core/base/atomic_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

namespace callsheet::match {

namespace {

// Sets and mappings are written by people and have a few kilobytes; anything of this size is another file.
constexpr qint64 mostBytes = 4 * 1024 * 1024;

} // namespace

base::Error invalid(const QString &sentence)
{
    return {base::ErrorKind::InvalidInput, sentence, {}};
}

base::Result<QJsonObject> readJsonObject(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return base::Error{base::ErrorKind::Unreadable,
            QCoreApplication::translate("match", "“%1” cannot be opened: %2. Check the name and that you may read it.")
                .arg(path, file.errorString()),
            {}};
    }
    const QByteArray content = file.read(mostBytes + 1);
    if (file.error() != QFileDevice::NoError) {
        return base::Error{base::ErrorKind::Unreadable,
            QCoreApplication::translate("match", "“%1” cannot be read: %2. Copy it to this computer and try again.")
                .arg(path, file.errorString()),
            {}};
    }
    if (content.size() > mostBytes) {
        return base::Error{base::ErrorKind::Limit,
            QCoreApplication::translate(
                "match", "“%1” is larger than %2 MiB, the limit for such a file. Choose the right file.")
                .arg(path)
                .arg(mostBytes / (1024 * 1024)),
            {}};
    }
    QJsonParseError failure;
    const QJsonDocument document = QJsonDocument::fromJson(content, &failure);
    if (failure.error != QJsonParseError::NoError) {
        const qsizetype line = content.left(failure.offset).count('\n') + 1;
        return invalid(QCoreApplication::translate("match",
            "“%1” is not valid JSON: reading stopped in line %2 (%3). "
            "Mend that line and open the file again.")
                           .arg(path)
                           .arg(line)
                           .arg(failure.errorString()));
    }
    if (!document.isObject()) {
        return invalid(
            QCoreApplication::translate("match", "“%1” holds no JSON object. It has to begin with { and end with }.")
                .arg(path));
    }
    return document.object();
}

base::Result<void> writeJsonObject(const QJsonObject &object, const QString &path)
{
    return base::writeFileAtomically(path, QJsonDocument(object).toJson(QJsonDocument::Indented));
}

} // namespace callsheet::match
