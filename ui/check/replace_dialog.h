#pragma once

#include "ui/session/session.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace callsheet::ui {

//! Finds a text in the values of a variable, row by row, or replaces it everywhere after a look at what would change.
class ReplaceDialog final : public QDialog {
    Q_OBJECT
public:
    ReplaceDialog(Session &session, QWidget *parent = nullptr);
    ~ReplaceDialog() override { m_stop.request_stop(); }

    //! Says so where the text of the last findRequested() is in no row.
    void showFound(bool found);

Q_SIGNALS:
    void findRequested(const QString &text);

private:
    void preview();

    Session &m_session;
    int m_generation = 0;
    std::stop_source m_stop; // of the look at what would change
    std::optional<TriedRepair> m_tried;
    QLineEdit *m_find = nullptr;
    QLineEdit *m_text = nullptr;
    QComboBox *m_variable = nullptr;
    QLabel *m_summary = nullptr;
    QTableWidget *m_changes = nullptr;
    QPushButton *m_replace = nullptr;
    QPushButton *m_next = nullptr;
    check::RepairStep step() const;
};

} // namespace callsheet::ui
