#include "ui/session/session.h"

#include "core/base/background.h"
#include "core/match/kept_files.h"
#include "ui/common/when_done.h"

#include <QFileInfo>

#include <algorithm>

// The variable sets and templates that the program keeps for the person, and what becomes of a sheet when one is used.

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

using KeptSet = base::Result<QString>;

KeptSet keepSet(const QString &folder, const match::VariableSet &set, const QString &before)
{
    const auto place = match::placeFor(folder, set.name);
    if (!place)
        return place.error();
    if (const auto saved = match::saveVariableSet(set, *place); !saved)
        return saved.error();
    if (!before.isEmpty() && before != *place) {
        if (const auto removed = match::removeKept(before); !removed)
            return removed.error();
    }
    return *place;
}

base::Result<void> keepTemplate(const QString &folder, const match::Template &made)
{
    const auto place = match::placeFor(folder, made.name);
    if (!place)
        return place.error();
    return match::saveTemplate(made, *place);
}

//! All kept templates as they fit the table, best first; a file that cannot be read is none.
QList<TemplateOffer> offersFor(const QString &folder, std::shared_ptr<const sheet::Table> table)
{
    const std::vector<match::ColumnLook> looks = match::lookAtColumns(*table);
    QList<TemplateOffer> offers;
    for (const match::KeptFile &file : match::keptFiles(folder)) {
        auto made = match::loadTemplate(file.path);
        if (!made)
            continue;
        const match::TemplateDifference difference = match::difference(*made, table->header(), looks);
        offers.append({file.path, *std::move(made), difference, match::mappingFor(*made, table->header(), looks)});
    }
    std::stable_sort(offers.begin(), offers.end(), [](const TemplateOffer &a, const TemplateOffer &b) {
        return match::fit(a.difference) > match::fit(b.difference);
    });
    return offers;
}

} // namespace

QString Session::setsFolder() const
{
    return m_profile.path(match::keptSetsFolder);
}

QString Session::templatesFolder() const
{
    return m_profile.path(match::keptTemplatesFolder);
}

QString Session::keptSetPath() const
{
    return QFileInfo(m_variablesPath).absolutePath() == QFileInfo(setsFolder()).absoluteFilePath() ? m_variablesPath
                                                                                                   : QString();
}

void Session::keepVariables(const match::VariableSet &set, KeepAs as, const match::RenamedKeys &renamed)
{
    const QString before = as == KeepAs::InPlace ? keptSetPath() : QString();
    whenDone(base::inBackground(&keepSet, setsFolder(), set, before), this, [this, set, renamed](const KeptSet &kept) {
        if (!kept) {
            Q_EMIT failed(Step::Match, kept.error());
            return;
        }
        m_remembered.addVariableSet(*kept);
        m_variablesPath = *kept;
        changeVariables(set, renamed);
    });
}

void Session::changeVariables(const match::VariableSet &set, const match::RenamedKeys &renamed)
{
    const match::EarlierMapping before = mappingSoFar();
    m_variables = set;
    m_mapping = {};
    suggest(before, renamed);
    check::renameVariables(m_recipe.steps, renamed);
    if (m_chosenRecipe)
        check::renameVariables(m_chosenRecipe->steps, renamed);
    m_edits.renameVariables(renamed);
    forgetReport();
    Q_EMIT variablesChanged();
}

void Session::setOpeningLine(const QString &line)
{
    if (!m_variables || m_variables->openingLine == line)
        return;
    m_variables->openingLine = line;
    if (const QString path = keptSetPath(); !path.isEmpty()) {
        whenDone(base::inBackground(&match::saveVariableSet, *m_variables, path), this,
            [this](const base::Result<void> &saved) {
                if (!saved)
                    Q_EMIT failed(Step::Match, saved.error());
            });
    }
    // Nothing that is checked or sent depends on it.
    Q_EMIT openingLineChanged();
}

