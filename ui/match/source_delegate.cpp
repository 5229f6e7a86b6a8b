#include "ui/match/source_delegate.h"

#include "ui/match/match_model.h"

#include <QApplication>
#include <QComboBox>
#include <QMouseEvent>
#include <QPainter>
#include <QTimer>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

QRect buttonRect(const QStyleOptionViewItem &option)
{
    const int width = option.fontMetrics.horizontalAdvance(WhyDelegate::tr("Use it")) + 24;
    QRect rect = option.rect.adjusted(0, 2, -3, -2);
    return QStyle::alignedRect(option.direction, Qt::AlignRight | Qt::AlignVCenter, QSize(width, rect.height()), rect);
}

} // namespace

void SourceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem background(option);
    initStyleOption(&background, index);
    const QString text = background.text;
    background.text.clear();
    styleOf(option)->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);

    QStyleOptionComboBox box;
    box.rect = option.rect.adjusted(2, 2, -2, -2);
    box.state = QStyle::State_Enabled;
    if (option.state & QStyle::State_MouseOver)
        box.state |= QStyle::State_MouseOver;
    box.palette = option.palette;
    box.fontMetrics = option.fontMetrics;
    box.direction = option.direction;
    box.currentText = option.fontMetrics.elidedText(text, Qt::ElideRight, box.rect.width() - 34);
    painter->save();
    painter->setFont(option.font);
    styleOf(option)->drawComplexControl(QStyle::CC_ComboBox, &box, painter, option.widget);
    styleOf(option)->drawControl(QStyle::CE_ComboBoxLabel, &box, painter, option.widget);
    painter->restore();
}

QWidget *SourceDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const MatchModel *>(index.model());
    auto *box = new QComboBox(parent);
    box->setObjectName(u"sourceEditor"_s);
    box->setAccessibleName(tr("Column in your sheet"));
    box->addItem(tr("Not sent"), MatchModel::notSent);
    box->addItem(tr("Fixed value…"), MatchModel::fixedValue);
    box->insertSeparator(2);
    if (model) {
        for (int column = 0; column < model->header().size(); ++column)
            box->addItem(model->header().at(column), column);
    }
    box->setMaxVisibleItems(16);
    auto *self = const_cast<SourceDelegate *>(this);
    connect(box, &QComboBox::activated, self, [self, box] {
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    QTimer::singleShot(0, box, &QComboBox::showPopup); // the list at the first click, not at the second
    return box;
}

void SourceDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *box = qobject_cast<QComboBox *>(editor);
    const int at = box->findData(index.data(Qt::EditRole));
    if (at >= 0)
        box->setCurrentIndex(at);
}

void SourceDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    const QVariant chosen = qobject_cast<QComboBox *>(editor)->currentData();
    // Leaving the list as it was is no choice of the person; a fixed value may be asked for anew.
    if (chosen.isValid() && (chosen != index.data(Qt::EditRole) || chosen == MatchModel::fixedValue))
        model->setData(index, chosen, Qt::EditRole);
}

void WhyDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const auto *model = qobject_cast<const MatchModel *>(index.model());
    if (!model || !model->waitsForClick(index.row()))
        return;
    QStyleOptionButton button;
    button.rect = buttonRect(option);
    button.text = tr("Use it");
    button.state = QStyle::State_Enabled | QStyle::State_Raised;
    button.palette = option.palette;
    button.fontMetrics = option.fontMetrics;
    painter->save();
    painter->setFont(option.font);
    styleOf(option)->drawControl(QStyle::CE_PushButton, &button, painter, option.widget);
    painter->restore();
}

bool WhyDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    auto *matches = qobject_cast<MatchModel *>(model);
    if (matches && matches->waitsForClick(index.row()) && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && buttonRect(option).contains(mouse->position().toPoint())) {
            matches->confirm(index.row());
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace callsheet::ui
