#pragma once

#include "core/check/repair.h"

#include <QDialog>

#include <optional>
#include <stop_token>

class QDialogButtonBox;
class QLabel;
class QTableWidget;

namespace callsheet::ui {

class Session;

//! What the repairs that a template keeps would do to this sheet, one by one, before any is done.
class RecipeDialog final : public QDialog {
    Q_OBJECT
public:
    explicit RecipeDialog(Session &session, QWidget *parent = nullptr);
    ~RecipeDialog() override { m_stop.request_stop(); }

private:
    std::vector<check::RepairStep> chosen() const;
    void preview();
    void show(const check::Replay &replay);
    void showStep();
    void apply();

    Session &m_session;
    std::vector<check::RepairStep> m_steps; // a line each
    std::optional<check::Replay> m_replay; // of the chosen ones
    int m_generation = 0;
    std::stop_source m_stop; // of the look at what would change
    QTableWidget *m_list = nullptr;
    QTableWidget *m_changes = nullptr;
    QLabel *m_summary = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
};

} // namespace callsheet::ui
