#pragma once

#include <QWidget>

namespace callsheet::ui {

//! The line below a page: its one primary button, and why it cannot be pressed.
struct Footer {
    QString primary; // empty: the page has none
    bool enabled = false;
    QString reason; // beside the button while it is disabled, or a remark while it is not
    QString reasonLink; // text of the link to the place; empty: none
    bool busy = false; // background work of this page is under way: the button becomes "Stop"

    bool operator==(const Footer &) const = default;
};

//! One step: owns its widgets, shows the state of the session, emits what the person wants.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual QString title() const = 0; // what to do here, one line
    virtual QString subtitle() const { return {}; }
    const Footer &footer() const { return m_footer; }
    virtual void activatePrimary() { }
    virtual void followReason() { } // the link beside the reason
    virtual QWidget *firstControl() const { return nullptr; } // where the focus goes when the page is shown

Q_SIGNALS:
    void footerChanged();
    void titleChanged();

protected:
    void setFooter(const Footer &footer)
    {
        if (footer == m_footer)
            return;
        m_footer = footer;
        Q_EMIT footerChanged();
    }

private:
    Footer m_footer;
};

} // namespace callsheet::ui
