#pragma once

#include "ui/check/row_filter.h"
#include "ui/common/page.h"

#include <QList>
#include <QTimer>

#include <functional>
#include <stop_token>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace callsheet::ui {

class BusyLine;
class CellDelegate;
class CheckModel;
class ProblemPanel;
class Prompts;
class Session;

//! Step 3: every row with its state, its problem in words, and its values as they will be sent.
class CheckPage final : public Page {
    Q_OBJECT
public:
    CheckPage(Session &session, Prompts &prompts, QWidget *parent = nullptr);
    ~CheckPage() override { m_stopFinding.request_stop(); }

    QString title() const override;
    QString subtitle() const override;
    void activatePrimary() override;
    void followReason() override;
    QWidget *firstControl() const override;

    void showGroup(RowGroup group);
    void goToProblem(bool backwards);
    // check_page_actions.cpp
    void toggleSkipped();
    void toggleSendAnyway();
    void callThisRow();
    void compareDuplicates();
    void editCurrent();
    void fixAll();
    void findAndReplace();
    void findNext(const QString &text);
    void spotCheck();
    void chooseDoNotCall();
    //! The rows in view, or those with problems while all are in view.
    void exportProblems();
    //! "Row 212 of 12,480"
    QString position() const;

Q_SIGNALS:
    void checkRequested();
    void stopRequested();
    void continueRequested();
    void matchRequested();
    void countryRequested();
    void positionChanged();
    void searched(bool found);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeSummary();
    QWidget *makeRows();
    QWidget *makeRowActions();
    void showReport();
    void showFirstRows();
    void setWidths();
    void fitWidths();
    void keepPlace();
    void returnToPlace();
    void showChecking();
    void showEdited();
    void showSkipped();
    void showGroups();
    void chooseGroup();
    void applyFilter();
    std::vector<sheet::RowIndex> rowsInView() const;
    void showRowActions();
    bool isChoosing() const;
    void showFix();
    void showCounts();
    void showFooter();
    std::vector<sheet::RowIndex> selectedRows() const;
    bool isSelected(const std::function<bool(sheet::RowIndex)> &wanted) const;
    bool canCallCurrent() const;
    bool canBeSkipped(sheet::RowIndex row) const;
    bool canBeSentAnyway(sheet::RowIndex row) const;

    Session &m_session;
    Prompts &m_prompts;
    RowFilter m_filter;
    struct Place {
        sheet::RowIndex row = 0; // the current one
        int linesAbove = 0; // it, in view
    };
    std::optional<Place> m_place; // where the person looked last
    bool m_hasChoices = false; // there are rows of one number that differ
    std::stop_source m_stopFinding;
    bool m_hasOwnWidths = false; // a person has moved a border
    bool m_isFitting = false;
    bool m_filterAgain = false; // a whole group is being changed
    QStackedWidget *m_stack = nullptr; // not checked | report
    QLabel *m_emptyHeading = nullptr;
    QLabel *m_emptyText = nullptr;
    QWidget *m_summary = nullptr;
    QButtonGroup *m_filters = nullptr;
    ProblemPanel *m_groups = nullptr;
    QPushButton *m_skip = nullptr;
    QPushButton *m_sendAnyway = nullptr;
    QPushButton *m_compare = nullptr;
    QPushButton *m_spotCheck = nullptr;
    QCheckBox *m_asInSheet = nullptr;
    QStackedWidget *m_rows = nullptr; // table | nothing passes the filter
    QLabel *m_nothing = nullptr;
    QTableView *m_view = nullptr;
    CheckModel *m_model = nullptr;
    CellDelegate *m_cells = nullptr;
    BusyLine *m_busy = nullptr;
    QTimer m_counting; // while a check goes on
};

} // namespace callsheet::ui
