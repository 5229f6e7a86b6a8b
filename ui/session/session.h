#pragma once

#include "core/check/check_rows.h"
#include "core/check/corrections.h"
#include "core/check/country_hint.h"
#include "core/check/damage.h"
#include "core/check/edit_history.h"
#include "core/check/repair.h"
#include "core/match/carry_mapping.h"
#include "core/match/mapping.h"
#include "core/match/template.h"
#include "core/runs/preparation.h"
#include "core/sheet/open_sheet.h"
#include "ui/common/step.h"
#include "ui/session/do_not_call.h"
#include "ui/session/drafts.h"
#include "ui/session/remembered.h"
#include "ui/session/sheet_reading.h"

#include <QFuture>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace callsheet::ui {

//! A kept template, and how it fits the sheet that is open.
struct TemplateOffer {
    QString path;
    match::Template made;
    match::TemplateDifference difference;
    match::Mapping mapping; // for this sheet
};

//! The rows as they are, their report, and what they are made of.
struct RowsNow {
    check::CheckInput input;
    std::shared_ptr<const sheet::Table> source;
    std::shared_ptr<const check::Report> report; // null: not checked as things stand
};

//! What an edit has made of the rows; nothing of it is to be seen before it is taken.
struct EditedRows {
    check::Edits edits;
    int rows = 0; // that it speaks of
    std::shared_ptr<const check::Report> report = nullptr; // null: they are not checked yet
};

//! A change of the edits, made when its turn comes. Of many rows it is made in the background: it holds values alone.
using Change = std::function<EditedRows(const RowsNow &)>;
//! What a change that is taken does to the history: a new step, or a way back.
using HistoryStep = std::function<void(check::EditHistory &, const EditedRows &)>;

//! What a bulk fix would come to; nothing is done with it once the rows have changed.
struct TriedRepair {
    check::RepairEffect effect;
    int generation = 0; // of the rows that it was tried on
};

//! The campaign that is being prepared: file, variables, mapping, report. Reads and checks in the background; a newer
//! request makes the result of an older one worthless, and it is dropped.
class Session final : public QObject {
    Q_OBJECT
public:
    explicit Session(const base::Profile &profile, SheetReaders readers = {}, QObject *parent = nullptr);
    ~Session() override;

    Remembered &remembered() { return m_remembered; }
    const Memory &memory() const { return m_remembered.memory(); }

    // File
    const std::optional<sheet::Document> &document() const { return m_document; }
    bool isReading() const { return m_reading.isRunning(); }
    const base::Progress *readingProgress() const { return m_reading.progress(); }
    QString readingPath() const { return m_reading.path(); }
    //! The first rows of what is being read, or null. They are for the eye alone: nothing is checked or sent from them.
    const sheet::Document *beginning() const { return m_reading.beginning() ? &*m_reading.beginning() : nullptr; }
    //! What there is to look at: the beginning, or the document, or null.
    const sheet::Document *shown() const { return beginning() ? beginning() : m_document ? &*m_document : nullptr; }
    //! The options under way, or those of the document.
    sheet::ReadingOptions chosenOptions() const;
    void openFile(const QString &path);
    //! What is shown, with other options.
    void readAgain(const sheet::ReadingOptions &options);
    void stopReading();
    //! What the sheet asks and nobody has answered yet, as one sentence.
    std::optional<QString> openQuestion() const;

    //! Closes it with everything that was done to it; what was sent stays in the journal.
    void closeFile();

    // Unfinished work of an earlier start (session_draft.cpp)
    void lookForLatestDraft(); // draftFound(), if there is one
    void continueDraft(); // the one that was found last
    void discardDraft();
    void forgetSentWork(); // the run is in the journal

