#include "ui/practice/practice_panel.h"

#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/common/theme.h"
#include "ui/practice/mishap_chooser.h"
#include "ui/practice/played_calls_model.h"
#include "ui/practice/practice_batches_model.h"
#include "ui/practice/practice_watch.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

void setWidths(QTableView &table, std::initializer_list<int> letters)
{
    int column = 0;
    for (const int width : letters)
        table.setColumnWidth(column++, width * table.fontMetrics().averageCharWidth());
    table.verticalHeader()->hide();
    table.setMinimumWidth(table.fontMetrics().averageCharWidth() * 30);
}

} // namespace

PracticePanel::PracticePanel(PracticeWatch &watch, QWidget *parent)
    : QWidget(parent)
    , m_watch(watch)
{
    auto *what = new QLabel(
        tr("A calling service inside Callsheet. The calls below are only played: nobody is called."), this);
    what->setObjectName(u"practicePanelWhat"_s);
    what->setWordWrap(true);
    what->setContentsMargins(8, 6, 8, 0);

    m_mishaps = new MishapChooser;
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_mishaps);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"practiceTabs"_s);
    m_tabs->setAccessibleName(tr("Practice service"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setObjectName(u"practiceTabBar"_s);
    m_tabs->addTab(makeCalls(), tr("Calls"));
    m_tabs->addTab(scroll, tr("What goes wrong"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(what);
    layout->addWidget(m_tabs, 1);

    connect(m_mishaps, &MishapChooser::chosen, &watch, &PracticeWatch::setRehearsal);
    connect(&watch, &PracticeWatch::rehearsalChanged, this, &PracticePanel::showRehearsal);
    connect(&watch, &PracticeWatch::batchesChanged, this, &PracticePanel::showBatches);
    connect(&watch, &PracticeWatch::callsPlayed, this, [this](const QList<practice::PlayedCall> &calls) {
        // Who has not chosen an older one follows the newest; a table without a current cell says nothing to screen
        // readers.
        const bool follows = m_callView->currentIndex().row() <= 0;
        m_calls->add(calls);
        if (follows)
            m_callView->setCurrentIndex(m_calls->index(0, 0));
    });
    showRehearsal();
    showBatches();
}

QWidget *PracticePanel::makeCalls()
{
    auto *page = new QWidget;
    m_pace = new QComboBox(page);
    m_pace->setObjectName(u"practicePace"_s);
    m_pace->addItem(tr("Nobody: they wait"), static_cast<int>(CallPace::Nobody));
    m_pace->addItem(tr("Slow: one a second"), static_cast<int>(CallPace::Slow));
    m_pace->addItem(tr("Fast: 50 a second"), static_cast<int>(CallPace::Fast));
    m_pace->setCurrentIndex(m_pace->findData(static_cast<int>(m_watch.pace())));
    auto *paceLabel = new QLabel(tr("Pace of calls:"), page);
    paceLabel->setBuddy(m_pace);

    m_batchView = new QTableView(page);
    setUpTable(*m_batchView, u"practiceBatches"_s, tr("Batches of the practice service"));
    m_batchView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_batches = new PracticeBatchesModel(this);
    m_batchView->setModel(m_batches);
    setWidths(*m_batchView, {15, 12, 8, 7, 10, 9}); // all of them beside one another in the panel as it opens
    m_batchView->horizontalHeader()->setStretchLastSection(true);
    const int rowHeight = m_batchView->verticalHeader()->defaultSectionSize();
    m_batchView->setFixedHeight(4 * rowHeight + 2 * m_batchView->frameWidth());
    m_start = new QPushButton(tr("Start calling"), page);
    m_start->setObjectName(u"practiceStart"_s);
    m_stop = new QPushButton(tr("Stop calling"), page);
    m_stop->setObjectName(u"practiceStop"_s);
    for (QPushButton *button : {m_start, m_stop})
        giveRoom(*button);

    m_callsTitle = new QLabel(page);
    m_callsTitle->setObjectName(u"practiceCallsTitle"_s);
    m_callsTitle->setFont(scaledFont(*this, 1.0, true));
    m_callsTitle->setWordWrap(true);
    m_callView = new QTableView(page);
    setUpTable(*m_callView, u"practiceCalls"_s, tr("Practice calls, newest first"));
    m_calls = new PlayedCallsModel(PracticeWatch::mostCalls, this);
    m_callView->setModel(m_calls);
    setWidths(*m_callView, {10, 16, 14, 9, 10});
    m_callView->horizontalHeader()->setStretchLastSection(true);

    auto *paceRow = new QHBoxLayout;
    paceRow->addWidget(paceLabel);
    paceRow->addWidget(m_pace, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_start);
    buttons->addWidget(m_stop);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(paceRow);
    layout->addWidget(m_batchView);
    layout->addLayout(buttons);
    layout->addWidget(m_callsTitle);
    layout->addWidget(m_callView, 1);

    const auto chosenBatch = [this] {
        const practice::BatchSummary *batch = m_batches->batchAt(m_batchView->currentIndex().row());
        return batch ? batch->id : QString();
    };
    connect(m_pace, &QComboBox::activated, this,
        [this] { m_watch.setPace(static_cast<CallPace>(m_pace->currentData().toInt())); });
    connect(&m_watch, &PracticeWatch::paceChanged, this,
        [this] { m_pace->setCurrentIndex(m_pace->findData(static_cast<int>(m_watch.pace()))); });
    connect(m_batchView->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PracticePanel::showButtons);
    connect(m_start, &QPushButton::clicked, this, [this, chosenBatch] { m_watch.startCalling(chosenBatch()); });
    connect(m_stop, &QPushButton::clicked, this, [this, chosenBatch] { m_watch.stopCalling(chosenBatch()); });
    return page;
}

QSize PracticePanel::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 70, fontMetrics().height() * 34};
}

void PracticePanel::focusFirst()
{
    m_pace->setFocus();
}

void PracticePanel::showMishaps()
{
    m_tabs->setCurrentIndex(1);
}

void PracticePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_watch.setWatched(true);
}

void PracticePanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_watch.setWatched(false);
}

void PracticePanel::showBatches()
{
    m_batches->setBatches(m_watch.batches());
    if (!m_batchView->currentIndex().isValid() && m_batches->rowCount() > 0)
        m_batchView->setCurrentIndex(m_batches->index(0, 0));
    qint64 waiting = 0;
    for (const practice::BatchSummary &batch : m_watch.batches())
        waiting += batch.waiting;
    m_callsTitle->setText(waiting > 0
            ? tr("Calls as they are played (%Ln person(s) waiting)", nullptr, static_cast<int>(waiting))
            : tr("Calls as they are played"));
    showButtons();
}

void PracticePanel::showButtons()
{
    const practice::BatchSummary *batch = m_batches->batchAt(m_batchView->currentIndex().row());
    m_start->setEnabled(batch && batch->status == practice::BatchStatus::Stopped);
    m_stop->setEnabled(batch && batch->status == practice::BatchStatus::Active);
}

void PracticePanel::showRehearsal()
{
    m_mishaps->showRehearsal(m_watch.rehearsal());
    m_tabs->setTabText(
        1, m_watch.rehearsal().mishap == Mishap::None ? tr("What goes wrong") : tr("What goes wrong (1 on)"));
}

} // namespace callsheet::ui
