#include "core/send/plan_run.h"

#include "core/base/background.h"
#include "core/check/describe.h"
#include "core/check/record_maker.h"
#include "core/send/chunk_tag.h"
#include "core/send/pilot.h"
#include "core/send/wire.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace callsheet::send {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

//! Cuts the rows to send into chunks, one call a chunk, so that only one body is in memory at a time.
class Chunker {
public:
    Chunker(const RunInput &input, std::vector<sheet::RowIndex> rows)
        : m_input(input)
        , m_sources(check::valueSources(input.check.variables, input.check.mapping))
        , m_rows(std::move(rows))
        , m_head(wire::bodyHead(input.batchId, input.connection.arrayKey))
        , m_tail(wire::bodyTail())
    {
    }

    bool next(runs::PlannedChunk &chunk)
    {
        if (m_position >= m_rows.size())
            return false;
        const bool isPilot = m_position == 0 && m_input.limits.pilotRows > 0;
        const int mostRows
            = isPilot ? std::min(m_input.limits.pilotRows, m_input.limits.mostRows) : m_input.limits.mostRows;
        const ChunkTag tag(m_input.connection.referenceKey);
        std::string body = m_head;
        while (m_position < m_rows.size() && chunk.rows.size() < static_cast<std::size_t>(mostRows)) {
            const sheet::RowIndex row = m_rows[m_position];
            m_record.clear();
            check::makeRecord(m_input.check, m_sources, *m_input.report, row, m_cells, m_fields);
            check::appendJson(m_input.check.variables, m_fields, m_record);
            tag.appendTo(m_record);
            const std::size_t size = body.size() + 1 + m_record.size() + m_tail.size();
            if (!chunk.rows.empty() && size > static_cast<std::size_t>(m_input.limits.mostBytes))
                break;
            if (!chunk.rows.empty())
                body += ',';
            body += m_record;
            chunk.rows.push_back(m_input.check.table->sheetRow(row));
            chunk.phones.push_back(m_input.report->phones[row]);
            ++m_position;
        }
        body += m_tail;
        chunk.body = QByteArray(body.data(), static_cast<qsizetype>(body.size()));
        tag.complete(chunk.body, chunk.rows.size());
        return true;
    }

private:
    const RunInput &m_input;
    std::vector<check::ValueSource> m_sources;
    std::vector<sheet::RowIndex> m_rows;
    std::string m_head;
    std::string m_tail;
    std::size_t m_position = 0;
    sheet::RowCells m_cells;
    std::vector<check::Field> m_fields;
    std::string m_record;
};

struct Split {
    std::vector<sheet::RowIndex> toSend;
    std::vector<runs::LeftOutRow> leftOut;
    qint64 folded = 0;
};

//! Puts every row into exactly one of: to send, left out, folded.
Split splitRows(const RunInput &input)
{
    const auto isAmong = [](const std::vector<sheet::RowIndex> &rows, sheet::RowIndex row) {
        return std::binary_search(rows.begin(), rows.end(), row);
    };
    const auto isLeftOut = [&](sheet::RowIndex row) {
        return isAmong(input.skipped, row) || isAmong(input.queuedBefore, row) || isAmong(input.inBatch, row);
    };
    const sheet::Table &table = *input.check.table;
    const check::Report &report = *input.report;
    Split split;
    for (sheet::RowIndex row = 0; row < table.rowCount(); ++row) {
        if (isAmong(input.skipped, row)) {
            split.leftOut.push_back(
                {table.sheetRow(row), false, QCoreApplication::translate("send", "Left out by you.")});
            continue;
        }
        if (isAmong(input.queuedBefore, row)) {
            split.leftOut.push_back({table.sheetRow(row), false,
                QCoreApplication::translate("send", "Left out: this person was queued before.")});
            continue;
        }
        if (isAmong(input.inBatch, row)) {
            split.leftOut.push_back({table.sheetRow(row), false,
                QCoreApplication::translate("send", "Left out: this person is in the batch already.")});
            continue;
        }
        const check::RowState state = report.states[row];
        if (state == check::RowState::Ready || state == check::RowState::Warning) {
            split.toSend.push_back(row);
            continue;
        }
        const auto [first, last] = report.problemsOf(row);
        const check::Problem *reason = nullptr;
        for (std::size_t i = first; i < last && !reason; ++i) {
            if (report.problems[i].severity == check::Severity::Error)
                reason = &report.problems[i];
        }
        runs::LeftOutRow leftOut;
        leftOut.row = table.sheetRow(row);
        if (reason)
            leftOut.reason = check::describe(*reason, input.check).message;
        // A duplicate of a row that is sent is folded into it; one of a row that is left out goes with that row.
        leftOut.folded = state == check::RowState::Duplicate && reason && !isLeftOut(reason->otherRow);
        split.folded += leftOut.folded;
        split.leftOut.push_back(std::move(leftOut));
    }
    return split;
}

//! What choosePilot() looks at, of one row.
PilotTraits traitsOf(
    const RunInput &input, sheet::RowIndex row, sheet::RowCells &cells, std::vector<check::Field> &fields)
{
    check::makeRecord(input.check, *input.report, row, cells, fields);
    PilotTraits traits;
    traits.callingCode = callingCodeOf(input.report->phones[row]);
    traits.blanks = ~std::uint64_t{0};
    for (const check::Field &field : fields) {
        if (field.variable < 64 && !field.text.empty())
            traits.blanks &= ~(std::uint64_t{1} << field.variable);
        traits.longestValue = std::max(traits.longestValue, static_cast<std::uint32_t>(field.text.size()));
    }
    return traits;
}

