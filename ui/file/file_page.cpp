#include "ui/file/file_page.h"

#include "ui/common/busy_line.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/file/reading_choices.h"
#include "ui/file/row_groups.h"
#include "ui/file/sheet_model.h"
#include "ui/file/sheet_questions.h"
#include "ui/session/session.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

FilePage::FilePage(const Session &session, Prompts &prompts, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_prompts(prompts)
{
    makeWidgets();
    connect(m_choices, &ReadingChoices::optionsChanged, this, &FilePage::optionsChanged);
    connect(m_choices, &ReadingChoices::useSelectedRow, this, [this] {
        if (m_view->currentIndex().isValid())
            m_choices->useRowAsHeader(m_model->sheetRow(m_view->currentIndex().row()));
    });
    connect(m_questions, &SheetQuestions::answered, this, &FilePage::takeAnswer);
    connect(m_busy, &BusyLine::stopRequested, this, &FilePage::stopRequested);
    connect(m_view->verticalHeader(), &QHeaderView::sectionDoubleClicked, this,
        [this](int section) { m_choices->useRowAsHeader(m_model->sheetRow(section)); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FilePage::showRemark);
    connect(m_group, &QComboBox::activated, this, [this] {
        m_model->showRows(rowsOf(*m_model->table(), static_cast<SheetRowGroup>(m_group->currentData().toInt())));
        m_view->setCurrentIndex(m_model->index(0, 0));
    });
    // A document changes with the end of a reading only, so that the page is shown once.
    connect(&session, &Session::beginningRead, this, &FilePage::showSheet);
    connect(&session, &Session::readingChanged, this, &FilePage::showReading);
    showSheet();
    showReading();
}

void FilePage::makeWidgets()
{
    m_choices = new ReadingChoices(m_prompts, this);
    m_questions = new SheetQuestions(this);
    m_view = new QTableView(this);
    setUpTable(*m_view, u"preview"_s, tr("The sheet as it is read"));
    m_view->setSelectionMode(QAbstractItemView::SingleSelection); // one row can be the header
    m_model = new SheetModel(this);
    m_view->setModel(m_model);
    m_remark = new QLabel(this);
    m_remark->setObjectName(u"rowRemark"_s);
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setWordWrap(true);
    m_facts = new QLabel(this);
    m_facts->setObjectName(u"fileFacts"_s);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_busy = new BusyLine(this);
    m_group = new QComboBox(this);
    m_group->setObjectName(u"rowGroup"_s);
    m_group->setAccessibleName(tr("Which rows are shown"));
    m_group->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *below = new QWidget(this);
    auto *belowLayout = new QHBoxLayout(below);
    belowLayout->setContentsMargins(0, 0, 0, 0);
    belowLayout->setSpacing(12);
    belowLayout->addWidget(m_facts, 1);
    belowLayout->addWidget(m_busy, 3);
    belowLayout->addWidget(m_group);
    // The table keeps its place while the progress comes and goes.
    below->setMinimumHeight(qMax(m_busy->sizeHint().height(), m_group->sizeHint().height()));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_choices);
    layout->addWidget(m_questions);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_remark);
    layout->addWidget(below);
}

QString FilePage::title() const
{
    return tr("Is this the right sheet, read the right way?");
}

QString FilePage::subtitle() const
{
    return m_session.shown() ? QFileInfo(m_session.shown()->source.path).fileName() : QString();
}

QWidget *FilePage::firstControl() const
{
    return m_view;
}

void FilePage::activatePrimary()
{
    Q_EMIT continueRequested();
}

void FilePage::followReason()
{
    m_questions->focusFirst();
}

void FilePage::takeAnswer(const sheet::ReadingOptions &options)
{
    // The answer's button goes, and the focus with it: it waits in the rows for the next question.
    m_view->setFocus();
    m_answered = true;
    Q_EMIT optionsChanged(options);
}

void FilePage::goToNextQuestion()
{
    if (!m_answered || m_session.isReading())
        return;
    m_answered = false;
    if (m_view->hasFocus()) // else the person has gone on
        m_questions->focusFirst();
}

bool FilePage::looksBeyond(const sheet::Document &beginning) const
{
    // The person looks at rows that the beginning has not: what is read stays there until all of it comes anew.
    return m_path == beginning.source.path
        && m_view->rowAt(m_view->viewport()->height() - 1) >= static_cast<int>(beginning.table->rowCount());
}

void FilePage::showSheet()
{
    Q_EMIT titleChanged();
    const sheet::Document *shown = m_session.shown();
    m_choices->setVisible(shown != nullptr);
    if (!shown) {
        m_path.clear();
        m_model->setTable(nullptr);
    } else {
        m_choices->showDocument(*shown, m_session.chosenOptions(), shown != m_session.beginning());
        if (shown != m_session.beginning() || !looksBeyond(*shown))
            showTable(*shown);
    }
    m_questions->showQuestions(m_session.isReading() ? nullptr : shown);
    goToNextQuestion();
    showGroups();
    showFacts();
    showFooter();
}

