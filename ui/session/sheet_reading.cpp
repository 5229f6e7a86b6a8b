#include "ui/session/sheet_reading.h"

#include "core/base/background.h"
#include "ui/common/when_done.h"

namespace callsheet::ui {

namespace {

using Read = base::Result<sheet::Document>;

Read readWhole(const SheetReaders &readers, const QString &path, const sheet::ReadingOptions &options,
    std::shared_ptr<base::Progress> progress, std::stop_token stop)
{
    return readers.whole(path, options, progress.get(), stop);
}

Read readBeginning(
    const SheetReaders &readers, const QString &path, const sheet::ReadingOptions &options, std::stop_token stop)
{
    return readers.beginning(path, options, stop);
}

} // namespace

SheetReading::SheetReading(SheetReaders readers, QObject *parent)
    : QObject(parent)
    , m_readers(std::move(readers))
{
    m_beginnings.setMaxThreadCount(1);
}

SheetReading::~SheetReading()
{
    m_stop.request_stop();
}

void SheetReading::start(const QString &path, const sheet::ReadingOptions &options)
{
    m_stop.request_stop();
    m_stop = {};
    m_progress = std::make_shared<base::Progress>();
    m_path = path;
    m_options = options;
    m_beginning.reset();
    const int generation = ++m_generation;
    const std::stop_token stop = m_stop.get_token();
    Q_EMIT started();
    const auto beginning = QtConcurrent::run(&m_beginnings, &readBeginning, m_readers, path, options, stop);
    whenDone(beginning, this, [this, generation](const Read &read) {
        if (generation != m_generation || !isRunning() || !read)
            return;
        m_beginning = *read;
        Q_EMIT beginningRead();
    });
    const auto whole = base::inBackground(&readWhole, m_readers, path, options, m_progress, stop);
    whenDone(whole, this, [this, generation](const Read &read) {
        if (generation != m_generation)
            return;
        m_progress.reset();
        m_beginning.reset();
        m_stop.request_stop(); // a beginning that is late need not go on
        Q_EMIT finished(read);
    });
}

void SheetReading::stop()
{
    m_stop.request_stop();
}

} // namespace callsheet::ui
