#pragma once

#include "ui/session/guards.h"

#include <QFrame>

class QLabel;
class QRadioButton;

namespace callsheet::ui {

//! Some people may have been called already: says who, and asks whether they are left out. Hidden while there is
//! nothing to ask.
class GuardBox final : public QFrame {
    Q_OBJECT
public:
    explicit GuardBox(const QString &objectName, QWidget *parent = nullptr);

    void showQuestion(const std::optional<GuardQuestion> &question, bool isPractice);

Q_SIGNALS:
    void answered(bool leaveOut);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTone();

    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QRadioButton *m_leaveOut = nullptr;
    QRadioButton *m_callAgain = nullptr;
};

} // namespace callsheet::ui
