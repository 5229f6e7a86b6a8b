#pragma once

#include "ui/practice/callout_place.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QPushButton;

namespace callsheet::ui {

//! What the callout of a tour says at one stop.
struct CalloutText {
    QString title; // "Step 2 of 5: Match the columns"
    QString text;
    QString primary; // "Do it for me", "Next"
    bool canGoBack = false;

    bool operator==(const CalloutText &) const = default;
};

//! A frame around the widget that the tour speaks of. The mouse goes through it.
class TourFrame final : public QWidget {
    Q_OBJECT
public:
    explicit TourFrame(QWidget *window);

protected:
    void paintEvent(QPaintEvent *event) override;
};

//! Stands beside a widget of the window and points at it. Escape ends, the arrows and Enter lead on; the window's own
//! controls stay usable.
class TourCallout final : public QFrame {
    Q_OBJECT
public:
    explicit TourCallout(QWidget *window);

    void showText(const CalloutText &text);
    //! Null: it speaks of no widget that can be seen.
    void pointAt(QWidget *target);
    void takeFocus();
    bool holdsFocus() const;

Q_SIGNALS:
    void primaryPressed();
    void backPressed();
    void endPressed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void watch(QWidget *target);

    QWidget *m_window;
    QPointer<QWidget> m_target;
    QList<QPointer<QObject>> m_watched; // the target and what it stands in: when they move, so does the callout
    TourFrame *m_frame;
    CalloutPlace::Side m_side = CalloutPlace::Side::Nowhere;
    CalloutText m_shown;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_end = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_primary = nullptr;
};

} // namespace callsheet::ui
