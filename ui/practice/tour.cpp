#include "ui/practice/tour.h"

#include "ui/practice/tour_callout.h"

#include <QWidget>

namespace callsheet::ui {

Tour::Tour(QWidget &window, QList<TourStop> stops, QObject *parent)
    : QObject(parent)
    , m_stops(std::move(stops))
    , m_callout(new TourCallout(&window))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &Tour::look);
    connect(m_callout, &TourCallout::primaryPressed, this, &Tour::goOn);
    connect(m_callout, &TourCallout::backPressed, this, [this] { goTo(m_at - 1); });
    connect(m_callout, &TourCallout::endPressed, this, &Tour::end);
}

void Tour::start()
{
    if (isRunning()) {
        focus();
        return;
    }
    Q_EMIT begun();
    goTo(0);
}

void Tour::end()
{
    if (!isRunning())
        return;
    m_at = -1;
    m_keepsFocus = false;
    const bool hadFocus = m_callout->holdsFocus();
    m_callout->hide();
    m_callout->pointAt(nullptr);
    if (hadFocus)
        m_callout->parentWidget()->setFocus();
    Q_EMIT ended();
}

void Tour::focus()
{
    if (isRunning())
        m_callout->takeFocus();
}

void Tour::lookSoon()
{
    if (isRunning() && !m_soon.isActive())
        m_soon.start();
}

void Tour::goTo(int stop)
{
    if (stop < 0)
        return;
    if (stop >= m_stops.size()) {
        end();
        return;
    }
    m_at = stop;
    m_keepsFocus = false;
    Q_EMIT stopReached(stop);
    look();
    m_callout->takeFocus();
}

void Tour::goOn()
{
    if (!isRunning())
        return;
    if (m_stops[m_at].isDone()) {
        goTo(m_at + 1);
        return;
    }
    m_keepsFocus = true;
    m_stops[m_at].doIt();
    look();
}

void Tour::look()
{
    if (!isRunning())
        return;
    const TourStop &stop = m_stops[m_at];
    const bool done = stop.isDone();
    const bool last = m_at + 1 == m_stops.size();
    CalloutText text;
    //: %1 and %2 are numbers, %3 is what the step is about
    text.title = tr("Step %1 of %2: %3").arg(m_at + 1).arg(m_stops.size()).arg(stop.title);
    text.text = stop.text();
    text.primary = !done ? tr("Do it for me") : last ? tr("Finish") : tr("Next step");
    text.canGoBack = m_at > 0;
    m_callout->showText(text);
    m_callout->pointAt(stop.target());
    if (m_keepsFocus)
        m_callout->takeFocus();
    if (done)
        m_keepsFocus = false;
}

} // namespace callsheet::ui
