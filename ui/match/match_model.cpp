#include "ui/match/match_model.h"

#include "core/match/suggest_columns.h"
#include "ui/common/icons.h"
#include "ui/common/table_setup.h"

#include <QGuiApplication>

#include <algorithm>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

void MatchModel::setVariables(const match::VariableSet &variables, const QStringList &header)
{
    beginResetModel();
    m_variables = variables;
    m_header = header;
    m_mapping = {};
    m_values.clear();
    endResetModel();
}

void MatchModel::setMapping(const match::Mapping &mapping)
{
    m_mapping = mapping;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void MatchModel::setValues(const QStringList &values)
{
    m_values = values;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, columns - 1), index(rowCount() - 1, columns - 1));
}

bool MatchModel::waitsForClick(int row) const
{
    const match::Assignment assignment = m_mapping.assignments.value(row);
    return assignment.source == match::Source::Column && !assignment.confirmed;
}

bool MatchModel::isMissing(int row) const
{
    return m_variables.variables.at(row).required && !m_mapping.assignments.value(row).isUsed() && !waitsForClick(row);
}

void MatchModel::confirm(int row)
{
    if (!waitsForClick(row))
        return;
    match::Assignment assignment = m_mapping.assignments.at(row);
    assignment.confirmed = true;
    Q_EMIT assignmentWanted(row, assignment);
}

int MatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_variables.variables.size());
}

int MatchModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString MatchModel::sourceText(int row) const
{
    const match::Assignment assignment = m_mapping.assignments.value(row);
    switch (assignment.source) {
    case match::Source::Column:
        return assignment.furtherColumns.isEmpty()
            ? oneLine(m_header.value(assignment.column))
            : tr("%1, or %Ln other(s)", nullptr, static_cast<int>(assignment.furtherColumns.size()))
                  .arg(oneLine(m_header.value(assignment.column)));
    case match::Source::FixedValue:
        return tr("Always “%1”").arg(oneLine(assignment.fixedValue));
    case match::Source::NotSent:
        break;
    }
    return isMissing(row) ? tr("Choose a column…") : tr("Not sent");
}

QString MatchModel::whyText(int row) const
{
    if (isMissing(row))
        return tr("Needs a column");
    const match::Assignment assignment = m_mapping.assignments.value(row);
    return assignment.source == match::Source::NotSent && assignment.reason == match::MatchReason::None
        ? u"–"_s
        : match::describe(assignment.reason);
}

//! With how alike the names are, for whoever wants to know.
QString MatchModel::whyInFull(int row) const
{
    const match::Assignment assignment = m_mapping.assignments.value(row);
    if (isMissing(row) || assignment.reason != match::MatchReason::Similar)
        return whyText(row);
    const double likeness = match::likeness(m_variables.variables.at(row), m_header.value(assignment.column));
    return tr("%1: the names are alike by %2 %").arg(whyText(row), QString::number(qRound(likeness * 100)));
}

bool MatchModel::hasColumn(int row) const
{
    return m_mapping.assignments.value(row).source == match::Source::Column;
}

QString MatchModel::cleanUpText(int row) const
{
    if (!hasColumn(row))
        return u"–"_s;
    const match::Assignment &assignment = m_mapping.assignments.at(row);
    QStringList steps;
    for (const match::CleanUp &cleanUp : assignment.cleanUps)
        steps.append(match::describe(cleanUp));
    const QString fallback = match::fallbackFor(m_variables.variables.at(row), assignment);
    if (!fallback.isEmpty())
        steps.append(tr("blank: “%1”").arg(fallback));
    return steps.isEmpty() ? tr("As it is") : steps.join(u", "_s);
}

QString MatchModel::wholeRow(int row) const
{
    const match::Variable &variable = m_variables.variables.at(row);
    const QString need = variable.required ? tr("required") : tr("optional");
    const QString state = waitsForClick(row) ? tr("%1, waits for your confirmation").arg(whyText(row)) : whyText(row);
    return tr("%1, %2, from: %3, %4, %5").arg(variable.label, need, sourceText(row), state, cleanUpText(row));
}

QVariant MatchModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const match::Variable &variable = m_variables.variables.at(row);
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::AccessibleTextRole && column == Column::Variable)
        return wholeRow(row);
    if (role == Qt::DecorationRole && column == Column::Why) {
        if (isMissing(row))
            return icon(Glyph::Error, Tone::Bad);
        if (waitsForClick(row))
            return icon(Glyph::Warning, Tone::Caution);
        return m_mapping.assignments.value(row).isUsed() ? QVariant(icon(Glyph::Done, Tone::Good)) : QVariant();
    }
    if (role == Qt::BackgroundRole) {
        const QPalette palette = QGuiApplication::palette();
        if (isMissing(row))
            return toneTint(Tone::Bad, palette);
        return waitsForClick(row) ? QVariant(toneTint(Tone::Caution, palette)) : QVariant();
    }
    if (role == Qt::EditRole && column == Column::Source) {
        const match::Assignment assignment = m_mapping.assignments.value(row);
        if (assignment.source == match::Source::Column)
            return assignment.column;
        return assignment.source == match::Source::FixedValue ? fixedValue : notSent;
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    switch (column) {
    case Column::Variable:
        if (variable.label == variable.key)
            return role == Qt::ToolTipRole && !variable.description.isEmpty() ? variable.description : variable.label;
        if (role == Qt::ToolTipRole) {
            return variable.description.isEmpty() ? tr("Sent as “%1”").arg(variable.key)
                                                  : tr("%1\nSent as “%2”").arg(variable.description, variable.key);
        }
        return u"%1  (%2)"_s.arg(variable.label, variable.key);
    case Column::Required:
        return variable.required ? tr("Required") : tr("Optional");
    case Column::Source:
        return sourceText(row);
    case Column::Why:
        return role == Qt::ToolTipRole ? whyInFull(row) : whyText(row);
    case Column::CleanUps:
        return cleanUpText(row);
    case Column::Values:
        return m_values.value(row);
    }
    return {};
}

bool MatchModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || static_cast<Column>(index.column()) != Column::Source)
        return false;
    const int wanted = value.toInt();
    if (wanted == fixedValue) {
        Q_EMIT fixedValueWanted(index.row());
        return true;
    }
    // The clean-ups stay: they are those of the variable, whichever column its values come from.
    match::Assignment assignment = m_mapping.assignments.value(index.row());
    assignment.reason = match::MatchReason::ChosenByYou;
    assignment.confirmed = true;
    assignment.source = wanted >= 0 ? match::Source::Column : match::Source::NotSent;
    assignment.column = std::max(wanted, -1);
    if (wanted < 0)
        assignment.furtherColumns.clear();
    assignment.furtherColumns.removeAll(wanted);
    Q_EMIT assignmentWanted(index.row(), assignment);
    return true;
}

QVariant MatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (static_cast<Column>(section)) {
    case Column::Variable:
        return tr("Variable");
    case Column::Required:
        return tr("Needed");
    case Column::Source:
        return tr("Column in your sheet");
    case Column::Why:
        return tr("Why");
    case Column::CleanUps:
        return tr("Clean-ups");
    case Column::Values:
        return tr("First values → as sent");
    }
    return {};
}

Qt::ItemFlags MatchModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && static_cast<Column>(index.column()) == Column::Source)
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace callsheet::ui
