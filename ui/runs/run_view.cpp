#include "ui/runs/run_view.h"

#include "core/base/clock.h"
#include "core/base/row_ranges.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/common/theme.h"
#include "ui/common/wrapped_label.h"
#include "ui/practice/practice_words.h"
#include "ui/runs/chunk_model.h"
#include "ui/runs/results_panel.h"
#include "ui/runs/run_words.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int chunksTab = 0;
constexpr int resultsTab = 1;

//! As wide as what may stand in the column: a small window has no more to give away.
struct ColumnRoom {
    ChunkModel::Column column;
    QString widest;
    bool hasIcon = false;
};

//! Nobody is left to send, or to settle.
bool isOver(const runs::RunDetails &run)
{
    return run.ledger.notSent + run.ledger.unknown == 0;
}

} // namespace

RunView::RunView(const RunHistory &history, const Sending &sending, const base::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_sending(sending)
    , m_clock(clock)
{
    m_view = new QTableView(this);
    setUpTable(*m_view, u"chunkTable"_s, tr("Chunks of this run"));
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->verticalHeader()->hide();
    m_model = new ChunkModel(this);
    m_view->setModel(m_model);
    setWidths();
    m_view->horizontalHeader()->setStretchLastSection(true);

    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_view);
    splitter->addWidget(makeDetail());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    m_results = new ResultsPanel(history, sending, this);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"runTabs"_s);
    m_tabs->setAccessibleName(tr("This run"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setObjectName(u"runTabBar"_s);
    m_tabs->addTab(splitter, tr("Chun&ks"));
    m_tabs->addTab(m_results, tr("Resu&lts"));
    layout->addWidget(makeHeader());
    layout->addWidget(m_tabs, 1);
    setTabOrder(m_pause, m_resume);
    setTabOrder(m_resume, m_stop);
    setTabOrder(m_stop, m_tabs);

    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &RunView::showActivity);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RunView::showDetail);
    connect(m_tabs, &QTabWidget::currentChanged, this, &RunView::showLedger);
    connect(&history, &RunHistory::settlementsChanged, this, &RunView::showDetail);
    connect(&history, &RunHistory::leftOutChanged, m_results, &ResultsPanel::showRun);
}

void RunView::setWidths()
{
    using Column = ChunkModel::Column;
    const int letter = fontMetrics().averageCharWidth();
    const ColumnRoom rooms[] = {{Column::Number, u"14 (for 4)"_s}, {Column::Rows, u"10,004–11,003"_s},
        {Column::People, u"1,000"_s}, {Column::State, runs::stateName(runs::ChunkState::Unknown), true},
        {Column::Queued, u"1,000"_s}, {Column::SentAt, u"10:42:05"_s}, {Column::Tries, u"10"_s}};
    for (const ColumnRoom &room : rooms) {
        const int column = static_cast<int>(room.column);
        const QString heading = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const int text
            = std::max(fontMetrics().horizontalAdvance(room.widest), fontMetrics().horizontalAdvance(heading));
        m_view->setColumnWidth(column, text + 2 * letter + (room.hasIcon ? 3 * letter : 0));
    }
    m_view->setColumnWidth(static_cast<int>(Column::Happened), 30 * letter);
    m_view->setColumnWidth(static_cast<int>(Column::CanDo), 26 * letter);
}

