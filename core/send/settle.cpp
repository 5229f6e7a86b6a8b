#include "core/send/settle.h"

#include "core/base/background.h"
#include "core/base/row_ranges.h"
#include "core/send/divide_chunk.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::send {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

Result<void> settle(runs::Journal *journal, const runs::ChunkRecord &chunk, const std::vector<std::uint32_t> &queued,
    const QString &note)
{
    const auto body = journal->body(chunk.id).result();
    if (!body)
        return body.error();
    std::vector<bool> isLeft;
    for (const std::uint32_t row : chunk.rows)
        isLeft.push_back(std::find(queued.begin(), queued.end(), row) == queued.end());
    const bool some = std::count(isLeft.begin(), isLeft.end(), false) > 0;
    const auto rest = pickPeople({chunk.rows, *body}, isLeft);
    if (!rest || rest->rows.empty() || !some) {
        return Error{ErrorKind::InvalidInput,
            QCoreApplication::translate(
                "send", "Name some of the rows of chunk %1, which has %2, and not all of them. Nothing was changed.")
                .arg(QString::number(chunk.number), base::toRowRanges(chunk.rows)),
            {}};
    }
    return journal->recordPartlyQueued(chunk.id, queued, *rest, note).result();
}

} // namespace

QFuture<Result<void>> settleByRows(
    runs::Journal &journal, runs::ChunkRecord chunk, std::vector<std::uint32_t> queued, QString note)
{
    return base::inBackground(&settle, &journal, std::move(chunk), std::move(queued), std::move(note));
}

} // namespace callsheet::send
