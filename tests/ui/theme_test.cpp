#include "ui/common/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleOption>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace callsheet::ui {
namespace {

double luminance(const QColor &color)
{
    const auto linear
        = [](double part) { return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

//! The strongest contrast that a box without its tick has with what is around it.
double contrastOfBox(const QStyle &style, const QPalette &palette, const QColor &around)
{
    QImage image(16, 16, QImage::Format_RGB32);
    image.fill(around);
    QStyleOptionButton option;
    option.rect = image.rect().adjusted(1, 1, -1, -1);
    option.state = QStyle::State_Enabled | QStyle::State_Off;
    option.palette = palette;
    QPainter painter(&image);
    style.drawPrimitive(QStyle::PE_IndicatorCheckBox, &option, &painter, nullptr);
    painter.end();
    double strongest = 1;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            strongest = std::max(strongest, contrast(image.pixelColor(x, y), around));
    }
    return strongest;
}

TEST(DarkTheme, showsBoxesThatAreNotTicked)
{
    const QPalette before = QApplication::palette();
    const QString styleBefore = QApplication::style()->name();
    applyDarkPalette(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    const QPalette dark = QApplication::palette();
    constexpr double least = 3; // of what is no text
    for (const QPalette::ColorRole role : {QPalette::Base, QPalette::Window})
        EXPECT_GE(contrastOfBox(*QApplication::style(), dark, dark.color(role)), least);
    const std::unique_ptr<QStyle> plain(QStyleFactory::create(QStringLiteral("Fusion")));
    EXPECT_LT(contrastOfBox(*plain, dark, dark.color(QPalette::Base)), least) << "the control: Fusion as it is";
    QApplication::setStyle(styleBefore);
    QApplication::setPalette(before);
}

} // namespace
} // namespace callsheet::ui
