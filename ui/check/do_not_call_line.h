#pragma once

#include <QWidget>

class QLabel;

namespace callsheet::ui {

class Session;

//! Says which numbers are not called and from where, what of the list could not be read, and takes it away.
class DoNotCallLine final : public QWidget {
    Q_OBJECT
public:
    explicit DoNotCallLine(Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    void chooseRequested();

private:
    void showList();
    void showUnread();

    Session &m_session;
    QLabel *m_text = nullptr;
};

} // namespace callsheet::ui
