#include "ui/common/busy_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int tickMilliseconds = 100;
constexpr int ticksBeforeShown = 5;

} // namespace

BusyLine::BusyLine(QWidget *parent)
    : QWidget(parent)
{
    m_label = new QLabel(this);
    m_label->setTextFormat(Qt::PlainText);
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_bar->setMinimumWidth(160);
    m_bar->setAccessibleName(tr("Progress"));
    m_stop = new QPushButton(tr("Stop"), this);
    m_stop->setObjectName(u"stopWork"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_label);
    layout->addWidget(m_bar, 1);
    layout->addWidget(m_stop);
    hide();
    m_timer.setInterval(tickMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &BusyLine::update);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_stop->setEnabled(false);
        Q_EMIT stopRequested();
    });
}

void BusyLine::begin(const QString &what, Source source, Words words, const QString &stop)
{
    m_stop->setText(stop.isEmpty() ? tr("Stop") : stop);
    m_what = what;
    m_source = std::move(source);
    m_words = std::move(words);
    m_ticks = 0;
    m_stop->setEnabled(true);
    m_timer.start();
}

void BusyLine::end()
{
    m_timer.stop();
    hide();
}

void BusyLine::update()
{
    if (++m_ticks < ticksBeforeShown)
        return;
    const base::Progress *progress = m_source ? m_source() : nullptr;
    const qint64 done = progress ? progress->done.load() : 0;
    const qint64 total = progress ? progress->total.load() : 0;
    // A bar takes an int: parts of a thousand serve for bytes and rows alike.
    m_bar->setRange(0, total > 0 ? 1000 : 0);
    m_bar->setValue(total > 0 ? static_cast<int>(qBound<qint64>(0, done, total) * 1000 / total) : 0);
    const QString words = m_words && total > 0 ? m_words(done, total) : QString();
    m_label->setText(words.isEmpty() ? m_what : u"%1 %2"_s.arg(m_what, words));
    m_bar->setAccessibleDescription(m_label->text());
    show();
}

} // namespace callsheet::ui
