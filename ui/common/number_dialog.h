#pragma once

#include "ui/common/prompts.h"

#include <QDialog>

class QLineEdit;

namespace callsheet::ui {

//! Wants a number typed before its button can be pressed, and takes a note.
class NumberDialog final : public QDialog {
    Q_OBJECT
public:
    explicit NumberDialog(const TypedNumber &question, QWidget *parent = nullptr);
    QString note() const;

private:
    QLineEdit *m_note = nullptr;
};

} // namespace callsheet::ui
