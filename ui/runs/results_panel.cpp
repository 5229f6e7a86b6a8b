#include "ui/runs/results_panel.h"

#include "core/base/background.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/common/theme.h"
#include "ui/common/when_done.h"
#include "ui/runs/people_model.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

//! The sum is a column of terms: they and its total are as high as the font wants it.
void setUpSum(QTableWidget &sum)
{
    setUpTable(sum, u"runSum"_s, ResultsPanel::tr("Where every row of the file is; choose a line to list its rows"));
    sum.setSelectionMode(QAbstractItemView::SingleSelection);
    sum.setEditTriggers(QAbstractItemView::NoEditTriggers);
    sum.horizontalHeader()->hide();
    sum.verticalHeader()->hide();
    sum.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    sum.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    sum.setShowGrid(false);
    for (int row = 0; row < runGroupCount; ++row) {
        sum.setItem(row, 0, new QTableWidgetItem);
        sum.setItem(row, 1, new QTableWidgetItem);
        sum.item(row, 1)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    sum.horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    sum.horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    sum.setFixedHeight(sum.verticalHeader()->defaultSectionSize() * runGroupCount + 2 * sum.frameWidth());
    sum.setMinimumWidth(sum.fontMetrics().averageCharWidth() * 32);
}

} // namespace