    // Match
    const std::optional<match::VariableSet> &variables() const { return m_variables; }
    const match::Mapping &mapping() const { return m_mapping; }
    const check::CheckSettings &settings() const { return m_settings; }
    void openVariableSet(const QString &path);
    void setVariables(const match::VariableSet &variables);
    void learnVariables();
    void saveVariables(const QString &path);
    void assign(int variable, const match::Assignment &assignment);
    void loadMapping(const QString &path);
    void saveMapping(const QString &path);
    void setSettings(const check::CheckSettings &settings);

    // Variable sets and templates that the program keeps (session_match.cpp)
    QString setsFolder() const;
    QString templatesFolder() const;
    QString keptSetPath() const; // of the set in use; empty: it is not kept
    enum class KeepAs { InPlace, Another };
    //! Keeps the set and uses it; what was decided about variables that are still there stays.
    void keepVariables(const match::VariableSet &set, KeepAs as, const match::RenamedKeys &renamed = {});
    void removeKeptSet();
    void setOpeningLine(const QString &line);
    void saveTemplate(const QString &name);
    void removeTemplate(const QString &path);
    const QList<TemplateOffer> &templates() const { return m_offers; } // best first
    const TemplateOffer *bestTemplate() const; // that is worth a suggestion and not in use; or null
    void useTemplate(const TemplateOffer &offer);
    const QString &templateName() const { return m_templateName; } // of the one in use

    std::optional<QString> whatIsMissing() const; // why the check cannot start
    int openAssignments() const; // variables that wait for the person

    // Check
    bool isChecking() const { return m_checking != nullptr; }
    const check::CheckProgress *checkingProgress() const { return m_checking.get(); }
    //! The first rows, judged while all are being checked, or null. For the eye alone.
    const std::shared_ptr<const check::Report> &firstRows() const { return m_firstRows; }
    const std::shared_ptr<const check::Report> &report() const { return m_report; } // null: not checked as things stand
    check::CheckInput checkInput() const;
    void check();
    //! Stops an edit of many rows as well; then nothing of it is done, nor the check that waits for it.
    void stopChecking();
    qint64 rowsToSend() const;
    //! What was done to the sheet so far, for the receipt.
    runs::Preparation preparation() const;

