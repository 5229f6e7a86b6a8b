#include "ui/check/check_page.h"

#include "ui/check/cell_delegate.h"
#include "ui/check/check_model.h"
#include "ui/check/country_hint_line.h"
#include "ui/check/do_not_call_line.h"
#include "ui/check/problem_panel.h"
#include "ui/check/row_group_words.h"
#include "ui/common/busy_line.h"
#include "ui/common/flow_layout.h"
#include "ui/common/icons.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/session/session.h"

#include <QAction>
#include <QButtonGroup>
#include <QCheckBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

CheckPage::CheckPage(Session &session, Prompts &prompts, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_prompts(prompts)
{
    auto *empty = new QWidget(this);
    m_emptyHeading = new QLabel(empty);
    m_emptyHeading->setFont(scaledFont(*this, 1.3, true));
    m_emptyHeading->setAlignment(Qt::AlignHCenter);
    m_emptyText = new QLabel(empty);
    m_emptyText->setAlignment(Qt::AlignHCenter);
    m_emptyText->setWordWrap(true);
    auto *emptyLayout = new QVBoxLayout(empty);
    emptyLayout->addStretch(2);
    emptyLayout->addWidget(m_emptyHeading);
    emptyLayout->addWidget(m_emptyText);
    emptyLayout->addStretch(3);

    auto *checked = new QWidget(this);
    auto *splitter = new QSplitter(Qt::Horizontal, checked);
    splitter->setChildrenCollapsible(false);
    m_groups = new ProblemPanel(this);
    splitter->addWidget(m_groups);
    splitter->addWidget(makeRows());
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({fontMetrics().averageCharWidth() * 34, 800});
    auto *checkedLayout = new QVBoxLayout(checked);
    checkedLayout->setContentsMargins(0, 0, 0, 0);
    checkedLayout->setSpacing(10);
    checkedLayout->addWidget(makeSummary());
    checkedLayout->addWidget(splitter, 1);

    m_stack = new QStackedWidget(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(checked);
    m_busy = new BusyLine(this);
    m_counting.setInterval(100);
    connect(&m_counting, &QTimer::timeout, this, &CheckPage::showCounts);
    auto *doNotCall = new DoNotCallLine(session, this);
    connect(doNotCall, &DoNotCallLine::chooseRequested, this, &CheckPage::chooseDoNotCall);
    auto *countryHint = new CountryHintLine(session, this);
    connect(countryHint, &CountryHintLine::chooseRequested, this, &CheckPage::countryRequested);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_busy);
    layout->addWidget(doNotCall);
    layout->addWidget(countryHint);
    layout->addWidget(m_stack, 1);
    setTabOrder(m_summary, m_groups);
    setTabOrder(m_groups, m_view);
    connect(m_groups, &ProblemPanel::choiceChanged, this, &CheckPage::chooseGroup);
    connect(m_groups, &ProblemPanel::fixRequested, this, &CheckPage::fixAll);
    connect(m_groups, &ProblemPanel::exportRequested, this, &CheckPage::exportProblems);

    connect(m_busy, &BusyLine::stopRequested, this, &CheckPage::stopRequested);
    connect(&session, &Session::reportChanged, this, &CheckPage::showReport);
    connect(&session, &Session::checkingChanged, this, &CheckPage::showChecking);
    connect(&session, &Session::firstRowsChecked, this, &CheckPage::showFirstRows);
    connect(&session, &Session::doNotCallChanged, this, &CheckPage::showFooter);
    connect(&session, &Session::skippedChanged, this, &CheckPage::showSkipped);
    connect(&session, &Session::edited, this, &CheckPage::showEdited);
    connect(&session, &Session::editingChanged, this, &CheckPage::showChecking);
    connect(&session, &Session::damageChanged, this, &CheckPage::showGroups);
    connect(&session, &Session::lookedAtChanged, this, &CheckPage::showFooter);
    connect(&session, &Session::documentChanged, this, [this] {
        m_place.reset();
        showFooter();
    });
    connect(&session, &Session::mappingChanged, this, &CheckPage::showFooter);
    connect(&session, &Session::variablesChanged, this, &CheckPage::showFooter);
    showReport();
}

QWidget *CheckPage::makeSummary()
{
    m_summary = new QWidget(this);
    m_summary->setAccessibleName(tr("Which rows are shown"));
    m_filters = new QButtonGroup(this);
    auto *layout = new FlowLayout(m_summary, 4);
    for (const RowGroup group : groupsInOrder) {
        auto *button = new QToolButton(m_summary);
        button->setObjectName(u"filter%1"_s.arg(static_cast<int>(group)));
        button->setCheckable(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIcon(groupIcon(group));
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMinimumHeight(fontMetrics().height() + 12);
        m_filters->addButton(button, static_cast<int>(group));
        layout->addWidget(button);
    }
    m_filters->button(static_cast<int>(RowGroup::All))->setChecked(true);
    connect(m_filters, &QButtonGroup::idClicked, this, [this](int id) { showGroup(static_cast<RowGroup>(id)); });
    return m_summary;
}

void CheckPage::chooseGroup()
{
    const ProblemPanel::Choice choice = m_groups->choice();
    RowFilter next;
    if (const auto *code = std::get_if<check::ProblemCode>(&choice))
        next.problem = *code;
    else if (choice.index() == 0)
        next.group = static_cast<RowGroup>(m_filters->checkedId());
    m_filter = next;
    if (choice.index() != 0)
        m_filters->button(static_cast<int>(RowGroup::All))->setChecked(true);
    applyFilter();
}

QWidget *CheckPage::makeRows()
{
    auto *area = new QWidget(this);
    m_view = new QTableView(area);
    setUpTable(*m_view, u"checkedRows"_s, tr("Checked rows"));
    m_model = new CheckModel(this);
    m_view->setModel(m_model);
    keepSelectionFromHeadings(*m_view);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_cells = new CellDelegate(m_view);
    m_view->setItemDelegate(m_cells);
    const auto addRowAction = [this](const QString &text, void (CheckPage::*run)()) {
        auto *action = new QAction(text, m_view);
        connect(action, &QAction::triggered, this, run);
        m_view->addAction(action);
    };
    addRowAction(tr("Edit"), &CheckPage::editCurrent);
    addRowAction(tr("Skip or take back the selected rows"), &CheckPage::toggleSkipped);
    addRowAction(tr("Send the selected rows anyway, or heed their warnings again"), &CheckPage::toggleSendAnyway);
    addRowAction(tr("Call this row of those with its number"), &CheckPage::callThisRow);
    m_view->viewport()->installEventFilter(this);
    connect(m_view->horizontalHeader(), &QHeaderView::sectionResized, this,
        [this] { m_hasOwnWidths = m_hasOwnWidths || !m_isFitting; });
    connect(m_model, &CheckModel::editWanted, &m_session, &Session::editValue);
    auto *nothing = new QWidget(area);
    m_nothing = new QLabel(nothing);
    m_nothing->setAlignment(Qt::AlignHCenter);
    auto *showAll = new QPushButton(tr("Show all rows"), nothing);
    showAll->setObjectName(u"showAllRows"_s);
    auto *nothingLayout = new QVBoxLayout(nothing);
    nothingLayout->addStretch(2);
    nothingLayout->addWidget(m_nothing);
    nothingLayout->addWidget(showAll, 0, Qt::AlignHCenter);
    nothingLayout->addStretch(3);
    connect(showAll, &QPushButton::clicked, this, [this] { showGroup(RowGroup::All); });
    m_rows = new QStackedWidget(area);
    m_rows->addWidget(m_view);
    m_rows->addWidget(nothing);
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(4, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_rows, 1);
    layout->addWidget(makeRowActions());
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CheckPage::showRowActions);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &CheckPage::positionChanged);
    return area;
}

