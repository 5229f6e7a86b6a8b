#pragma once

#include "core/base/result.h"
#include "core/runs/records.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace callsheet::ui {

//! What was sent of one chunk and what came back, as a text without anybody's data that can be copied. Not modal: a
//! run that is being sent can be paused beside it.
class TriesDialog final : public QDialog {
    Q_OBJECT
public:
    TriesDialog(const runs::ChunkRecord &chunk, QWidget *parent);

    runs::ChunkId chunk() const { return m_chunk; }
    void showText(const base::Result<QString> &text);

private:
    void copy();

    runs::ChunkId m_chunk = 0;
    QPlainTextEdit *m_text = nullptr;
    QLabel *m_said = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace callsheet::ui
