#pragma once

#include "ui/common/theme.h"

#include <QToolButton>

namespace callsheet::ui {

//! Says beside the title whether phones ring: always in words, and never the same words. That of the practice service
//! is a button that opens its panel.
class PracticeBadge final : public QToolButton {
    Q_OBJECT
public:
    explicit PracticeBadge(QWidget *parent = nullptr);

    void showPractice(bool rehearsing);
    void showReal(const QString &connection);
    bool isPractice() const { return m_practice; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void say(const QString &text, const QString &explanation, bool practice);

    bool m_practice = true;
};

} // namespace callsheet::ui
