#pragma once

#include "core/check/damage.h"
#include "ui/check/row_filter.h"

#include <QWidget>

#include <variant>

class QLabel;
class QListWidget;
class QPushButton;

namespace callsheet::ui {

//! What one damaged column is told from another by.
struct DamageKey {
    check::DamageKind kind = check::DamageKind::LostZero;
    int variable = -1;
    std::optional<check::ProblemCode> where;

    bool operator==(const DamageKey &) const = default;
};
//! The group of that key, or null when it is gone.
const check::DamageGroup *findGroup(const std::vector<check::DamageGroup> &damage, const DamageKey &key);

//! The problems of a report, biggest first, then damaged columns and what is only worth knowing; with what helps.
class ProblemPanel final : public QWidget {
    Q_OBJECT
public:
    //! What is chosen: nothing, a kind of problem, or a damaged column. Known by what it is, since places change with
    //! every edit.
    using Choice = std::variant<std::monostate, check::ProblemCode, DamageKey>;

    explicit ProblemPanel(QWidget *parent = nullptr);

    //! Keeps the choice where the group is still there.
    void show(const std::vector<ProblemGroup> &groups, const std::vector<check::DamageGroup> &damage,
        const check::CheckInput &input);
    void clear();
    Choice choice() const;
    void choose(const Choice &choice);
    //! Instead of what is said of the chosen group, until another one is chosen.
    void showAdvice(const QString &text);
    void setFix(const QString &text, bool enabled);
    void setExport(const QString &text, bool enabled);

Q_SIGNALS:
    void choiceChanged();
    void fixRequested();
    void exportRequested();

private:
    void addItem(const Choice &choice, const QString &text, const QString &advice, const QIcon &picture);
    void showAdvice();

    QListWidget *m_list = nullptr;
    QLabel *m_advice = nullptr;
    QPushButton *m_fix = nullptr;
    QPushButton *m_export = nullptr;
    std::vector<Choice> m_choices; // one an item
    QStringList m_advices;
};

} // namespace callsheet::ui