QWidget *RunView::makeHeader()
{
    auto *area = new QWidget(this);
    m_name = new QLabel(area);
    m_name->setObjectName(u"shownRun"_s);
    m_name->setFont(scaledFont(*this, 1.2, true));
    m_facts = new QLabel(area);
    m_facts->setObjectName(u"runFacts"_s);
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_bar = new QProgressBar(area);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Chunks settled"));
    m_bar->setMaximumHeight(fontMetrics().height());
    m_progress = new QLabel(area);
    m_progress->setObjectName(u"runProgress"_s);
    m_ledger = new QLabel(area);
    m_ledger->setObjectName(u"ledger"_s);
    m_activity = new QLabel(area);
    m_activity->setObjectName(u"lastActivity"_s);
    m_activity->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_name, m_facts, m_progress, m_ledger, m_activity}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_pause = new QPushButton(tr("&Pause after this chunk"), area);
    m_pause->setObjectName(u"pauseRun"_s);
    m_resume = new QPushButton(tr("Res&ume"), area);
    m_resume->setObjectName(u"resumeRun"_s);
    m_stop = new QPushButton(tr("S&top…"), area);
    m_stop->setObjectName(u"stopRun"_s);
    for (QPushButton *button : {m_pause, m_resume, m_stop})
        giveRoom(*button);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_pause);
    buttons->addWidget(m_resume);
    buttons->addWidget(m_stop);
    auto *titleRow = new QHBoxLayout;
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(m_name);
    titles->addWidget(m_facts);
    titleRow->addLayout(titles, 1);
    titleRow->addLayout(buttons);
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(titleRow);
    layout->addWidget(m_bar);
    layout->addWidget(m_progress);
    layout->addWidget(m_ledger);
    layout->addWidget(m_activity);
    connect(m_pause, &QPushButton::clicked, this, &RunView::pauseRequested);
    connect(m_resume, &QPushButton::clicked, this, &RunView::resumeRequested);
    connect(m_stop, &QPushButton::clicked, this, &RunView::stopRequested);
    return area;
}

QWidget *RunView::makeDetail()
{
    auto *area = new QWidget(this);
    m_detailTitle = new QLabel(area);
    m_detailTitle->setFont(scaledFont(*this, 1.0, true));
    m_detail = new QPlainTextEdit(area);
    m_detail->setObjectName(u"chunkDetail"_s);
    m_detail->setReadOnly(true);
    m_detail->setTabChangesFocus(true);
    m_detail->setAccessibleName(tr("Details of the chosen chunk"));
    m_detail->setMinimumHeight(fontMetrics().height() * 3 + 12);
    m_detailReason = new WrappedLabel(area);
    m_detailReason->setTextFormat(Qt::PlainText);
    m_sendAgain = new QPushButton(area);
    m_sendAgain->setObjectName(u"sendChunkAgain"_s);
    m_findBad = new QPushButton(tr("Find the &bad rows…"), area);
    m_findBad->setObjectName(u"findBadRows"_s);
    giveRoom(*m_findBad);
    m_check = new QPushButton(area);
    m_check->setObjectName(u"checkWithService"_s);
    m_areQueued = new QPushButton(tr("They are &queued"), area);
    m_areQueued->setObjectName(u"theyAreQueued"_s);
    m_areNotQueued = new QPushButton(tr("They are n&ot queued…"), area);
    m_areNotQueued->setObjectName(u"theyAreNotQueued"_s);
    giveRoom(*m_areQueued);
    giveRoom(*m_areNotQueued);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_sendAgain);
    buttons->addWidget(m_findBad);
    buttons->addWidget(m_check);
    buttons->addWidget(m_areQueued);
    buttons->addWidget(m_areNotQueued);
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_detailTitle);
    layout->addWidget(m_detail, 1);
    layout->addWidget(m_detailReason);
    layout->addLayout(buttons);
    const auto withChunk = [this](void (RunView::*signal)(const runs::ChunkRecord &)) {
        return [this, signal] {
            if (chunk())
                Q_EMIT(this->*signal)(*chunk());
        };
    };
    connect(m_sendAgain, &QPushButton::clicked, this, withChunk(&RunView::sendAgainRequested));
    connect(m_findBad, &QPushButton::clicked, this, withChunk(&RunView::searchRequested));
    connect(m_check, &QPushButton::clicked, this, withChunk(&RunView::checkRequested));
    connect(m_areQueued, &QPushButton::clicked, this, withChunk(&RunView::queuedClaimed));
    connect(m_areNotQueued, &QPushButton::clicked, this, withChunk(&RunView::notQueuedClaimed));
    return area;
}

const runs::ChunkRecord *RunView::chunk() const
{
    return m_view->currentIndex().isValid() ? m_model->chunkAt(m_view->currentIndex().row()) : nullptr;
}

QWidget *RunView::firstControl() const
{
    if (m_tabs->currentIndex() == chunksTab)
        return m_view;
    return m_tabs->tabBar();
}

ResultsPanel &RunView::results()
{
    return *m_results;
}

