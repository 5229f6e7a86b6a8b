#pragma once

#include "ui/session/session.h"

#include <QDialog>

#include <functional>
#include <optional>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QTableWidget;

namespace callsheet::ui {

//! One way to treat a whole group: mend its cells, leave its rows out, or send them all the same.
struct Fix {
    QString text;
    std::optional<check::RepairStep> step; // nothing: a mark for every row
    check::RowMark mark = check::RowMark::Skip;
    QString remark; // of a mark: what it comes to
    bool asksForText = false; // the step's text is the person's
};

//! Shows what a bulk fix would change before it is done; it is undone in one step, so nobody is asked twice.
class FixDialog final : public QDialog {
    Q_OBJECT
public:
    using Try = std::function<void(const check::RepairStep &step, const std::stop_token &stop,
        std::function<void(const TriedRepair &tried)> answer)>;

    FixDialog(const QString &title, std::vector<Fix> fixes, const check::CheckInput &input, Try tryIt,
        QWidget *parent = nullptr);
    ~FixDialog() override { m_stop.request_stop(); }

    //! What was chosen, with the person's text in it.
    Fix fix() const;
    const std::optional<TriedRepair> &tried() const { return m_tried; }
    //! Looks again: the rows have changed, or the choice.
    void preview();

private:
    void showEffect(const check::RepairEffect &effect);

    std::vector<Fix> m_fixes;
    check::CheckInput m_input;
    Try m_try;
    int m_generation = 0;
    std::stop_source m_stop; // of the look at what would change
    std::optional<TriedRepair> m_tried;
    QComboBox *m_choice = nullptr;
    QLabel *m_textLabel = nullptr;
    QLineEdit *m_text = nullptr;
    QLabel *m_summary = nullptr;
    QTableWidget *m_changes = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
};

//! A sentence about rows that could be sent before and not after it, in front of which a blank stands; else empty.
QString warningOf(const check::RepairEffect &effect);

//! The first changes as a table: cell, before, after.
void showChanges(const std::vector<check::CellChange> &changes, const sheet::Table &table, QTableWidget &view);
QTableWidget *makeChangeTable(const QString &objectName, QWidget *parent);

} // namespace callsheet::ui
