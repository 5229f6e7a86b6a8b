#pragma once

#include "core/check/sentence.h"

#include <QWidget>

#include <stop_token>

class QLabel;
class QLineEdit;
class QPushButton;

namespace callsheet::ui {

class Session;

//! What the agent will say to the person of a row: its opening line with the row's values, and what would sound wrong.
class SentencePanel final : public QWidget {
    Q_OBJECT
public:
    SentencePanel(const Session &session, QWidget *parent = nullptr);
    ~SentencePanel() override;

    //! The session's rows, mapping or opening line are other ones.
    void refresh();

Q_SIGNALS:
    void openingLineChanged(const QString &line);

private:
    void step(int by);
    void findOddest();
    void showSentence();

    const Session &m_session;
    sheet::RowIndex m_row = 0;
    std::vector<sheet::RowIndex> m_oddest; // empty: all rows one after the other
    int m_generation = 0;
    std::stop_source m_stop;
    QLineEdit *m_line = nullptr;
    QLabel *m_sentence = nullptr;
    QLabel *m_odd = nullptr;
    QLabel *m_place = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_findOddest = nullptr;
};

} // namespace callsheet::ui
