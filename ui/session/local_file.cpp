#include "ui/session/local_file.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace callsheet::ui {

namespace {

base::Error refused(const QString &sentence)
{
    return {base::ErrorKind::WrongUsage, sentence, {}};
}

} // namespace

base::Result<QString> localFile(const QList<QUrl> &urls)
{
    if (urls.size() != 1) {
        return refused(QCoreApplication::translate("ui",
            "These are %n file(s), and a campaign has one spreadsheet. Choose one of them.", nullptr,
            static_cast<int>(urls.size())));
    }
    const QUrl &url = urls.first();
    if (!url.isLocalFile()) {
        return refused(QCoreApplication::translate(
            "ui", "“%1” is on another computer. Save the spreadsheet on this one, then open it from there.")
                           .arg(url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)));
    }
    const QString path = url.toLocalFile();
    if (QFileInfo(path).isDir()) {
        return refused(QCoreApplication::translate("ui", "“%1” is a folder. Choose one spreadsheet inside of it.")
                           .arg(QFileInfo(path).fileName()));
    }
    return path;
}

} // namespace callsheet::ui