bool RunView::isThisRunSending() const
{
    return m_sending.isBusy() && m_sending.checkedRun() == 0 && m_sending.run() && m_history.details()
        && m_sending.run()->run() == m_history.details()->head.id;
}

void RunView::showRun()
{
    const runs::RunDetails *details = m_history.details();
    if (!details)
        return;
    m_model->setChunks(details->head.id, details->chunks);
    if (details->head.id != m_shownRun) {
        m_shownRun = details->head.id;
        // Of a run that is over the results are of interest, of any other what happens to its chunks.
        m_tabs->setCurrentIndex(isOver(*details) ? resultsTab : chunksTab);
    }
    if (!m_view->currentIndex().isValid() && m_model->rowCount() > 0) {
        m_view->setCurrentIndex(m_model->index(0, 0));
        chooseWhatWaits();
    }
    const runs::RunHead &head = details->head;
    m_name->setText(head.name);
    m_facts->setText(tr("%1 · batch %2 · %3 · %4")
                         .arg(runTarget(head), isolated(head.batchId), head.fileName, moment(head.createdAt)));
    showState();
}

// What wants a person comes first.
void RunView::chooseWhatWaits()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (runs::actionFor(m_model->chunkAt(row)->state) == runs::ChunkAction::Settle) {
            m_view->setCurrentIndex(m_model->index(row, 0));
            return;
        }
    }
}

void RunView::showChunk(int index)
{
    const runs::RunDetails *details = m_history.details();
    if (!details)
        return;
    m_model->updateChunk(index, details->chunks[static_cast<std::size_t>(index)]);
    showState();
}

void RunView::showState()
{
    const runs::RunDetails *details = m_history.details();
    if (!details)
        return;
    const auto [done, all] = chunksDone(details->chunks);
    m_bar->setRange(0, qMax(1, all));
    m_bar->setValue(done);
    m_progress->setText(progressText(details->ledger, details->chunks));
    m_bar->setAccessibleDescription(m_progress->text());
    showLedger();

    const bool sending = isThisRunSending();
    const bool busy = sending || m_sending.checkedRun() == details->head.id;
    if (m_wasBusy && !busy) {
        chooseWhatWaits();
        if (isOver(*details) && details->ledger.refused == 0)
            m_tabs->setCurrentIndex(resultsTab);
    }
    m_wasBusy = busy;
    m_results->showRun();
    bool open = false;
    for (const runs::ChunkRecord &chunk : details->chunks)
        open = open || chunk.state == runs::ChunkState::Waiting || chunk.state == runs::ChunkState::NotSent;
    m_pause->setVisible(sending);
    m_stop->setVisible(sending);
    m_resume->setVisible(!sending && open);
    m_resume->setEnabled(!m_sending.isBusy());
    if (sending && !m_second.isActive())
        m_second.start();
    if (!sending)
        m_second.stop();
    showActivity();
    showDetail();
}

// The results show the same sum, line by line; that it does not add up is said everywhere.
void RunView::showLedger()
{
    const runs::RunDetails *details = m_history.details();
    if (!details)
        return;
    m_ledger->setText(ledgerText(details->ledger, details->chunks));
    QPalette palette = this->palette();
    if (!details->ledger.addsUp())
        palette.setColor(QPalette::WindowText, toneColor(Tone::Bad, palette));
    m_ledger->setPalette(palette);
    m_ledger->setVisible(m_tabs->currentIndex() == chunksTab || !details->ledger.addsUp());
}

