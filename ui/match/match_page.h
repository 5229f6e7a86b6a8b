#pragma once

#include "core/check/check_rows.h"
#include "core/match/carry_mapping.h"
#include "core/match/mapping.h"
#include "ui/common/page.h"

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace callsheet::ui {

class MatchModel;
class SentencePanel;
class Prompts;
class Session;

//! Step 2: for every variable of the agent, the column its values come from.
class MatchPage final : public Page {
    Q_OBJECT
public:
    MatchPage(const Session &session, Prompts &prompts, QWidget *parent = nullptr);

    QString title() const override;
    QString subtitle() const override;
    void activatePrimary() override;
    void followReason() override;
    void chooseCountry(); // puts the keyboard on the list of countries
    QWidget *firstControl() const override;

Q_SIGNALS:
    void variableSetChosen(const QString &path);
    void learnRequested();
    void variableSetSaveRequested(const QString &path);
    void assignmentChanged(int variable, const callsheet::match::Assignment &assignment);
    void mappingChosen(const QString &path);
    void mappingSaveRequested(const QString &path);
    void variableSetKept(
        const callsheet::match::VariableSet &set, bool inPlace, const callsheet::match::RenamedKeys &renamed);
    void keptSetRemoved();
    void openingLineChanged(const QString &line);
    void templateSaved(const QString &name);
    void templateChosen(const QString &path);
    void templateRemoved(const QString &path);
    void settingsChanged(const callsheet::check::CheckSettings &settings);
    void checkRequested();
    void fileRequested(); // something about the sheet has to be decided first

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeEmptyState();
    QWidget *makeTable();
    QWidget *makeSettings();
    QWidget *makeOffer();
    // What is kept: sets and templates (match_page_sets.cpp)
    void fillSetMenu();
    void editSet(const match::VariableSet &set, bool inPlace);
    void fillTemplateMenu();
    void askForTemplateName();
    void askForTemplate(const QString &path);
    void showTemplates();
    void editCleanUps(int variable);
    void askForSet();
    void askForFixedValue(int variable);
    void showVariables();
    void showMapping();
    void showSettings();
    void showFooter();

    const Session &m_session;
    Prompts &m_prompts;
    QPushButton *m_setButton = nullptr;
    QMenu *m_setMenu = nullptr;
    QPushButton *m_mappingButton = nullptr;
    QComboBox *m_country = nullptr;
    QComboBox *m_writing = nullptr;
    QStackedWidget *m_stack = nullptr;
    QPushButton *m_openSet = nullptr;
    QPushButton *m_learn = nullptr;
    QTableView *m_view = nullptr;
    MatchModel *m_model = nullptr;
    QPushButton *m_useAll = nullptr;
    QLabel *m_notUsed = nullptr;
    QLabel *m_warnings = nullptr;
    QPushButton *m_templateButton = nullptr;
    QMenu *m_templateMenu = nullptr;
    QWidget *m_offer = nullptr; // "this sheet looks like …"
    QLabel *m_offerText = nullptr;
    QPushButton *m_cleanUps = nullptr;
    SentencePanel *m_sentences = nullptr;
};

} // namespace callsheet::ui
