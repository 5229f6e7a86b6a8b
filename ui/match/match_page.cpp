#include "ui/match/match_page.h"

#include "ui/common/icons.h"
#include "ui/common/numbers.h"
#include "ui/common/prompts.h"
#include "ui/common/table_setup.h"
#include "ui/match/first_values.h"
#include "ui/match/match_files.h"
#include "ui/match/match_model.h"
#include "ui/match/sentence_panel.h"
#include "ui/match/source_delegate.h"
#include "ui/session/session.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int setPageEmpty = 0;
constexpr int setPageTable = 1;

// Every country that the phone library knows, by its name in the person's language.
void fillCountries(QComboBox &box)
{
    QList<std::pair<QString, QString>> countries;
    for (const QString &code : check::knownCountries()) {
        const QString name = QLocale::territoryToString(QLocale::codeToTerritory(code));
        countries.append({MatchPage::tr("%1 (+%2)").arg(name.isEmpty() ? code : name, check::callingCode(code)), code});
    }
    std::sort(countries.begin(), countries.end(),
        [](const auto &a, const auto &b) { return QString::localeAwareCompare(a.first, b.first) < 0; });
    box.addItem(MatchPage::tr("None: numbers carry their country code"), QString());
    for (const auto &[name, code] : countries)
        box.addItem(name, code);
}

} // namespace

MatchPage::MatchPage(const Session &session, Prompts &prompts, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_prompts(prompts)
{
    m_stack = new QStackedWidget(this);
    m_stack->insertWidget(setPageEmpty, makeEmptyState());
    m_stack->insertWidget(setPageTable, makeTable());
    QWidget *settings = makeSettings();
    m_offer = makeOffer();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(settings);
    layout->addWidget(m_offer);
    layout->addWidget(m_stack, 1);
    setTabOrder(settings, m_offer);
    setTabOrder(m_offer, m_stack);

    connect(&session, &Session::variablesChanged, this, &MatchPage::showVariables);
    connect(&session, &Session::documentChanged, this, &MatchPage::showVariables);
    connect(&session, &Session::mappingChanged, this, &MatchPage::showMapping);
    connect(&session, &Session::settingsChanged, this, &MatchPage::showSettings);
    connect(&session, &Session::reportChanged, this, &MatchPage::showMapping);
    connect(&session, &Session::checkingChanged, this, &MatchPage::showFooter);
    connect(&session, &Session::templatesChanged, this, &MatchPage::showTemplates);
    connect(&session, &Session::openingLineChanged, m_sentences, &SentencePanel::refresh);
    showVariables();
    showSettings();
    showTemplates();
}

QWidget *MatchPage::makeSettings()
{
    auto *area = new QWidget(this);
    m_setButton = new QPushButton(area);
    m_setButton->setObjectName(u"variableSetButton"_s);
    m_setMenu = new QMenu(m_setButton);
    m_setButton->setMenu(m_setMenu);
    m_setButton->setToolTip(tr("The data that the calling agent asks for about each person"));
    m_setMenu->setToolTipsVisible(true);
    connect(m_setMenu, &QMenu::aboutToShow, this, &MatchPage::fillSetMenu);
    m_mappingButton = new QPushButton(tr("Load or save"), area);
    m_mappingButton->setObjectName(u"mappingButton"_s);
    auto *mappingMenu = new QMenu(m_mappingButton);
    m_mappingButton->setMenu(mappingMenu);
    m_mappingButton->setToolTip(
        tr("Which column goes to which variable, as a file for the command line or a colleague"));
    connect(mappingMenu->addAction(tr("&Load mapping…")), &QAction::triggered, this, [this] {
        m_prompts.openFile(this, {tr("Load mapping"), jsonFiles(tr("Mappings")), {}},
            [this](const QString &path) { Q_EMIT mappingChosen(path); });
    });
    connect(mappingMenu->addAction(tr("&Save mapping…")), &QAction::triggered, this, [this] {
        m_prompts.saveFile(this, {tr("Save mapping"), jsonFiles(tr("Mappings")), u"mapping.json"_s},
            [this](const QString &path) { Q_EMIT mappingSaveRequested(path); });
    });
    m_country = new QComboBox(area);
    m_country->setObjectName(u"defaultCountry"_s);
    m_country->setMaxVisibleItems(20);
    fillCountries(*m_country);
    m_writing = new QComboBox(area);
    m_writing->setObjectName(u"phoneWriting"_s);
    m_writing->addItem(tr("Digits only (12125551001)"), static_cast<int>(check::PhoneWriting::DigitsOnly));
    m_writing->addItem(tr("With a plus (+12125551001)"), static_cast<int>(check::PhoneWriting::WithPlus));
    m_templateButton = new QPushButton(area);
    m_templateButton->setObjectName(u"templateButton"_s);
    m_templateMenu = new QMenu(m_templateButton);
    m_templateButton->setMenu(m_templateMenu);
    m_templateButton->setToolTip(tr("Everything that was decided about a sheet like this one, kept to be done again"));
    m_templateMenu->setToolTipsVisible(true);
    connect(m_templateMenu, &QMenu::aboutToShow, this, &MatchPage::fillTemplateMenu);
    for (QPushButton *narrow : {m_setButton, m_mappingButton, m_templateButton})
        narrow->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    for (QWidget *wide :
        std::initializer_list<QWidget *>{m_setButton, m_mappingButton, m_templateButton, m_country, m_writing})
        wide->setMinimumWidth(fontMetrics().averageCharWidth() * 26);
    m_country->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);

    auto *grid = new QGridLayout(area);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    const auto add = [&](int row, int column, const QString &text, QWidget *control) {
        auto *label = new QLabel(text, area);
        label->setBuddy(control);
        grid->addWidget(label, row, column);
        grid->addWidget(control, row, column + 1);
        grid->setColumnStretch(column + 1, 1);
    };
    add(0, 0, tr("V&ariable set:"), m_setButton);
    add(0, 3, tr("Default c&ountry:"), m_country);
    add(1, 0, tr("Te&mplate:"), m_templateButton);
    add(2, 0, tr("Ma&pping file:"), m_mappingButton);
    add(1, 3, tr("Phone numbers are &sent:"), m_writing);
    grid->setColumnMinimumWidth(2, 12);
    m_country->setToolTip(tr("Numbers that are written without a country code are taken for numbers of this country."));

    const auto emitSettings = [this] {
        check::CheckSettings next = m_session.settings();
        next.defaultCountry = m_country->currentData().toString();
        next.phoneWriting = static_cast<check::PhoneWriting>(m_writing->currentData().toInt());
        Q_EMIT settingsChanged(next);
    };
    connect(m_country, &QComboBox::activated, this, emitSettings);
    connect(m_writing, &QComboBox::activated, this, emitSettings);
    return area;
}

