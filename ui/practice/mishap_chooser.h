#pragma once

#include "ui/practice/mishap.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QRadioButton;

namespace callsheet::ui {

//! What shall go wrong on purpose, and for how long.
class MishapChooser final : public QWidget {
    Q_OBJECT
public:
    explicit MishapChooser(QWidget *parent = nullptr);

    void showRehearsal(const Rehearsal &rehearsal);

Q_SIGNALS:
    void chosen(const callsheet::ui::Rehearsal &rehearsal);

private:
    QRadioButton *addChoice(Mishap mishap);
    Rehearsal choice() const;

    QComboBox *m_howLong = nullptr;
    QHash<int, QRadioButton *> m_buttons; // by mishap
};

} // namespace callsheet::ui
