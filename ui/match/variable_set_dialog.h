#pragma once

#include "core/match/carry_mapping.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace callsheet::ui {

//! Edits a variable set: its variables on the left, what the chosen one asks for on the right. Cannot be accepted while
//! the service would refuse it.
class VariableSetDialog final : public QDialog {
    Q_OBJECT
public:
    //! `otherNames` are those of kept sets whose place this one must not take.
    VariableSetDialog(const match::VariableSet &set, const QStringList &otherNames, QWidget *parent = nullptr);

    const match::VariableSet &variableSet() const { return m_set; }
    //! The variables of the set that was opened which have another key now.
    match::RenamedKeys renamedKeys() const;

private:
    QWidget *makeList();
    QWidget *makeForm();
    void add();
    void remove();
    void move(int by);
    void showVariables(int current);
    void showVariable();
    void takeKey();
    void takeVariable();
    void showFault();

    match::VariableSet m_set;
    QStringList m_otherNames;
    QStringList m_keysBefore; // one a variable; empty: it is new
    bool m_showing = false; // what changes in the form is not the person's doing
    QLineEdit *m_name = nullptr;
    QLineEdit *m_openingLine = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_up = nullptr;
    QPushButton *m_down = nullptr;
    QLineEdit *m_key = nullptr;
    QLineEdit *m_label = nullptr;
    QLineEdit *m_description = nullptr;
    QCheckBox *m_required = nullptr;
    QComboBox *m_type = nullptr;
    QLineEdit *m_aliases = nullptr;
    QPlainTextEdit *m_allowed = nullptr;
    QLineEdit *m_pattern = nullptr;
    QSpinBox *m_longest = nullptr;
    QLineEdit *m_fallback = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace callsheet::ui