QWidget *MatchPage::makeEmptyState()
{
    auto *area = new QWidget(this);
    auto *heading = new QLabel(tr("What does your calling agent expect?"), area);
    heading->setFont(scaledFont(*this, 1.3, true));
    heading->setAlignment(Qt::AlignHCenter);
    auto *text = new QLabel(
        tr("A variable set names every piece of data that the agent uses for a person, such as a name or a due date. "
           "Open the file that describes your agent, or learn the set from the header of this sheet."),
        area);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignHCenter);
    m_openSet = new QPushButton(tr("Open variable set…"), area);
    m_openSet->setObjectName(u"openVariableSet"_s);
    m_learn = new QPushButton(tr("Learn from this sheet's header"), area);
    m_learn->setObjectName(u"learnVariables"_s);
    giveRoom(*m_openSet);
    giveRoom(*m_learn);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_openSet);
    buttons->addWidget(m_learn);
    buttons->addStretch();
    auto *column = new QVBoxLayout;
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(heading);
    column->addWidget(text);
    column->addLayout(buttons);
    column->addStretch(3);
    auto *layout = new QHBoxLayout(area);
    layout->addStretch(1);
    layout->addLayout(column, 4);
    layout->addStretch(1);
    connect(m_openSet, &QPushButton::clicked, this, &MatchPage::askForSet);
    connect(m_learn, &QPushButton::clicked, this, &MatchPage::learnRequested);
    return area;
}

