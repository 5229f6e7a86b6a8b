#pragma once

#include "ui/check/row_filter.h"
#include "ui/common/page.h"

#include <QList>

class QButtonGroup;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace callsheet::ui {

class BusyLine;
class CheckModel;
class Prompts;
class Session;

//! Step 3: every row with its state, its problem in words, and its values as they will be sent.
class CheckPage final : public Page {
    Q_OBJECT
public:
    CheckPage(const Session &session, Prompts &prompts, QWidget *parent = nullptr);

    QString title() const override;
    QString subtitle() const override;
    void activatePrimary() override;
    void followReason() override;
    QWidget *firstControl() const override;

    void showGroup(RowGroup group);
    void goToProblem(bool backwards);
    void toggleSkipped();
    void exportProblems();
    //! "Row 212 of 12,480"
    QString position() const;

Q_SIGNALS:
    void checkRequested();
    void stopRequested();
    void skipRequested(const std::vector<callsheet::sheet::RowIndex> &rows, bool skip);
    void exportRequested(const QString &path);
    void continueRequested();
    void matchRequested();
    void positionChanged();

private:
    QWidget *makeSummary();
    QWidget *makeGroups();
    QWidget *makeRows();
    void showReport();
    void showChecking();
    void showSkipped();
    void applyFilter();
    void showCounts();
    void showFooter();
    std::vector<sheet::RowIndex> selectedRows() const;

    const Session &m_session;
    Prompts &m_prompts;
    RowFilter m_filter;
    QStackedWidget *m_stack = nullptr; // not checked | report
    QLabel *m_emptyHeading = nullptr;
    QLabel *m_emptyText = nullptr;
    QWidget *m_summary = nullptr;
    QButtonGroup *m_filters = nullptr;
    QListWidget *m_groups = nullptr;
    QLabel *m_advice = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_skip = nullptr;
    QStackedWidget *m_rows = nullptr; // table | nothing passes the filter
    QLabel *m_nothing = nullptr;
    QTableView *m_view = nullptr;
    CheckModel *m_model = nullptr;
    BusyLine *m_busy = nullptr;
};

} // namespace callsheet::ui
