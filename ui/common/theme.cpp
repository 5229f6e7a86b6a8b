#include "ui/common/theme.h"

#include <QApplication>
#include <QFont>
#include <QProxyStyle>
#include <QStyleOption>
#include <QWidget>

namespace callsheet::ui {

namespace {

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightnessF() < 0.5F;
}

QColor mixed(const QColor &a, const QColor &b, float part)
{
    return QColor::fromRgbF(a.redF() + (b.redF() - a.redF()) * part, a.greenF() + (b.greenF() - a.greenF()) * part,
        a.blueF() + (b.blueF() - a.blueF()) * part);
}

//! Fusion draws the frames of boxes to tick in a shade of the window, which vanishes on a dark base.
class DarkFusion final : public QProxyStyle {
public:
    DarkFusion()
        : QProxyStyle(QStringLiteral("Fusion"))
    {
    }

    void drawPrimitive(
        PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override
    {
        const auto *box = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (box && (element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton)) {
            QStyleOptionButton framed = *box;
            framed.palette.setColor(QPalette::Window, QColor(170, 173, 178));
            QProxyStyle::drawPrimitive(element, &framed, painter, widget);
        } else {
            QProxyStyle::drawPrimitive(element, option, painter, widget);
        }
    }
};

} // namespace

QColor toneColor(Tone tone, const QPalette &palette)
{
    const float lightness = isDark(palette) ? 0.70F : 0.32F;
    switch (tone) {
    case Tone::Plain:
        return palette.color(QPalette::Text);
    case Tone::Quiet:
        return mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.36F);
    case Tone::Accent:
        return QColor::fromHslF(palette.color(QPalette::Active, QPalette::Highlight).hslHueF() < 0
                ? 0.56F
                : palette.color(QPalette::Active, QPalette::Highlight).hslHueF(),
            0.60F, isDark(palette) ? 0.68F : 0.36F);
    case Tone::Good:
        return QColor::fromHslF(0.40F, 0.55F, isDark(palette) ? 0.62F : 0.27F);
    case Tone::Caution:
        return QColor::fromHslF(0.10F, isDark(palette) ? 0.85F : 0.95F, isDark(palette) ? 0.62F : 0.29F);
    case Tone::Bad:
        return QColor::fromHslF(0.01F, 0.70F, lightness + 0.06F);
    }
    return palette.color(QPalette::Text);
}

QColor toneTint(Tone tone, const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), toneColor(tone, palette), isDark(palette) ? 0.16F : 0.10F);
}

QColor lineColor(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.16F);
}

void applyDarkPalette(QApplication &application)
{
    QApplication::setStyle(new DarkFusion); // the application owns it
    // Fusion draws frames darker than the window: with a window this light they stay visible.
    const QColor window(53, 55, 58);
    const QColor base(38, 40, 43);
    const QColor text(233, 234, 236);
    const QColor faint(148, 151, 156);
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, QColor(45, 47, 50));
    palette.setColor(QPalette::ToolTipBase, base);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, faint);
    palette.setColor(QPalette::Button, QColor(68, 71, 75));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Link, QColor(116, 190, 226));
    palette.setColor(QPalette::LinkVisited, QColor(180, 165, 226));
    palette.setColor(QPalette::Highlight, QColor(45, 110, 150));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Light, QColor(88, 91, 96));
    palette.setColor(QPalette::Midlight, QColor(76, 79, 84));
    palette.setColor(QPalette::Mid, QColor(34, 36, 38));
    palette.setColor(QPalette::Dark, QColor(24, 25, 27));
    palette.setColor(QPalette::Shadow, Qt::black);
    for (const QPalette::ColorRole role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Light, base); // the shadow of what a menu cannot do now
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(70, 73, 77));
    application.setPalette(palette);
}

QFont scaledFont(const QWidget &widget, double factor, bool bold)
{
    QFont font = widget.font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(font.pixelSize() * factor));
    font.setBold(bold);
    return font;
}

} // namespace callsheet::ui
