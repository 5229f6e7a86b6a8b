#pragma once

#include "ui/common/step.h"

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include <array>
#include <optional>

namespace callsheet::ui {

//! How a step stands: a picture, a word, a count.
struct StepMark {
    enum class Kind { None, Done, Attention, Running, Unknown };
    Kind kind = Kind::None;
    qint64 count = 0;

    bool operator==(const StepMark &) const = default;
};

//! The entries of the sidebar: a heading, the four steps, a heading, the runs.
class StepModel final : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr int markRole = Qt::UserRole;
    static constexpr int countRole = Qt::UserRole + 1;
    static constexpr int isHeadingRole = Qt::UserRole + 2;

    using QAbstractListModel::QAbstractListModel;

    void setMark(Step step, const StepMark &mark);
    StepMark mark(Step step) const { return m_marks[static_cast<std::size_t>(step)]; }
    static int rowOf(Step step);
    static std::optional<Step> stepAt(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::array<StepMark, stepCount> m_marks;
};

class StepDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

//! The sidebar: one tab stop, arrows move between the steps.
class StepList final : public QListView {
    Q_OBJECT
public:
    explicit StepList(QWidget *parent = nullptr);

    void setMark(Step step, const StepMark &mark) { m_model->setMark(step, mark); }
    StepMark mark(Step step) const { return m_model->mark(step); }
    void setCurrentStep(Step step);
    QSize sizeHint() const override;

Q_SIGNALS:
    void stepChosen(callsheet::ui::Step step);

private:
    StepModel *m_model;
};

} // namespace callsheet::ui
