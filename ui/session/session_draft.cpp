#include "ui/session/session.h"

#include "core/base/background.h"
#include "ui/common/when_done.h"

#include <QDateTime>
#include <QFileInfo>

// What a person did to the open file outlives the program: it is kept in the profile until the run is sent or the file
// is closed, and nothing of it is taken up without being asked for.

namespace callsheet::ui {

namespace {

using namespace std::chrono_literals;
constexpr auto untilKept = 1s; // after the last change

using Hash = base::Result<QString>;

//! Of the file that was read; one that has changed since has none.
Hash hashOfSource(const sheet::SourceFile &source)
{
    const Hash hash = sheet::hashFile(source.path);
    if (hash && !sheet::isUnchanged(source))
        return base::Error{base::ErrorKind::Unreadable, {}, {}};
    return hash;
}

//! `newer` counts where both change a cell.
check::Edits bothOf(check::Edits edits, const check::Edits &newer)
{
    for (const check::CellEdit &cell : newer.allCells())
        edits.setCell(cell.row, cell.column, cell.text);
    for (const check::RowMark mark : {check::RowMark::Skip, check::RowMark::SendAnyway, check::RowMark::CallThisOne}) {
        for (const sheet::RowIndex row : newer.rowsWith(mark))
            edits.setMark(row, mark, true);
    }
    return edits;
}

} // namespace

void Session::watchWork()
{
    m_keepSoon.setSingleShot(true);
    m_keepSoon.setInterval(untilKept);
    connect(&m_keepSoon, &QTimer::timeout, this, &Session::keepDraft);
    for (auto signal : {&Session::mappingChanged, &Session::variablesChanged, &Session::settingsChanged,
             &Session::edited, &Session::lookedAtChanged, &Session::templatesChanged, &Session::reportChanged})
        connect(this, signal, &m_keepSoon, qOverload<>(&QTimer::start));
}

void Session::keepDraft()
{
    m_keepSoon.stop();
    if (!m_document || !m_variables || m_sourceHash.isEmpty() || m_workIsSent == m_edits.current())
        return;
    // What is offered and not answered is not written over by looking at the file, only by new work in its rows.
    if (m_offeredDraft && m_offeredDraft->path == m_document->source.path && m_edits.current().isEmpty())
        return;
    check::Draft draft;
    draft.path = m_document->source.path;
    draft.hash = m_sourceHash;
    draft.savedAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    draft.reading = m_document->options;
    draft.header = m_document->table->header();
    draft.rowCount = m_document->table->rowCount();
    draft.variables = *m_variables;
    draft.variablesPath = m_variablesPath;
    draft.mapping = m_mapping;
    draft.settings = m_settings;
    draft.templateName = m_templateName;
    draft.recipe = recipeInUse();
    draft.repairs = m_edits.repairs();
    draft.lookedAt = m_lookedAt;
    draft.doNotCallPath = m_doNotCall.path();
    draft.doNotCall = m_doNotCall.list().numbers;
    m_drafts.keep(draft, m_edits.current(), m_document->table);
}

void Session::lookForDraft()
{
    m_sourceHash.clear();
    m_offeredDraft.reset();
    m_workIsSent.reset();
    const sheet::SourceFile source = m_document->source;
    whenDone(base::inBackground(&hashOfSource, source), this, [this, source](const Hash &hash) {
        if (!hash || !m_document || !(m_document->source == source))
            return; // another file is open by now
        m_sourceHash = *hash;
        whenDone(m_drafts.of(source.path), this, [this, source](const std::optional<check::Draft> &draft) {
            if (!draft || !m_document || !(m_document->source == source) || !m_edits.current().isEmpty())
                return;
            if (draft->hash == m_sourceHash) {
                m_offeredDraft = draft;
                Q_EMIT draftFound(*draft);
            } else {
                Q_EMIT done(Step::File,
                    tr("You had begun to work on an earlier state of “%1”. The file has changed since, so that what "
                       "you "
                       "did to it is not taken over.")
                        .arg(QFileInfo(source.path).fileName()));
            }
        });
        m_keepSoon.start();
    });
}

void Session::lookForLatestDraft()
{
    whenDone(m_drafts.latest(), this, [this](const std::optional<check::Draft> &draft) {
        if (!draft || m_document || isReading())
            return;
        m_offeredDraft = draft;
        Q_EMIT draftFound(*draft);
    });
}

void Session::continueDraft()
{
    if (!m_offeredDraft)
        return;
    const check::Draft draft = *m_offeredDraft;
    whenDone(base::inBackground(&sheet::hashFile, draft.path), this, [this, draft](const Hash &hash) {
        if (!hash) {
            Q_EMIT failed(Step::File, hash.error());
            return;
        }
        if (*hash != draft.hash) {
            Q_EMIT failed(Step::File,
                {base::ErrorKind::Conflict,
                    tr("“%1” has changed since you worked on it. What you did to it belongs to the file as it was, and "
                       "is "
                       "not taken over: open the file and begin anew.")
                        .arg(QFileInfo(draft.path).fileName()),
                    {}});
            return;
        }
        afterEdit([this, draft] {
            if (m_document && m_document->source.path == draft.path && m_document->options == draft.reading) {
                takeDraft(draft);
                return;
            }
            m_awaitedDraft = draft;
            m_reading.start(draft.path, draft.reading);
        });
    });
}

void Session::takeDraft(const check::Draft &draft)
{
    m_offeredDraft.reset();
    m_workIsSent.reset();
    m_sourceHash = draft.hash;
    const sheet::Table &table = *m_document->table;
    if (table.header() != draft.header || table.rowCount() != draft.rowCount) {
        Q_EMIT failed(Step::File,
            {base::ErrorKind::Conflict,
                tr("“%1” reads otherwise than when you worked on it, so that what you did to it is not taken over.")
                    .arg(QFileInfo(draft.path).fileName()),
                {}});
        return;
    }
    m_variables = draft.variables;
    m_variablesPath = draft.variablesPath;
    m_mapping = draft.mapping;
    m_mappedHeader = draft.header;
    m_templateName = draft.templateName;
    setRecipe(draft.recipe);
    m_lookedAt = draft.lookedAt;
    std::size_t lost = 0;
    QStringList record;
    for (const check::RepairStep &step : draft.repairs)
        record.append(recordOf(step, std::nullopt));
    check::EditHistory history(check::editsOf(draft, table, &lost), draft.repairs, record);
    // What was done between the offer and the answer to it is done to the draft, as one step back.
    if (const check::Edits both = bothOf(history.current(), m_edits.current()); !(both == history.current()))
        history.add(both, tr("Your Changes before You Continued"), m_edits.repairs(), m_edits.record());
    m_edits = std::move(history);
    m_editedTable = check::withEdits(m_document->table, m_edits.current());
    forgetReport();
    setSettings(draft.settings);
    m_doNotCall.restore(draft.doNotCallPath, draft.doNotCall, draft.settings.defaultCountry);
    Q_EMIT variablesChanged();
    Q_EMIT mappingChanged();
    Q_EMIT templatesChanged();
    Q_EMIT lookedAtChanged();
    const QString name = QFileInfo(draft.path).fileName();
    Q_EMIT done(Step::Check,
        lost == 0 ? tr("“%1” is as you left it.").arg(name)
                  : tr("“%1” is as you left it, but for %Ln change(s) that its rows do not bear out any more.", nullptr,
                      static_cast<int>(lost))
                        .arg(name));
    Q_EMIT draftTaken();
    check();
}

void Session::discardDraft()
{
    if (m_offeredDraft)
        m_drafts.forget(m_offeredDraft->path);
    m_offeredDraft.reset();
}

// The journal has the rows now; the same work is not to be sent again by mistake after a restart.
void Session::forgetSentWork()
{
    if (!m_document)
        return;
    m_keepSoon.stop();
    m_workIsSent = m_edits.current();
    m_drafts.forget(m_document->source.path);
}

void Session::closeFile()
{
    m_reading.stop();
    stopChecking();
    m_afterEdit.clear(); // it was for this sheet
    if (!m_document)
        return;
    m_drafts.forget(m_document->source.path);
    forgetReport();
    m_document.reset();
    m_sourceHash.clear();
    m_edits = check::EditHistory();
    m_editedTable.reset();
    m_lookedAt.clear();
    m_mapping = {};
    m_mappedHeader.clear();
    m_templateName.clear();
    m_pendingTemplate.reset();
    setRecipe({});
    lookForTemplates();
    Q_EMIT mappingChanged();
    Q_EMIT readingChanged();
    Q_EMIT documentChanged();
    m_keepSoon.stop();
}

} // namespace callsheet::ui
