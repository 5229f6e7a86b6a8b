#include "ui/check/check_page.h"

#include "core/check/describe.h"
#include "ui/check/check_model.h"
#include "ui/check/row_group_words.h"
#include "ui/common/busy_line.h"
#include "ui/common/icons.h"
#include "ui/common/numbers.h"
#include "ui/common/prompts.h"
#include "ui/common/table_setup.h"
#include "ui/session/session.h"

#include <QAction>
#include <QButtonGroup>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

CheckPage::CheckPage(const Session &session, Prompts &prompts, QWidget *parent)
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
    splitter->addWidget(makeGroups());
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
    setTabOrder(m_groups, m_export);
    setTabOrder(m_export, m_view);

    connect(m_busy, &BusyLine::stopRequested, this, &CheckPage::stopRequested);
    connect(&session, &Session::reportChanged, this, &CheckPage::showReport);
    connect(&session, &Session::checkingChanged, this, &CheckPage::showChecking);
    connect(&session, &Session::skippedChanged, this, &CheckPage::showSkipped);
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

QWidget *CheckPage::makeGroups()
{
    auto *area = new QWidget(this);
    m_groups = new QListWidget(area);
    m_groups->setObjectName(u"problemGroups"_s);
    m_groups->setWordWrap(true);
    m_groups->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_groups->setSpacing(2);
    m_groups->setIconSize(QSize(16, 16));
    auto *label = new QLabel(tr("&Problems, biggest group first"), area);
    label->setBuddy(m_groups);
    m_groups->setAccessibleName(tr("Problems"));
    m_advice = new QLabel(area);
    m_advice->setObjectName(u"advice"_s);
    m_advice->setTextFormat(Qt::PlainText);
    m_advice->setWordWrap(true);
    m_export = new QPushButton(tr("E&xport problems…"), area);
    m_export->setObjectName(u"exportProblems"_s);
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 4, 0);
    layout->setSpacing(6);
    layout->addWidget(label);
    layout->addWidget(m_groups, 1);
    layout->addWidget(m_advice);
    layout->addWidget(m_export);
    area->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    connect(m_export, &QPushButton::clicked, this, &CheckPage::exportProblems);
    connect(m_groups, &QListWidget::itemSelectionChanged, this, [this] {
        const QList<QListWidgetItem *> chosen = m_groups->selectedItems();
        RowFilter next;
        if (!chosen.isEmpty())
            next.problem = static_cast<check::ProblemCode>(chosen.first()->data(Qt::UserRole).toInt());
        else
            next.group = static_cast<RowGroup>(m_filters->checkedId());
        if (next == m_filter)
            return;
        m_filter = next;
        if (next.problem)
            m_filters->button(static_cast<int>(RowGroup::All))->setChecked(true);
        applyFilter();
    });
    return area;
}

QWidget *CheckPage::makeRows()
{
    auto *area = new QWidget(this);
    m_view = new QTableView(area);
    setUpTable(*m_view, u"checkedRows"_s, tr("Checked rows"));
    m_model = new CheckModel(this);
    m_view->setModel(m_model);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *skipAction = new QAction(tr("Skip or take back the selected rows"), m_view);
    connect(skipAction, &QAction::triggered, this, &CheckPage::toggleSkipped);
    m_view->addAction(skipAction);
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
    m_skip = new QPushButton(tr("&Skip selected rows"), area);
    m_skip->setObjectName(u"skipRows"_s);
    m_skip->setToolTip(tr("Rows that you skip are not sent; press again to take them back (Ctrl+K)"));
    giveRoom(*m_skip);
    auto *below = new QHBoxLayout;
    below->addStretch();
    below->addWidget(m_skip);
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(4, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_rows, 1);
    layout->addLayout(below);
    connect(m_skip, &QPushButton::clicked, this, &CheckPage::toggleSkipped);
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
    m_filter = {group, {}};
    m_groups->clearSelection();
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

std::vector<sheet::RowIndex> CheckPage::selectedRows() const
{
    std::vector<sheet::RowIndex> rows;
    // Ranges, not selectedRows(): that one takes a second for a million rows.
    const QItemSelection selection = m_view->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(m_model->tableRow(row));
    }
    return rows;
}

void CheckPage::toggleSkipped()
{
    const std::vector<sheet::RowIndex> rows = selectedRows();
    if (!rows.empty())
        Q_EMIT skipRequested(rows, !m_model->isSkipped(rows.front()));
}

void CheckPage::exportProblems()
{
    if (!m_session.report() || !m_session.document())
        return;
    const QFileInfo file(m_session.document()->source.path);
    m_prompts.saveFile(this,
        {tr("Export the rows with problems"), tr("Excel workbook (*.xlsx);;Text table (*.csv);;JSON lines (*.jsonl)"),
            file.dir().filePath(tr("%1 problems.xlsx").arg(file.completeBaseName()))},
        [this](const QString &path) { Q_EMIT exportRequested(path); });
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
    m_advice->clear();
    m_filter = {};
    if (checked) {
        for (const ProblemGroup &group : problemGroups(*m_session.report())) {
            const bool isError = group.severity == check::Severity::Error;
            auto *item = new QListWidgetItem(
                icon(isError ? Glyph::Error : Glyph::Warning, isError ? Tone::Bad : Tone::Caution),
                u"%1  (%2)"_s.arg(check::groupTitle(group.code), number(group.rows)), m_groups);
            item->setData(Qt::UserRole, static_cast<int>(group.code));
            item->setToolTip(check::groupAdvice(group.code));
        }
        const int letter = fontMetrics().averageCharWidth();
        m_view->setColumnWidth(static_cast<int>(CheckModel::Column::State), 18 * letter);
        m_view->setColumnWidth(static_cast<int>(CheckModel::Column::Problem), 44 * letter);
    }
    m_export->setEnabled(checked && !m_session.report()->problems.empty());
    m_model->setSkipped(m_session.skipped());
    showGroup(RowGroup::All);
    showChecking();
}

void CheckPage::showChecking()
{
    if (m_session.isChecking()) {
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

void CheckPage::applyFilter()
{
    if (m_session.report())
        m_model->setVisibleRows(rowsMatching(*m_session.report(), m_session.skipped(), m_filter));
    m_rows->setCurrentIndex(m_model->isEmpty() ? 1 : 0);
    m_nothing->setText(tr("No rows here: “%1” is empty.").arg(groupName(m_filter.group)));
    m_skip->setEnabled(!m_model->isEmpty());
    if (!m_model->isEmpty())
        m_view->setCurrentIndex(m_model->index(0, 0));
    m_advice->setText(m_filter.problem ? check::groupAdvice(*m_filter.problem)
            : m_groups->count() > 0    ? tr("Choose a problem to see its rows and what helps.")
                                       : tr("No problems found."));
    showCounts();
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
