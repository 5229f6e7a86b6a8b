#include "core/send/in_batch.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::send {

using base::Result;

namespace {

bool contains(const std::vector<std::uint64_t> &sorted, std::uint64_t phone)
{
    return std::binary_search(sorted.begin(), sorted.end(), phone);
}

//! The number may stand without its country code, of one to three digits, and with any zeros before the rest.
bool isAmong(const std::vector<std::uint64_t> &sorted, std::uint64_t phone)
{
    constexpr std::uint64_t leastNational = 1'000'000; // seven digits: fewer are the end of too many numbers
    if (contains(sorted, phone))
        return true;
    std::uint64_t power = 1;
    while (phone / power >= 10)
        power *= 10; // of the first digit
    for (int codeDigits = 1; codeDigits <= 3 && power > 1; ++codeDigits, power /= 10) {
        const std::uint64_t national = phone % power;
        if (national >= leastNational && contains(sorted, national))
            return true;
    }
    return false;
}

} // namespace

QCoro::Task<Result<BatchPeople>> readPeopleOf(LookServices services, LookTarget target, std::stop_token stop)
{
    target.mostPages = mostPagesBeforeARun;
    const Result<BatchView> view = co_await readBatch(services, target, stop);
    if (!view)
        co_return view.error();
    BatchPeople people;
    people.records = view->total;
    people.whole = view->whole;
    people.at = view->ownTime;
    people.phones.reserve(view->entries.size());
    for (const wire::BatchEntry &entry : view->entries) {
        bool isNumber = false;
        const std::uint64_t phone = entry.phone.toULongLong(&isNumber);
        if (isNumber && phone != 0)
            people.phones.push_back(phone);
    }
    std::sort(people.phones.begin(), people.phones.end());
    people.phones.erase(std::unique(people.phones.begin(), people.phones.end()), people.phones.end());
    co_return people;
}

std::vector<sheet::RowIndex> rowsInBatch(
    const check::Report &report, const std::vector<sheet::RowIndex> &rows, const BatchPeople &people)
{
    std::vector<sheet::RowIndex> found;
    for (const sheet::RowIndex row : rows) {
        const std::uint64_t phone = report.phones[row];
        if (phone != 0 && isAmong(people.phones, phone))
            found.push_back(row);
    }
    return found;
}

QString describeInBatch(qint64 people, const BatchPeople &batch)
{
    QString text = QCoreApplication::translate("send",
        "%n of these people are in the batch already, put there by somebody else.", nullptr, static_cast<int>(people));
    if (!batch.whole) {
        text += QLatin1Char(' ')
            + QCoreApplication::translate("send", "The batch changed while it was read, so there may be more of them.");
    }
    return text;
}

} // namespace callsheet::send
