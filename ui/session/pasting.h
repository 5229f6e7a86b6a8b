#pragma once

#include "core/sheet/pasted_file.h"
#include "ui/common/step.h"

#include <QObject>

class QMimeData;
class QWidget;

namespace callsheet::base {
class Clock;
struct Profile;
}

namespace callsheet::ui {

class Prompts;

//! Rows from the clipboard on their way to a file of the profile. What their program hid or merged is asked about, as
//! it is for a file.
class Pasting final : public QObject {
    Q_OBJECT
public:
    Pasting(const base::Profile &profile, const base::Clock &clock, Prompts &prompts, QWidget *parent);
    ~Pasting() override;

    //! `inUse`: names of files that a run is not finished with; they stay in the folder.
    void paste(const QMimeData *content, const QStringList &inUse);
    bool isBusy() const { return m_isBusy; }

Q_SIGNALS:
    void stateChanged();
    void fileReady(const QString &path);
    void failed(callsheet::ui::Step step, const callsheet::base::Error &error);

private:
    void setBusy(bool isBusy);
    void fail(const base::Error &error);
    void askAboutHidden(const sheet::Pasted &pasted);
    void askAboutMerged(const sheet::Pasted &pasted, const sheet::PastedRows::Answers &answers);
    void save(const sheet::Pasted &pasted, const sheet::PastedRows::Answers &answers);

    const base::Clock &m_clock;
    Prompts &m_prompts;
    QWidget *m_window = nullptr;
    sheet::PastedFolder m_folder;
    std::stop_source m_stop;
    bool m_isBusy = false;
};

} // namespace callsheet::ui
