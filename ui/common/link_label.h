#pragma once

#include <QFocusEvent>
#include <QLabel>

namespace callsheet::ui {

//! A sentence that ends in a link. Tab goes straight to the link: QLabel would take the focus without showing where it
//! is, and Enter would do nothing until Tab is pressed once more.
class LinkLabel final : public QLabel {
public:
    using QLabel::QLabel;

protected:
    void focusInEvent(QFocusEvent *event) override
    {
        QLabel::focusInEvent(event);
        if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
            focusNextPrevChild(true);
    }
};

} // namespace callsheet::ui
