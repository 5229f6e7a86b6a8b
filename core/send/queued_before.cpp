#include "core/send/queued_before.h"

#include "core/base/background.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <iterator>

namespace callsheet::send {

using base::Result;

namespace {

constexpr std::size_t mostPeopleAtOnce = 25'000;

//! Adds who of these rows is known to the journal.
Result<void> ask(runs::Journal &journal, const std::vector<sheet::RowIndex> &rows, const RunInput &given,
    const QDateTime &since, QueuedBeforeRows &before, std::vector<check::QueuedNumber> &people)
{
    std::vector<std::uint64_t> phones;
    phones.reserve(rows.size());
    for (const sheet::RowIndex row : rows)
        phones.push_back(given.report->phones[row]);
    const auto found = journal.queuedBefore(phones, since, given.connection.practice).result();
    if (!found)
        return found.error();
    for (const runs::QueuedBefore &person : *found) {
        before.rows.push_back(rows[person.index]);
        people.push_back({phones[person.index], person.run, person.at.toSecsSinceEpoch(), person.isCertain});
        before.uncertain += !person.isCertain;
        if (!before.last.isValid() || person.at > before.last) {
            before.last = person.at;
            before.run = person.run;
        }
    }
    return {};
}

} // namespace

std::vector<sheet::RowIndex> rowsInQuestion(const RunInput &input)
{
    const std::vector<sheet::RowIndex> toSend = input.report->rowsToSend();
    std::vector<sheet::RowIndex> rows;
    rows.reserve(toSend.size());
    std::set_difference(
        toSend.begin(), toSend.end(), input.skipped.begin(), input.skipped.end(), std::back_inserter(rows));
    return rows;
}

QFuture<Result<QueuedBeforeRows>> findQueuedBefore(
    runs::Journal &journal, RunInput input, QDateTime now, std::stop_token stop)
{
    return base::inBackground(
        [](runs::Journal *asked, RunInput given, QDateTime until,
            std::stop_token stopToken) -> Result<QueuedBeforeRows> {
            const std::vector<sheet::RowIndex> rows = rowsInQuestion(given);
            const QDateTime since = until.addDays(-rememberedDays);
            QueuedBeforeRows before;
            std::vector<check::QueuedNumber> people;
            for (std::size_t first = 0; first < rows.size(); first += mostPeopleAtOnce) {
                if (stopToken.stop_requested())
                    return base::Error{base::ErrorKind::Cancelled, QString(), {}};
                const std::size_t last = std::min(rows.size(), first + mostPeopleAtOnce);
                const auto begin = rows.begin();
                const auto portion = std::vector<sheet::RowIndex>(
                    begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last));
                const auto done = ask(*asked, portion, given, since, before, people);
                if (!done)
                    return done.error();
            }
            before.people = check::QueuedNumbers(std::move(people), until);
            return before;
        },
        &journal, std::move(input), std::move(now), std::move(stop));
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
