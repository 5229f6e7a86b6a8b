#include "ui/match/match_page.h"

#include "core/match/kept_files.h"
#include "ui/common/prompts.h"
#include "ui/common/table_setup.h"
#include "ui/match/clean_up_dialog.h"
#include "ui/match/match_files.h"
#include "ui/match/variable_set_dialog.h"
#include "ui/session/session.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

// What the program keeps for the person: variable sets, templates, and the dialogs that change them.

namespace callsheet::ui {

using namespace Qt::StringLiterals;

void MatchPage::fillSetMenu()
{
    m_setMenu->clear();
    const QList<match::KeptFile> kept = match::keptFiles(m_session.setsFolder());
    const auto addSet = [this](const QString &name, const QString &path) {
        QAction *action = m_setMenu->addAction(QString(name).replace(u'&', u"&&"_s));
        action->setToolTip(QDir::toNativeSeparators(path));
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT variableSetChosen(path); });
    };
    for (const match::KeptFile &file : kept)
        addSet(file.name, file.path);
    if (!kept.isEmpty())
        m_setMenu->addSeparator();
    QStringList others;
    for (const QString &path : m_session.memory().recentVariableSets) {
        if (QFileInfo(path).absolutePath() != QFileInfo(m_session.setsFolder()).absoluteFilePath())
            others.append(path);
    }
    for (const QString &path : others)
        addSet(QFileInfo(path).completeBaseName(), path);
    if (!others.isEmpty())
        m_setMenu->addSeparator();

    const bool any = m_session.variables().has_value();
    const auto add = [this](const QString &name, const QString &text, const QString &tip, bool enabled, auto run) {
        QAction *action = m_setMenu->addAction(text);
        action->setObjectName(name);
        action->setToolTip(tip);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, run);
    };
    add(u"newSet"_s, tr("&New variable set…"), tr("Describe an agent by hand, beginning with the phone number"), true,
        [this] {
            match::VariableSet set = match::learnVariableSet({});
            set.name = match::freeName(m_session.setsFolder(), tr("My agent"));
            editSet(set, false);
        });
    add(u"learnSet"_s, tr("&Learn from this sheet's header"),
        tr("A variable for every column, called as the column is"), m_session.document().has_value(),
        [this] { Q_EMIT learnRequested(); });
    m_setMenu->addSeparator();
    add(u"editSet"_s, tr("&Edit this set…"),
        tr("Its variables, and what each may hold; what is matched stays with its variable"), any,
        [this] { editSet(*m_session.variables(), true); });
    add(u"duplicateSet"_s, tr("&Duplicate this set…"), tr("Keep a copy under another name and use it"), any, [this] {
        match::VariableSet copy = *m_session.variables();
        copy.name = match::freeName(m_session.setsFolder(), copy.name);
        editSet(copy, false);
    });
    add(u"removeSet"_s, tr("No longer &keep this set"), tr("Delete the set from the list; this sheet goes on using it"),
        !m_session.keptSetPath().isEmpty(), [this] {
            const QString name = QFileInfo(m_session.keptSetPath()).completeBaseName();
            m_prompts.confirm(this,
                {tr("Delete a variable set"), tr("Delete the variable set “%1”?").arg(name),
                    tr("Its file is deleted. Runs that were sent with it are not touched."), tr("Delete the set")},
                [this](bool yes) {
                    if (yes)
                        Q_EMIT keptSetRemoved();
                });
        });
    m_setMenu->addSeparator();
    add(u"importSet"_s, tr("&Open variable set…"), tr("Import a set from a JSON file"), true, [this] { askForSet(); });
    add(u"exportSet"_s, tr("&Save variable set…"), tr("Export the set as a JSON file, for another computer or person"),
        any, [this] {
            m_prompts.saveFile(this, {tr("Save variable set"), jsonFiles(tr("Variable sets")), u"variables.json"_s},
                [this](const QString &path) { Q_EMIT variableSetSaveRequested(path); });
        });
}

void MatchPage::editSet(const match::VariableSet &set, bool inPlace)
{
    QStringList otherNames;
    for (const match::KeptFile &kept : match::keptFiles(m_session.setsFolder())) {
        if (!inPlace || kept.path != m_session.keptSetPath())
            otherNames.append(kept.name);
    }
    auto *dialog = new VariableSetDialog(set, otherNames, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, inPlace] { Q_EMIT variableSetKept(dialog->variableSet(), inPlace, dialog->renamedKeys()); });
    dialog->open();
}

