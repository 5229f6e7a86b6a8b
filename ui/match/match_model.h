#pragma once

#include "core/match/mapping.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace callsheet::ui {

//! The variables of the agent, each with where its values come from. Shows a mapping; edits are wishes that the session
//! fulfils.
class MatchModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column { Variable, Required, Source, Why, CleanUps, Values };
    static constexpr int columns = 6;
    // What the source cell edits to: a column from 0, or one of these.
    static constexpr int fixedValue = -1;
    static constexpr int notSent = -2;

    using QAbstractTableModel::QAbstractTableModel;

    void setVariables(const match::VariableSet &variables, const QStringList &header);
    void setMapping(const match::Mapping &mapping);
    //! First values of each variable, as in the sheet and as they will be sent.
    void setValues(const QStringList &values);

    const QStringList &header() const { return m_header; }
    bool waitsForClick(int row) const; // a similar match that nobody has confirmed
    bool isMissing(int row) const; // required, and nothing is sent
    void confirm(int row);
    bool hasColumn(int row) const; // values come from the sheet, so that there is something to clean up

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void assignmentWanted(int variable, const callsheet::match::Assignment &assignment);
    void fixedValueWanted(int variable);

private:
    QString sourceText(int row) const;
    QString whyText(int row) const;
    QString whyInFull(int row) const;
    QString cleanUpText(int row) const;
    QString wholeRow(int row) const;

    match::VariableSet m_variables;
    match::Mapping m_mapping;
    QStringList m_header;
    QStringList m_values;
};

} // namespace callsheet::ui
