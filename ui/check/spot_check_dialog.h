#pragma once

#include "core/check/check_rows.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace callsheet::ui {

class Session;

//! Twenty rows by chance, each beside the exact record that will be sent, to be looked at one by one.
class SpotCheckDialog final : public QDialog {
    Q_OBJECT
public:
    SpotCheckDialog(Session &session, QWidget *parent = nullptr);

private:
    void showSample(int sample);
    void showRow(int place);
    void showCount();

    Session &m_session;
    check::CheckInput m_input;
    std::shared_ptr<const check::Report> m_report;
    std::vector<sheet::RowIndex> m_rowsToSend;
    std::vector<sheet::RowIndex> m_rows; // of the sample
    int m_sample = 0;
    QLabel *m_heading = nullptr;
    QListWidget *m_list = nullptr;
    QPlainTextEdit *m_record = nullptr;
    QLabel *m_count = nullptr;
};

} // namespace callsheet::ui
