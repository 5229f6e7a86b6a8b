#include "ui/check/check_page.h"

#include "ui/check/check_model.h"
#include "ui/check/problem_panel.h"
#include "ui/check/row_group_words.h"
#include "ui/common/busy_line.h"
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
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_busy);
    layout->addWidget(m_stack, 1);
    setTabOrder(m_summary, m_groups);
    setTabOrder(m_groups, m_view);
    connect(m_groups, &ProblemPanel::choiceChanged, this, &CheckPage::chooseGroup);
    connect(m_groups, &ProblemPanel::fixRequested, this, &CheckPage::fixAll);
    connect(m_groups, &ProblemPanel::exportRequested, this, &CheckPage::exportProblems);

    connect(m_busy, &BusyLine::stopRequested, this, &CheckPage::stopRequested);
    connect(&session, &Session::reportChanged, this, &CheckPage::showReport);
    connect(&session, &Session::checkingChanged, this, &CheckPage::showChecking);
    connect(&session, &Session::skippedChanged, this, &CheckPage::showSkipped);
    connect(&session, &Session::edited, this, &CheckPage::showEdited);
    connect(&session, &Session::editingChanged, this, &CheckPage::showChecking);
    connect(&session, &Session::damageChanged, this, &CheckPage::showGroups);
    connect(&session, &Session::lookedAtChanged, this, &CheckPage::showFooter);
    connect(&session, &Session::documentChanged, this, &CheckPage::showFooter);
    connect(&session, &Session::mappingChanged, this, &CheckPage::showFooter);
    connect(&session, &Session::variablesChanged, this, &CheckPage::showFooter);
    showReport();
}

