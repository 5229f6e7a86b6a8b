#pragma once

#include <QPointer>
#include <QStyledItemDelegate>

class QLineEdit;

namespace callsheet::ui {

//! Cells of the checked rows as they are typed in. What a person has typed is theirs until they leave the cell: it is
//! neither written over when the rows around it change, nor lost when other rows come into view.
class CellDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    //! Closes the cell that is open; what was typed into it is taken.
    void keepTyped();

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;

private:
    mutable QPointer<QLineEdit> m_open; // createEditor() is const
};

} // namespace callsheet::ui
