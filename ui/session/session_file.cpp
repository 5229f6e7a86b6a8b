#include "ui/session/session.h"

#include <QFileInfo>

#include <utility>

// The sheet: opened, read with other options, and asked about.

namespace callsheet::ui {

void Session::openFile(const QString &path)
{
    m_pendingTemplate.reset();
    m_reading.start(QFileInfo(path).absoluteFilePath(), {});
}

sheet::ReadingOptions Session::chosenOptions() const
{
    if (isReading())
        return m_reading.options();
    return m_document ? m_document->options : sheet::ReadingOptions();
}

void Session::readAgain(const sheet::ReadingOptions &options)
{
    m_pendingTemplate.reset(); // this reading is not its
    const sheet::Document *what = shown();
    if (!what || options == chosenOptions())
        return;
    // Another file is on its way, and nothing of it is to be seen yet: the person speaks of what goes in a moment.
    if (isReading() && what->source.path != m_reading.path())
        return;
    m_reading.start(what->source.path, options);
}

void Session::stopReading()
{
    m_reading.stop();
}

QString Session::stoppedText() const
{
    const QString name = QFileInfo(m_reading.path()).fileName();
    if (!m_document)
        return tr("The reading of “%1” was stopped. Nothing is open.").arg(name);
    if (m_document->source.path == m_reading.path())
        return tr("The reading was stopped. “%1” is still open, read as before.").arg(name);
    return tr("The reading of “%1” was stopped. “%2” is still open.")
        .arg(name, QFileInfo(m_document->source.path).fileName());
}

// An edit that is under way speaks of the rows as they are read now: it goes with them into the new reading.
void Session::awaitRead(const base::Result<sheet::Document> &read)
{
    afterEdit([this, read] {
        if (!isReading()) // else another reading has begun, and this one is worthless
            takeRead(read);
    });
}

void Session::takeRead(const base::Result<sheet::Document> &read)
{
    if (read)
        setDocument(*read);
    Q_EMIT readingChanged();
    if (read)
        return;
    m_awaitedDraft.reset();
    m_pendingTemplate.reset();
    if (read.error().kind == base::ErrorKind::Cancelled)
        Q_EMIT readingStopped(stoppedText());
    else
        Q_EMIT failed(Step::File, read.error());
}

std::optional<QString> Session::openQuestion() const
{
    if (!m_document || m_document->report.questions.isEmpty())
        return std::nullopt;
    return sheet::ask(m_document->report.questions.first(), m_document->report);
}

void Session::setDocument(const sheet::Document &document)
{
    const std::optional<sheet::Document> before = std::exchange(m_document, document);
    const bool isSameFile = before && before->source.path == document.source.path;
    if (isSameFile) {
        carryEdits(*before);
    } else {
        m_edits = check::EditHistory();
        m_editedTable = document.table;
        m_templateName.clear();
        m_pendingTemplate.reset();
        setRecipe({});
    }
    m_lookedAt.clear(); // another reading has other rows in the same places
    m_remembered.addFile(document.source.path);
    if (m_mappedHeader != document.table->header()) {
        match::EarlierMapping decided = mappingSoFar();
        for (match::Assignment &assignment : decided.mapping.assignments) {
            // For another file only what a person or a mapping file said of a column by its heading.
            const bool isSaid = assignment.reason == match::MatchReason::ChosenByYou
                || assignment.reason == match::MatchReason::FromFile;
            if (!isSameFile && !isSaid)
                assignment = {};
        }
        suggest(decided);
    }
    forgetReport();
    lookForTemplates();
    Q_EMIT documentChanged();
    const std::optional<check::Draft> draft = std::exchange(m_awaitedDraft, {});
    if (draft && draft->path == document.source.path)
        takeDraft(*draft);
    else if (!isSameFile || !(before->source == document.source))
        lookForDraft();
}

} // namespace callsheet::ui
