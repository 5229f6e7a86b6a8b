#include "ui/common/numbers.h"

#include <QCoreApplication>
#include <QLocale>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QString fileSize(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

QString moment(const QDateTime &utc)
{
    const QDateTime local = utc.toLocalTime();
    const QString time = QLocale().toString(local.time(), u"HH:mm"_s);
    if (local.date() == QDate::currentDate())
        return QCoreApplication::translate("ui", "Today %1").arg(time);
    return u"%1 %2"_s.arg(QLocale().toString(local.date(), u"d MMM yyyy"_s), time);
}

QString exactMoment(const QDateTime &utc)
{
    return u"%1 %2"_s.arg(QLocale().toString(utc.toLocalTime().date(), u"d MMM yyyy"_s), timeOfDay(utc));
}

QString timeOfDay(const QDateTime &utc)
{
    return QLocale().toString(utc.toLocalTime().time(), u"HH:mm:ss"_s);
}

QString chunkSplit(qint64 rows, int mostRows)
{
    const qint64 full = rows / mostRows;
    const qint64 rest = rows % mostRows;
    const int chunks = static_cast<int>(full + (rest > 0 ? 1 : 0));
    const QString count = QCoreApplication::translate("ui", "%Ln chunk(s)", nullptr, chunks);
    if (full == 0 || (full == 1 && rest == 0))
        return count;
    const QString parts = rest == 0 ? u"%1 × %2"_s.arg(number(full), number(mostRows))
                                    : u"%1 × %2 + %3"_s.arg(number(full), number(mostRows), number(rest));
    //: %1 is "13 chunks", %2 is "12 × 1,000 + 443"
    return QCoreApplication::translate("ui", "%1: %2").arg(count, parts);
}

QString span(qint64 first, qint64 last)
{
    return first == last ? number(first) : u"%1–%2"_s.arg(number(first), number(last));
}

QString isolated(const QString &text)
{
    return QChar(0x2066) + text + QChar(0x2069);
}

} // namespace callsheet::ui
