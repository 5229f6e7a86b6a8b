#pragma once

#include "ui/common/page.h"

class QLabel;
class QListWidget;
class QPushButton;

namespace callsheet::ui {

class InlineMessage;
class RunHistory;
class Session;

//! Shown while nothing is open: a way in, what was interrupted, what was opened lately.
class StartPage final : public Page {
    Q_OBJECT
public:
    StartPage(const Session &session, const RunHistory &history, QWidget *parent = nullptr);

    QString title() const override;
    QWidget *firstControl() const override;
    void showRecent();
    void takeBackOffer();
    void offerTour(); // until the person takes it, or closes the offer

Q_SIGNALS:
    void openRequested();
    void pasteRequested();
    void sampleRequested();
    void fileChosen(const QString &path);
    void locateRequested(const QString &missing); // it is not where it was
    void runChosen(qint64 run);
    void tourRequested();

private:
    void showInterrupted();

    const Session &m_session;
    const RunHistory &m_history;
    QPushButton *m_open = nullptr;
    InlineMessage *m_tourOffer = nullptr;
    QLabel *m_interruptedTitle = nullptr;
    QListWidget *m_interrupted = nullptr;
    QLabel *m_recentTitle = nullptr;
    QListWidget *m_recent = nullptr;
};

} // namespace callsheet::ui