//! Puts the rows of the pilot first; both parts stay in the order of the sheet.
void pilotFirst(const RunInput &input, std::vector<sheet::RowIndex> &rows)
{
    const auto wanted = static_cast<std::size_t>(std::max(input.limits.pilotRows, 0));
    if (wanted == 0 || wanted >= rows.size())
        return;
    // Of a very long sheet every n-th row is a candidate: a pilot is a sample, and is not worth reading all of it
    // twice.
    constexpr std::size_t mostCandidates = 20'000;
    const std::size_t step = 1 + rows.size() / mostCandidates;
    sheet::RowCells cells;
    std::vector<check::Field> fields;
    std::vector<PilotTraits> traits;
    for (std::size_t i = 0; i < rows.size(); i += step)
        traits.push_back(traitsOf(input, rows[i], cells, fields));
    std::vector<bool> isPilot(rows.size(), false);
    for (const std::size_t position : choosePilot(traits, wanted, input.limits.pilotSeed))
        isPilot[position * step] = true;
    std::vector<sheet::RowIndex> ordered;
    for (const bool pilots : {true, false}) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (isPilot[i] == pilots)
                ordered.push_back(rows[i]);
        }
    }
    rows = std::move(ordered);
}

//! What the mapping does to the values on their way, in words.
QStringList cleanUpWords(const check::CheckInput &input)
{
    QStringList words;
    const qsizetype known = std::min(input.variables.variables.size(), input.mapping.assignments.size());
    for (qsizetype i = 0; i < known; ++i) {
        const match::Assignment &assignment = input.mapping.assignments[i];
        QStringList steps;
        for (const match::CleanUp &cleanUp : assignment.cleanUps)
            steps.append(match::describe(cleanUp.kind)); // its texts may be people's names
        if (assignment.isUsed() && !steps.isEmpty()) {
            //: %1 is a variable, %2 what is done to its values, such as "Title case, Spaces"
            words.append(QCoreApplication::translate("send", "%1: %2")
                             .arg(input.variables.variables[i].label, steps.join(u", "_s)));
        }
    }
    return words;
}

Error fileChanged(const sheet::SourceFile &source)
{
    return {ErrorKind::Unreadable,
        QCoreApplication::translate(
            "send", "“%1” has changed since it was opened. Nothing was sent; open it again and check it.")
            .arg(QFileInfo(source.path).fileName()),
        {}};
}

//! Everything of PLAN that happens before the first chunk: a state that the chunk source keeps.
struct Planning {
    RunInput input;
    std::stop_token stop;
    std::unique_ptr<Chunker> chunker;
};

} // namespace

QFuture<Result<runs::RunId>> planRun(runs::Journal &journal, RunInput input, std::stop_token stop)
{
    return base::inBackground(
        [](runs::Journal *target, RunInput given, std::stop_token stopToken) -> Result<runs::RunId> {
            const auto hash = sheet::hashFile(given.source.path);
            if (!hash)
                return hash.error();
            // After hashing, so that the hash is that of the bytes that were checked.
            if (!sheet::isUnchanged(given.source))
                return fileChanged(given.source);
            const auto keyUsable = checkReferenceKey(given.connection.referenceKey, given.check);
            if (!keyUsable)
                return keyUsable.error();
            Split split = splitRows(given);
            if (split.toSend.empty()) {
                return Error{ErrorKind::InvalidInput,
                    QCoreApplication::translate("send",
                        "No row of “%1” can be sent. Look at the problems of the check, mend them and "
                        "open the sheet again.")
                        .arg(QFileInfo(given.source.path).fileName()),
                    {}};
            }
            pilotFirst(given, split.toSend);
            runs::RunHead head;
            head.fileName = QFileInfo(given.source.path).fileName();
            head.name = given.name.isEmpty() ? head.fileName : given.name;
            head.fileSha256 = *hash;
            head.sheet = given.sheetName;
            head.variableSet = given.check.variables.name;
            head.defaultCountry = given.check.settings.defaultCountry;
            head.connectionName = given.connection.name;
            head.baseUrl = given.connection.baseUrl.toString();
            head.credentialMode = connection::modeName(given.connection.mode);
            head.arrayKey = QString::fromLatin1(wire::arrayKeyName(given.connection.arrayKey));
            head.practice = given.connection.practice;
            head.batchId = given.batchId;
            head.preparation = given.preparation;
            head.preparation->cleanUps = cleanUpWords(given.check);
            head.rows = given.check.table->rowCount();
            head.folded = split.folded;
            head.leftOut = static_cast<qint64>(split.leftOut.size()) - split.folded;

            auto planning = std::make_shared<Planning>(Planning{std::move(given), stopToken, nullptr});
            planning->chunker = std::make_unique<Chunker>(planning->input, std::move(split.toSend));
            auto planned
                = target->plan(head, std::move(split.leftOut), [planning](runs::PlannedChunk &chunk) -> Result<bool> {
                      if (planning->stop.stop_requested()) {
                          return Error{ErrorKind::Cancelled,
                              QCoreApplication::translate(
                                  "send", "Stopped while the run was being prepared. Nothing was sent."),
                              {}};
                      }
                      const bool more = planning->chunker->next(chunk);
                      // The last bodies were read from the file after it was hashed: nothing may go out that was not
                      // checked.
                      if (!more && !sheet::isUnchanged(planning->input.source))
                          return fileChanged(planning->input.source);
                      return more;
                  });
            return planned.result();
        },
        &journal, std::move(input), std::move(stop));
}

int chunkCountByRows(qint64 rows, const ChunkLimits &limits)
{
    return static_cast<int>((rows + limits.mostRows - 1) / limits.mostRows);
}

} // namespace callsheet::send
