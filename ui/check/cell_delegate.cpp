#include "ui/check/cell_delegate.h"

#include <QLineEdit>

#include <utility>

namespace callsheet::ui {

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    m_open = qobject_cast<QLineEdit *>(editor);
    return editor;
}

// The view calls this for every open cell whenever the rows have changed.
void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const auto *line = qobject_cast<QLineEdit *>(editor);
    if (!line || !line->isModified())
        QStyledItemDelegate::setEditorData(editor, index);
}

void CellDelegate::keepTyped()
{
    const QPointer<QLineEdit> open = std::exchange(m_open, {});
    if (!open)
        return;
    if (open->isModified())
        Q_EMIT commitData(open);
    if (open)
        Q_EMIT closeEditor(open);
}

} // namespace callsheet::ui
