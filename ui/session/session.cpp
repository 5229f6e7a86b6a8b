#include "ui/session/session.h"

#include "core/base/background.h"
#include "core/check/describe.h"
#include "ui/common/when_done.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <utility>

namespace callsheet::ui {

namespace {

using Checked = base::Result<std::shared_ptr<const check::Report>>;

// More than a screen shows, and little enough to be judged within some milliseconds.
constexpr sheet::RowIndex rowsShownFirst = 2000;

Checked checkFirst(const check::CheckInput &input, std::stop_token stop)
{
    return check::checkFirstRows(input, rowsShownFirst, std::move(stop));
}

Checked checkSheet(const check::CheckInput &input, std::shared_ptr<check::CheckProgress> progress, std::stop_token stop)
{
    return check::checkRows(input, progress.get(), stop);
}

base::Result<void> writeProblemRows(
    const check::CheckInput &input, std::shared_ptr<const check::Report> report, const QString &path)
{
    return check::writeProblems(input, *report, path);
}

QString countryOfThisComputer()
{
    const QString code = QLocale::territoryToCode(QLocale::system().territory());
    return check::callingCode(code).isEmpty() ? QString() : code;
}

} // namespace

Session::Session(const base::Profile &profile, SheetReaders readers, QObject *parent)
    : QObject(parent)
    , m_profile(profile)
    , m_remembered(profile)
    , m_drafts(profile)
    , m_reading(std::move(readers))
{
    connect(&m_reading, &SheetReading::started, this, &Session::readingChanged);
    connect(&m_reading, &SheetReading::beginningRead, this, &Session::beginningRead);
    connect(&m_reading, &SheetReading::finished, this, &Session::awaitRead);
    connect(&m_doNotCall, &DoNotCall::changed, this, &Session::takeDoNotCall);
    connect(&m_doNotCall, &DoNotCall::opened, this, &Session::sayWhoIsNotCalled);
    connect(&m_doNotCall, &DoNotCall::failed, this,
        [this](const base::Error &error) { Q_EMIT failed(Step::Check, error); });
    m_settings.defaultCountry = memory().defaultCountry.value_or(countryOfThisComputer());
    m_settings.phoneWriting = memory().phoneWriting;
    watchWork();
}

Session::~Session()
{
    if (m_keepSoon.isActive())
        keepDraft(); // the last change may be a moment old
    stopChecking();
    m_stopLooking.request_stop();
    m_stopOffering.request_stop();
}

void Session::openVariableSet(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    whenDone(base::inBackground(&match::loadVariableSet, absolute), this,
        [this, absolute](const base::Result<match::VariableSet> &set) {
            if (!set) {
                Q_EMIT failed(Step::Match, set.error());
                return;
            }
            m_remembered.addVariableSet(absolute);
            setVariables(*set);
            m_variablesPath = absolute;
        });
}

void Session::setVariables(const match::VariableSet &variables)
{
    // A set of the same name is the one in use, changed elsewhere: what was decided stays.
    const bool isAnother = !m_variables || m_variables->name != variables.name;
    const match::EarlierMapping before = isAnother ? match::EarlierMapping() : mappingSoFar();
    m_variables = variables;
    m_variablesPath.clear();
    m_mapping = {};
    suggest(before);
    forgetReport();
    Q_EMIT variablesChanged();
}

void Session::learnVariables()
{
    if (!m_document)
        return;
    match::VariableSet learned = match::learnVariableSet(m_document->table->header());
    if (learned.name.isEmpty())
        learned.name = tr("Learned from %1").arg(QFileInfo(m_document->source.path).fileName());
    setVariables(learned);
}

void Session::saveVariables(const QString &path)
{
    if (!m_variables)
        return;
    whenDone(base::inBackground(&match::saveVariableSet, *m_variables, path), this,
        [this, path](const base::Result<void> &saved) {
            if (!saved) {
                Q_EMIT failed(Step::Match, saved.error());
                return;
            }
            m_remembered.addVariableSet(path);
            Q_EMIT done(Step::Match, tr("The variable set was saved as %1.").arg(QDir::toNativeSeparators(path)));
        });
}

void Session::assign(int variable, const match::Assignment &assignment)
{
    if (variable < 0 || variable >= m_mapping.assignments.size() || m_mapping.assignments[variable] == assignment)
        return;
    m_mapping.assignments[variable] = assignment;
    forgetReport();
    Q_EMIT mappingChanged();
}

void Session::loadMapping(const QString &path)
{
    if (!m_document || !m_variables)
        return;
    const auto future = base::inBackground(&match::loadMapping, path, *m_variables, m_document->table->header());
    whenDone(future, this, [this, path](const base::Result<match::Mapping> &mapping) {
        if (!mapping) {
            Q_EMIT failed(Step::Match, mapping.error());
            return;
        }
        m_mapping = *mapping;
        forgetReport();
        Q_EMIT mappingChanged();
        Q_EMIT done(Step::Match, tr("The mapping of %1 is used.").arg(QFileInfo(path).fileName()));
    });
}

void Session::saveMapping(const QString &path)
{
    if (!m_document || !m_variables)
        return;
    const auto future
        = base::inBackground(&match::saveMapping, m_mapping, *m_variables, m_document->table->header(), path);
    whenDone(future, this, [this, path](const base::Result<void> &saved) {
        if (saved)
            Q_EMIT done(Step::Match, tr("The mapping was saved as %1.").arg(QDir::toNativeSeparators(path)));
        else
            Q_EMIT failed(Step::Match, saved.error());
    });
}

void Session::setSettings(const check::CheckSettings &settings)
{
    if (settings == m_settings)
        return;
    m_settings = settings;
    Memory next = memory();
    next.defaultCountry = settings.defaultCountry;
    next.phoneWriting = settings.phoneWriting;
    m_remembered.change(next);
    forgetReport();
    m_doNotCall.setCountry(settings.defaultCountry);
    Q_EMIT settingsChanged();
}

std::optional<QString> Session::whatIsMissing() const
{
    if (!m_document)
        return tr("No spreadsheet is open.");
    if (const auto question = openQuestion())
        return tr("The sheet asks something that only you can answer, on the File page: %1").arg(*question);
    if (!m_variables)
        return tr("Choose what your calling agent expects first.");
    if (m_document->table->rowCount() == 0)
        return tr("The sheet has no rows below its header.");
    if (const auto problem = m_doNotCall.problem())
        return problem;
    return match::whatIsMissing(*m_variables, m_mapping, m_document->table->header());
}

int Session::openAssignments() const
{
    if (!m_variables)
        return 0;
    int open = 0;
    for (qsizetype i = 0; i < m_mapping.assignments.size(); ++i) {
        const match::Assignment &assignment = m_mapping.assignments[i];
        const bool waits = assignment.source == match::Source::Column && !assignment.confirmed;
        if (waits || (m_variables->variables[i].required && !assignment.isUsed()))
            ++open;
    }
    return open;
}

void Session::suggest(const match::EarlierMapping &before, const match::RenamedKeys &renamed)
{
    if (!m_document || !m_variables)
        return;
    m_mapping = match::carriedMapping(before, *m_variables, *m_document->table, renamed);
    m_mappedHeader = m_document->table->header();
    Q_EMIT mappingChanged();
}

match::EarlierMapping Session::mappingSoFar() const
{
    return {m_variables.value_or(match::VariableSet()), m_mappedHeader, m_mapping};
}

void Session::forgetReport()
{
    m_stopChecking.request_stop();
    m_stopLooking.request_stop();
    m_stopOffering.request_stop();
    ++m_checkingGeneration;
    const bool wasChecking = isChecking();
    m_checking.reset();
    m_firstRows.reset();
    const bool hadReport = m_report != nullptr;
    m_report.reset();
    ++m_rowsVersion;
    ++m_editGeneration;
    m_skipped.clear();
    m_damage.clear();
    setCountryHint({});
    if (wasChecking)
        Q_EMIT checkingChanged();
    if (hadReport)
        Q_EMIT reportChanged();
}

check::CheckInput Session::checkInput() const
{
    if (!m_document || !m_variables)
        return {};
    return {m_editedTable, *m_variables, m_mapping, m_settings, m_edits.current(), m_doNotCall.list().numbers,
        m_alreadyQueued};
}

void Session::check()
{
    m_checkWanted = m_doNotCall.isReading();
    if (whatIsMissing())
        return;
    if (m_editing) {
        // Whoever stops the edit has stopped what waits for it.
        afterEdit([this, stop = m_stopEditing.get_token()] {
            if (!stop.stop_requested())
                check();
        });
        return;
    }
    m_stopChecking.request_stop();
    m_stopChecking = {};
    m_checking = std::make_shared<check::CheckProgress>();
    m_firstRows.reset();
    const int generation = ++m_checkingGeneration;
    const int edits = m_editGeneration;
    Q_EMIT checkingChanged();
    // Where rows are in view already, they stay until all are checked again.
    if (!m_report && m_document->table->rowCount() > rowsShownFirst) {
        const auto first = base::inBackground(&checkFirst, checkInput(), m_stopChecking.get_token());
        whenDone(first, this, [this, generation](const Checked &checked) {
            if (generation != m_checkingGeneration || !checked || !m_checking)
                return;
            m_firstRows = *checked;
            Q_EMIT firstRowsChecked();
        });
    }
    const auto future = base::inBackground(&checkSheet, checkInput(), m_checking, m_stopChecking.get_token());
    whenDone(future, this, [this, generation, edits](const Checked &checked) {
        afterEdit([this, checked, generation, edits] { takeChecked(checked, generation, edits); });
    });
}

void Session::takeChecked(const Checked &checked, int generation, int edits)
{
    if (generation != m_checkingGeneration)
        return;
    if (checked && edits != m_editGeneration) { // an edit came meanwhile, and this report does not know it
        check();
        return;
    }
    m_checking.reset();
    m_firstRows.reset();
    if (checked) {
        takeReport(*checked);
        Q_EMIT reportChanged();
    }
    Q_EMIT checkingChanged();
    if (!checked && checked.error().kind != base::ErrorKind::Cancelled)
        Q_EMIT failed(Step::Check, checked.error());
}

void Session::stopChecking()
{
    m_stopChecking.request_stop();
    m_stopEditing.request_stop();
}

runs::Preparation Session::preparation() const
{
    runs::Preparation done;
    done.templateName = m_templateName;
    done.changes = m_edits.record();
    done.cellsChanged = static_cast<qint64>(m_edits.current().cellCount());
    done.rowsLookedAt = spotCheckedCount();
    return done;
}

qint64 Session::rowsToSend() const
{
    if (!m_report)
        return 0;
    return qint64(m_report->counts.ready) + qint64(m_report->counts.warnings) - static_cast<qint64>(m_skipped.size());
}

void Session::exportProblems(const QString &path)
{
    afterEdit([this, path] { writeProblems(path); });
}

void Session::writeProblems(const QString &path)
{
    if (!m_report)
        return;
    whenDone(base::inBackground(&writeProblemRows, checkInput(), m_report, path), this,
        [this, path](const base::Result<void> &written) {
            if (written)
                Q_EMIT done(
                    Step::Check, tr("The rows with problems were written to %1.").arg(QDir::toNativeSeparators(path)));
            else
                Q_EMIT failed(Step::Check, written.error());
        });
}

} // namespace callsheet::ui
