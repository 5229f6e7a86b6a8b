#pragma once

#include "core/runs/protocol.h"
#include "core/base/result.h"
#include "ui/common/step.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace callsheet::runs {
class Journal;
}

namespace callsheet::ui {

//! The runs in the journal, and the one that is looked at.
class RunHistory final : public QObject {
    Q_OBJECT
public:
    RunHistory(runs::Journal &journal, const QString &user, QObject *parent = nullptr);

    const std::vector<runs::RunSummary> &summaries() const { return m_summaries; }
    bool isLoaded() const { return m_loaded; }
    //! Null: none chosen, or it is being loaded.
    const runs::RunDetails *details() const { return m_details ? &*m_details : nullptr; }
    //! The details are being read; those that are shown meanwhile may be old.
    bool isLoading() const { return m_isLoading; }
    runs::RunId selected() const { return m_selected; }
    int unknownChunks() const; // over all runs
    int runsWithUnknowns() const;

    void refresh();
    void select(runs::RunId run);
    //! Asks the journal what was sent of a chunk and what came back, without anybody's data; triesRead() tells it.
    void readTries(const runs::ChunkRecord &chunk);
    void updateChunk(const runs::ChunkRecord &chunk);
    //! What was settled in the chosen run, oldest first.
    const std::vector<runs::SettlementRecord> &settlements() const { return m_settlements; }
    //! Rows of the chosen run that were not to be sent, by row.
    const std::vector<runs::LeftOutRow> &leftOut() const { return m_leftOut; }
    //! A person's word on an unknown chunk, `sentence` being what they were shown; `then` runs after it is written
    //! down.
    void decide(const runs::ChunkRecord &chunk, runs::Decision decision, const QString &sentence, const QString &note,
        std::function<void()> then);
    //! `rows` as a person writes them: the queued ones of a chunk that was partly stored.
    void decideByRows(const runs::ChunkRecord &chunk, const QString &sentence, const QString &rows);
    void replace(runs::ChunkId refused, std::function<void()> then);

Q_SIGNALS:
    void summariesChanged();
    void detailsChanged();
    void chunkUpdated(int index);
    void settlementsChanged();
    void leftOutChanged();
    void triesRead(qint64 chunk, const callsheet::base::Result<QString> &text);
    void failed(callsheet::ui::Step step, const callsheet::base::Error &error);

private:
    void loadDetails();
    void loadSettlements();
    void loadLeftOut();

    runs::Journal &m_journal;
    QString m_user; // who says what is settled by hand
    std::vector<runs::RunSummary> m_summaries;
    bool m_loaded = false;
    runs::RunId m_selected = 0;
    std::optional<runs::RunDetails> m_details;
    std::vector<runs::SettlementRecord> m_settlements;
    std::vector<runs::LeftOutRow> m_leftOut;
    int m_generation = 0;
    bool m_isLoading = false;
    int m_chunkVersion = 0; // a list loaded before a chunk's newest change is loaded again
};

} // namespace callsheet::ui