QWidget *CheckPage::makeSummary()
{
    m_summary = new QWidget(this);
    m_summary->setAccessibleName(tr("Which rows are shown"));
    m_filters = new QButtonGroup(this);
    auto *layout = new QHBoxLayout(m_summary);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
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
    layout->addStretch();
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
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto addRowAction = [this](const QString &text, void (CheckPage::*run)()) {
        auto *action = new QAction(text, m_view);
        connect(action, &QAction::triggered, this, run);
        m_view->addAction(action);
    };
    addRowAction(tr("Edit"), &CheckPage::editCurrent);
    addRowAction(tr("Skip or take back the selected rows"), &CheckPage::toggleSkipped);
    addRowAction(tr("Send the selected rows anyway, or heed their warnings again"), &CheckPage::toggleSendAnyway);
    addRowAction(tr("Call this row of those with its number"), &CheckPage::callThisRow);
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
        showGroup(RowGroup::Errors);
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

void CheckPage::showReport()
{
    const bool checked = m_session.report() != nullptr;
    m_stack->setCurrentIndex(checked ? 1 : 0);
    m_model->setReport(m_session.checkInput(), m_session.report());
    m_groups->clear();
    m_filter = {};
    if (checked) {
        const int letter = fontMetrics().averageCharWidth();
        m_view->setColumnWidth(static_cast<int>(CheckModel::Column::State), 18 * letter);
        m_view->setColumnWidth(static_cast<int>(CheckModel::Column::Problem), 44 * letter);
    }
    m_asInSheet->setChecked(false);
    showGroups();
    m_model->setSkipped(m_session.skipped());
    showGroup(RowGroup::All);
    showChecking();
}

//! After one edit the rows in view stay as they are, so that the one that was just mended does not vanish; where many
//! have changed, the filter holds again.
void CheckPage::showEdited()
{
    m_model->showEdited(m_session.checkInput(), m_session.report());
    m_model->setSkipped(m_session.skipped());
    showGroups();
    if (std::exchange(m_filterAgain, false))
        applyFilter();
    showCounts();
    showRowActions();
    showFooter();
}

void CheckPage::showGroups()
{
    const ProblemPanel::Choice before = m_groups->choice();
    if (m_session.report())
        m_groups->show(problemGroups(*m_session.report()), m_session.damage(), m_session.checkInput());
    m_groups->setFixable(hasFixes());
    if (m_groups->choice() != before) // the last row of the group is mended
        chooseGroup();
}

void CheckPage::showChecking()
{
    if (m_session.isEditing()) {
        m_busy->begin(
            tr("Checking the changed rows…"), [] { return nullptr; }, [](qint64, qint64) { return QString(); });
    } else if (m_session.isChecking()) {
        m_busy->begin(
            tr("Checking…"), [this] { return m_session.checkingProgress(); },
            [](qint64 done, qint64 total) { return tr("%1 of %2 rows").arg(number(done), number(total)); });
    } else {
        m_busy->end();
    }
    showFooter();
}

void CheckPage::showSkipped()
{
    m_model->setSkipped(m_session.skipped());
    if (m_filter.group == RowGroup::Skipped)
        applyFilter();
    showCounts();
    showFooter();
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
    m_groups->setFixable(hasFixes());
    showCounts();
    showRowActions();
    Q_EMIT positionChanged();
}

void CheckPage::showCounts()
{
    const check::Counts counts = m_session.report() ? m_session.report()->counts : check::Counts();
    const auto count = [&](RowGroup group) -> qint64 {
        switch (group) {
        case RowGroup::All:
            return counts.rows;
        case RowGroup::Ready:
            return counts.ready;
        case RowGroup::Warnings:
            return counts.warnings;
        case RowGroup::Errors:
            return counts.errors;
        case RowGroup::Duplicates:
            return counts.duplicates;
        case RowGroup::BlankRequired:
            return counts.blankRequired;
        case RowGroup::Skipped:
            return static_cast<qint64>(m_session.skipped().size());
        }
        return 0;
    };
    for (const RowGroup group : groupsInOrder) {
        QAbstractButton *button = m_filters->button(static_cast<int>(group));
        button->setText(u"%1  %2"_s.arg(groupName(group), number(count(group))));
        button->setAccessibleName(button->text());
        button->setToolTip(u"%1\n%2"_s.arg(button->text(), groupTip(group)));
    }
}

void CheckPage::showFooter()
{
    Footer footer;
    const std::optional<QString> missing = m_session.whatIsMissing();
    if (m_session.report()) {
        const qint64 send = m_session.rowsToSend();
        footer.primary = tr("Review and send");
        footer.enabled = send > 0;
        const QString ready = tr("%Ln row(s) will be sent", nullptr, static_cast<int>(send));
        const QString left
            = tr("%Ln row(s) left out", nullptr, static_cast<int>(m_session.report()->counts.rows - send));
        //: %1 is "12,443 rows will be sent", %2 is "37 rows left out"
        const bool all = send == qint64(m_session.report()->counts.rows);
        footer.reason = send == 0 ? tr("No row can be sent as it stands.")
            : all                 ? tr("Every row will be sent.")
                                  : tr("%1, %2.").arg(ready, left);
        const int looked = static_cast<int>(m_session.lookedAt().size());
        if (looked > 0 && send > 0)
            footer.reason += u' ' + tr("You have looked at %Ln of them.", nullptr, looked);
        footer.reasonLink = send > 0 ? QString() : tr("Show errors");
    } else {
        const int rows = m_session.document() ? static_cast<int>(m_session.document()->table->rowCount()) : 0;
        footer.primary = tr("Check %Ln row(s)", nullptr, rows);
        footer.enabled = !missing && !m_session.isChecking();
        footer.reason = missing.value_or(QString());
        footer.reasonLink = missing ? tr("Go to Match") : QString();
        m_emptyHeading->setText(m_session.isChecking() ? tr("Checking every row…") : tr("Not checked yet"));
        m_emptyText->setText(m_session.isChecking()
                ? tr("Phone numbers, required values and duplicates of the whole sheet.")
                : missing ? *missing
                          : tr("The rows are checked as the file and the mapping stand now."));
    }
    setFooter(footer);
}

} // namespace callsheet::ui
