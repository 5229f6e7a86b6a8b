#include "ui/common/icons.h"

#include <QImage>
#include <QPainter>

#include <gtest/gtest.h>

namespace callsheet::ui {

// A table paints an icon, a button asks for its picture: both show the same, on fine screens as well.
TEST(Icons, lookTheSameInATableAndOnAButton)
{
    for (const qreal scale : {1.0, 2.0}) {
        QImage blank(QSize(20, 20) * scale, QImage::Format_ARGB32_Premultiplied);
        blank.setDevicePixelRatio(scale);
        blank.fill(Qt::transparent);
        QImage painted = blank;
        QPainter painter(&painted);
        icon(Glyph::Error, Tone::Bad).paint(&painter, 0, 0, 20, 20);
        painter.end();
        const QImage picture = icon(Glyph::Error, Tone::Bad).pixmap(QSize(20, 20), scale).toImage();
        EXPECT_NE(painted, blank);
        EXPECT_EQ(painted, picture.convertToFormat(blank.format())) << scale;
    }
}

} // namespace callsheet::ui
