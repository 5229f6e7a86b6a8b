#pragma once

#include "ui/common/theme.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QList>

#include <functional>

class QHBoxLayout;
class QLabel;

namespace callsheet::ui {

struct MessageAction {
    QString text;
    std::function<void()> run;
};

//! What the page says without stopping anybody: tone, plain text, ways on.
struct Message {
    Tone tone = Tone::Accent; // Accent: information; Good, Caution, Bad
    QString text;
    QList<MessageAction> actions;
};

//! The frame that makes a widget a message: rounded, in the tone's colours.
void paintMessageFrame(QWidget &widget, Tone tone);

//! A line across the page. Screen readers announce it as an alert; Escape closes it, unless it has to be answered.
class InlineMessage final : public QFrame {
    Q_OBJECT
public:
    enum class Close { ByThePerson, ByItsAnswer };
    explicit InlineMessage(QWidget *parent = nullptr, Close close = Close::ByThePerson);

    void showMessage(const Message &message);
    void focusFirstAction();
    QString text() const;

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void dismiss();
    void applyTone();

    Close m_close;
    Tone m_tone = Tone::Accent;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QHBoxLayout *m_actions = nullptr;
    QElapsedTimer m_shown; // since the message was shown
};

} // namespace callsheet::ui
