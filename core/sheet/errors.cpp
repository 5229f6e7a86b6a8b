#include "core/sheet/errors.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace callsheet::sheet {

QString shownText(const QString &text)
{
    QString shown = text;
    for (QChar &c : shown) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QChar::ReplacementCharacter;
    }
    return shown;
}

QString shownName(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    return shownText(name.isEmpty() ? path : name);
}

base::Error unreadable(const QString &message, const QString &detail)
{
    return {base::ErrorKind::Unreadable, message, detail};
}

base::Error wrongUsage(const QString &message)
{
    return {base::ErrorKind::WrongUsage, message, {}};
}

base::Error limitReached(const QString &message)
{
    return {base::ErrorKind::Limit, message, {}};
}

base::Error tooManySheets(const QString &fileName)
{
    return limitReached(QCoreApplication::translate(
        "sheet", "“%1” has more than the 10,000 sheets that a workbook may have. Split it into several files.")
                            .arg(fileName));
}

base::Error readingStopped()
{
    return {base::ErrorKind::Cancelled, QCoreApplication::translate("sheet", "Reading the sheet was stopped."), {}};
}

base::Error changedMeanwhile(const QString &fileName)
{
    return unreadable(QCoreApplication::translate(
        "sheet", "“%1” was changed by another program while it was read. Close it there and open it again.")
                          .arg(fileName));
}

} // namespace callsheet::sheet