    // Edits of what was checked. They and the report change together: there is no moment in which rows are shown or
    // sent that were not checked as they are. What a person asked for is never dropped: an edit outlives the report
    // that it was made on, and whatever reads or replaces edits or report waits for the edit that is under way:
    // afterEdit(). (session_editing.cpp, session_corrections.cpp)
    const check::EditHistory &edits() const { return m_edits; }
    //! An edit of many rows is still being checked; until then nothing of it is to be seen, and nobody is sent.
    bool isEditing() const { return m_editing; }
    //! A new text for the cell that the variable's value of this row comes from.
    void editValue(sheet::RowIndex row, int variable, const QString &text);
    void setMark(const std::vector<sheet::RowIndex> &rows, check::RowMark mark, bool on);
    void undo();
    void redo();
    const std::vector<sheet::RowIndex> &skipped() const { return m_skipped; } // sorted; of the rows that would be sent
    void setSkipped(std::vector<sheet::RowIndex> rows, bool skip);
    //! What a bulk fix would come to. The answer comes later, and not at all when the rows have changed meanwhile or it
    //! was stopped.
    void tryRepair(
        const check::RepairStep &step, const std::stop_token &stop, std::function<void(const TriedRepair &)> answer);
    void repair(const check::RepairStep &step, const TriedRepair &tried);
    //! The bulk fixes that the template in use keeps and that were not done to this sheet yet. (session_recipe.cpp)
    std::vector<check::RepairStep> recipeSteps() const { return check::stepsLeft(recipeInUse(), m_edits.repairs()); }
    //! What steps of the recipe would come to. The answer comes later, and not at all when the rows have changed
    //! meanwhile or it was stopped.
    void tryRecipe(const std::vector<check::RepairStep> &steps, const std::stop_token &stop,
        std::function<void(const check::Replay &)> answer);
    //! What was tried is done, as one step back; until it is taken back, steps of the recipe that were not tried are no
    //! longer part of it.
    void applyRecipe(const check::Replay &replay);
    //! Columns that were damaged as a whole; found after the check, in the background.
    const std::vector<check::DamageGroup> &damage() const { return m_damage; }
    //! That the default country is what makes numbers fail; found after the check, in the background.
    const std::optional<check::CountryHint> &countryHint() const { return m_countryHint; }
    //! Looks whether the file holds rows of this sheet, corrected: correctionsFound(), noCorrections() or failed().
    void readCorrected(const QString &path);
    //! Cell by cell: what was done to other cells since they were read stays.
    void takeCorrections(const check::Corrections &corrections);
    //! Whether the person has looked at the row exactly as it would be sent now.
    bool isLookedAt(sheet::RowIndex row) const { return m_lookedAt.count(row) > 0; }
    void setLookedAt(sheet::RowIndex row, bool on);
    //! How many of the rows that will be sent the person has looked at: for the page and for the receipt.
    int spotCheckedCount() const;
    //! Reads a list of numbers not to call and checks again.
    void openDoNotCall(const QString &path);
    void removeDoNotCall();
    const DoNotCall &doNotCall() const { return m_doNotCall; }
    //! The document's table as the file holds it.
    std::shared_ptr<const sheet::Table> source() const { return m_document ? m_document->table : nullptr; }
    //! Numbers that earlier runs have queued: their rows get a finding that says so, and nothing else changes.
    void setAlreadyQueued(const check::QueuedNumbers &numbers);
    //! Moves whenever other rows, or other people, might be sent.
    int rowsVersion() const { return m_rowsVersion; }
    void exportProblems(const QString &path);
    void exportRows(const std::vector<sheet::RowIndex> &rows, const QString &path);

Q_SIGNALS:
    void readingChanged(); // begun or ended
    void beginningRead();
    void readingStopped(const QString &text); // on the person's word
    void documentChanged();
    void variablesChanged();
    void mappingChanged();
    void settingsChanged();
    void templatesChanged();
    void openingLineChanged();
    void checkingChanged();
    void firstRowsChecked();
    void doNotCallChanged();
    void reportChanged();
    void skippedChanged();
    //! The report and the edits as they are now, in place of earlier ones of the same rows.
    void edited();
    void editingChanged();
    void damageChanged();
    void countryHintChanged();
    void lookedAtChanged();
    //! The template's bulk fixes would change rows, or there are kinds of problem that it does not know.
    void recipeTried(const callsheet::check::Replay &replay);
    void correctionsFound(const QString &path, const callsheet::check::Corrections &corrections);
    void noCorrections(const QString &path); // it is another sheet
    void draftFound(const callsheet::check::Draft &draft);
    void draftTaken();
    void failed(callsheet::ui::Step step, const callsheet::base::Error &error);
    void done(callsheet::ui::Step step, const QString &text);

private:
    void awaitRead(const base::Result<sheet::Document> &read);
    void takeRead(const base::Result<sheet::Document> &read);
    QString stoppedText() const;
    void setDocument(const sheet::Document &document);
    void suggest(const match::EarlierMapping &before, const match::RenamedKeys &renamed = {});
    match::EarlierMapping mappingSoFar() const;
    void forgetReport();
    void changeVariables(const match::VariableSet &set, const match::RenamedKeys &renamed);
    void lookForTemplates();
    void takeTemplate(const TemplateOffer &offer);
    void keepAsTemplate(const QString &name);
    void setRecipe(const check::Recipe &recipe);
    void offerRecipe();
    check::Recipe recipeInUse() const; // without what the person left out of it
    QString recordOf(const check::RepairStep &step, std::optional<std::size_t> rows) const;
    //! At once, or when the edit that is under way has ended.
    void afterEdit(std::function<void()> next);
    //! `rows`: how many it may speak of, by which it is made at once or in the background.
    void edit(std::size_t rows, const Change &change, const HistoryStep &step);
    void editNow(std::size_t rows, const Change &change, const HistoryStep &step);
    void editLater(const RowsNow &now, const Change &change, const HistoryStep &step);
    void finishEdit(const EditedRows &edited, const HistoryStep &step);
    void endEdit();
    void refuseOld();
    void lookForCorrections(const QString &path);
    void writeProblems(const QString &path);
    void writeChosen(const std::vector<sheet::RowIndex> &rows, const QString &path);
    //! What only all rows together tell: damaged columns, and a default country that does not fit.
    void lookAtTheWhole();
    void setCountryHint(const std::optional<check::CountryHint> &hint);
    //! The look takes a processor for seconds: it waits while a person waits for something else.
    void holdLook();
    void releaseLook();
    void forgetChangedLooks();
    void takeDoNotCall();
    void sayWhoIsNotCalled();
    void takeChecked(const base::Result<std::shared_ptr<const check::Report>> &checked, int generation, int edits);
    void takeReport(std::shared_ptr<const check::Report> report);
    void findSkipped();
    void findQueued(const check::QueuedNumbers &before);
    void takeQueued(
        const std::shared_ptr<const check::Report> &checked, int generation, const check::QueuedNumbers &before);
    void carryEdits(const sheet::Document &before);
    void watchWork();
    void keepDraft();
    void lookForDraft();
    void takeDraft(const check::Draft &draft);