QString CheckPage::title() const
{
    return tr("Who will be called, and with what?");
}

QString CheckPage::subtitle() const
{
    return m_session.document() ? QFileInfo(m_session.document()->source.path).fileName() : QString();
}

QWidget *CheckPage::firstControl() const
{
    return m_session.report() ? m_view : nullptr;
}

void CheckPage::activatePrimary()
{
    if (m_session.report())
        Q_EMIT continueRequested();
    else
        Q_EMIT checkRequested();
}

void CheckPage::followReason()
{
    if (m_session.report())
        showGroup(m_session.skipped().empty() ? RowGroup::Errors : RowGroup::Skipped);
    else
        Q_EMIT matchRequested();
}

void CheckPage::showGroup(RowGroup group)
{
    m_groups->choose({});
    m_filter = {group, {}};
    if (QAbstractButton *button = m_filters->button(static_cast<int>(group)))
        button->setChecked(true);
    applyFilter();
}

void CheckPage::goToProblem(bool backwards)
{
    const int from = m_view->currentIndex().isValid() ? m_view->currentIndex().row() : -1;
    int row = m_model->nextProblem(backwards ? from - 1 : from + 1, backwards);
    if (row < 0) // around the end, as search does
        row = m_model->nextProblem(backwards ? m_model->rowCount() - 1 : 0, backwards);
    if (row < 0)
        return;
    m_view->setCurrentIndex(m_model->index(row, static_cast<int>(CheckModel::Column::Problem)));
    m_view->setFocus();
}

QString CheckPage::position() const
{
    if (!m_session.report() || !m_view->currentIndex().isValid())
        return {};
    const sheet::RowIndex row = m_model->tableRow(m_view->currentIndex().row());
    return tr("Row %1 · %2 shown").arg(number(m_session.document()->table->sheetRow(row)), number(m_model->rowCount()));
}

std::vector<sheet::RowIndex> CheckPage::rowsInView() const
{
    const ProblemPanel::Choice choice = m_groups->choice();
    if (const auto *key = std::get_if<DamageKey>(&choice)) {
        const check::DamageGroup *group = findGroup(m_session.damage(), *key);
        return group ? group->rows : std::vector<sheet::RowIndex>();
    }
    return rowsMatching(*m_session.report(), m_session.skipped(), m_filter);
}

void CheckPage::applyFilter()
{
    m_cells->keepTyped();
    const QModelIndex current = m_view->currentIndex();
    const sheet::RowIndex row = current.isValid() ? m_model->tableRow(current.row()) : 0;
    if (m_session.report())
        m_model->setVisibleRows(rowsInView());
    m_rows->setCurrentIndex(m_model->isEmpty() ? 1 : 0);
    m_nothing->setText(tr("No rows here: “%1” is empty.").arg(groupName(m_filter.group)));
    if (!m_model->isEmpty())
        m_view->setCurrentIndex(
            m_model->index(std::max(m_model->placeOf(row), 0), 0)); // the same row where it is in view
    const bool allInView = m_groups->choice().index() == 0 && m_filter.group == RowGroup::All;
    m_groups->setExport(allInView ? tr("E&xport problems…") : tr("E&xport these rows…"),
        m_session.report() && (allInView ? !m_session.report()->problems.empty() : !m_model->isEmpty()));
    showFix();
    showCounts();
    showRowActions();
    Q_EMIT positionChanged();
}

} // namespace callsheet::ui