QWidget *MatchPage::makeTable()
{
    auto *area = new QWidget(this);
    m_view = new QTableView(area);
    setUpTable(*m_view, u"matchTable"_s, tr("Variables and the columns they come from"));
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    m_view->setMouseTracking(true);
    m_view->installEventFilter(this);
    m_model = new MatchModel(this);
    m_view->setModel(m_model);
    m_view->setItemDelegateForColumn(static_cast<int>(MatchModel::Column::Source), new SourceDelegate(m_view));
    m_view->setItemDelegateForColumn(static_cast<int>(MatchModel::Column::Why), new WhyDelegate(m_view));
    const int letter = fontMetrics().averageCharWidth();
    const int widths[] = {34, 11, 26, 25, 22, 30};
    for (int column = 0; column < MatchModel::columns; ++column)
        m_view->setColumnWidth(column, widths[column] * letter);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_notUsed = new QLabel(area);
    m_notUsed->setObjectName(u"columnsNotUsed"_s);
    m_notUsed->setTextFormat(Qt::PlainText);
    m_notUsed->setWordWrap(true);
    m_useAll = new QPushButton(area);
    m_useAll->setObjectName(u"useAllSimilar"_s);
    m_warnings = new QLabel(area);
    m_warnings->setObjectName(u"variableWarnings"_s);
    m_warnings->setTextFormat(Qt::PlainText);
    m_warnings->setWordWrap(true);
    m_cleanUps = new QPushButton(tr("C&lean-ups…"), area);
    m_cleanUps->setObjectName(u"cleanUpsButton"_s);
    m_cleanUps->setToolTip(tr("What is done to the values of the chosen variable before they are sent"));
    m_sentences = new SentencePanel(m_session, area);
    auto *below = new QHBoxLayout;
    below->addWidget(m_notUsed, 1);
    below->addWidget(m_cleanUps, 0, Qt::AlignTop);
    below->addWidget(m_useAll, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_view, 1);
    layout->addLayout(below);
    layout->addWidget(m_warnings);
    layout->addWidget(m_sentences);
    connect(m_cleanUps, &QPushButton::clicked, this, [this] { editCleanUps(m_view->currentIndex().row()); });
    connect(m_view, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() >= static_cast<int>(MatchModel::Column::CleanUps))
            editCleanUps(index.row());
    });
    connect(
        m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
            m_cleanUps->setEnabled(current.isValid() && m_model->hasColumn(current.row()));
        });
    connect(m_sentences, &SentencePanel::openingLineChanged, this, &MatchPage::openingLineChanged);
    connect(m_view, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == static_cast<int>(MatchModel::Column::Source))
            m_view->edit(index); // the list at one click
    });
    connect(m_model, &MatchModel::assignmentWanted, this, &MatchPage::assignmentChanged);
    connect(m_model, &MatchModel::fixedValueWanted, this, &MatchPage::askForFixedValue);
    connect(m_useAll, &QPushButton::clicked, this, [this] {
        for (int row = 0; row < m_model->rowCount(); ++row)
            m_model->confirm(row);
    });
    return area;
}

QString MatchPage::title() const
{
    return tr("Where does each variable come from?");
}

QString MatchPage::subtitle() const
{
    return m_session.variables()
        ? tr("%Ln variable(s)", nullptr, static_cast<int>(m_session.variables()->variables.size()))
        : QString();
}

QWidget *MatchPage::firstControl() const
{
    return m_session.variables() ? static_cast<QWidget *>(m_view) : m_openSet;
}

void MatchPage::activatePrimary()
{
    Q_EMIT checkRequested();
}

void MatchPage::followReason()
{
    if (m_session.openQuestion()) {
        Q_EMIT fileRequested();
        return;
    }
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->isMissing(row) || m_model->waitsForClick(row)) {
            m_view->setCurrentIndex(m_model->index(row, static_cast<int>(MatchModel::Column::Source)));
            m_view->setFocus();
            return;
        }
    }
    m_setButton->setFocus();
}