void FilePage::showTable(const sheet::Document &document)
{
    if (document.table == m_model->table())
        return;
    const bool isSameFile = document.source.path == m_path;
    m_path = document.source.path;
    const bool goesOn
        = m_model->setTable(document.table, isSameFile ? SheetModel::Place::Kept : SheetModel::Place::FromTheStart);
    if (goesOn)
        return;
    fitColumns();
    m_view->scrollToTop();
    if (m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(0, 0)); // an assistive reader needs one from the start
}

void FilePage::fitColumns()
{
    // By what is in sight; of a very wide sheet the first columns.
    constexpr int mostColumns = 60;
    const int character = fontMetrics().averageCharWidth();
    for (int column = 0; column < qMin(m_model->columnCount(), mostColumns); ++column) {
        m_view->resizeColumnToContents(column);
        m_view->setColumnWidth(column, qBound(character * 9, m_view->columnWidth(column) + character, character * 40));
    }
}

void FilePage::showReading()
{
    if (m_session.isReading()) {
        const QString name = QFileInfo(m_session.readingPath()).fileName();
        m_busy->begin(
            tr("Reading %1…").arg(name), [this] { return m_session.readingProgress(); },
            // A reader counts a file twice that it goes through twice, and of a workbook only some parts.
            [size = QFileInfo(m_session.readingPath()).size()](qint64 done, qint64 total) {
                const double share = double(done) / double(total);
                return tr("%1 of %2").arg(fileSize(qRound64(double(size) * share)), fileSize(size));
            });
    } else {
        m_busy->end();
    }
    // A reading that was stopped or failed leaves what was there before, choices and rows.
    showSheet();
}

void FilePage::showGroups()
{
    const std::shared_ptr<const sheet::Table> &table = m_model->table();
    const QList<CountedGroup> groups = table && !m_session.isReading() ? groupsOf(*table) : QList<CountedGroup>();
    const QVariant before = m_group->currentData();
    const QSignalBlocker quiet(m_group);
    m_group->clear();
    for (const CountedGroup &group : groups)
        m_group->addItem(describe(group), static_cast<int>(group.group));
    const int at = qMax(0, m_group->findData(before));
    m_group->setCurrentIndex(at);
    m_group->setVisible(groups.size() > 1);
    m_remark->setVisible(!groups.isEmpty() && !table->damagedRows().empty());
    if (table && !m_session.isReading() && at > 0)
        m_model->showRows(rowsOf(*table, groups[at].group));
    showRemark();
}

void FilePage::showRemark()
{
    const int row = m_view->currentIndex().row();
    const bool isThere = row >= 0 && row < m_model->rowCount();
    m_remark->setText(isThere ? remarkOn(*m_model->table(), m_model->tableRow(row)) : QString());
}

void FilePage::showFacts()
{
    m_choices->setHasRow(m_model->rowCount() > 0);
    const sheet::Document *shown = m_session.shown();
    if (!shown) {
        m_facts->clear();
        return;
    }
    const sheet::Table &table = *shown->table;
    const auto rows = static_cast<int>(table.rowCount());
    if (m_session.isReading()) {
        m_facts->setText(
            shown == m_session.beginning() ? tr("The first %Ln row(s)", nullptr, rows) : tr("As it was read before"));
        return;
    }
    QStringList facts{tr("%Ln row(s)", nullptr, rows), tr("%Ln column(s)", nullptr, table.columnCount())};
    if (table.blankRows() > 0)
        facts.append(tr("%Ln blank row(s) ignored", nullptr, static_cast<int>(table.blankRows())));
    const sheet::ReadingReport &report = shown->report;
    if (report.hiddenRows > 0) {
        const auto hidden = static_cast<int>(report.hiddenRows);
        facts.append(shown->options.hiddenRows == false ? tr("%Ln hidden row(s) left out", nullptr, hidden)
                                                        : tr("%Ln hidden row(s)", nullptr, hidden));
    }
    if (!report.hiddenColumns.isEmpty())
        facts.append(tr("%Ln hidden column(s)", nullptr, static_cast<int>(report.hiddenColumns.size())));
    m_facts->setText(facts.join(u"  ·  "_s));
}

void FilePage::showFooter()
{
    Footer footer;
    footer.primary = tr("Continue: match columns");
    const std::optional<sheet::Document> &document = m_session.document();
    if (m_session.isReading()) {
        footer.reason = tr("The file is being read.");
    } else if (document) {
        const qsizetype questions = document->report.questions.size();
        footer.enabled = document->table->rowCount() > 0 && questions == 0;
        if (questions > 0) {
            footer.reason
                = tr("%Ln question(s) about this sheet wait for your answer.", nullptr, static_cast<int>(questions));
            footer.reasonLink = tr("Answer");
        } else if (document->table->rowCount() == 0) {
            footer.reason = tr("The sheet has no rows below its header. Choose another sheet or header row.");
        } else if (document->table->columnCount() == 1 && document->report.format == sheet::Format::Csv) {
            footer.reason = tr("Everything stands in one column. If that is wrong, choose another separator.");
        }
    }
    setFooter(footer);
}

} // namespace callsheet::ui
