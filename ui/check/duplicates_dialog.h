#pragma once

#include "core/check/duplicates.h"

#include <QDialog>

#include <optional>

class QLabel;
class QPushButton;
class QTableWidget;

namespace callsheet::ui {

class Session;

//! The rows of one phone number side by side, as they would be sent, with what differs marked: the person says which
//! one is called. Goes from number to number.
class DuplicatesDialog final : public QDialog {
    Q_OBJECT
public:
    //! Begins with the number of `row`, or with the first one.
    DuplicatesDialog(Session &session, std::optional<sheet::RowIndex> row, QWidget *parent = nullptr);

private:
    void findNumbers();
    void showNumber(std::size_t place);
    void fillTable(const check::SameNumber &number);
    void callChosen();

    Session &m_session;
    std::vector<check::SameNumber> m_numbers;
    std::size_t m_place = 0;
    QLabel *m_heading = nullptr;
    QTableWidget *m_rows = nullptr; // a column for each row of the sheet
    QPushButton *m_call = nullptr;
    QPushButton *m_previous = nullptr;
    QPushButton *m_next = nullptr;
};

} // namespace callsheet::ui