bool MatchPage::eventFilter(QObject *watched, QEvent *event)
{
    // The painted "Use it" answers the keyboard as well.
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const QModelIndex current = m_view->currentIndex();
        const bool onCleanUps = current.column() == static_cast<int>(MatchModel::Column::CleanUps);
        const bool onSource = current.column() == static_cast<int>(MatchModel::Column::Source);
        if (current.isValid() && key->key() == Qt::Key_Space && !onSource && m_model->waitsForClick(current.row())) {
            m_model->confirm(current.row());
            return true;
        }
        const bool opens = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter || key->key() == Qt::Key_Space;
        if (current.isValid() && onCleanUps && (opens || key->key() == Qt::Key_F2)
            && m_model->hasColumn(current.row())) {
            editCleanUps(current.row());
            return true;
        }
        if (current.isValid() && onSource && opens) {
            m_view->edit(current);
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

void MatchPage::askForSet()
{
    m_prompts.openFile(this, {tr("Open variable set"), jsonFiles(tr("Variable sets")), {}},
        [this](const QString &path) { Q_EMIT variableSetChosen(path); });
}

void MatchPage::askForFixedValue(int variable)
{
    if (!m_session.variables())
        return;
    const match::Assignment before = m_session.mapping().assignments.value(variable);
    const QString label = m_session.variables()->variables.at(variable).label;
    m_prompts.askText(this,
        {tr("Fixed value"), tr("&Value of “%1” for every row:").arg(label), before.fixedValue, tr("Use this value")},
        [this, variable](const std::optional<QString> &value) {
            if (!value)
                return;
            match::Assignment assignment = m_session.mapping().assignments.value(variable);
            assignment.source = match::Source::FixedValue;
            assignment.column = -1;
            assignment.furtherColumns.clear();
            assignment.fixedValue = *value;
            assignment.reason = match::MatchReason::ChosenByYou;
            assignment.confirmed = true;
            Q_EMIT assignmentChanged(variable, assignment);
        });
}

void MatchPage::showVariables()
{
    Q_EMIT titleChanged();
    const bool ready = m_session.variables() && m_session.document();
    m_setButton->setText(m_session.variables() ? m_session.variables()->name : tr("Choose…"));
    m_mappingButton->setEnabled(ready);
    m_learn->setEnabled(m_session.document().has_value());
    m_stack->setCurrentIndex(ready ? setPageTable : setPageEmpty);
    if (ready) {
        m_model->setVariables(*m_session.variables(), m_session.document()->table->header());
        const QStringList warnings = match::warningsAbout(*m_session.variables());
        m_warnings->setText(warnings.join(u'\n'));
        m_warnings->setVisible(!warnings.isEmpty());
    }
    showMapping();
    if (ready && m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(0, static_cast<int>(MatchModel::Column::Source)));
}

void MatchPage::showMapping()
{
    showFooter();
    if (!m_session.variables() || !m_session.document())
        return;
    m_model->setMapping(m_session.mapping());
    m_model->setValues(firstValues(m_session.checkInput(), m_session.report().get()));
    const QStringList &header = m_session.document()->table->header();
    QStringList unused;
    for (int column = 0; column < header.size(); ++column) {
        const auto uses = [column](const match::Assignment &a) {
            return a.source == match::Source::Column && (a.column == column || a.furtherColumns.contains(column));
        };
        if (std::none_of(m_session.mapping().assignments.begin(), m_session.mapping().assignments.end(), uses))
            unused.append(oneLine(header[column]));
    }
    m_notUsed->setText(unused.isEmpty()
            ? tr("Every column of the sheet is used.")
            : tr("Columns left out (%1): %2").arg(number(unused.size()), match::listOf(unused)));
    m_notUsed->setToolTip(
        unused.size() > 8 ? u"<p>%1</p>"_s.arg(unused.join(u", "_s).toHtmlEscaped()) : QString()); // <p>: wrapped
    int waiting = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        waiting += m_model->waitsForClick(row) ? 1 : 0;
    const int current = m_view->currentIndex().row();
    m_cleanUps->setEnabled(current >= 0 && m_model->hasColumn(current));
    m_sentences->refresh();
    m_useAll->setVisible(waiting > 0);
    m_useAll->setText(tr("&Use all %Ln similar match(es)", nullptr, waiting));
}

void MatchPage::chooseCountry()
{
    m_country->setFocus();
}

void MatchPage::showSettings()
{
    const int country = m_country->findData(m_session.settings().defaultCountry);
    m_country->setCurrentIndex(country < 0 ? 0 : country);
    m_writing->setCurrentIndex(m_writing->findData(static_cast<int>(m_session.settings().phoneWriting)));
    showMapping();
}

void MatchPage::showFooter()
{
    Footer footer;
    const int rows = m_session.document() ? static_cast<int>(m_session.document()->table->rowCount()) : 0;
    footer.primary = tr("Check %Ln row(s)", nullptr, rows);
    const std::optional<QString> missing = m_session.whatIsMissing();
    footer.enabled = !missing && !m_session.isChecking();
    if (missing) {
        footer.reason = *missing;
        footer.reasonLink = m_session.document() ? tr("Show") : QString();
    } else if (m_session.isChecking()) {
        footer.reason = tr("The rows are being checked.");
    }
    setFooter(footer);
}

} // namespace callsheet::ui
