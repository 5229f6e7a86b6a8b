#pragma once

#include "core/connection/journal_keys.h"
#include "core/runs/retention.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;

namespace callsheet::ui {

//! What a person wants changed about what is kept of people.
struct LocalDataChoice {
    runs::Retention retention;
    std::optional<connection::KeyPlace> place; // nothing: as it is
};

//! How long people's numbers and names are kept on this computer, and where the key to them is.
class LocalDataDialog final : public QDialog {
    Q_OBJECT
public:
    LocalDataDialog(const runs::Retention &retention, const connection::KeptKeys &keys, const QString &why,
        QWidget *parent = nullptr);

    LocalDataChoice choice() const;

Q_SIGNALS:
    void deleteAllRequested();

private:
    void showPlace();

    connection::KeptKeys m_keys;
    QSpinBox *m_days = nullptr;
    QComboBox *m_place = nullptr;
    QCheckBox *m_newKey = nullptr; // where the key cannot be reached
    QLabel *m_consequence = nullptr;
};

} // namespace callsheet::ui