void Session::removeKeptSet()
{
    const QString path = keptSetPath();
    if (path.isEmpty())
        return;
    whenDone(base::inBackground(&match::removeKept, path), this, [this, path](const base::Result<void> &removed) {
        if (!removed) {
            Q_EMIT failed(Step::Match, removed.error());
            return;
        }
        m_remembered.forgetVariableSet(path);
        m_variablesPath.clear();
        Q_EMIT done(Step::Match, tr("The variable set is no longer kept. This sheet still uses it."));
    });
}

void Session::saveTemplate(const QString &name)
{
    afterEdit([this, name] { keepAsTemplate(name); });
}

void Session::keepAsTemplate(const QString &name)
{
    if (!m_document || !m_variables)
        return;
    const check::Recipe recipe = check::recipeToKeep(recipeInUse(), m_edits.repairs(), m_report.get());
    const match::Template made = match::templateOf(
        name, *m_variables, m_mapping, *m_document, m_settings.defaultCountry, check::toJson(recipe));
    whenDone(base::inBackground(&keepTemplate, templatesFolder(), made), this,
        [this, name, repairs = static_cast<int>(recipe.steps.size())](const base::Result<void> &saved) {
            if (!saved) {
                Q_EMIT failed(Step::Match, saved.error());
                return;
            }
            m_templateName = name;
            Q_EMIT done(Step::Match,
                repairs == 0 ? tr("The template “%1” is kept for the next file like this one.").arg(name)
                             : tr("The template “%1” is kept for the next file like this one, with %Ln repair(s).",
                                 nullptr, repairs)
                                   .arg(name));
            lookForTemplates();
        });
}

void Session::removeTemplate(const QString &path)
{
    whenDone(base::inBackground(&match::removeKept, path), this, [this](const base::Result<void> &removed) {
        if (removed)
            lookForTemplates();
        else
            Q_EMIT failed(Step::Match, removed.error());
    });
}

void Session::lookForTemplates()
{
    m_offers.clear();
    if (!m_document) {
        Q_EMIT templatesChanged();
        return;
    }
    const auto table = m_document->table;
    whenDone(base::inBackground(&offersFor, templatesFolder(), table), this,
        [this, table](const QList<TemplateOffer> &offers) {
            if (!m_document || m_document->table != table)
                return; // another sheet is open by now
            m_offers = offers;
            if (m_pendingTemplate) {
                const QString path = *std::exchange(m_pendingTemplate, {});
                const auto wanted = std::find_if(
                    offers.begin(), offers.end(), [&](const TemplateOffer &offer) { return offer.path == path; });
                if (wanted != offers.end())
                    takeTemplate(*wanted);
            }
            Q_EMIT templatesChanged();
        });
}

const TemplateOffer *Session::bestTemplate() const
{
    const bool fits = !m_offers.isEmpty() && match::fit(m_offers.first().difference) >= match::leastFit;
    return fits && m_offers.first().made.name != m_templateName ? &m_offers.first() : nullptr;
}

void Session::useTemplate(const TemplateOffer &offer)
{
    if (!m_document)
        return;
    sheet::ReadingOptions reading = offer.made.reading;
    reading.hiddenRows = m_document->options.hiddenRows;
    reading.mergedCells = m_document->options.mergedCells;
    reading.table = m_document->options.table;
    if (reading == m_document->options) {
        takeTemplate(offer);
        return;
    }
    // Read as the template says first: only then are its columns there.
    readAgain(reading);
    m_pendingTemplate = offer.path;
}

void Session::takeTemplate(const TemplateOffer &offer)
{
    m_variables = offer.made.variables;
    m_variablesPath.clear();
    m_mapping = offer.mapping;
    m_mappedHeader = m_document->table->header();
    m_templateName = offer.made.name;
    int unknown = 0;
    setRecipe(check::recipeFromJson(offer.made.recipe, &unknown));
    if (unknown > 0)
        Q_EMIT done(Step::Match,
            tr("%Ln repair(s) of the template cannot be done by this version of the program and are left out.", nullptr,
                unknown));
    forgetReport();
    check::CheckSettings settings = m_settings;
    settings.defaultCountry = offer.made.defaultCountry;
    setSettings(settings);
    Q_EMIT variablesChanged();
    Q_EMIT mappingChanged();
    Q_EMIT templatesChanged();
}

} // namespace callsheet::ui
