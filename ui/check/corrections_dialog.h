#pragma once

#include "core/check/corrections.h"

#include <QDialog>

namespace callsheet::ui {

//! What a corrected file would change, before it is taken over.
class CorrectionsDialog final : public QDialog {
    Q_OBJECT
public:
    CorrectionsDialog(const QString &fileName, const check::Corrections &corrections, const sheet::Table &table,
        QWidget *parent = nullptr);
};

} // namespace callsheet::ui
