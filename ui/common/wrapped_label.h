#pragma once

#include <QLabel>
#include <QResizeEvent>

namespace callsheet::ui {

//! Wrapped text that keeps the height it needs. A splitter asks its children for no height for a width, so that a
//! QLabel in it is squeezed into the lines that it would need at some other width.
class WrappedLabel final : public QLabel {
public:
    explicit WrappedLabel(QWidget *parent = nullptr)
        : QLabel(parent)
    {
        setWordWrap(true);
    }

    QSize minimumSizeHint() const override
    {
        const QSize least = QLabel::minimumSizeHint();
        return {least.width(), qMax(fontMetrics().height(), heightForWidth(width()))};
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QLabel::resizeEvent(event);
        if (event->size().width() != event->oldSize().width())
            updateGeometry();
    }
};

} // namespace callsheet::ui
