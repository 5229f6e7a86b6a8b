#include "core/send/queued_before.h"

#include "core/base/background.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace callsheet::send {

using base::Result;

QFuture<Result<QueuedBeforeRows>> findQueuedBefore(runs::Journal &journal, RunInput input, QDateTime now)
{
    return base::inBackground(
        [](runs::Journal *asked, RunInput given, QDateTime until) -> Result<QueuedBeforeRows> {
            std::vector<sheet::RowIndex> rows = given.report->rowsToSend();
            std::erase_if(rows, [&given](sheet::RowIndex row) {
                return std::binary_search(given.skipped.begin(), given.skipped.end(), row);
            });
            std::vector<std::uint64_t> phones;
            for (const sheet::RowIndex row : rows)
                phones.push_back(given.report->phones[row]);
            const QDateTime since = until.addDays(-rememberedDays);
            const auto found = asked->queuedBefore(std::move(phones), since, given.connection.practice).result();
            if (!found)
                return found.error();
            QueuedBeforeRows before;
            for (const runs::QueuedBefore &person : *found) {
                before.rows.push_back(rows[person.index]);
                before.uncertain += !person.isCertain;
                if (!before.last.isValid() || person.at > before.last) {
                    before.last = person.at;
                    before.run = person.run;
                }
            }
            return before;
        },
        &journal, std::move(input), std::move(now));
}

QString describe(const QueuedBeforeRows &before)
{
    const QString moment = QLocale().toString(before.last.toLocalTime(), QLocale::ShortFormat);
    QString text = QCoreApplication::translate("send",
        "%n of these people were queued in the last 30 days; the last time was %1, in run %2.", nullptr,
        static_cast<int>(before.rows.size()))
                       .arg(moment, QString::number(before.run));
    if (before.uncertain > 0) {
        text += QLatin1Char(' ')
            + QCoreApplication::translate(
                "send", "Of %n of them it is not known whether they were.", nullptr, before.uncertain);
    }
    return text;
}

} // namespace callsheet::send
