#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace callsheet::ui {

//! Calls `callback` with the result in the context's thread; never, when the context is gone before.
//! QFuture::then() with a context looks at the context from the worker's thread in Qt 6.4: a watcher does not.
template <typename T, typename Callback>
void whenDone(const QFuture<T> &future, QObject *context, Callback callback)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, callback = std::move(callback)] {
        watcher->deleteLater();
        callback(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace callsheet::ui
