#pragma once

#include "core/practice/batch_types.h"

#include <QAbstractTableModel>

#include <deque>

namespace callsheet::ui {

QString callOutcome(practice::CallStatus status); // "No answer"

//! The newest calls that the practice service played, newest first.
class PlayedCallsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column { At, Phone, Outcome, Seconds, Name };
    static constexpr int columns = 5;

    explicit PlayedCallsModel(int most, QObject *parent = nullptr);

    //! Oldest first, as they were played. What is too much falls off the end.
    void add(const QList<practice::PlayedCall> &calls);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const practice::PlayedCall &call, Column column) const;

    int m_most;
    std::deque<practice::PlayedCall> m_calls;
};

} // namespace callsheet::ui
