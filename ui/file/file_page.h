#pragma once

#include "core/sheet/open_sheet.h"
#include "ui/common/page.h"

class QComboBox;
class QLabel;
class QTableView;

namespace callsheet::ui {

class BusyLine;
class Prompts;
class ReadingChoices;
class Session;
class SheetModel;
class SheetQuestions;

//! Step 1: how the file is read, each choice with its reason, above the sheet as it is read. While a large file is
//! still read, its first rows are there already.
class FilePage final : public Page {
    Q_OBJECT
public:
    FilePage(const Session &session, Prompts &prompts, QWidget *parent = nullptr);

    QString title() const override;
    QString subtitle() const override;
    void activatePrimary() override;
    void followReason() override;
    QWidget *firstControl() const override;

Q_SIGNALS:
    void optionsChanged(const callsheet::sheet::ReadingOptions &options);
    void stopRequested();
    void continueRequested();

private:
    void makeWidgets();
    void takeAnswer(const sheet::ReadingOptions &options);
    void goToNextQuestion();
    void showSheet();
    void showTable(const sheet::Document &document);
    void showReading();
    void showFooter();
    void showFacts();
    void showGroups();
    void showRemark();
    void fitColumns();
    bool looksBeyond(const sheet::Document &beginning) const;

    const Session &m_session;
    Prompts &m_prompts;
    ReadingChoices *m_choices = nullptr;
    SheetQuestions *m_questions = nullptr;
    QTableView *m_view = nullptr;
    SheetModel *m_model = nullptr;
    QString m_path; // of the file in the view
    bool m_answered = false; // and the sheet is read anew for it
    QLabel *m_remark = nullptr;
    QLabel *m_facts = nullptr;
    BusyLine *m_busy = nullptr;
    QComboBox *m_group = nullptr;
};

} // namespace callsheet::ui
