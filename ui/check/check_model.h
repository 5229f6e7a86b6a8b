#pragma once

#include "core/check/check_rows.h"
#include "core/check/record_maker.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QStringList>

#include <memory>
#include <vector>

namespace callsheet::ui {

//! Checked rows as they will be sent, behind an index of the rows that a filter lets through. Rows are made when they
//! are looked at; a few hundred are kept.
class CheckModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column { State, Problem, FirstVariable };

    explicit CheckModel(QObject *parent = nullptr);

    //! `whole` is false for the first rows of a check that goes on: they are looked at and not edited.
    void setReport(const check::CheckInput &input, std::shared_ptr<const check::Report> report, bool whole = true);
    //! The same rows after an edit: what is shown stays where it is.
    void showEdited(const check::CheckInput &input, std::shared_ptr<const check::Report> report);
    //! No cell is opened to type in; what was typed into one that is open is taken all the same.
    void setLocked(bool locked) { m_isLocked = locked; }
    //! Values as they stand in the sheet, instead of those that will be sent.
    void setShowsSource(bool on, std::shared_ptr<const sheet::Table> source);
    //! The column in which a variable is shown, or -1.
    int columnOf(int variable) const;
    //! The column in which a value of the row can be edited, one with a problem before others; -1: there is none.
    int columnToEdit(int row) const;
    void setVisibleRows(std::vector<sheet::RowIndex> rows);
    void setSkipped(const std::vector<sheet::RowIndex> &skipped);

    bool isEmpty() const { return m_visible.empty(); }
    const std::vector<sheet::RowIndex> &visibleRows() const { return m_visible; }
    sheet::RowIndex tableRow(int row) const { return m_visible[static_cast<std::size_t>(row)]; }
    //! Where a row of the table is shown, or -1.
    int placeOf(sheet::RowIndex row) const;
    bool isSkipped(sheet::RowIndex row) const;
    check::RowState state(sheet::RowIndex row) const { return m_report->states[row]; }
    //! The next visible row with a problem from `row` on (before it when backwards), or -1.
    int nextProblem(int row, bool backwards) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void editWanted(callsheet::sheet::RowIndex row, int variable, const QString &text);

private:
    struct RowTexts {
        QString problems; // sentences in one line
        QStringList values; // of the shown variables
        std::vector<int> severity; // of the shown variables: 0 none, 1 warning, 2 error
        QStringList notes; // the sentence for each shown variable
        std::vector<int> columns; // that the shown variables come from in this row; -1: from none
        std::vector<bool> edited; // of the shown variables
    };
    const RowTexts &texts(sheet::RowIndex row) const;
    QString stateText(sheet::RowIndex row) const;
    QVariant stateData(sheet::RowIndex row, int role) const;
    int variableAt(int column) const;
    const match::Assignment &assignmentAt(int column) const;
    bool isCell(const QModelIndex &index) const; // that comes from one of the sheet
    void addValues(sheet::RowIndex row, RowTexts &texts) const;

    check::CheckInput m_input;
    std::shared_ptr<const check::Report> m_report;
    bool m_isWhole = true;
    bool m_isLocked = false;
    std::vector<int> m_shown; // variables with a source
    std::vector<check::ValueSource> m_sources; // of all variables
    std::shared_ptr<const sheet::Table> m_source; // when its values are shown
    std::vector<sheet::RowIndex> m_visible;
    std::vector<sheet::RowIndex> m_skipped;
    mutable QCache<sheet::RowIndex, RowTexts> m_cache;
    mutable sheet::RowCells m_cells;
    mutable std::vector<check::Field> m_fields;
};

} // namespace callsheet::ui
