#include "ui/runs/runs_page.h"

#include "core/send/divide_chunk.h"
#include "ui/common/numbers.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/runs/run_view.h"
#include "ui/runs/runs_model.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

//! What stood on the screen when the person chose, for the journal: the texts, and the button that was pressed.
QString asShown(const QStringList &texts, const QString &button)
{
    QString label = texts.join(u' ');
    label.remove(u'&'); // marks a key in a label, and is no text
    return u"%1 [%2]"_s.arg(label, button);
}

} // namespace

RunsPage::RunsPage(
    const RunHistory &history, const Sending &sending, const base::Clock &clock, Prompts &prompts, QWidget *parent)
    : Page(parent)
    , m_history(history)
    , m_sending(sending)
    , m_prompts(prompts)
{
    auto *left = new QWidget(this);
    m_search = new QLineEdit(left);
    m_search->setObjectName(u"searchRuns"_s);
    m_search->setPlaceholderText(tr("Search runs"));
    m_search->setAccessibleName(tr("Search runs"));
    m_search->setClearButtonEnabled(true);
    m_list = new QListView(left);
    m_list->setObjectName(u"runList"_s);
    m_list->setAccessibleName(tr("Runs, newest first"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setItemDelegate(new RunDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_model = new RunsModel(this);
    m_list->setModel(m_model);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 6, 0);
    leftLayout->setSpacing(6);
    leftLayout->addWidget(m_search);
    leftLayout->addWidget(m_list, 1);
    left->setMinimumWidth(fontMetrics().averageCharWidth() * 22);

    auto *none = new QWidget(this);
    auto *heading = new QLabel(none);
    heading->setObjectName(u"noRuns"_s);
    heading->setAlignment(Qt::AlignCenter);
    heading->setWordWrap(true);
    auto *noneLayout = new QVBoxLayout(none);
    noneLayout->addWidget(heading);
    m_run = new RunView(history, sending, clock, this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(none);
    m_stack->addWidget(m_run);

    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(m_stack);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({fontMetrics().averageCharWidth() * 38, 800});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter, 1);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_model->setSearch(words);
        showRuns();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (const runs::RunId run = m_model->runAt(current.row()); run != 0 && run != m_history.selected())
            Q_EMIT runChosen(run);
    });
    connect(&history, &RunHistory::summariesChanged, this, [this] {
        m_model->setRuns(m_history.summaries());
        showRuns();
    });
    connect(&history, &RunHistory::detailsChanged, this, &RunsPage::showDetails);
    connect(&history, &RunHistory::chunkUpdated, m_run, &RunView::showChunk);
    connect(&sending, &Sending::stateChanged, this, [this] {
        m_model->setSending(m_sending.isBusy() && m_sending.run() ? m_sending.run()->run() : 0);
        m_run->showState();
    });
    connect(m_run, &RunView::pauseRequested, this, &RunsPage::pauseRequested);
    connect(m_run, &RunView::resumeRequested, this, &RunsPage::requestResume);
    connect(m_run, &RunView::stopRequested, this, &RunsPage::requestStop);
    connect(m_run, &RunView::sendAgainRequested, this, [this](const runs::ChunkRecord &chunk) {
        if (m_history.details())
            Q_EMIT sendAgainRequested(m_history.details()->head, chunk);
    });
    connect(m_run, &RunView::searchRequested, this, &RunsPage::requestSearch);
    connect(m_run, &RunView::checkRequested, this, [this](const runs::ChunkRecord &chunk) {
        if (m_history.details())
            Q_EMIT checkRequested(m_history.details()->head, chunk);
    });
    connect(m_run, &RunView::queuedClaimed, this, &RunsPage::claimQueued);
    connect(m_run, &RunView::notQueuedClaimed, this, &RunsPage::claimNotQueued);
    showRuns();
    showDetails();
}

QString RunsPage::title() const
{
    return tr("Runs");
}

QString RunsPage::subtitle() const
{
    return tr("%Ln run(s)", nullptr, static_cast<int>(m_history.summaries().size()));
}

QWidget *RunsPage::firstControl() const
{
    return m_history.details() ? m_run->table() : m_list;
}

void RunsPage::showRun(runs::RunId run)
{
    m_wanted = run;
    Q_EMIT runChosen(run);
    showRuns();
}

void RunsPage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void RunsPage::requestResume()
{
    if (m_history.details())
        Q_EMIT resumeRequested(m_history.details()->head);
}

void RunsPage::requestStop()
{
    Confirmation question;
    question.title = tr("Stop sending");
    question.text = tr("Stop the chunk that is under way?");
    question.detail
        = tr("If it has left already, nobody can say whether its people are queued, and it becomes “unknown”. "
             "“Pause after this chunk” avoids that.");
    question.accept = tr("Stop now");
    m_prompts.confirm(this, question, [this](bool yes) {
        if (yes)
            Q_EMIT stopRequested();
    });
}

