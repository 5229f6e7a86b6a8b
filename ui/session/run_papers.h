#pragma once

#include "core/base/result.h"
#include "core/runs/records.h"
#include "core/send/export_people.h"
#include "ui/common/step.h"
#include "ui/services.h"

#include <QObject>

namespace callsheet::ui {

//! What is taken out of a run as a file: its receipt, and the list of its people. In the background.
class RunPapers final : public QObject {
    Q_OBJECT
public:
    explicit RunPapers(const Services &services, QObject *parent = nullptr);

    //! As a PDF where the path ends so, else as a web page.
    void writeReceipt(const runs::RunHead &head, bool withNumbers, const QString &path);
    void exportPeople(runs::RunId run, const send::PeopleChoice &choice, const QString &path);

Q_SIGNALS:
    void failed(callsheet::ui::Step step, const callsheet::base::Error &error);
    void done(callsheet::ui::Step step, const QString &text);

private:
    Services m_services;
};

} // namespace callsheet::ui
