#include "ui/common/icons.h"

#include "ui/common/resources.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

QString fileName(Glyph glyph)
{
    switch (glyph) {
    case Glyph::File:
        return u"file"_s;
    case Glyph::Match:
        return u"match"_s;
    case Glyph::Check:
        return u"check"_s;
    case Glyph::Send:
        return u"send"_s;
    case Glyph::Runs:
        return u"runs"_s;
    case Glyph::Done:
        return u"done"_s;
    case Glyph::Warning:
        return u"warning"_s;
    case Glyph::Error:
        return u"error"_s;
    case Glyph::Unknown:
        return u"unknown"_s;
    case Glyph::Running:
        return u"running"_s;
    case Glyph::Waiting:
        return u"waiting"_s;
    case Glyph::Paused:
        return u"paused"_s;
    case Glyph::Stopped:
        return u"stopped"_s;
    case Glyph::NotSent:
        return u"notsent"_s;
    case Glyph::Skipped:
        return u"skipped"_s;
    case Glyph::Duplicate:
        return u"duplicate"_s;
    case Glyph::Replaced:
        return u"replaced"_s;
    case Glyph::Info:
        return u"info"_s;
    case Glyph::Close:
        return u"close"_s;
    case Glyph::Open:
        return u"open"_s;
    case Glyph::Blank:
        return u"blank"_s;
    }
    return {};
}

QByteArray drawing(const QString &name)
{
    loadResources();
    QFile file(u":/icons/%1.svg"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Qt's SVG engine knows no currentColor: the colour is written into the drawing before it is rendered.
class GlyphEngine final : public QIconEngine {
public:
    GlyphEngine(Glyph glyph, Tone tone)
        : m_name(fileName(glyph))
        , m_tone(tone)
    {
    }

    //! A table paints dozens in every frame: from the cache, or they would cost as much as all its texts.
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatioF();
        const int side = qMin(rect.width(), rect.height());
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        painter->drawPixmap(square, scaledPixmap((QSizeF(square.size()) * scale).toSize(), mode, state, scale));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QString key = u"callsheet/%1/%2/%3x%4@%5"_s.arg(m_name, color(mode).name())
                                .arg(size.width())
                                .arg(size.height())
                                .arg(scale);
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        const int side = qMin(size.width(), size.height());
        pixmap = QPixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        QByteArray svg = drawing(m_name);
        svg.replace("currentColor", color(mode).name(QColor::HexRgb).toLatin1());
        QSvgRenderer(svg).render(&painter, pixmap.rect());
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine *clone() const override { return new GlyphEngine(*this); }
    bool isNull() override { return false; }

private:
    QColor color(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::Text);
        return toneColor(m_tone, palette);
    }

    QString m_name;
    Tone m_tone;
};

} // namespace

QIcon icon(Glyph glyph, Tone tone)
{
    return QIcon(new GlyphEngine(glyph, tone));
}

QIcon applicationIcon()
{
    loadResources();
    return QIcon(u":/icons/callsheet.svg"_s);
}

} // namespace callsheet::ui
