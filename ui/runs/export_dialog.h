#pragma once

#include "core/send/export_people.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QPushButton;
class QRadioButton;

namespace callsheet::ui {

//! Which groups of a run go into a file, of what kind, and whether with whole phone numbers.
class ExportDialog final : public QDialog {
    Q_OBJECT
public:
    ExportDialog(const runs::RunDetails &run, QWidget *parent = nullptr);

    send::PeopleChoice choice() const;
    QString suffix() const; // "xlsx" or "csv"

private:
    QCheckBox *addGroup(const QString &objectName, const QString &name, qint64 count);
    void showWhetherAny();

    QCheckBox *m_queued = nullptr;
    QCheckBox *m_refused = nullptr;
    QCheckBox *m_unknown = nullptr;
    QCheckBox *m_notSent = nullptr;
    QCheckBox *m_leftOut = nullptr;
    QRadioButton *m_masked = nullptr;
    QComboBox *m_format = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace callsheet::ui
