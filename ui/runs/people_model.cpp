#include "ui/runs/people_model.h"

#include "ui/common/icons.h"
#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/runs/run_words.h"

namespace callsheet::ui {

void PeopleModel::setPeople(
    std::vector<ShownPerson> people, std::vector<runs::ChunkRecord> chunks, std::vector<runs::LeftOutRow> leftOut)
{
    beginResetModel();
    m_people = std::move(people);
    m_chunks = std::move(chunks);
    m_leftOut = std::move(leftOut);
    endResetModel();
}

void PeopleModel::setSettled(const send::SettledPeople &settled)
{
    m_settled = settled;
    if (!m_people.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

int PeopleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_people.size());
}

int PeopleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

bool PeopleModel::isLeftOut(const ShownPerson &person) const
{
    return person.group == RunGroup::LeftOut || person.group == RunGroup::Folded;
}

QString PeopleModel::text(const ShownPerson &person, Column column) const
{
    switch (column) {
    case Column::Row:
        return number(person.row);
    case Column::State:
        return groupName(person.group);
    case Column::Chunk:
        return isLeftOut(person) ? QString() : number(m_chunks[person.place].number);
    case Column::Happened:
        return oneLine(isLeftOut(person)
                ? m_leftOut[person.place].reason
                : send::whatHappened(rowStateOf(person.group), m_chunks[person.place], person.row, m_settled));
    }
    return {};
}

QVariant PeopleModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ShownPerson &person = m_people[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(person, column);
    case Qt::AccessibleTextRole:
        if (column == Column::Row)
            return tr("Row %1, %2. %3")
                .arg(text(person, Column::Row), text(person, Column::State), text(person, Column::Happened));
        return text(person, column);
    case Qt::ToolTipRole: {
        const QString tip = text(person, column);
        return tip.isEmpty() ? QVariant() : QVariant(tip);
    }
    case Qt::DecorationRole:
        if (column != Column::State)
            return {};
        if (person.group == RunGroup::Folded)
            return icon(Glyph::Duplicate, Tone::Quiet);
        if (person.group == RunGroup::LeftOut)
            return icon(Glyph::Skipped, Tone::Quiet);
        // Of a chunk that a newer one replaced, only those are left whom somebody found queued.
        if (person.group == RunGroup::Queued)
            return icon(Glyph::Done, Tone::Good);
        return icon(lookOf(m_chunks[person.place].state).glyph, lookOf(m_chunks[person.place].state).tone);
    default:
        return {};
    }
}

QVariant PeopleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation == Qt::Vertical)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Row:
        return tr("Row in sheet");
    case Column::State:
        return tr("State");
    case Column::Chunk:
        return tr("Chunk");
    case Column::Happened:
        return tr("What happened");
    }
    return {};
}

} // namespace callsheet::ui