    base::Profile m_profile;
    Remembered m_remembered;

    Drafts m_drafts;
    QTimer m_keepSoon;
    QString m_sourceHash; // of the document; empty: not known yet
    std::optional<check::Draft> m_offeredDraft;
    std::optional<check::Draft> m_awaitedDraft; // taken up as soon as its sheet is read
    std::optional<check::Edits> m_workIsSent; // these are in the journal

    SheetReading m_reading;
    std::optional<sheet::Document> m_document;

    std::optional<match::VariableSet> m_variables;
    QString m_variablesPath; // the file it came from; empty: from none
    QList<TemplateOffer> m_offers;
    QString m_templateName;
    std::optional<QString> m_pendingTemplate; // path of one that is used as soon as the sheet is read its way
    check::Recipe m_recipe; // of the template in use, or empty
    std::optional<check::Recipe> m_chosenRecipe; // holds while it is done
    bool m_recipeIsOffered = false; // once is enough
    std::stop_source m_stopOffering;
    match::Mapping m_mapping;
    QStringList m_mappedHeader; // the header that m_mapping speaks of
    check::CheckSettings m_settings;

    std::shared_ptr<check::CheckProgress> m_checking;
    std::shared_ptr<const check::Report> m_firstRows;
    std::stop_source m_stopChecking;
    int m_checkingGeneration = 0;
    std::shared_ptr<const check::Report> m_report;

    check::EditHistory m_edits;
    std::shared_ptr<const sheet::Table> m_editedTable; // the document's, with the edits in it
    bool m_editing = false;
    std::stop_source m_stopEditing;
    std::deque<std::function<void()>> m_afterEdit; // what waits for it, in the order of its coming
    int m_editGeneration = 0; // moves with every report and every edit
    std::vector<check::DamageGroup> m_damage;
    std::stop_source m_stopLooking; // at the whole
    int m_lookHolds = 0;
    int m_lookedGeneration = -1; // the edit generation that m_damage and m_countryHint speak of
    std::optional<check::CountryHint> m_countryHint;
    std::map<sheet::RowIndex, std::string> m_lookedAt; // with the record that was looked at
    std::vector<sheet::RowIndex> m_skipped;
    DoNotCall m_doNotCall;
    bool m_checkWanted = false; // as soon as the list of numbers not to call is read
    check::QueuedNumbers m_alreadyQueued;
    int m_rowsVersion = 0;
};

} // namespace callsheet::ui
