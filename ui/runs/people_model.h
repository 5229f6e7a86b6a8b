#pragma once

#include "core/send/person_words.h"
#include "ui/runs/run_groups.h"

#include <QAbstractTableModel>

namespace callsheet::ui {

//! Rows of a run, each with where it stands and why. Without what was sent of anybody: that is not for the screen.
class PeopleModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column { Row, State, Chunk, Happened };
    static constexpr int columns = 4;

    using QAbstractTableModel::QAbstractTableModel;

    void setPeople(
        std::vector<ShownPerson> people, std::vector<runs::ChunkRecord> chunks, std::vector<runs::LeftOutRow> leftOut);
    //! What was settled of them; it may come before the people or after them.
    void setSettled(const send::SettledPeople &settled);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool isLeftOut(const ShownPerson &person) const;
    QString text(const ShownPerson &person, Column column) const;

    std::vector<ShownPerson> m_people;
    std::vector<runs::ChunkRecord> m_chunks;
    std::vector<runs::LeftOutRow> m_leftOut;
    send::SettledPeople m_settled;
};

} // namespace callsheet::ui
