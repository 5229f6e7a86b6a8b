#include "ui/session/run_history.h"

#include "core/base/row_ranges.h"
#include "core/runs/journal.h"
#include "core/send/chunk_tries.h"
#include "core/send/settle.h"
#include "ui/common/when_done.h"

#include <algorithm>

namespace callsheet::ui {

RunHistory::RunHistory(runs::Journal &journal, const QString &user, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
    , m_user(user)
{
}

int RunHistory::unknownChunks() const
{
    int unknown = 0;
    for (const runs::RunSummary &summary : m_summaries)
        unknown += summary.unknownChunks;
    return unknown;
}

int RunHistory::runsWithUnknowns() const
{
    return static_cast<int>(std::count_if(m_summaries.begin(), m_summaries.end(),
        [](const runs::RunSummary &summary) { return summary.unknownChunks > 0; }));
}

void RunHistory::refresh()
{
    whenDone(m_journal.runs(), this, [this](const base::Result<std::vector<runs::RunSummary>> &loaded) {
        if (!loaded) {
            Q_EMIT failed(Step::Runs, loaded.error());
            return;
        }
        m_summaries = *loaded;
        m_loaded = true;
        Q_EMIT summariesChanged();
    });
    if (m_selected != 0)
        loadDetails();
}

void RunHistory::select(runs::RunId run)
{
    if (run == m_selected)
        return;
    m_selected = run;
    m_details.reset();
    m_settlements.clear();
    m_leftOut.clear();
    ++m_generation;
    Q_EMIT detailsChanged();
    if (run == 0)
        return;
    loadDetails();
    loadLeftOut();
}

void RunHistory::loadDetails()
{
    const int generation = ++m_generation;
    m_isLoading = true;
    const int version = m_chunkVersion;
    whenDone(
        m_journal.run(m_selected), this, [this, generation, version](const base::Result<runs::RunDetails> &loaded) {
            if (generation != m_generation)
                return;
            m_isLoading = false;
            if (!loaded) {
                Q_EMIT failed(Step::Runs, loaded.error());
                return;
            }
            if (version != m_chunkVersion) {
                loadDetails();
                if (m_details)
                    return; // what is shown is newer than what was loaded
            }
            m_details = *loaded;
            Q_EMIT detailsChanged();
        });
    loadSettlements();
}

void RunHistory::loadSettlements()
{
    whenDone(m_journal.settlements(m_selected), this,
        [this, run = m_selected](const base::Result<std::vector<runs::SettlementRecord>> &loaded) {
            if (run != m_selected || !loaded)
                return; // the run itself could not be read either, and that was said
            m_settlements = *loaded;
            Q_EMIT settlementsChanged();
        });
}

// Once a run: what was left out is decided before anything is sent.
void RunHistory::loadLeftOut()
{
    whenDone(m_journal.leftOutRows(m_selected), this,
        [this, run = m_selected](const base::Result<std::vector<runs::LeftOutRow>> &loaded) {
            if (run != m_selected || !loaded)
                return;
            m_leftOut = *loaded;
            Q_EMIT leftOutChanged();
        });
}

void RunHistory::readTries(const runs::ChunkRecord &chunk)
{
    whenDone(send::describeTries(m_journal, chunk.run, chunk.id, QTimeZone::systemTimeZone()), this,
        [this, id = chunk.id](const base::Result<QString> &text) { Q_EMIT triesRead(id, text); });
}

void RunHistory::updateChunk(const runs::ChunkRecord &chunk)
{
    if (chunk.run != m_selected)
        return;
    ++m_chunkVersion;
    if (!m_details)
        return;
    auto &chunks = m_details->chunks;
    const auto known
        = std::find_if(chunks.begin(), chunks.end(), [&](const runs::ChunkRecord &c) { return c.id == chunk.id; });
    if (known == chunks.end()) {
        loadDetails(); // a chunk that took the place of a refused one: the old one changed as well
        return;
    }
    *known = chunk;
    m_details->ledger = runs::ledgerOf(m_details->head, chunks);
    Q_EMIT chunkUpdated(static_cast<int>(known - chunks.begin()));
}

void RunHistory::decide(const runs::ChunkRecord &chunk, runs::Decision decision, const QString &sentence,
    const QString &note, std::function<void()> then)
{
    whenDone(send::settleAll(m_journal, chunk, decision, {m_user, sentence, note}), this,
        [this, then = std::move(then)](const base::Result<void> &written) {
            if (!written)
                Q_EMIT failed(Step::Runs, written.error());
            refresh();
            if (written && then)
                then();
        });
}

void RunHistory::decideByRows(const runs::ChunkRecord &chunk, const QString &sentence, const QString &rows)
{
    const auto queued = base::fromRowRanges(rows.simplified().remove(u' '));
    if (!queued) {
        Q_EMIT failed(Step::Runs,
            {base::ErrorKind::InvalidInput,
                tr("“%1” is not a list of rows. Write them as 2-10,15. Nothing was changed.").arg(rows), {}});
        return;
    }
    const QString note = tr("Settled by rows in the window.");
    whenDone(send::settleByRows(m_journal, chunk, *queued, {m_user, sentence, note}), this,
        [this](const base::Result<void> &written) {
            if (!written)
                Q_EMIT failed(Step::Runs, written.error());
            refresh();
        });
}

void RunHistory::replace(runs::ChunkId refused, std::function<void()> then)
{
    whenDone(m_journal.replaceChunk(refused, {}), this,
        [this, then = std::move(then)](const base::Result<std::vector<runs::ChunkId>> &made) {
            if (!made)
                Q_EMIT failed(Step::Runs, made.error());
            refresh();
            if (made && then)
                then();
        });
}

} // namespace callsheet::ui
