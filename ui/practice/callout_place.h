#pragma once

#include <QRect>
#include <QSize>

namespace callsheet::ui {

//! Where a callout stands beside the widget that it speaks of.
struct CalloutPlace {
    enum class Side { Above, Below, Before, Behind, Nowhere };
    QRect rect;
    Side side = Side::Nowhere; // of the target; Nowhere: it points at nothing

    bool operator==(const CalloutPlace &) const = default;
};

//! Inside `area`, and off the target wherever there is room for that; without a target, at the lower edge.
CalloutPlace placeCallout(QSize callout, QRect target, QRect area);

} // namespace callsheet::ui
