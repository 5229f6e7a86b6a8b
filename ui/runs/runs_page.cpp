#include "ui/runs/runs_page.h"

#include "ui/common/inline_message.h"
#include "ui/common/theme.h"
#include "ui/runs/results_panel.h"
#include "ui/runs/run_view.h"
#include "ui/runs/run_words.h"
#include "ui/runs/runs_model.h"
#include "ui/runs/tries_dialog.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

RunsPage::RunsPage(
    const RunHistory &history, const Sending &sending, const base::Clock &clock, Prompts &prompts, QWidget *parent)
    : Page(parent)
    , m_history(history)
    , m_sending(sending)
    , m_prompts(prompts)
{
    auto *left = makeList();
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
    m_interruption = new InlineMessage(this, InlineMessage::Close::ByItsAnswer);
    m_interruption->setObjectName(u"interruption"_s);
    m_interruption->hide();

    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(m_stack);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({fontMetrics().averageCharWidth() * 38, 800});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_interruption);
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
    connect(&history, &RunHistory::chunkUpdated, this, &RunsPage::showInterruption);
    connect(&history, &RunHistory::chunkUpdated, this, [this](int index) {
        const runs::ChunkRecord &changed = m_history.details()->chunks[static_cast<std::size_t>(index)];
        if (m_tries && m_tries->chunk() == changed.id)
            Q_EMIT triesRequested(changed);
    });
    connect(&sending, &Sending::stateChanged, this, [this] {
        const bool sends = m_sending.isBusy() && m_sending.checkedRun() == 0 && m_sending.run();
        m_model->setSending(sends ? m_sending.run()->run() : 0);
        m_run->showState();
        showInterruption();
    });
    connectRun();
    showRuns();
    showDetails();
}

QWidget *RunsPage::makeList()
{
    auto *left = new QWidget(this);
    m_search = new QLineEdit(left);
    m_search->setObjectName(u"searchRuns"_s);
    m_search->setPlaceholderText(tr("Search runs"));
    m_search->setAccessibleName(tr("Search runs"));
    m_search->setClearButtonEnabled(true);
    m_list = new QListView(left);
    m_list->setObjectName(u"runList"_s);
    m_list->setAccessibleName(tr("Runs, interrupted ones first, then the newest"));
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
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, &RunsPage::showMenu);
    return left;
}

void RunsPage::connectRun()
{
    connect(m_run, &RunView::pauseRequested, this, &RunsPage::pauseRequested);
    connect(m_run, &RunView::resumeRequested, this, &RunsPage::requestResume);
    connect(m_run, &RunView::stopRequested, this, &RunsPage::requestStop);
    connect(m_run, &RunView::sendAgainRequested, this, [this](const runs::ChunkRecord &chunk) {
        if (m_history.details())
            Q_EMIT sendAgainRequested(m_history.details()->head, chunk);
    });
    connect(m_run, &RunView::triesRequested, this, &RunsPage::openTries);
    connect(m_run, &RunView::searchRequested, this, &RunsPage::requestSearch);
    connect(m_run, &RunView::checkRequested, this, [this](const runs::ChunkRecord &chunk) {
        if (m_history.details())
            Q_EMIT checkRequested(m_history.details()->head, chunk);
    });
    connect(m_run, &RunView::queuedClaimed, this, &RunsPage::claimQueued);
    connect(m_run, &RunView::notQueuedClaimed, this, &RunsPage::claimNotQueued);
    connect(&m_run->results(), &ResultsPanel::receiptRequested, this, &RunsPage::requestReceipt);
    connect(&m_run->results(), &ResultsPanel::exportRequested, this, &RunsPage::requestExport);
    connect(&m_run->results(), &ResultsPanel::retryRequested, this, &RunsPage::requestRetry);
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
    return m_history.details() ? m_run->firstControl() : m_list;
}

void RunsPage::showRun(runs::RunId run)
{
    m_wanted = run;
    Q_EMIT runChosen(run);
    showRuns();
}

bool RunsPage::hasChunk() const
{
    return m_history.details() && m_run->chunk();
}

void RunsPage::requestTries()
{
    if (hasChunk())
        openTries(*m_run->chunk());
}

void RunsPage::openTries(const runs::ChunkRecord &chunk)
{
    if (m_tries)
        m_tries->close();
    m_tries = new TriesDialog(chunk, this);
    m_tries->show();
    Q_EMIT triesRequested(chunk);
}

void RunsPage::showTries(qint64 chunk, const base::Result<QString> &text)
{
    if (m_tries && m_tries->chunk() == chunk)
        m_tries->showText(text);
}

void RunsPage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
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
    showInterruption();
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

// Not while the run is sent or asked about: what is open then is under way.
void RunsPage::showInterruption()
{
    const runs::RunDetails *run = m_history.details();
    if (run && m_history.isLoading())
        return; // after a look the details still say “unknown” for a moment
    const bool isBusy = run && m_sending.isBusy()
        && ((m_sending.run() && m_sending.run()->run() == run->head.id) || m_sending.checkedRun() == run->head.id);
    const auto text = run && !isBusy ? interruptionText(*run, m_sending.lookDoor(*run)) : std::nullopt;
    if (text && *text != m_interruption->text())
        m_interruption->showMessage({Tone::Caution, *text, {}});
    else if (text)
        m_interruption->show();
    else
        m_interruption->hide();
}

void RunsPage::showMenu(const QPoint &place)
{
    const QModelIndex chosen = m_list->indexAt(place);
    const runs::RunId run = m_model->runAt(chosen.row());
    if (run == 0)
        return;
    m_list->setCurrentIndex(chosen);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"runMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString &text, void (RunsPage::*what)()) {
        connect(menu->addAction(text), &QAction::triggered, this, what);
    };
    connect(menu->addAction(tr("&Open")), &QAction::triggered, this, [this, run] {
        showRun(run);
        if (QWidget *first = m_run->firstControl())
            first->setFocus();
    });
    add(tr("Rece&ipt…"), &RunsPage::requestReceipt);
    add(tr("&Export…"), &RunsPage::requestExport);
    menu->addSeparator();
    add(tr("&Delete data of this run…"), &RunsPage::requestDeletion);
    menu->popup(m_list->viewport()->mapToGlobal(place));
}

} // namespace callsheet::ui
