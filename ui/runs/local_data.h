#pragma once

#include "core/base/result.h"
#include "core/runs/records.h"
#include "ui/services.h"

#include <QObject>
#include <QPointer>

class QDialog;

namespace callsheet::ui {

class RunHistory;
struct LocalDataChoice;

//! What a person does about what is kept of people: deletes it, or says how long and how it is kept.
class LocalData final : public QObject {
    Q_OBJECT
public:
    LocalData(const Services &services, RunHistory &history, QWidget *window);

    void deleteRun(runs::RunId run);
    void deleteAll();
    void openSettings();

Q_SIGNALS:
    void done(const QString &sentence);
    void failed(const callsheet::base::Error &error);

private:
    void deleteNow(runs::RunId run, bool isConfirmed); // 0: all
    void change(const LocalDataChoice &choice);

    const Services m_services;
    RunHistory &m_history;
    QWidget *m_window;
    QPointer<QDialog> m_dialog;
};

} // namespace callsheet::ui