void RunView::showActivity()
{
    if (m_history.details() && m_sending.checkedRun() == m_history.details()->head.id) {
        m_activity->setText(m_sending.waitingText());
        m_activity->show();
        return;
    }
    if (isThisRunSending()) {
        if (!m_sending.waitingText().isEmpty()) {
            m_activity->setText(m_sending.waitingText());
        } else {
            const int seconds = static_cast<int>(qMax<qint64>(0, m_sending.lastChange().secsTo(m_clock.now())));
            const auto [done, all] = chunksDone(m_history.details()->chunks);
            const QString left = timeLeftText(m_sending.answeredAt(), all - done);
            m_activity->setText((seconds < 1 ? tr("Sending. The last change was just now.")
                                             : tr("Sending. The last change was %Ln second(s) ago.", nullptr, seconds))
                + (left.isEmpty() ? QString() : u"  ·  "_s + left));
        }
        m_activity->show();
        return;
    }
    const send::SendRun *run = m_sending.run();
    const bool isIt = run && m_history.details() && run->run() == m_history.details()->head.id;
    // An unknown outcome stands in the message above and with its chunk already.
    const QString why
        = isIt && run->phase() == send::RunPhase::Paused && run->pauseReason() != send::PauseReason::OutcomeUnknown
        ? (run->pauseMessage().isEmpty() ? send::describe(run->pauseReason()) : run->pauseMessage())
        : QString();
    m_activity->setText(why);
    m_activity->setVisible(!why.isEmpty());
}

void RunView::showDetail()
{
    const runs::ChunkRecord *chosen = chunk();
    m_detailTitle->setText(chosen ? tr("Chunk %1: %2").arg(number(chosen->number), runs::stateName(chosen->state))
                                  : tr("No chunk chosen"));
    QStringList lines;
    if (chosen) {
        if (!chosen->message.isEmpty())
            lines.append(chosen->message);
        if (!chosen->serverText.isEmpty())
            lines.append(tr("The service said: %1").arg(chosen->serverText));
        if (chosen->httpStatus > 0)
            lines.append(tr("Status of the answer: %1").arg(QString::number(chosen->httpStatus)));
        if (chosen->lastTryAt.isValid())
            lines.append(tr("Last tried: %1").arg(exactMoment(chosen->lastTryAt)));
        lines.append(tr("Rows of the sheet: %1").arg(base::toRowRanges(chosen->rows)));
        lines += settlementLines(m_history.settlements(), chosen->id);
    }
    const QString text = lines.join(u'\n');
    if (text != m_detail->toPlainText())
        m_detail->setPlainText(text);
    const runs::ChunkAction action = chosen ? runs::actionFor(chosen->state) : runs::ChunkAction::None;
    const bool again = chosen && chosen->state == runs::ChunkState::NotSent;
    const bool asNew = action == runs::ChunkAction::SendAsNewChunk;
    const bool settle = action == runs::ChunkAction::Settle;
    m_sendAgain->setVisible(again || asNew);
    m_sendAgain->setText(asNew ? tr("Send again as a &new chunk") : tr("&Send again"));
    giveRoom(*m_sendAgain);
    const bool byRows = chosen && chosen->isPartlyQueued(); // no answer for all of them would be true
    m_areQueued->setVisible(settle);
    m_areQueued->setText(byRows ? tr("Say which are &queued…") : tr("They are &queued"));
    giveRoom(*m_areQueued);
    m_areNotQueued->setVisible(settle && !byRows);
    const bool checking = m_sending.checkedRun() != 0;
    m_check->setVisible(settle);
    m_check->setText(checking ? tr("Stop checkin&g") : tr("Check &with the service"));
    giveRoom(*m_check);
    const bool free = !m_sending.isBusy();
    m_check->setEnabled(checking || (free && m_history.details() && m_sending.canCheck(m_history.details()->head)));
    m_findBad->setVisible(asNew && chosen->count() > 1);
    for (QPushButton *button : {m_sendAgain, m_findBad, m_areQueued, m_areNotQueued})
        button->setEnabled(free);
    QString reason;
    if (!free && !checking && (again || asNew || settle))
        reason = tr("Wait until nothing is being sent, or pause.");
    else if (settle)
        reason = settleReason();
    else if ((again || asNew) && m_model->rowCount() > 1)
        reason = tr("Chunks of this run that were not sent yet follow it.");
    m_detailReason->setText(reason);
    m_detailReason->setVisible(!reason.isEmpty());
}

QString RunView::settleReason() const
{
    if (!m_history.details() || m_sending.canCheck(m_history.details()->head))
        return tr("Callsheet asks the service who of them is in the batch. Who is not there may be sent again after "
                  "two looks, which takes about three minutes.");
    return tr("With a bearer token, Callsheet could ask the service: add one to the connection. Else look into the "
              "calling service yourself whether these people are in the batch.");
}

} // namespace callsheet::ui
