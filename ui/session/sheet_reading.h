#pragma once

#include "core/sheet/open_sheet.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace callsheet::ui {

//! How a file is read. Tests put readers here that wait until they are told to go on.
struct SheetReaders {
    std::function<base::Result<sheet::Document>(
        const QString &path, const sheet::ReadingOptions &options, base::Progress *progress, std::stop_token stop)>
        whole = &sheet::openSheet;
    std::function<base::Result<sheet::Document>(
        const QString &path, const sheet::ReadingOptions &options, std::stop_token stop)>
        beginning = &sheet::openBeginning;
};

//! One file under way from the disk to the window: its first rows at once, the whole when it is there. A newer start
//! makes an older one worthless, and its results are dropped.
class SheetReading final : public QObject {
    Q_OBJECT
public:
    explicit SheetReading(SheetReaders readers, QObject *parent = nullptr);
    ~SheetReading() override;

    void start(const QString &path, const sheet::ReadingOptions &options);
    void stop();

    bool isRunning() const { return m_progress != nullptr; }
    const base::Progress *progress() const { return m_progress.get(); }
    const QString &path() const { return m_path; }
    const sheet::ReadingOptions &options() const { return m_options; }
    //! The first rows, while the reading runs and they are there. A beginning that fails is no news: the whole file
    //! says what is wrong with it.
    const std::optional<sheet::Document> &beginning() const { return m_beginning; }

Q_SIGNALS:
    void started();
    void beginningRead();
    //! isRunning() is false by now and the beginning gone.
    void finished(const callsheet::base::Result<callsheet::sheet::Document> &read);

private:
    SheetReaders m_readers;
    // The beginning never waits for the other threads: there may be one alone, with a million rows to read.
    QThreadPool m_beginnings;
    std::shared_ptr<base::Progress> m_progress;
    std::stop_source m_stop;
    int m_generation = 0;
    QString m_path;
    sheet::ReadingOptions m_options;
    std::optional<sheet::Document> m_beginning;
};

} // namespace callsheet::ui