void RunsPage::requestSearch()
{
    if (!m_history.details())
        return;
    const send::SearchCost cost = send::searchCost(m_history.details()->chunks);
    Confirmation question;
    question.title = tr("Find the bad rows");
    question.text = tr("Send the refused people of this run in ever smaller groups?");
    question.detail
        = tr("That takes %1 requests if one row of each refused chunk is at fault, and %2 at most. Whoever is "
             "not at fault is queued on the way, and the calling service calls them.")
              .arg(number(cost.ifOneIsBad), number(cost.atMost));
    question.accept = tr("Find the bad rows");
    m_prompts.confirm(this, question, [this, head = m_history.details()->head](bool yes) {
        if (yes)
            Q_EMIT searchRequested(head);
    });
}

void RunsPage::showRuns()
{
    Q_EMIT titleChanged();
    if (m_wanted != 0 && m_model->rowOf(m_wanted) >= 0) {
        m_list->setCurrentIndex(m_model->index(m_model->rowOf(m_wanted)));
        m_wanted = 0;
        return;
    }
    const int row = m_model->rowOf(m_history.selected());
    if (row >= 0)
        m_list->setCurrentIndex(m_model->index(row));
    else if (m_model->rowCount() > 0 && m_history.selected() == 0 && m_wanted == 0)
        m_list->setCurrentIndex(m_model->index(0));
    showDetails();
}

void RunsPage::showDetails()
{
    const bool any = m_history.details() != nullptr;
    m_stack->setCurrentIndex(any ? 1 : 0);
    if (any) {
        m_run->showRun();
        return;
    }
    auto *label = m_stack->widget(0)->findChild<QLabel *>(u"noRuns"_s);
    if (!m_history.isLoaded() || m_history.selected() != 0)
        label->setText(tr("Looking into the journal…"));
    else if (m_history.summaries().empty())
        label->setText(tr("Nothing was sent yet.\nRuns appear here as soon as the first one starts, and stay."));
    else
        label->setText(m_model->rowCount() == 0 ? tr("No run holds these words.") : tr("Choose a run."));
}

void RunsPage::claimQueued(const runs::ChunkRecord &chunk)
{
    if (!m_history.details())
        return;
    if (chunk.isPartlyQueued()) {
        claimRows(chunk);
        return;
    }
    TextQuestion question;
    question.title = tr("They are queued");
    question.label
        = tr("&How do you know that the %Ln person(s) of this chunk are in the batch? The note is kept with the run.",
            nullptr, chunk.openCount());
    question.accept = tr("Count as queued");
    const QString shown = asShown({question.label}, question.accept);
    m_prompts.askText(
        this, question, [this, chunk, shown, head = m_history.details()->head](const std::optional<QString> &note) {
            if (note)
                Q_EMIT settled(head, chunk, true, shown, *note);
        });
}

void RunsPage::claimRows(const runs::ChunkRecord &chunk)
{
    TextQuestion question;
    question.title = tr("Which of them are queued?");
    question.label = tr("The calling service said that it queued %1 of the %2 people of this chunk. &Look them up in "
                        "its batch, and write the "
                        "rows of your sheet that are there, such as 2-10,15. The others may be sent after that.")
                         .arg(number(chunk.accepted), number(chunk.count()));
    question.accept = tr("Count these rows as queued");
    const QString shown = asShown({question.label}, question.accept);
    m_prompts.askText(this, question, [this, chunk, shown](const std::optional<QString> &rows) {
        if (rows)
            Q_EMIT settledByRows(chunk, shown, *rows);
    });
}

void RunsPage::claimNotQueued(const runs::ChunkRecord &chunk)
{
    if (!m_history.details())
        return;
    TypedNumber question;
    question.title = tr("They are not queued – send again");
    question.text = m_history.details()->head.practice
        ? tr("In practice, so nobody is called: for real, up to %Ln person(s) might be called twice.", nullptr,
            chunk.openCount())
        : tr("Up to %Ln person(s) may be called twice.", nullptr, chunk.openCount());
    question.detail = tr("The request of chunk %1 left this computer, but no readable answer came back. Look into the "
                         "batch of the calling service first. "
                         "Only if these people are not there, send them again.")
                          .arg(number(chunk.number));
    question.number = chunk.openCount();
    question.accept = tr("Send %Ln person(s) again", nullptr, chunk.openCount());
    const QString shown = asShown({question.text, question.detail}, question.accept);
    m_prompts.typeNumber(
        this, question, [this, chunk, shown, head = m_history.details()->head](bool typed, const QString &note) {
            if (typed)
                Q_EMIT settled(head, chunk, false, shown, note);
        });
}

} // namespace callsheet::ui
