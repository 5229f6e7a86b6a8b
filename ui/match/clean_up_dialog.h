#pragma once

#include "core/check/check_rows.h"
#include "core/check/report.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace callsheet::ui {

//! What is done to the values of one variable on their way from the sheet to the request, with the first values before
//! and after it.
class CleanUpDialog final : public QDialog {
    Q_OBJECT
public:
    CleanUpDialog(const check::CheckInput &input, int variable, QWidget *parent = nullptr);

    const match::Assignment &assignment() const { return m_assignment; }

private:
    QWidget *makeColumns();
    QWidget *makeSteps();
    QWidget *makeParameters();
    void addStep(match::CleanUpKind kind);
    void moveStep(int by);
    void showColumns();
    void showSteps(int current);
    void showParameters();
    void takeParameters();
    void showPreview();

    check::CheckInput m_input; // of this variable alone
    match::Assignment m_assignment;
    QListWidget *m_columns = nullptr;
    QComboBox *m_moreColumns = nullptr;
    QPushButton *m_removeColumn = nullptr;
    QListWidget *m_steps = nullptr;
    QPushButton *m_addStep = nullptr;
    QPushButton *m_removeStep = nullptr;
    QPushButton *m_stepUp = nullptr;
    QPushButton *m_stepDown = nullptr;
    QLabel *m_textLabel = nullptr;
    QLineEdit *m_text = nullptr;
    QLabel *m_withLabel = nullptr;
    QLineEdit *m_with = nullptr;
    QLabel *m_valuesLabel = nullptr;
    QPlainTextEdit *m_values = nullptr;
    QCheckBox *m_hasFallback = nullptr;
    QLineEdit *m_fallback = nullptr;
    QLabel *m_summary = nullptr;
    QTableWidget *m_preview = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace callsheet::ui