void MatchPage::editCleanUps(int variable)
{
    if (variable < 0 || m_session.mapping().assignments.value(variable).source != match::Source::Column)
        return;
    auto *dialog = new CleanUpDialog(m_session.checkInput(), variable, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, variable] { Q_EMIT assignmentChanged(variable, dialog->assignment()); });
    dialog->open();
}

QWidget *MatchPage::makeOffer()
{
    auto *area = new QWidget(this);
    m_offerText = new QLabel(area);
    m_offerText->setObjectName(u"templateOffer"_s);
    m_offerText->setTextFormat(Qt::PlainText);
    m_offerText->setWordWrap(true);
    auto *use = new QPushButton(tr("Use this &template…"), area);
    use->setObjectName(u"useTemplate"_s);
    giveRoom(*use);
    auto *layout = new QHBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_offerText, 1);
    layout->addWidget(use);
    connect(use, &QPushButton::clicked, this, [this] {
        if (const TemplateOffer *best = m_session.bestTemplate())
            askForTemplate(best->path);
    });
    return area;
}

void MatchPage::showTemplates()
{
    const TemplateOffer *best = m_session.bestTemplate();
    m_offer->setVisible(best != nullptr);
    if (best) {
        m_offerText->setText(tr("This sheet looks like those of the template “%1”: %2.")
                                 .arg(best->made.name, match::describeFit(best->difference)));
    }
    m_templateButton->setText(m_session.templateName().isEmpty() ? tr("Choose or save") : m_session.templateName());
    m_templateButton->setEnabled(m_session.document().has_value());
}

void MatchPage::fillTemplateMenu()
{
    m_templateMenu->clear();
    qDeleteAll(m_templateMenu->findChildren<QMenu *>()); // clear() leaves submenus where they are
    auto *remove = new QMenu(tr("&Delete a template"), m_templateMenu);
    for (const TemplateOffer &offer : m_session.templates()) {
        const QString path = offer.path;
        const QString name = QString(offer.made.name).replace(u'&', u"&&"_s);
        QAction *use = m_templateMenu->addAction(u"%1  (%2)"_s.arg(name, match::describeFit(offer.difference)));
        use->setToolTip(match::describe(offer.difference).join(u'\n'));
        connect(use, &QAction::triggered, this, [this, path] { askForTemplate(path); });
        connect(remove->addAction(name), &QAction::triggered, this, [this, path, name] {
            m_prompts.confirm(this,
                {tr("Delete a template"), tr("Delete the template “%1”?").arg(name),
                    tr("What is matched in this sheet stays as it is."), tr("Delete the template")},
                [this, path](bool yes) {
                    if (yes)
                        Q_EMIT templateRemoved(path);
                });
        });
    }
    if (!m_session.templates().isEmpty())
        m_templateMenu->addSeparator();
    QAction *save = m_templateMenu->addAction(tr("&Save as template…"));
    save->setObjectName(u"saveTemplate"_s);
    save->setToolTip(tr("Keep how this sheet is read, matched, cleaned up and repaired, for the next one like it"));
    save->setEnabled(m_session.variables().has_value() && m_session.document().has_value());
    connect(save, &QAction::triggered, this, &MatchPage::askForTemplateName);
    remove->setEnabled(!m_session.templates().isEmpty());
    m_templateMenu->addMenu(remove);
}

void MatchPage::askForTemplateName()
{
    if (!m_session.variables())
        return;
    const QString name = m_session.templateName().isEmpty() ? m_session.variables()->name : m_session.templateName();
    m_prompts.askText(this,
        {tr("Save as template"), tr("&Name of the template (one of this name is replaced):"), name, tr("Save")},
        [this](const std::optional<QString> &answer) {
            if (answer && !answer->trimmed().isEmpty())
                Q_EMIT templateSaved(answer->trimmed());
        });
}

void MatchPage::askForTemplate(const QString &path)
{
    for (const TemplateOffer &offer : m_session.templates()) {
        if (offer.path != path)
            continue;
        const QStringList differences = match::describe(offer.difference);
        if (differences.isEmpty()) {
            Q_EMIT templateChosen(path);
            return;
        }
        m_prompts.confirm(this,
            {tr("Use a template"), tr("This sheet differs from those of “%1”.").arg(offer.made.name),
                differences.join(u'\n'), tr("Use the template")},
            [this, path](bool yes) {
                if (yes)
                    Q_EMIT templateChosen(path);
            });
        return;
    }
}

} // namespace callsheet::ui
