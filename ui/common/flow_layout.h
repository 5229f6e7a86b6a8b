#pragma once

#include <QLayout>
#include <QList>

namespace callsheet::ui {

//! Widgets side by side in as many lines as they need: nothing is cut off where a window is narrow or words are long.
class FlowLayout final : public QLayout {
public:
    explicit FlowLayout(QWidget *parent, int spacing);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override;
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override; // of the widest one alone
    QSize sizeHint() const override; // of one line
    void setGeometry(const QRect &rect) override;

private:
    //! The height that they take; `place` is false to only ask for it.
    int arrange(const QRect &rect, bool place) const;

    QList<QLayoutItem *> m_items;
};

} // namespace callsheet::ui