ResultsPanel::ResultsPanel(const RunHistory &history, const Sending &sending, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_sending(sending)
{
    m_sum = new QTableWidget(runGroupCount, 2, this);
    setUpSum(*m_sum);
    m_view = new QTableView(this);
    setUpTable(*m_view, u"peopleTable"_s, tr("Rows of the chosen line"));
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->verticalHeader()->hide();
    m_model = new PeopleModel(this);
    m_view->setModel(m_model);
    const int letter = fontMetrics().averageCharWidth();
    int column = 0;
    for (const int width : {14, 20, 8, 20})
        m_view->setColumnWidth(column++, width * letter);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->setMinimumHeight(fontMetrics().height() * 5);
    m_nobody = new QLabel(this);
    m_nobody->setObjectName(u"nobodyInGroup"_s);
    m_nobody->setForegroundRole(QPalette::PlaceholderText);
    m_nobody->setWordWrap(true);

    m_retry = new QPushButton(this);
    m_retry->setObjectName(u"retryRows"_s);
    auto *exporting = new QPushButton(tr("E&xport…"), this);
    exporting->setObjectName(u"exportRun"_s);
    auto *receipt = new QPushButton(tr("Rece&ipt…"), this);
    receipt->setObjectName(u"receiptOfRun"_s);
    for (QPushButton *button : {exporting, receipt})
        giveRoom(*button);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    for (QPushButton *button : {m_retry, exporting, receipt})
        buttons->addWidget(button);

    auto *sumSide = new QVBoxLayout;
    sumSide->addWidget(m_sum);
    sumSide->addWidget(m_nobody);
    sumSide->addStretch();
    m_halves = new QBoxLayout(QBoxLayout::TopToBottom);
    m_halves->setSpacing(8);
    m_halves->addLayout(sumSide);
    m_halves->addWidget(m_view, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(m_halves, 1);
    layout->addLayout(buttons);

    connect(&history, &RunHistory::settlementsChanged, this, &ResultsPanel::showSettled);
    connect(m_sum, &QTableWidget::currentCellChanged, this, &ResultsPanel::showRun);
    connect(exporting, &QPushButton::clicked, this, &ResultsPanel::exportRequested);
    connect(receipt, &QPushButton::clicked, this, &ResultsPanel::receiptRequested);
    connect(m_retry, &QPushButton::clicked, this, [this] { Q_EMIT retryRequested(retriesRefused()); });
}

RunGroup ResultsPanel::group() const
{
    return m_sum->currentRow() < 0 ? RunGroup::All : static_cast<RunGroup>(m_sum->currentRow());
}

void ResultsPanel::showRun()
{
    const runs::RunDetails *run = m_history.details();
    if (!run)
        return;
    if (run->head.id != m_run) {
        m_run = run->head.id;
        const QSignalBlocker quiet(m_sum);
        m_sum->setCurrentCell(static_cast<int>(RunGroup::All), 0);
    }
    showSum();
    showButtons();
    showSettled();
    showPeople();
}

void ResultsPanel::showSum()
{
    const runs::Ledger &ledger = m_history.details()->ledger;
    for (int row = 0; row < runGroupCount; ++row) {
        const auto group = static_cast<RunGroup>(row);
        const qint64 count = countIn(ledger, group);
        const QString sign = group == RunGroup::All ? u"= "_s : row == 0 ? u"   "_s : u"+ "_s;
        m_sum->item(row, 0)->setText(sign + groupName(group));
        m_sum->item(row, 1)->setText(number(count));
        QFont font = m_sum->font();
        font.setBold(group == RunGroup::All);
        const bool isOpen = count > 0 && (group == RunGroup::Unknown || group == RunGroup::Refused);
        for (int column = 0; column < 2; ++column) {
            QTableWidgetItem *item = m_sum->item(row, column);
            item->setFont(font);
            item->setForeground(
                count == 0 ? m_sum->palette().placeholderText() : m_sum->palette().brush(QPalette::Text));
            item->setBackground(isOpen
                    ? QBrush(toneTint(group == RunGroup::Unknown ? Tone::Caution : Tone::Bad, m_sum->palette()))
                    : QBrush());
            item->setData(Qt::AccessibleTextRole, tr("%1: %2").arg(groupName(group), number(count)));
        }
    }
    const bool isEmpty = countIn(ledger, this->group()) == 0;
    m_nobody->setText(isEmpty ? tr("No row of this run is there.") : QString());
    m_nobody->setVisible(isEmpty);
}

// The list of a run of a million rows takes a moment, and while the run is sent it changes with every chunk: one list
// is made at a time, and none that nobody looks at.
void ResultsPanel::showPeople()
{
    const runs::RunDetails *run = m_history.details();
    m_isStale = true;
    if (!run || m_isListing || !isVisible())
        return;
    m_isStale = false;
    m_isListing = true;
    const std::vector<runs::LeftOutRow> leftOut = m_history.leftOut();
    const auto people = base::inBackground(&peopleIn, *run, leftOut, group());
    whenDone(people, this, [this, id = run->head.id, chunks = run->chunks, leftOut](const auto &listed) {
        m_isListing = false;
        if (id == m_run) {
            const int position = m_view->verticalScrollBar()->value();
            m_model->setPeople(listed, chunks, leftOut);
            m_view->verticalScrollBar()->setValue(position);
        }
        if (m_isStale)
            showPeople();
    });
}

void ResultsPanel::showSettled()
{
    if (m_history.details())
        m_model->setSettled(send::SettledPeople(m_history.settlements(), m_history.details()->chunks));
}

void ResultsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        showPeople();
}

bool ResultsPanel::retriesRefused() const
{
    const runs::Ledger &ledger = m_history.details()->ledger;
    return group() == RunGroup::Refused || (group() != RunGroup::NotSent && ledger.refused > 0);
}

void ResultsPanel::showButtons()
{
    const runs::RunDetails *run = m_history.details();
    if (!run)
        return;
    const qint64 people = retriesRefused() ? run->ledger.refused : run->ledger.notSent;
    const auto count = static_cast<int>(people);
    m_retry->setVisible(people > 0);
    m_retry->setEnabled(!m_sending.isBusy());
    m_retry->setText(retriesRefused() ? tr("Ret&ry %Ln refused row(s)…", nullptr, count)
                                      : tr("&Send %Ln row(s) not sent…", nullptr, count));
    giveRoom(*m_retry);
}

void ResultsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isWide = width() > fontMetrics().averageCharWidth() * 100;
    m_halves->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace callsheet::ui
